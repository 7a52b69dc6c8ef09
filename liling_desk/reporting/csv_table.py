"""A table as CSV that spreadsheets open as it is: UTF-8 with BOM, no cell taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from liling_desk.reporting.book_plan import main_table
from liling_desk.reporting.plain_table import BookCell, PlainTable
from liling_desk.reporting.report import DateCell, Report
from liling_desk.translations import Translator

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text with one ' before it where a spreadsheet would take it for a formula.

    Texts that begin with ' and would look guarded get one too, so that taking one off always gives the text back.
    """
    return f"'{text}" if _FORMULA.match(text.rstrip()) else text


def csv_of(report: Report) -> bytes:
    """The report's items, or its main table, as CSV. Raises `UsageError` where it has none."""
    return csv_bytes(main_table(report, Translator(report.language)))


def csv_bytes(table: PlainTable) -> bytes:
    """Header and rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(head) for head in table.heads])
    writer.writerows(_texts(table.rows))
    return out.getvalue().encode("utf-8-sig", "replace")


def _texts(rows: Iterable[Sequence[BookCell]]) -> Iterable[list[str]]:
    for row in rows:
        yield [_text(cell) for cell in row]


def _text(cell: BookCell) -> str:
    if isinstance(cell, str):
        return guarded(cell) if cell.strip() else ""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"  # 1e-07 is no figure that an import reads
    if isinstance(cell, DateCell):
        return cell.day.isoformat()
    return "" if cell is None else str(cell)
