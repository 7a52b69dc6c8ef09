"""What a ZIP file says it holds: names only, nothing is unpacked, and never more than a few thousand of them."""

from __future__ import annotations

import struct
from typing import Final

MOST_NAMES: Final = 5000
_END: Final = b"PK\x05\x06"
_ENTRY: Final = b"PK\x01\x02"
_END_SIZE: Final = 22
_ENTRY_SIZE: Final = 46
_LONGEST_COMMENT: Final = 65535


def names_in(content: bytes) -> tuple[str, ...] | None:
    """Names from the directory at the end, at most `MOST_NAMES`; None where there is no such directory."""
    end = content.rfind(_END, max(0, len(content) - _END_SIZE - _LONGEST_COMMENT))
    if end < 0 or end + _END_SIZE > len(content):
        return None
    size, start = struct.unpack_from("<II", content, end + 12)
    at = min(start, end)
    if content[at : at + 4] != _ENTRY:
        at = end - size  # something was put before the archive
    if at < 0:
        return None
    names: list[str] = []
    while len(names) < MOST_NAMES and content[at : at + 4] == _ENTRY and at + _ENTRY_SIZE <= end:
        name, extra, comment = struct.unpack_from("<HHH", content, at + 28)
        names.append(content[at + _ENTRY_SIZE : at + _ENTRY_SIZE + name].decode("utf-8", "replace"))
        at += _ENTRY_SIZE + name + extra + comment
    return tuple(names)


def first_stored(content: bytes) -> tuple[str, bytes] | None:
    """Name and content of the first part where that is short and not compressed (the `mimetype` of documents)."""
    if not content.startswith(b"PK\x03\x04") or len(content) < 30:
        return None
    method, size, name, extra = (
        *struct.unpack_from("<H", content, 8), *struct.unpack_from("<I", content, 22),
        *struct.unpack_from("<HH", content, 26),
    )  # fmt: skip
    if method != 0 or size > 200:
        return None
    begin = 30 + name + extra
    return content[30 : 30 + name].decode("utf-8", "replace"), content[begin : begin + size]
