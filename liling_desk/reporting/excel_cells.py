"""Single cells of a workbook, so written that they come back as they were and never run."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final

from liling_desk.ledger.errors import FileUnusable
from liling_desk.translations import N_, Message

FIRST_DAY: Final = date(1900, 3, 1)
"""Earlier days are text: spreadsheets count a 29 February 1900."""

_A4: Final = 9
_TEXT_LIMIT: Final = 32_767
_RUNS: Final = re.compile(r"[=+\-@]")
_LOOKS_GUARDED: Final = re.compile(r"[\t\r]|'+[=+\-@\t\r]")


def shielded(text: str) -> bool:
    """Whether the cell's format must say that it holds a text, as if a ' had been typed before it (`quote_prefix`)."""
    return bool(_RUNS.match(text))


def write_text(sheet: Any, row: int, column: int, text: str, cell_format: Any) -> None:
    """A text that is never taken for a formula. Raises `FileUnusable` where it is too long for a cell.

    Texts that begin with a tab, or with a ' before a sign of a formula, get one ' more, which the import takes off.
    """
    if len(text.encode("utf-16-le")) // 2 >= _TEXT_LIMIT:
        where = {"row": row + 1, "limit": _TEXT_LIMIT}
        raise FileUnusable(
            Message(N_("第 {row} 行有一格文字超过 {limit} 字，Excel 放不下。"), where),
            Message(N_("请存为 PDF 或 CSV。")),
        )
    sheet.write_string(row, column, f"'{text}" if _LOOKS_GUARDED.match(text.rstrip()) else text, cell_format)


def write_figure(sheet: Any, row: int, column: int, figure: float, cell_format: Any, *, as_text: bool = False) -> None:
    """A number; as text where it has more than the 15 digits that spreadsheets show."""
    if as_text or float(f"{figure:.15G}") != figure:
        sheet.write_string(row, column, figure_text(figure), cell_format)
    else:
        sheet.write_number(row, column, figure, cell_format)


def figure_text(figure: float) -> str:
    """All digits, never with an exponent, no useless .0."""
    text = f"{Decimal(repr(figure)):f}"
    return text.removesuffix(".0")


def set_up_page(sheet: Any, title: str, note: str, header_row: int = 0) -> None:
    """A4 landscape, as wide as the page, the header on each; `title` and `note` at its head."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_row)
    sheet.set_header(f"&L{_header(title)}&R{_header(note)}")
    sheet.set_footer("&C&P / &N")


def _header(text: str) -> str:
    return text[:100].replace("&", "&&")
