"""A table as CSV that spreadsheets open as it is: UTF-8 with BOM, no cell taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from liling_desk.reporting.plain_table import PlainCell, PlainTable, items_of
from liling_desk.reporting.report import Report

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text with one ' before it where a spreadsheet would take it for a formula.

    Texts that begin with ' and would look guarded get one too, so that taking one off always gives the text back.
    """
    return f"'{text}" if _FORMULA.match(text.rstrip()) else text


def csv_of(report: Report) -> bytes:
    """The report's items as CSV."""
    return csv_bytes(items_of(report))


def csv_bytes(table: PlainTable) -> bytes:
    """Header and rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(head) for head in table.heads])
    writer.writerows(_texts(table.rows))
    return out.getvalue().encode("utf-8-sig")


def _texts(rows: Iterable[Sequence[PlainCell]]) -> Iterable[list[str]]:
    for row in rows:
        yield [_text(cell) for cell in row]


def _text(cell: PlainCell) -> str:
    if isinstance(cell, str):
        return guarded(cell) if cell.strip() else ""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"  # 1e-07 is no figure that an import reads
    return "" if cell is None else str(cell)
