"""Reading a CSV: which encoding, which delimiter, which rows. Never guesses silently."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from liling_desk.importing.decoding import LOST, decode
from liling_desk.importing.delimited import hinted, rows_of, sniff
from liling_desk.importing.file_content import RESAVE, Content, content_of, refuse_other_kinds
from liling_desk.importing.sheet import Sheet
from liling_desk.importing.table import find_header
from liling_desk.importing.workbook import Progress
from liling_desk.translations import N_, Message

ENCODINGS: Final = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "big5")
"""Choices for the encoding drop-down; None stands for automatic."""

DELIMITERS: Final = (",", ";", "\t", "|", "，")
"""Choices for the delimiter drop-down; None stands for automatic."""


def read_csv(
    path: Path, encoding: str | None = None, delimiter: str | None = None, report: Progress | None = None
) -> Sheet:
    """Read a text file. `report(done, in all)` is called now and then; it may raise to cancel.

    Raises `FileUnusable` that names the file, the row where there is one, and the remedy.
    """
    content = content_of(path)
    refuse_other_kinds(content)
    return read_text(content, encoding, delimiter, report)


def read_text(content: Content, encoding: str | None, delimiter: str | None, report: Progress | None) -> Sheet:
    """Read delimited text."""
    decoded = decode(content.data, content.name, encoding)
    text = decoded.text.removeprefix("\ufeff").rstrip("\x1a")
    _refuse_control_characters(text, content)
    hint = hinted(text)
    start = hint[1] if hint else 0
    chosen = delimiter or (hint[0] if hint else sniff(text, DELIMITERS))
    rows, broken = rows_of(text, chosen, start, report)
    if not rows:
        raise content.empty()
    notes = list(decoded.notes)
    for number in sorted({number for number, _ in broken}):
        notes.append(Message(N_("第 {row} 行有一个引号没有配对，文件可能被截断。"), {"row": number}))
    if text.endswith(LOST):
        broken |= {(rows[-1].number, len(rows[-1].cells) - 1)}
    sheet = Sheet(content.name, content.sha256, decoded.encoding, chosen, rows, tuple(notes), broken)
    if find_header(sheet)[-1] == len(rows) - 1:
        raise content.only_header(rows[-1].number)
    return sheet


def _refuse_control_characters(text: str, content: Content) -> None:
    odd = sum(text.count(chr(code)) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 26, 28, 29, 30, 31))
    if odd > 3 and odd > len(text) / 500:
        raise content.unusable(N_("{file} 不是文本文件。"), RESAVE)
