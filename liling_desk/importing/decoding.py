"""Bytes to text: BOM, strict UTF-8, GBK, GB18030 with a note; NUL bytes mean UTF-16. Nothing is dropped in silence."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.translations import N_, Message

LOST = "\ufffd"
"""Stands for a character that was cut off at the end of the file."""

_SURE_OF_UTF8 = 8
"""So many non-ASCII characters in a row that are valid UTF-8 do not happen by chance in GBK text."""

_TEXT_BYTES = bytes(code for code in range(256) if code >= 32 or code in b"\t\n\v\f\r\x1a\x1b")
"""Bytes that text in any of the encodings may hold; the others are control characters."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)


@dataclass(frozen=True)
class Decoded:
    """A file's text, the encoding by which it was read, and what was odd."""

    text: str
    encoding: str
    notes: tuple[Message, ...] = ()


def decode(data: bytes, file: str, encoding: str | None = None) -> Decoded:
    """Decode by rule, or strictly by a chosen encoding. Raises `FileUnusable` with the row of the first bad byte."""
    if encoding is not None:
        return _chosen(data, file, encoding)
    for mark, name, codec in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], file, codec, name)
    if b"\0" in data:
        return _with_nul(data, file)
    if len(data.translate(None, _TEXT_BYTES)) > max(3, len(data) // 100):
        raise FileUnusable(
            Message(N_("{file} 不是文本文件。"), {"file": file}),
            Message(N_("请用 Excel 或 WPS 打开它，另存为“CSV UTF-8（逗号分隔）”，再导入。")),
            Where(file=file),
        )
    return _guessed(data, file)


def _chosen(data: bytes, file: str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except LookupError as problem:
        raise FileUnusable(
            Message(N_("不认识的编码 {encoding}。"), {"encoding": encoding}),
            Message(N_("请选 UTF-8、GBK、GB18030 或 UTF-16。")),
            Where(file=file),
        ) from problem
    for mark, shown, codec in _BOMS:
        if data.startswith(mark) and name in (shown, codec, "utf-8"):
            return _strictly(data[len(mark) :], file, codec, encoding)
    if name == "utf-16":
        return _strictly(data, file, _utf16_order(data), encoding)
    return _strictly(data, file, "utf-8" if name == "utf-8-sig" else name, encoding)


def _guessed(data: bytes, file: str) -> Decoded:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        sound = data[: problem.start].decode("utf-8")
        if sum(character > "\x7f" for character in sound) >= _SURE_OF_UTF8:
            return _strictly(data, file, "utf-8", "utf-8")
    else:
        if text.isascii() or any(character > "\u07ff" for character in text):
            return Decoded(text, "utf-8")
    try:
        return Decoded(data.decode("gbk"), "gbk")
    except UnicodeDecodeError as problem:
        if problem.start >= len(data) - 1 and problem.start > 0:
            return _strictly(data, file, "gbk", "gbk")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as problem:
        raise _undecodable(data, file, problem.start, None) from problem
    return Decoded(text, "gb18030", (Message(N_("按 GB18030 读入（GBK 读不全）；如有乱码，请改选编码。")),))


def _with_nul(data: bytes, file: str) -> Decoded:
    codec = _utf16_order(data)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        text = "\0"
    # In UTF-16 every line break is two bytes; lone ones tell of NUL bytes strewn into other text.
    if "\0" in text or text.count("\n") * 2 < data.count(b"\n"):
        row = _row_at(data, data.index(b"\0"), 1)
        raise FileUnusable(
            Message(N_("{file} 第 {row} 行有空字节（NUL），不是完好的文本。"), {"file": file, "row": row}),
            Message(N_("请用 Excel 打开原件，重新另存为“CSV UTF-8”。")),
            Where(file=file, row=row),
        )
    return Decoded(text, "utf-16")


def _utf16_order(data: bytes) -> str:
    return "utf-16-be" if data[0::2].count(0) > data[1::2].count(0) else "utf-16-le"


def _strictly(data: bytes, file: str, codec: str, shown: str) -> Decoded:
    """A character cut off at the very end is kept as a sign; anything else that can't be read is refused."""
    try:
        return Decoded(data.decode(codec), shown)
    except UnicodeDecodeError as problem:
        if problem.start == 0 or problem.start < len(data) - 3 or codec not in ("utf-8", "gbk", "gb18030"):
            raise _undecodable(data, file, problem.start, shown, codec) from problem
        note = Message(N_("文件末尾有半个字，可能没有传完整。"))
        return Decoded(data[: problem.start].decode(codec) + LOST, shown, (note,))
    except (LookupError, ValueError) as problem:
        raise _undecodable(data, file, 0, shown) from problem


def _undecodable(data: bytes, file: str, at: int, encoding: str | None, codec: str = "") -> FileUnusable:
    row = _row_at(data, at, 2 if codec.startswith("utf-16") else 1)
    where = Where(file=file, row=row)
    if encoding is None:
        return FileUnusable(
            Message(N_("{file} 第 {row} 行的字认不出编码。"), {"file": file, "row": row}),
            Message(N_("请在“编码”里改选，或用 Excel 重新另存为“CSV UTF-8”。")),
            where,
        )
    return FileUnusable(
        Message(N_("{file} 第 {row} 行不能按 {encoding} 读出。"), {"file": file, "row": row, "encoding": encoding}),
        Message(N_("请在“编码”里改选，或用 Excel 重新另存为“CSV UTF-8”。")),
        where,
    )


def _row_at(data: bytes, at: int, width: int) -> int:
    before = data[:at]
    if width == 2:
        return before.count(b"\n\0") + 1 if _utf16_order(data) == "utf-16-le" else before.count(b"\0\n") + 1
    return before.count(b"\n") + 1
