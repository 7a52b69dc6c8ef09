"""Reading what WPS and Excel put on the clipboard."""

from __future__ import annotations

import re
from typing import Final

from liling_desk.importing.delimited import rows_of
from liling_desk.importing.file_content import Content
from liling_desk.importing.markup_sheet import tables_of
from liling_desk.importing.sheet import Sheet
from liling_desk.importing.table import find_header, known_columns
from liling_desk.importing.workbook import TooManyCells, Worksheet
from liling_desk.translations import N_, Message

NAME: Final = "剪贴板"
"""The name under which a batch remembers what was pasted."""

_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)


def read_clipboard(text: str, html: str = "") -> Sheet:
    """The pasted cells: by the HTML, which knows merged cells, where there is any; else the text with its tabs.

    Raises `FileUnusable` where nothing that could be a table was copied.
    """
    content = Content(NAME, (html or text).encode("utf-8", "surrogatepass"))
    plain = _by_text(content, text)
    marked = _by_html(content, html, plain)
    sheet = marked or plain
    if not sheet.rows or sheet.width < 2:
        raise content.unusable(N_("剪贴板里没有表格。"), N_("请在 Excel 或 WPS 里连同表头一起选中、复制，再粘贴。"))
    if find_header(sheet)[-1] == len(sheet.rows) - 1:
        raise content.only_header(sheet.rows[-1].number)
    return sheet


def _by_text(content: Content, text: str) -> Sheet:
    plain = text.removeprefix("\ufeff").replace("\0", "")
    rows, broken = rows_of(plain, "\t", 0, None)
    notes = tuple(
        Message(N_("第 {row} 行有一个引号没有配对，文件可能被截断。"), {"row": number})
        for number in sorted({number for number, _ in broken})
    )
    return Sheet(NAME, content.sha256, "", "\t", rows, notes, broken)


def _by_html(content: Content, html: str, plain: Sheet) -> Sheet | None:
    """The table of the HTML; None where there is none, or where it holds less than the text."""
    fragment = _FRAGMENT.search(html)
    sources = [html]
    if fragment and "<table" not in fragment[1].lower() and "<tr" in fragment[1].lower():
        sources = [f"<table>{fragment[1]}</table>"]
    try:
        tables = [table for source in sources for table in tables_of(source)] if "<t" in html.lower() else []
    except TooManyCells as problem:
        raise content.too_large() from problem
    sheets = [_sheet(content, table) for table in tables]
    if not sheets:
        return None
    best = max(sheets, key=lambda sheet: (known_columns(sheet, find_header(sheet)), len(sheet.rows)))
    return best if len(best.rows) >= len(plain.rows) else None


def _sheet(content: Content, table: Worksheet) -> Sheet:
    return Sheet(
        NAME, content.sha256, "", "", table.rows, table.notes, merges=table.merges, hidden_rows=table.hidden_rows
    )
