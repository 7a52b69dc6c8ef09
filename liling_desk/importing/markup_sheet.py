"""Reading web pages that some systems save as .xls, and what WPS and Excel put on the clipboard as HTML."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from liling_desk.importing.decoding import decode
from liling_desk.importing.file_content import Content
from liling_desk.importing.sheet import Merge, Sheet
from liling_desk.importing.workbook import Cells, Progress, ReadWorkbook, TooManyCells, Worksheet, sheet_of
from liling_desk.translations import N_

_STARTS: Final = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")
_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_NUMERIC_TEXT: Final = 16
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MOST_SPAN: Final = 10_000


def is_html(data: bytes) -> bool:
    """True where the first bytes are those of a web page."""
    head = _ascii_head(data)
    if head.startswith((b"<?xml", b"<!--")):
        return b"<html" in head or (b"<table" in head and b"<workbook" not in head)
    return head.startswith(_STARTS)


def _ascii_head(data: bytes) -> bytes:
    head = data[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[2:].replace(b"\0", b"")
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def read_html(
    content: Content, encoding: str | None = None, sheet: str | None = None, report: Progress | None = None
) -> Sheet:
    """Read a table of a web page. Raises `FileUnusable` with the remedy, `UsageError` for an unknown table."""
    said = _CHARSET.search(content.data[:4096])
    chosen = encoding
    if chosen is None and said and not content.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        chosen = _trusted(content.data, said[1].decode("ascii"))
    decoded = decode(content.data, content.name, chosen)
    try:
        tables = tables_of(decoded.text, report)
    except TooManyCells as problem:
        raise content.too_large() from problem
    if not tables:
        raise content.unusable(
            N_("{file} 是网页，里面没有表格。"), N_("请用 Excel 或 WPS 打开它，另存为 .xlsx，再导入。")
        )
    names = [str(number) for number in range(1, len(tables) + 1)]
    return sheet_of(ReadWorkbook(dict(zip(names, tables, strict=True))), content, sheet, report)


def _trusted(data: bytes, charset: str) -> str | None:
    """The encoding that the page names, where it is true. GB2312 is what pages in GBK and GB18030 call themselves."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    for each in ("gbk", "gb18030") if name in ("gb2312", "gbk", "gb18030") else (name,):
        try:
            data.decode(each)
        except (UnicodeDecodeError, LookupError):
            continue
        return each
    return None


def tables_of(text: str, report: Progress | None = None) -> list[Worksheet]:
    """The tables that hold something, in the order in which they begin; a table inside a cell is one of its own."""
    parser = _Tables()
    step = 1 << 16
    for at in range(0, len(text), step):
        parser.feed(text[at : at + step])
        if report is not None:
            report(min(at + step, len(text)), len(text))
    parser.close()
    return [found for table in parser.tables if (found := table.worksheet()).rows]


@dataclass
class _Table:
    cells: Cells = field(default_factory=Cells)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    taken: dict[int, set[int]] = field(default_factory=dict)
    """Row number -> columns that a cell from above reaches into."""
    row: int = 0
    column: int = 0
    text: list[str] | None = None
    span: tuple[int, int] = (1, 1)

    def begin_row(self, hidden: bool) -> None:
        self.end_cell()
        self.taken.pop(self.row, None)
        self.row += 1
        self.column = 0
        if hidden:
            self.hidden_rows.add(self.row)

    def begin_cell(self, down: int, across: int) -> None:
        self.end_cell()
        if self.row == 0:
            self.row = 1
        while self.column in self.taken.get(self.row, ()):
            self.column += 1
        self.text, self.span = [], (down, across)

    def end_cell(self) -> None:
        if self.text is None:
            return
        down, across = self.span
        if text := _tidied("".join(self.text)):
            self.cells.put(self.row, self.column, text)
        if down > 1 or across > 1:
            self.merges.append(Merge(self.row, self.column, self.row + down - 1, self.column + across - 1))
        for number in range(self.row + 1, self.row + down):
            self.taken.setdefault(number, set()).update(range(self.column, self.column + across))
        self.column += across
        self.text = None

    def worksheet(self) -> Worksheet:
        self.end_cell()
        rows = self.cells.rows()
        last = self.row
        merges = tuple(
            Merge(merge.first_row, merge.first_column, min(merge.last_row, last), merge.last_column)
            for merge in self.merges
        )
        numbers = {row.number for row in rows}
        return Worksheet(rows, merges, frozenset(self.hidden_rows & numbers), frozenset(), self.cells.notes())


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        table = self._open[-1] if self._open else None
        if tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif tag in ("script", "style", "title"):
            self._mute += 1
        elif table is None:
            return
        elif tag == "tr":
            table.begin_row("hidden" in given or bool(_HIDDEN.search(given.get("style", ""))))
        elif tag in ("td", "th"):
            table.begin_cell(_span(given.get("rowspan")), _span(given.get("colspan")))
        elif table.text is not None and (tag == "br" or (tag in ("p", "div", "li") and table.text)):
            table.text.append("\v")

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title"):
            self._mute = max(self._mute - 1, 0)
        elif self._open:
            if tag == "table":
                self._open.pop().end_cell()
            elif tag in ("td", "th", "tr"):
                self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._mute and self._open[-1].text is not None:
            self._open[-1].text.append(data)


def _span(text: str | None) -> int:
    plain = (text or "1").strip()
    return min(max(int(plain), 1), _MOST_SPAN) if plain.isascii() and plain.isdigit() else 1


def _tidied(text: str) -> str:
    """Blanks as a browser shows them: runs of them are one, only <br> breaks a line."""
    lines = (" ".join(line.replace("\xa0", " ").split()) for line in text.split("\v"))
    return "\n".join(lines).strip()
