"""Reading .ods workbooks, cell by cell: a row that is repeated a million times costs what it holds."""

from __future__ import annotations

from typing import Final

from liling_desk.importing.file_content import Content
from liling_desk.importing.number_formats import number_text, percent_text
from liling_desk.importing.sheet import Merge, Sheet
from liling_desk.importing.workbook import (
    MOST_COLUMNS,
    GatheredTable,
    Progress,
    ReadWorkbook,
    TooManyCells,
    sheet_of,
)
from liling_desk.importing.xlsx_parts import Damaged, Package, TooLarge

_CONTENT: Final = "content.xml"


def is_ods(package: Package) -> bool:
    """True for an OpenDocument package of any sort."""
    return _CONTENT in package and "META-INF/manifest.xml" in package


def read_ods(package: Package, content: Content, sheet: str | None = None, report: Progress | None = None) -> Sheet:
    """Read a worksheet of an .ods. Raises `FileUnusable` with the remedy, `UsageError` for an unknown worksheet."""
    try:
        if b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise content.locked()
        return sheet_of(_read(package, report), content, sheet, report)
    except Damaged as problem:
        raise content.damaged(problem) from problem
    except (TooLarge, TooManyCells) as problem:
        raise content.too_large() from problem


_ASIDE = ("office:annotation", "table:tracked-changes", "draw:object")
"""What stands inside these, like a table inside a cell, is no part of the worksheet."""


def _read(package: Package, report: Progress | None) -> ReadWorkbook:
    reader = _Reader()
    package.parse(_CONTENT, reader.start, reader.end, reader.text, report)
    if not reader.tables:
        raise Damaged(_CONTENT)
    return ReadWorkbook(
        {name: table.worksheet() for name, table in reader.tables.items()}, frozenset(reader.hidden_tables)
    )


class _Reader:
    """Collects the tables of content.xml. Comments, change lists and nested tables are passed over."""

    def __init__(self) -> None:
        self.tables: dict[str, GatheredTable] = {}
        self.hidden_tables: set[str] = set()
        self._invisible_styles: set[str] = set()
        self._style = ""
        self._table: GatheredTable | None = None
        self._row = self._rows = self._column = self._declared = 0
        self._row_cells: list[tuple[int, int, str]] = []
        self._cell: dict[str, str] = {}
        self._lines: list[str] | None = None
        self._aside = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        if name in _ASIDE or (name == "table:table" and (self._table is not None or self._aside)):
            self._aside += 1
        if self._aside:
            return
        if name == "style:style":
            self._style = given.get("style:name", "")
        elif name == "style:table-properties" and given.get("table:display") == "false":
            self._invisible_styles.add(self._style)
        elif name == "table:table":
            self._begin_table(given)
        elif name == "table:table-column":
            self._column_declared(given)
        elif name == "table:table-row":
            self._rows = _times(given, "table:number-rows-repeated")
            self._row += 1
            self._column = 0
            self._row_cells = []
            if given.get("table:visibility") in ("collapse", "filter") and self._table is not None:
                self._table.hidden_rows.update(range(self._row, self._row + min(self._rows, 100_000)))
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell = given
            self._lines = []
        elif self._lines is not None:
            self._inline(name, given, self._lines)

    @staticmethod
    def _inline(name: str, given: dict[str, str], lines: list[str]) -> None:
        if name == "text:p":
            lines.append("")
        elif name == "text:line-break" and lines:
            lines[-1] += "\n"
        elif name == "text:tab" and lines:
            lines[-1] += "\t"
        elif name == "text:s" and lines:
            lines[-1] += " " * min(_times(given, "text:c"), 1000)

    def _begin_table(self, given: dict[str, str]) -> None:
        name = given.get("table:name", f"{len(self.tables) + 1}")
        self._table = self.tables[name] = GatheredTable()
        self._row = self._declared = 0
        if given.get("table:style-name", "") in self._invisible_styles:
            self.hidden_tables.add(name)

    def _column_declared(self, given: dict[str, str]) -> None:
        times = _times(given, "table:number-columns-repeated")
        if self._table is not None and given.get("table:visibility") in ("collapse", "filter"):
            self._table.hidden_columns.update(range(self._declared, min(self._declared + times, MOST_COLUMNS)))
        self._declared += times

    def text(self, data: str) -> None:
        if self._lines and not self._aside:
            self._lines[-1] += data

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= name in _ASIDE or name == "table:table"
            return
        table = self._table
        if table is None:
            return
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell(table, covered=name != "table:table-cell")
        elif name == "table:table-row":
            self._end_row(table)
        elif name == "table:table":
            self._table = None

    def _end_cell(self, table: GatheredTable, covered: bool) -> None:
        given = self._cell
        times = _times(given, "table:number-columns-repeated")
        text = "" if covered else _shown(given, "\n".join(self._lines or []))
        if text:
            self._row_cells.append((self._column, times, text))
        down, across = _times(given, "table:number-rows-spanned"), _times(given, "table:number-columns-spanned")
        if down > 1 or across > 1:
            table.merges.append(Merge(self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._column += times
        self._lines = None

    def _end_row(self, table: GatheredTable) -> None:
        if self._row_cells:
            for number in range(self._row, self._row + self._rows):
                for column, times, text in self._row_cells:
                    for place in range(column, min(column + times, MOST_COLUMNS + 1)):
                        table.cells.put(number, place, text)
        self._row += self._rows - 1


def _times(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() else 1


def _shown(given: dict[str, str], text: str) -> str:
    """A cell as text: its value where that says more than what is displayed."""
    kind = given.get("office:value-type", given.get("calcext:value-type", ""))
    if kind == "date" and (day := given.get("office:date-value")):
        return _day(day, text)
    if kind in ("float", "percentage", "currency"):
        return _number(kind, given.get("office:value", ""), text)
    if kind == "boolean":
        return "TRUE" if given.get("office:boolean-value") == "true" else "FALSE"
    return text if text else given.get("office:string-value", "")


def _number(kind: str, value: str, text: str) -> str:
    if value.isdecimal() and value.isascii() and kind == "float":
        return text if text.isdecimal() and text.startswith("0") else value
    try:
        number = float(value)
    except ValueError:
        return text
    return percent_text(number) if kind == "percentage" else number_text(number)


def _day(value: str, text: str) -> str:
    day, _, clock = value.partition("T")
    clock = clock.removesuffix("Z").split(".")[0]
    if day.endswith("-01") and not clock.strip("0:") and text.endswith("月") and "日" not in text:
        return f"{int(day[:4])}年{int(day[5:7])}月" if day[:4].isdigit() and day[5:7].isdigit() else text
    if clock in ("", "00:00:00", "00:00"):
        return day
    return f"{day} {clock.removesuffix(':00') if clock.count(':') > 1 else clock}"
