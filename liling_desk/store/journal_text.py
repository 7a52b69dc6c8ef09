"""What the journal keeps, as text: JSON without spaces, byte for byte the same whoever writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from liling_desk.ledger.changes import Change

_FEW: Final = 50


def _told(change: Change) -> dict[str, Any]:
    return {"entity": change.entity, "key": change.key, "before": change.before, "after": change.after}


def changes_text(changes: Sequence[Change]) -> str:
    """Changes as the journal keeps them: JSON without spaces, as `json` writes it.

    Many are written by pydantic's writer, four times as fast. It has another way with some numbers only (1e-05), so
    changes with figures are left to `json`.
    """
    told = [_told(change) for change in changes]
    if len(told) <= _FEW or _has_figures([side for each in told for side in (each["before"], each["after"]) if side]):
        return as_json(told)
    from pydantic_core import to_json

    return to_json(told).decode("utf-8")


def _has_figures(sides: Iterable[Any]) -> bool:
    """Whether there is any number in these that the two writers may write in different ways."""
    while sides:
        inner = chain.from_iterable([side.values() if isinstance(side, Mapping) else side for side in sides])
        # Thousands of changes share what is nested in them.
        nested = {id(value): value for value in inner if type(value) not in _FIGURELESS}
        if not all(isinstance(value, _NESTING) for value in nested.values()):
            return True
        sides = list(nested.values())
    return False


def in_json(text: str) -> Iterator[bytes]:
    """A text that `changes_text` made as a text within JSON, piece by piece: it has no signs to mark but these two."""
    yield b'"'
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE].replace("\\", "\\\\").replace('"', '\\"').encode("utf-8")
    yield b'"'


_PIECE: Final = 1 << 20
_FIGURELESS: Final = frozenset({str, int, bool, type(None)})
_NESTING: Final = (dict, list, tuple)


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
