"""A report as an Excel book: the sheets that `book_plan` names. Text is always text, whatever it looks like."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from liling_desk.reporting.book_plan import BookSheet, sheets_of
from liling_desk.reporting.excel_cells import CellFormats, HeadLines, printable
from liling_desk.reporting.excel_sheets import fill_sheet
from liling_desk.reporting.growing_sheet import GrowingSheet
from liling_desk.reporting.plain_table import PlainTable
from liling_desk.reporting.report import Report
from liling_desk.translations import Translator

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_RESERVED = "history"


def book_of(report: Report) -> bytes:
    """The whole book. Raises `FileUnusable` for a text that is too long for a cell, or too many rows for a sheet."""
    head = HeadLines(report.title, report.as_of_words, report.landscape)
    made = datetime.combine(report.as_of, time())
    return _book(sheets_of(report, Translator(report.language)), head, made, report.black_and_white)


def table_book(tables: Sequence[PlainTable], title: str, note: str = "") -> bytes:
    """A sheet for each table, ready to filter and to print; `title` and `note` stand at the head of each page."""
    return _book([BookSheet(each.title, (each,)) for each in tables], HeadLines(title, note))


def _book(sheets: Iterable[BookSheet], head: HeadLines, made: datetime | None = None, plain: bool = False) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        properties: dict[str, Any] = {"title": printable(head.title)[:255], "author": "Liling Desk"}
        book.set_properties(properties | ({"created": made} if made else {}))
        formats = CellFormats(book, plain)
        names: list[str] = []
        for each in sheets:
            names.append(sheet_name(each.title, names))
            fill_sheet(book.add_worksheet(names[-1], GrowingSheet), each.blocks, formats, head)
    if not all(sheet.is_written for sheet in book.worksheets()):
        raise RuntimeError("this XlsxWriter leaves rows out")
    return out.getvalue()


def sheet_name(title: str, taken: Sequence[str]) -> str:
    """A name that Excel takes for a sheet: at most 31 signs, none of []:*?/\\, no ' around it, none of those taken."""
    name = _cut(" ".join(_FORBIDDEN.sub(" ", printable(title)).split()), _LONGEST_NAME) or "1"
    folded = {each.casefold() for each in taken} | {_RESERVED}
    number, unique = 2, name
    while unique.casefold() in folded or unique.lower() in folded:
        ending = f" {number}"
        unique, number = _cut(name, _LONGEST_NAME - len(ending)) + ending, number + 1
    return unique


def _cut(name: str, most: int) -> str:
    """At most this many UTF-16 units, which is what Excel counts."""
    name = name.strip(" '")
    while len(name.encode("utf-16-le")) > 2 * most:
        name = name[:-1].strip(" '")
    return name
