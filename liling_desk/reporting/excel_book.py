"""A report as an Excel book, a sheet a section. Text is always text, whatever it looks like."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from liling_desk.reporting.column_widths import spaces_of
from liling_desk.reporting.excel_cells import FIRST_DAY, set_up_page, shielded, write_figure, write_text
from liling_desk.reporting.plain_table import PlainCell, PlainTable, plain
from liling_desk.reporting.report import Charts, Figures, Meanings, Report, Summary, Table

_WIDEST, _NARROWEST = 60, 8
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def book_of(report: Report) -> bytes:
    """The whole book. Raises `FileUnusable` for a text that is too long for a cell."""
    tables = [_overview(report), *_tables(report)]
    return table_book(tables, report.title, report.as_of_words)


def table_book(tables: Sequence[PlainTable], title: str, note: str = "") -> bytes:
    """A sheet for each table, ready to filter and to print; `title` and `note` stand at the head of each page."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "author": "Liling Desk"})
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#EBEDF1", "bottom": 1, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "shielded": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        }
        names: list[str] = []
        for table in tables:
            names.append(sheet_name(table.title, names))
            sheet = book.add_worksheet(names[-1])
            _fill(sheet, table, formats)
            set_up_page(sheet, title, note)
    return out.getvalue()


def _fill(sheet: Any, table: PlainTable, formats: dict[str, Any]) -> None:
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, head, formats["head"])
        sheet.set_column(column, column, _width(head, [row[column] for row in table.rows]))
    for place, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, place, column, cell, formats)
    sheet.freeze_panes(1, 0)
    if table.heads:
        sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)


def _write(sheet: Any, row: int, column: int, cell: PlainCell, formats: dict[str, Any]) -> None:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        sheet.write_blank(row, column, None, formats["text"])
    elif isinstance(cell, date) and cell >= FIRST_DAY:
        sheet.write_datetime(row, column, cell, formats["date"])
    elif isinstance(cell, (int, float)):
        write_figure(sheet, row, column, cell, formats["text"])
    else:
        text = str(cell)
        write_text(sheet, row, column, text, formats["shielded" if shielded(text) else "text"])


def _width(head: str, cells: Sequence[PlainCell]) -> float:
    lines = [line for cell in [head, *cells] for line in str(cell if cell is not None else "").split("\n")]
    longest = max(sum(map(spaces_of, line[:_WIDEST])) for line in lines)
    return min(_WIDEST, max(_NARROWEST, longest * 1.1 + 3))


def sheet_name(title: str, taken: Sequence[str]) -> str:
    """A name that Excel takes for a sheet: at most 31 signs, none of []:*?/\\, not one of those taken."""
    name = _FORBIDDEN.sub(" ", title).strip().strip("'")[:28] or "1"
    folded = {each.casefold() for each in taken}
    number, unique = 2, name
    while unique.casefold() in folded:
        unique, number = f"{name} {number}", number + 1
    return unique


def _tables(report: Report) -> Iterator[PlainTable]:
    for section in report.sections:
        if isinstance(section, Table):
            yield plain(section, report.title)
        elif isinstance(section, Charts):
            yield _chart_table(section)


def _chart_table(section: Charts) -> PlainTable:
    rows: list[tuple[PlainCell, ...]] = [
        (chart.title, bar.label, *bar.counts, bar.total) for chart in section.charts for bar in chart.bars
    ]
    return PlainTable(section.title, (*section.heads, *section.legend, section.total_label), tuple(rows))


def _overview(report: Report) -> PlainTable:
    """What stands on the first page beside the tables, a line each."""
    rows: list[tuple[PlainCell, ...]] = [(report.as_of_words, report.as_of), (report.filter_words, None)]
    for section in report.sections:
        if isinstance(section, Summary):
            rows.append(("".join(section.phrases), None))
        elif isinstance(section, Figures):
            rows += [(each.label, each.number) for each in section.figures]
        elif isinstance(section, Meanings):
            rows += [(each.text, None) for each in section.lights]
    rows.append((report.origin_words, None))
    return PlainTable(report.overview_title, (report.title, ""), tuple(rows))
