"""What the journal keeps, as text: JSON without spaces, byte for byte the same whoever writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any, Final

from liling_desk.ledger.changes import Change
from liling_desk.store.alike import Alike, alike

_FEW: Final = 50


def _told(change: Change) -> dict[str, Any]:
    return {"entity": change.entity, "key": change.key, "before": change.before, "after": change.after}


def changes_json(changes: Sequence[Change]) -> bytes:
    """Changes as the journal keeps them: JSON without spaces, as `json` writes it, in UTF-8.

    Of many, those that are alike are written column by column.
    """
    if len(changes) <= _FEW:
        return as_json([_told(change) for change in changes]).encode("utf-8")
    texts = [b""] * len(changes)
    for some in alike(changes):
        for place, text in zip(some.places, _texts_of(some), strict=True):
            texts[place] = text
    return b"[" + b",".join(texts) + b"]"


_Part = bytes | list[bytes]
"""A piece of text: the same in all changes, or one for each."""


def _texts_of(some: Alike) -> Iterable[bytes]:
    if len(some.changes) == 1:
        return [as_json(_told(some.changes[0])).encode("utf-8")]
    parts: list[_Part] = [b'{"entity":', _bytes_of(some.entity), b',"key":', *_written(some.keys), b',"before":']
    parts += _side(some.before, some.columns_before().values())
    parts += [b',"after":', *_side(some.after, some.columns_after().values()), b"}"]
    return map(b"".join, zip(*_joined(parts, len(some.changes)), strict=False))


def _side(names: Sequence[str] | None, columns: Iterable[Sequence[Any]]) -> list[_Part]:
    if names is None:
        return [b"null"]
    parts: list[_Part] = [b"{"]
    for place, (name, column) in enumerate(zip(names, columns, strict=True)):
        parts += [b"," if place else b"", _bytes_of(name), b":", *_written(column)]
    return [*parts, b"}"]


def _joined(parts: Iterable[_Part], count: int) -> Iterator[Iterable[bytes]]:
    """What all have in common in as few pieces as can be."""
    common: list[bytes] = []
    for part in parts:
        if isinstance(part, bytes):
            common.append(part)
            continue
        yield repeat(b"".join(common), count)
        yield part
        common = []
    yield repeat(b"".join(common), count)


def _written(column: Sequence[Any]) -> list[_Part]:
    """Each value of a column as JSON."""
    first = column[0]
    if (first is None or type(first) is str) and column.count(first) == len(column):
        return [_bytes_of(first)]
    if set(map(type, column)) != {str}:
        places = list(map(id, column))  # thousands of changes share what is nested in them
        told = {place: _bytes_of(value) for place, value in dict(zip(places, column, strict=True)).items()}
        return [told[places[0]] if len(told) == 1 else [told[place] for place in places]]
    from pydantic_core import to_json

    # Pydantic's writer writes texts as `json` does, in a tenth of the time. Within a text no quote follows a comma:
    # it is marked by a backslash.
    return [b'"', to_json(column)[2:-2].split(b'","'), b'"']


def _bytes_of(value: object) -> bytes:
    return _WRITER.encode(value).encode("utf-8")


def in_json(text: bytes) -> Iterator[bytes]:
    """A text that `changes_json` made as a text within JSON, piece by piece: it has no signs to mark but these two."""
    yield b'"'
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE].replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    yield b'"'


_PIECE: Final = 1 << 20
_WRITER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def as_json(value: object) -> str:
    return _WRITER.encode(value)
