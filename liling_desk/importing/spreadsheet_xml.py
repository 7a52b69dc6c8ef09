"""Reading XML Spreadsheet 2003, which some systems save as .xls or .xml."""

from __future__ import annotations

from dataclasses import dataclass
from xml.parsers import expat

from liling_desk.importing.file_content import Content
from liling_desk.importing.number_formats import NumberFormats, Shown, number_text, percent_text
from liling_desk.importing.sheet import Merge, Sheet
from liling_desk.importing.workbook import GatheredTable, Progress, ReadWorkbook, TooManyCells, sheet_of

_NAMED = {"percent": percent_text}
_HIDDEN = ("SheetHidden", "SheetVeryHidden")
_STEP = 1 << 16


def is_spreadsheet_xml(data: bytes) -> bool:
    """True where the first bytes are those of an XML spreadsheet."""
    return b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4096].replace(b"\0", b"")


def read_spreadsheet_xml(content: Content, sheet: str | None = None, report: Progress | None = None) -> Sheet:
    """Read a worksheet. Raises `FileUnusable` with the remedy, `UsageError` for an unknown worksheet."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    data = content.data
    try:
        for at in range(0, len(data), _STEP):
            parser.Parse(data[at : at + _STEP], False)
            if report is not None:
                report(min(at + _STEP, len(data)), len(data))
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as problem:
        raise content.damaged(problem) from problem
    except TooManyCells as problem:
        raise content.too_large() from problem
    if not reader.tables:
        raise content.damaged()
    found = {name: table.worksheet() for name, table in reader.tables.items()}
    return sheet_of(ReadWorkbook(found, frozenset(reader.hidden)), content, sheet, report)


@dataclass
class _Table(GatheredTable):
    row: int = 0
    column: int = -1
    declared: int = -1


class _Reader:
    def __init__(self) -> None:
        self.tables: dict[str, _Table] = {}
        self.hidden: set[str] = set()
        self._shown: dict[str, Shown | None] = {}
        self._name = self._style = self._row_style = self._cell_style = self._kind = ""
        self._table = _Table()
        self._collected: list[str] | None = None
        self._across = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        given = {key.rsplit(" ", 1)[-1]: value for key, value in attributes.items()}
        tag = name.rsplit(" ", 1)[-1]
        table = self._table
        if tag == "Style":
            self._style = given.get("ID", "")
        elif tag == "NumberFormat":
            code = given.get("Format", "")
            self._shown[self._style] = _NAMED.get(code.casefold()) or NumberFormats().shown(0, code)
        elif tag == "Worksheet":
            self._name = given.get("Name", str(len(self.tables) + 1))
            self._table = self.tables[self._name] = _Table()
        elif tag == "Column":
            table.declared = _number(given, "Index", table.declared + 2) - 1
            last = min(table.declared + _number(given, "Span", 0), 16_383)
            if given.get("Hidden") == "1":
                table.hidden_columns.update(range(table.declared, last + 1))
            table.declared = last
        elif tag == "Row":
            table.row, table.column = _number(given, "Index", table.row + 1), -1
            self._row_style = given.get("StyleID", "")
            if given.get("Hidden") == "1":
                table.hidden_rows.add(table.row)
        elif tag == "Cell":
            self._begin_cell(given)
        elif tag == "Data":
            self._kind, self._collected = given.get("Type", "String"), []
        elif tag == "Visible":
            self._collected = []

    def _begin_cell(self, given: dict[str, str]) -> None:
        table = self._table
        table.column = _number(given, "Index", table.column + 2) - 1
        self._cell_style = given.get("StyleID", self._row_style)
        self._across, down = _number(given, "MergeAcross", 0), _number(given, "MergeDown", 0)
        if self._across or down:
            table.merges.append(Merge(table.row, table.column, table.row + down, table.column + self._across))

    def text(self, data: str) -> None:
        if self._collected is not None:
            self._collected.append(data)

    def end(self, name: str) -> None:
        tag = name.rsplit(" ", 1)[-1]
        if tag == "Data" and self._collected is not None:
            if text := self._said("".join(self._collected)):
                self._table.cells.put(max(self._table.row, 1), max(self._table.column, 0), text)
            self._collected = None
        elif tag == "Cell":
            self._table.column += self._across
        elif tag == "Visible" and self._collected is not None:
            if "".join(self._collected).strip() in _HIDDEN:
                self.hidden.add(self._name)
            self._collected = None

    def _said(self, text: str) -> str:
        if self._kind == "Boolean":
            return "TRUE" if text.strip() == "1" else "FALSE"
        if self._kind == "DateTime":
            day, _, clock = text.strip().partition("T")
            clock = clock.split(".")[0].removesuffix(":00")
            return day if clock in ("", "00:00") else clock if day == "1899-12-31" else f"{day} {clock}"
        if self._kind != "Number":
            return text
        shown = self._shown.get(self._cell_style)
        if shown is None and text.isdecimal() and text.isascii():
            return text
        try:
            return (shown or number_text)(float(text))
        except (ValueError, OverflowError):
            return text


def _number(given: dict[str, str], name: str, otherwise: int) -> int:
    text = given.get(name, "")
    return min(int(text), 1_048_576) if text.isascii() and text.isdigit() and text != "0" else otherwise
