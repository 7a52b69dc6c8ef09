"""The beginning of the list without the rest of the ledger: which items SQL can say may stand there, read whole."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from liling_desk.ledger.filters import SortOrder
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import OPEN, Status
from liling_desk.store import rows
from liling_desk.store.port import Engine, Tx

_AT_ONCE = 100
_MOST = 500
"""So many items are looked at, of those that SQL can order and of the others."""

_DUE = "COALESCE(assigned_deadline, CASE deadline_kind WHEN 'dated' THEN deadline_latest END)"
"""`Commitment.due` of an item without extensions."""
_IS_OPEN = f"status IN ({', '.join(repr(status.value) for status in Status if status in OPEN)})"
_STATUS_PLACE = f"CASE status {' '.join(f'WHEN {s.value!r} THEN {place}' for place, s in enumerate(Status))} END"
_ORDERS: dict[str, tuple[tuple[str, ...], str]] = {
    "light": ((_DUE,), _IS_OPEN),
    "due": ((_DUE,), ""),
    "code": (("code",), ""),
    "unit": (("NULLIF(lead_unit, '')",), ""),
    "status": ((_STATUS_PLACE,), ""),
    "programme": (("CASE WHEN programme <> '' THEN role END", "NULLIF(programme, '')"), ""),
    "category": (("NULLIF(category, '')",), ""),
}
"""What SQL orders by as the list does (the light: by the days that are left), and which items are asked for."""
_BY_DUE = ("light", "due")


@dataclass(frozen=True)
class Candidate:
    """An item with all that it is judged by and the words that it is found by."""

    item: rows.Item
    returns: tuple[Return, ...]
    is_apart: bool
    """Whether it has a day that SQL can't read, and so stands before all others here, wherever it belongs."""


def candidates(engine: Engine, sort: SortOrder) -> Generator[list[Candidate], None, None]:
    """Items that may stand first in this order, some at a time, until SQL can't say more or enough were looked at.

    The first come all those that are `is_apart`. The others come in the order of their days or of the column: none
    that is still to come would stand before one that was given. Deleted items are left out, and under "light" those
    that are not open. To be closed, as all of them are read in one transaction.
    """
    if sort.by not in _ORDERS or (sort.by == "light" and sort.descending):
        return
    with engine.read() as tx:
        asked = tx.all(_question(sort), {"limit": 2 * _MOST})
        apart = sum(1 for _code, is_apart in asked if is_apart)
        if apart > _MOST:
            return
        asked = asked[: apart + _MOST]
        batches = [asked[: apart + _AT_ONCE]]
        batches += [asked[first : first + _AT_ONCE] for first in range(apart + _AT_ONCE, len(asked), _AT_ONCE)]
        for batch in batches:
            yield _whole(tx, {str(code): bool(is_apart) for code, is_apart in batch})


def _question(sort: SortOrder) -> str:
    keys, only = _ORDERS[sort.by]
    apart = "CASE WHEN extensions IS NOT NULL THEN 1 ELSE 0 END" if sort.by in _BY_DUE else "0"
    direction = " DESC" if sort.descending else ""
    order = [key + direction for key in keys]
    if sort.by != "code":
        order = [f"CASE WHEN {keys[0]} IS NULL THEN 1 ELSE 0 END", *order, "code"]
    if sort.by in _BY_DUE:
        order = ["is_apart DESC", *order]
    return (
        f"SELECT code, {apart} AS is_apart FROM commitment WHERE deleted = 'false'{f' AND {only}' if only else ''} "
        f"ORDER BY {', '.join(order)} LIMIT :limit"
    )


def _whole(tx: Tx, apart: dict[str, bool]) -> list[Candidate]:
    items, returns = rows.ask_commitments(tx, apart), rows.ask_returns(tx, apart)
    known, own = {item[0].code: item for item in items()}, returns()
    return [Candidate(known[code], own.get(code, ()), is_apart) for code, is_apart in apart.items() if code in known]
