"""Reading a CSV: which encoding, which delimiter, which rows. Never guesses silently."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from liling_desk.importing.decoding import LOST, decode
from liling_desk.importing.delimited import hinted, rows_of, sniff
from liling_desk.importing.sheet import Row, Sheet
from liling_desk.importing.table import find_header
from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.translations import N_, Message

ENCODINGS: Final = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "big5")
"""Choices for the encoding drop-down; None stands for automatic."""

DELIMITERS: Final = (",", ";", "\t", "|", "，")
"""Choices for the delimiter drop-down; None stands for automatic."""

LIMIT: Final = 50 * 1024 * 1024
"""Larger files are refused unread, bytes."""

Progress = Callable[[int, int], None]

_SAVE_AS_CSV = N_("请用 Excel 或 WPS 打开它，另存为“CSV UTF-8（逗号分隔）”，再导入。")
_CHOOSE_CSV = N_("请选择 CSV 文件。")

_MAGIC: Final = (
    (b"\xd0\xcf\x11\xe0", N_("{file} 是 Excel 97-2003 或 Word 文件，不是 CSV。"), _SAVE_AS_CSV),
    (b"%PDF", N_("{file} 是 PDF 文件，不是 CSV。"), N_("请向报送单位索取表格原件，另存为 CSV 后再导入。")),
    (b"MZ", N_("{file} 是程序文件，不是 CSV。"), _CHOOSE_CSV),
    (b"\x7fELF", N_("{file} 是程序文件，不是 CSV。"), _CHOOSE_CSV),
    (b"SQLite format 3\0", N_("{file} 是台账或数据库文件，不是 CSV。"), N_("台账文件请用“打开台账”打开。")),
    (b"\x89PNG", N_("{file} 是图片，不是 CSV。"), N_("请向报送单位索取表格原件，另存为 CSV 后再导入。")),
    (b"\xff\xd8\xff", N_("{file} 是图片，不是 CSV。"), N_("请向报送单位索取表格原件，另存为 CSV 后再导入。")),
    (b"GIF8", N_("{file} 是图片，不是 CSV。"), N_("请向报送单位索取表格原件，另存为 CSV 后再导入。")),
    (b"Rar!", N_("{file} 是压缩包，不是 CSV。"), N_("请先解压，再选择里面的 CSV 文件。")),
    (b"7z\xbc\xaf", N_("{file} 是压缩包，不是 CSV。"), N_("请先解压，再选择里面的 CSV 文件。")),
    (b"\x1f\x8b", N_("{file} 是压缩包，不是 CSV。"), N_("请先解压，再选择里面的 CSV 文件。")),
    (b"{\\rtf", N_("{file} 是 RTF 文档，不是 CSV。"), _SAVE_AS_CSV),
)
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table")


def read_csv(
    path: Path, encoding: str | None = None, delimiter: str | None = None, report: Progress | None = None
) -> Sheet:
    """Read a CSV file. `report(done, in all)` is called now and then; it may raise to cancel.

    Raises `FileUnusable` that names the file, the row where there is one, and the remedy.
    """
    name = path.name or str(path)
    data = _content(path, name)
    _refuse_binary(data, name)
    decoded = decode(data, name, encoding)
    text = decoded.text.removeprefix("\ufeff").rstrip("\x1a")
    _refuse_control_characters(text, name)
    hint = hinted(text)
    start = hint[1] if hint else 0
    chosen = delimiter or (hint[0] if hint else sniff(text, DELIMITERS))
    rows, broken = rows_of(text, chosen, start, report)
    if not rows:
        raise _empty(name)
    _refuse_without_data(rows, name)
    notes = list(decoded.notes)
    for number in sorted({number for number, _ in broken}):
        notes.append(Message(N_("第 {row} 行有一个引号没有配对，文件可能被截断。"), {"row": number}))
    if text.endswith(LOST):
        broken |= {(rows[-1].number, len(rows[-1].cells) - 1)}
    digest = hashlib.sha256(data).hexdigest()
    return Sheet(name, digest, decoded.encoding, chosen, rows, tuple(notes), broken)


def _content(path: Path, name: str) -> bytes:
    where = Where(file=name)
    try:
        if path.is_dir():
            raise FileUnusable(
                Message(N_("{file} 是文件夹，不是文件。"), {"file": name}),
                Message(N_("请选择里面的 CSV 文件。")),
                where,
            )
        if path.exists() and not path.is_file():
            raise FileUnusable(Message(N_("{file} 不是普通文件。"), {"file": name}), Message(_CHOOSE_CSV), where)
        size = path.stat().st_size
        if size > LIMIT:
            raise FileUnusable(
                Message(
                    N_("{file} 有 {size} MB，超过 {limit} MB，没有读入。"),
                    {"file": name, "size": round(size / 1024 / 1024), "limit": LIMIT // 1024 // 1024},
                ),
                Message(N_("请删去无关的工作表和空行，或按单位拆成几个文件再导入。")),
                where,
            )
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise FileUnusable(
            Message(N_("找不到文件 {file}。"), {"file": name}), Message(N_("请核对路径，文件可能已移动或改名。")), where
        ) from problem
    except PermissionError as problem:
        raise FileUnusable(
            Message(N_("没有权限读取 {file}。"), {"file": name}),
            Message(N_("请检查文件权限；如果它正在 Excel 里打开，请先关闭。")),
            where,
        ) from problem
    except (OSError, ValueError) as problem:
        raise FileUnusable(
            Message(N_("读不出 {file}。"), {"file": name}),
            Message(N_("请把文件复制到本机硬盘后再试。")),
            where,
            str(problem),
        ) from problem
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n,;\0\x1a"):
        raise _empty(name)
    return data


def _empty(name: str) -> FileUnusable:
    return FileUnusable(
        Message(N_("{file} 是空的，没有任何内容。"), {"file": name}),
        Message(N_("请向报送单位重新索取，或检查另存时选的工作表。")),
        Where(file=name),
    )


def _refuse_without_data(rows: tuple[Row, ...], name: str) -> None:
    if len(rows) == 1 or find_header(Sheet(name, "", "", "", rows))[-1] == len(rows) - 1:
        raise FileUnusable(
            Message(N_("{file} 只有表头（第 {row} 行），没有数据行。"), {"file": name, "row": rows[-1].number}),
            Message(N_("请向报送单位重新索取，或检查另存时选的工作表。")),
            Where(file=name, row=rows[-1].number),
        )


def _refuse_binary(data: bytes, name: str) -> None:
    where = Where(file=name)
    if data.startswith(b"PK\x03\x04"):
        if b"xl/" in data:
            what, remedy = N_("{file} 是 Excel 文件（.xlsx），不是 CSV。"), _SAVE_AS_CSV
        elif b"word/" in data:
            what, remedy = N_("{file} 是 Word 文件，不是 CSV。"), N_("请把表格复制到 Excel，另存为 CSV 后再导入。")
        else:
            what, remedy = N_("{file} 是压缩包，不是 CSV。"), N_("请先解压，再选择里面的 CSV 文件。")
        raise FileUnusable(Message(what, {"file": name}), Message(remedy), where)
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic) and (magic != b"MZ" or b"\0" in data[:4096]):
            raise FileUnusable(Message(what, {"file": name}), Message(remedy), where)
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        what = N_("{file} 是网页或 XML 表格，不是 CSV。")
        raise FileUnusable(Message(what, {"file": name}), Message(_SAVE_AS_CSV), where)


def _refuse_control_characters(text: str, name: str) -> None:
    odd = sum(text.count(chr(code)) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 26, 28, 29, 30, 31))
    if odd > 3 and odd > len(text) / 500:
        raise FileUnusable(
            Message(N_("{file} 不是文本文件。"), {"file": name}), Message(_SAVE_AS_CSV), Where(file=name)
        )
