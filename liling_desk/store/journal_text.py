"""What the journal keeps, as text: JSON without spaces, byte for byte the same whoever writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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
    passed: set[int] = set()
    if len(told) <= _FEW or any(_has_figures((each["before"], each["after"]), passed) for each in told):
        return as_json(told)
    from pydantic_core import to_json

    return to_json(told).decode("utf-8")


def _has_figures(values: Iterable[object], passed: set[int]) -> bool:
    """`passed`: ids of nested values without figures, for thousands of changes share them."""
    if _FIGURELESS.issuperset(map(type, values)):
        return False
    for value in values:
        if type(value) in _FIGURELESS or id(value) in passed:
            continue
        if not isinstance(value, _NESTING) or _has_figures(value.values() if type(value) is dict else value, passed):
            return True
        passed.add(id(value))
    return False


_FIGURELESS: Final = frozenset({str, int, bool, type(None)})
_NESTING: Final = (dict, list, tuple)


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
