"""SQLite's file format, as far as rows of tables are read from it: page by page, whatever is wrong with the others.

https://www.sqlite.org/fileformat2.html
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Value = int | float | str | bytes | None
Record = tuple[Value, ...]

MAGIC: Final = b"SQLite format 3\0"
LEAF: Final = 0x0D
INTERIOR: Final = 0x05
_KINDS: Final = (0x02, 0x05, 0x0A, 0x0D)
_USUAL_SIZE: Final = 4096
_SIZES: Final = (_USUAL_SIZE, 1024, 2048, 8192, 16384, 32768, 65536, 512)
_MOST_COLUMNS: Final = 200


class Unreadable(Exception):
    """A page or a row is not what the format says."""


@dataclass(frozen=True)
class Leaf:
    """A leaf page of a table: rows by rowid; `torn` where some could not be read."""

    rows: dict[int, Record]
    torn: bool


def with_sound_header(content: bytes) -> bytes:
    """The file with those fields of its header put right that every ledger has alike; page sizes are guessed."""
    head = bytearray(content[:100].ljust(100, b"\0"))
    size = _page_size(head)
    if not head.startswith(MAGIC) or not size or head[21:24] != b"\x40\x20\x20":
        size = size or _likely_size(content)
        head[:16], head[20:24] = MAGIC, b"\0\x40\x20\x20"
        head[16:18] = struct.pack(">H", 1 if size == 65536 else size)
    if not {head[18], head[19]} <= {1, 2}:
        head[18:20] = b"\2\2"
    head[28:32] = struct.pack(">I", len(content) // size)
    head[92:96] = head[24:28]
    head[44:48], head[56:60] = struct.pack(">I", 4), struct.pack(">I", 1)
    return bytes(head) + content[100:]


def _page_size(head: bytes | bytearray) -> int:
    (size,) = struct.unpack(">H", head[16:18])
    size = 65536 if size == 1 else size
    return size if size in _SIZES else 0


def _likely_size(content: bytes) -> int:
    """The smallest page size at which about as many pages begin like one as at any."""

    def share(size: int) -> float:
        starts = range(size, len(content), size)
        return sum(content[start] in _KINDS for start in starts) / max(1, len(starts))

    shares = {size: share(size) for size in sorted(_SIZES) if size < len(content)}
    return next((size for size in shares if shares[size] > 0.7 * max(shares.values())), _USUAL_SIZE)


class Pages:
    """The pages of a file with a sound header, numbered from 1."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = _page_size(content)
        self._usable = self._size - content[20]
        self.count = len(content) // self._size

    def kind(self, number: int) -> int:
        """What its first byte says that it is. Raises `Unreadable` for a page that is not there."""
        return self._page(number)[self._start(number)]

    def _start(self, number: int) -> int:
        return 100 if number == 1 else 0

    def _page(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise Unreadable
        return self._content[(number - 1) * self._size : number * self._size]

    def children(self, number: int) -> list[int]:
        """The pages below an interior page of a table. Raises `Unreadable`."""
        page, start = self._page(number), self._start(number)
        if page[start] != INTERIOR:
            raise Unreadable
        found = [_whole(page, place) for place in self._cells(page, start, 12)]
        return [*found, _whole(page, start + 8)]

    def leaf(self, number: int) -> Leaf:
        """The rows on a leaf page of a table. Raises `Unreadable` where it is none."""
        page, start = self._page(number), self._start(number)
        if page[start] != LEAF:
            raise Unreadable
        rows: dict[int, Record] = {}
        torn = False
        for place in self._cells(page, start, 8):
            try:
                rowid, record = self._row(page, place)
            except (Unreadable, IndexError, struct.error, UnicodeDecodeError):
                torn = True
                continue
            torn = torn or rowid in rows
            rows.setdefault(rowid, record)
        return Leaf(rows, torn)

    def free(self) -> set[int] | None:
        """The pages that hold nothing any more; None where the list of them can't be read."""
        trunk, expected = struct.unpack(">II", self._content[32:40])
        found: set[int] = set()
        while trunk:
            try:
                page = self._page(trunk)
            except Unreadable:
                return None
            following, count = struct.unpack(">II", page[:8])
            if trunk in found or count > self._usable // 4 - 2:
                return None
            found |= {trunk, *struct.unpack(f">{count}I", page[8 : 8 + 4 * count])}
            trunk = following
        return found if len(found) == expected else None

    def _cells(self, page: bytes, start: int, head: int) -> Iterator[int]:
        count = struct.unpack(">H", page[start + 3 : start + 5])[0]
        first = start + head
        if first + 2 * count > self._usable:
            raise Unreadable
        for place in struct.unpack(f">{count}H", page[first : first + 2 * count]):
            if first + 2 * count <= place <= self._usable - 4:
                yield place
            else:
                yield self._usable  # a row that can't be read

    def _row(self, page: bytes, place: int) -> tuple[int, Record]:
        length, place = _number(page, place)
        rowid, place = _number(page, place)
        rowid -= 1 << 64 if rowid >= 1 << 63 else 0
        return rowid, _record(self._payload(page, place, length))

    def _payload(self, page: bytes, place: int, length: int) -> bytes:
        most = self._usable - 35
        if length <= most:
            local = length
        else:
            least = (self._usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self._usable - 4)
            local = local if local <= most else least
        if place + local > self._usable or length > len(self._content):
            raise Unreadable
        parts, left = [page[place : place + local]], length - local
        following = _whole(page, place + local) if left else 0
        while left > 0:
            further = self._page(following)
            part = further[4 : 4 + min(left, self._usable - 4)]
            parts.append(part)
            left -= len(part)
            following = _whole(further, 0)
        if following:
            raise Unreadable
        return b"".join(parts)


def _whole(page: bytes, place: int) -> int:
    if place + 4 > len(page):
        raise Unreadable
    number: int = struct.unpack(">I", page[place : place + 4])[0]
    return number


def _number(content: bytes, place: int) -> tuple[int, int]:
    """A number of variable length, and where what follows begins."""
    value = 0
    for count in range(8):
        byte = content[place + count]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + count + 1
    return value << 8 | content[place + 8], place + 9


def _record(payload: bytes) -> Record:
    head, place = _number(payload, 0)
    if head > len(payload):
        raise Unreadable
    kinds = []
    while place < head:
        kind, place = _number(payload, place)
        kinds.append(kind)
    if place != head or len(kinds) > _MOST_COLUMNS:
        raise Unreadable
    values: list[Value] = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    if place != len(payload):
        raise Unreadable
    return tuple(values)


_WHOLE_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, place
    if kind in (8, 9):
        return kind - 8, place
    if kind in (10, 11):
        raise Unreadable
    length = _WHOLE_NUMBERS.get(kind, 8 if kind == 7 else (kind - 12) // 2)
    part = payload[place : place + length]
    if len(part) < length:
        raise Unreadable
    if kind == 7:
        return struct.unpack(">d", part)[0], place + length
    if kind < 7:
        return int.from_bytes(part, "big", signed=True), place + length
    return (part.decode("utf-8") if kind % 2 else part), place + length
