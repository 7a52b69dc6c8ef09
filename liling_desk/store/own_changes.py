"""One commitment's changes out of a stored entry: what belongs to thousands of others is passed over unread."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.record import OWNED

_FIRST = '[{"entity":"'
_BETWEEN = '},{"entity":"'
"""Only stands between two changes: in a text the quotes have strokes before them."""
_LAST = "}]"
_KEY = '","key":"'
_OWNED = tuple(f"{entity}{_KEY}" for entity in sorted({"commitment", *OWNED}))
_SHORT = 4_000
"""So many characters are unpacked whole as quickly."""

Unpack = Callable[[str], list[dict[str, Any]]]


def own_changes(stored: str, code: str, unpack: Unpack) -> list[dict[str, Any]]:
    """The changes of an entry without most of those that belong to other commitments; `unpack` reads and checks JSON.

    Those that belong to nobody are given, too. What was not written by a program of ours is unpacked whole.
    """
    if not isinstance(stored, str) or len(stored) < _SHORT or not _is_ours(stored):
        return unpack(stored)
    wanted = _wanted(stored, code)
    try:
        return unpack(f"{_FIRST}{_BETWEEN.join(wanted)}{_LAST}") if wanted else []
    except LedgerError:
        return unpack(stored)


def _is_ours(stored: str) -> bool:
    """Whether it is packed as we pack it, with no character written in another way than ours."""
    if not stored.startswith(_FIRST) or not stored.endswith(_LAST):
        return False
    return "\\" not in stored or ("\\u" not in stored and "\\/" not in stored)


def _wanted(stored: str, code: str) -> list[str]:
    """The changes, without what stands between them, that may concern a commitment."""
    named, pieces = json.dumps(code, ensure_ascii=False), stored[len(_FIRST) : -len(_LAST)].split(_BETWEEN)
    return [
        each
        for each in pieces
        if named in each or (each[:1] != "c" and '"commitment":"' not in each) or not each.startswith(_OWNED)
    ]
