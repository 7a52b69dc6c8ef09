"""Single cells of a workbook, so written that they come back as they were and never run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from math import isfinite
from typing import Any, Final

from liling_desk.ledger.errors import FileUnusable
from liling_desk.reporting.plain_table import BookCell
from liling_desk.reporting.report import DateCell, ShareCell
from liling_desk.translations import N_, Message

FIRST_DAY: Final = date(1900, 3, 1)
"""Earlier days are text: spreadsheets count a 29 February 1900."""

_DAY_0: Final = date(1899, 12, 30).toordinal()

_A4: Final = 9
_TEXT_LIMIT: Final = 32_767
_HEADER_LIMIT: Final = 120
_RUNS: Final = re.compile(r"[=+\-@]")
_LOOKS_GUARDED: Final = re.compile(r"[\t\r]|'+[=+\-@\t\r]")
_NO_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FONT: Final = "宋体"
_HEAD: Final = {"bold": True, "bg_color": "#EBEDF1", "bottom": 1, "valign": "top", "text_wrap": True}

Place = tuple[int, int]


@dataclass(frozen=True)
class HeadLines:
    """What stands at the head of each printed page, left and right; `landscape` is how the pages lie."""

    title: str
    note: str = ""
    landscape: bool = True


class CellFormats:
    """The formats of one book, each made once. `plain`: for a printer without colours."""

    def __init__(self, book: Any, plain: bool = False) -> None:
        self.book, self.plain = book, plain
        self._made: dict[str, Any] = {}
        self._styles: dict[str, dict[str, Any]] = {
            "head": _HEAD,
            "head_right": {**_HEAD, "align": "right"},
            "value": {"text_wrap": True, "valign": "top", "align": "left"},
            "label": {"bg_color": "#F4F5F7", "valign": "top", "text_wrap": True},
            "text": {"text_wrap": True, "valign": "top"},
            "line_title": {"bold": True, "font_size": 14, "text_wrap": True, "valign": "vcenter"},
            "line_head": {"bold": True, "font_size": 12, "text_wrap": True, "valign": "vcenter"},
            "line_text": {"text_wrap": True, "valign": "top"},
            "line_note": {"text_wrap": True, "valign": "top", "font_size": 9, "font_color": "#48505E"},
        }

    def named(self, name: str, **more: Any) -> Any:
        """A style of this name with something more: a number format, `quote_prefix`."""
        key = f"{name}{sorted(more.items())}"
        if key not in self._made:
            self._made[key] = self.book.add_format({"font_name": _FONT, **self._styles[name], **more})
        return self._made[key]

    def day(self, name: str, cell: DateCell) -> Any:
        """A day's format, with the marks around it."""
        before, after = (f'"{each}"' if each.strip() and '"' not in each else "" for each in (cell.before, cell.after))
        return self.named(name, num_format=f"{before}yyyy-mm-dd{after}", align="left")


def write_cell(sheet: Any, place: Place, cell: BookCell, formats: CellFormats, style: str = "text") -> None:
    """One value, by its sort. Raises `FileUnusable` for a text that is too long."""
    value, cell_format = held(cell, formats, place[0], style)
    if value is None:
        sheet.write_blank(*place, None, cell_format)
    elif isinstance(value, str):
        sheet.write_string(*place, value, cell_format)
    else:
        sheet.write_number(*place, value, cell_format)


def held(cell: BookCell, formats: CellFormats, row: int, style: str = "text") -> tuple[str | float | None, Any]:
    """What a book holds for a value: a text, a number (a day is one) or nothing, and its format.

    Equal values are held alike. Raises `FileUnusable`, naming the row, for a text that is too long.
    """
    if isinstance(cell, date):
        cell = DateCell(cell)
    if isinstance(cell, ShareCell):
        if cell.percent is not None:
            return round(cell.percent / 100, 12), formats.named(style, num_format="0.0%")
        cell = cell.text
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None, formats.named(style)
    if isinstance(cell, DateCell) and cell.day >= FIRST_DAY:
        return cell.day.toordinal() - _DAY_0, formats.day(style, cell)
    if isinstance(cell, (int, float)):
        return (figure_text(cell) if _has_too_many_digits(cell) else cell), formats.named(style)
    text = str(cell)
    more = {"quote_prefix": True} if shielded(text) else {}
    return kept_text(text, row), formats.named(style, **more)


def storable(text: str) -> str:
    """The text as XML can hold it: half characters and those that are none become U+FFFD."""
    return _NO_XML.sub("\ufffd", text)


def printable(text: str) -> str:
    """The text for places where a book can't hold control characters: names, heads of pages, charts."""
    return _CONTROL.sub(" ", storable(text))


def shielded(text: str) -> bool:
    """Whether the cell's format must say that it holds a text, as if a ' had been typed before it (`quote_prefix`)."""
    return bool(_RUNS.match(text))


def kept_text(text: str, row: int) -> str:
    """A text so that it is never taken for a formula. Raises `FileUnusable` where it is too long for a cell.

    Texts that begin with a tab, or with a ' before a sign of a formula, get one ' more, which the import takes off.
    """
    text = storable(text)
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes this for runs of formatted text, as they stand in the file: let it be one that says the same.
        text = f'<r><t xml:space="preserve">{escape(text, quote=False)}</t></r>'
    if 2 * len(text) >= _TEXT_LIMIT and len(text.encode("utf-16-le")) // 2 >= _TEXT_LIMIT:
        where = {"row": row + 1, "limit": _TEXT_LIMIT}
        raise FileUnusable(
            Message(N_("第 {row} 行有一格文字超过 {limit} 字，Excel 放不下。"), where),
            Message(N_("请存为 PDF、Word 或 CSV。")),
        )
    return f"'{text}" if _LOOKS_GUARDED.match(text.rstrip()) else text


def write_text(sheet: Any, row: int, column: int, text: str, cell_format: Any) -> None:
    """A text as `kept_text` gives it."""
    sheet.write_string(row, column, kept_text(text, row), cell_format)


def write_figure(sheet: Any, row: int, column: int, figure: float, cell_format: Any, *, as_text: bool = False) -> None:
    """A number; as text where it has more than the 15 digits that spreadsheets show."""
    if as_text or _has_too_many_digits(figure):
        sheet.write_string(row, column, figure_text(figure), cell_format)
    else:
        sheet.write_number(row, column, figure, cell_format)


def _has_too_many_digits(figure: float) -> bool:
    return not isfinite(figure) or float(f"{figure:.15G}") != figure


def figure_text(figure: float) -> str:
    """All digits, never with an exponent, no useless .0."""
    text = f"{Decimal(repr(figure)):f}"
    return text.removesuffix(".0")


def set_up_page(sheet: Any, title: str, note: str, header_row: int | None = 0, *, landscape: bool = True) -> None:
    """A4, as wide as the page, the header on each page; `title` and `note` at its head, its number at its foot."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    if header_row is not None:
        sheet.repeat_rows(header_row)
    sheet.set_header(f"&L{_header(title)}&R{_header(note)}")
    sheet.set_footer("&C&P / &N")


def _header(text: str) -> str:
    """At most as much as Excel takes for one of two sides; a & is doubled."""
    kept = printable(text)
    while len(kept.replace("&", "&&").encode("utf-16-le")) > 2 * _HEADER_LIMIT:
        kept = kept[:-1]
    return kept.replace("&", "&&")
