"""Ways in which files go wrong on their way: each takes a source of chance and the file's bytes."""

from __future__ import annotations

import csv
import io
import random
import zipfile
import zlib
from collections.abc import Callable

ENCODINGS = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5", "shift_jis", "latin-1")

Mutating = Callable[[random.Random, bytes], bytes]


def cut(chance: random.Random, content: bytes) -> bytes:
    """The head, the tail, or a piece from the middle is gone."""
    one, other = sorted(chance.sample(range(len(content) + 1), 2))
    return chance.choice((content[:one], content[one:], content[:one] + content[other:]))


def flipped(chance: random.Random, content: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 10, 100))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def put_in(chance: random.Random, content: bytes) -> bytes:
    """Bytes that do not belong there."""
    place = chance.randrange(len(content))
    piece = chance.choice(
        (b"\0", b'"', b"\xff\xfe", b"\r", b"\x1a", b'""",', b"\n" * 50, b",,,,", b"\x81", bytes(range(256)))
    )
    return content[:place] + piece * chance.choice((1, 1, 7)) + content[place:]


def encoded(chance: random.Random, content: bytes) -> bytes:
    """The same text in another encoding, or in two."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return flipped(chance, content)
    place = chance.choice((len(text), chance.randrange(len(text))))
    one, other = (chance.choice(ENCODINGS) for _ in range(2))
    return text[:place].encode(one, "replace") + text[place:].encode(other, "replace")


def rearranged(chance: random.Random, content: bytes) -> bytes:
    """Columns swapped, doubled or dropped; rows shuffled or doubled."""
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8"))))
    except (UnicodeDecodeError, csv.Error):
        return cut(chance, content)
    width = max(map(len, rows))
    order = chance.choices(range(width), k=chance.randint(1, width + 2)) if chance.random() < 0.5 else [*range(width)]
    if chance.random() < 0.5:
        chance.shuffle(order)
    body = rows[1:] * chance.choice((1, 1, 2))
    chance.shuffle(body)
    out = io.StringIO()
    delimiter = chance.choice(",;\t|")
    csv.writer(out, delimiter=delimiter).writerows(
        [row[place] if place < len(row) else "" for place in order] for row in [rows[0], *body]
    )
    return out.getvalue().encode(chance.choice(("utf-8", "gbk", "utf-16")), "replace")


def repacked(chance: random.Random, content: bytes) -> bytes:
    """A workbook whose parts are damaged inside a sound archive."""
    try:
        return _repacked(chance, content)
    except (zipfile.BadZipFile, zlib.error, ValueError, IndexError, NotImplementedError):
        return put_in(chance, content)  # no archive, or one that was damaged before


def _repacked(chance: random.Random, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        names = book.namelist()
        victim = chance.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            part = book.read(name)
            if name == victim:
                if chance.random() < 0.2:
                    continue
                part = chance.choice((cut, flipped, put_in))(chance, part)
            copy.writestr(name, part)
    return out.getvalue()


MUTATING: tuple[Mutating, ...] = (cut, flipped, put_in, encoded, rearranged, repacked)
