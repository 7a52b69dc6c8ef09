"""Reading .xls workbooks (Excel 5 to 2003, WPS .et) through xlrd, which knows formats, hidden rows and passwords."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

import xlrd
from xlrd.biffh import XL_CELL_BLANK, XL_CELL_BOOLEAN, XL_CELL_EMPTY, XL_CELL_ERROR, XL_CELL_TEXT
from xlrd.compdoc import CompDocError

from liling_desk.importing.file_content import RESAVE, Content
from liling_desk.importing.number_formats import NumberFormats, Shown, number_text
from liling_desk.importing.sheet import Merge, Sheet, SheetName
from liling_desk.importing.workbook import Cells, Progress, TooManyCells, Worksheet, sheet_of
from liling_desk.translations import N_

if TYPE_CHECKING:
    from xlrd.book import Book

_BROKEN = (
    CompDocError, xlrd.XLRDError, struct.error, IndexError, KeyError, ValueError, TypeError, AssertionError,
    AttributeError, OverflowError, ZeroDivisionError, UnicodeError, EOFError, MemoryError, RecursionError,
)  # fmt: skip
"""What xlrd raises on files that are cut off or garbled."""


def read_xls(content: Content, sheet: str | None = None, report: Progress | None = None) -> Sheet:
    """Read a worksheet of an .xls. Raises `FileUnusable` with the remedy, `UsageError` for an unknown worksheet."""
    if _names(content.data, "EncryptedPackage"):
        raise content.locked()
    if _names(content.data, "WordDocument") and not _names(content.data, "Workbook"):
        what = N_("{file} 是 Word 文件，不是表格。")
        raise content.unusable(what, N_("请把表格复制到 Excel，另存为 .xlsx，再导入。"))
    if _names(content.data, "PowerPoint Document"):
        raise content.unusable(N_("{file} 是演示文稿，不是表格。"), RESAVE)
    return sheet_of(_Book(_opened(content), content), content, sheet, report)


def _names(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _opened(content: Content) -> Book:
    try:
        return xlrd.open_workbook(
            file_contents=content.data,
            logfile=StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        )
    except _BROKEN as problem:
        if "encrypted" in str(problem).lower():
            raise content.locked() from problem
        raise content.damaged(problem) from problem


@dataclass
class _Book:
    book: Book
    content: Content
    read: dict[str, Worksheet] = field(default_factory=dict)
    shown: dict[int, Shown | None] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[SheetName, ...]:
        seen = list(getattr(self.book, "_sheet_visibility", ()))
        names = self.book.sheet_names()
        return tuple(SheetName(name, place < len(seen) and seen[place] != 0) for place, name in enumerate(names))

    def worksheet(self, name: str, report: Progress | None) -> Worksheet:
        if name not in self.read:
            try:
                self.read[name] = self._worksheet(name, report)
            except TooManyCells as problem:
                raise self.content.too_large() from problem
            except _BROKEN as problem:
                raise self.content.damaged(problem) from problem
        return self.read[name]

    def is_filled(self, name: str) -> bool:
        return bool(self.worksheet(name, None).rows)

    def _worksheet(self, name: str, report: Progress | None) -> Worksheet:
        if report is not None:
            report(0, 1)
        sheet = self.book.sheet_by_name(name)
        cells = Cells()
        for row in range(sheet.nrows):
            kinds, values = sheet.row_types(row), sheet.row_values(row)
            for column, kind in enumerate(kinds):
                if kind not in (XL_CELL_EMPTY, XL_CELL_BLANK) and values[column] != "":
                    text = self._text(kind, values[column], sheet, row, column)
                    cells.put(row + 1, column, text)
            if report is not None and row % 500 == 0:
                report(row, sheet.nrows)
        merges = (Merge(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells)
        rows = cells.rows()
        hidden = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
        columns = {column for column, info in sheet.colinfo_map.items() if info.hidden}
        self.book.unload_sheet(name)
        numbers = {row.number for row in rows}
        return Worksheet(rows, tuple(merges), frozenset(hidden & numbers), frozenset(columns), cells.notes())

    def _text(self, kind: int, value: object, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
        if kind == XL_CELL_TEXT:
            return str(value)
        number = float(str(value))
        if kind == XL_CELL_BOOLEAN:
            return "TRUE" if number else "FALSE"
        if kind == XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(int(number), "#N/A"))
        shown = self._shown(sheet.cell_xf_index(row, column))
        return shown(number) if shown else number_text(number)

    def _shown(self, style: int) -> Shown | None:
        if style not in self.shown:
            key = self.book.xf_list[style].format_key
            known = self.book.format_map.get(key)
            # xlrd puts texts of its own to the built-in formats; their number says more.
            code = known.format_str if known is not None and (key >= 164 or not 0 <= key < 59) else None
            self.shown[style] = NumberFormats(self.book.datemode == 1).shown(key, code)
        return self.shown[style]
