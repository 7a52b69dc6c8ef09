"""A ChangeSet into rows: all of it or nothing, refused where somebody else was first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from liling_desk.ledger.changes import Change, ChangeSet, commitment_of
from liling_desk.ledger.entry import Kept
from liling_desk.ledger.errors import Conflict, InvalidEdit, UnknownCode, Where
from liling_desk.store import rows
from liling_desk.store.port import Tx
from liling_desk.translations import N_, Message


def with_new_units(tx: Tx, changes: ChangeSet) -> ChangeSet:
    """Put the creation of unknown units before the changes that name them."""
    known = {row[0] for row in tx.all("SELECT name FROM unit")}
    created = {change.key for change in changes.changes if change.entity == "unit" and change.after is not None}
    named: dict[str, None] = {}
    for change in changes.changes:
        if change.entity == "commitment" and change.after is not None:
            lead, support = change.after.get("lead_unit"), change.after.get("support_units") or ()
            named |= dict.fromkeys(name for name in (lead, *_texts(support)) if isinstance(name, str))
    new = [name for name in named if name not in known and name not in created]
    units = tuple(Change("unit", name, None, {"name": name, "aliases": []}) for name in new)
    return ChangeSet(changes.action, (*units, *changes.changes), changes.reason, changes.batch, changes.op)


def write_changes(tx: Tx, changes: Iterable[Change]) -> None:
    """Write new state. Raises `Conflict` where what stands is not what the change was made against."""
    earlier: Counter[str] = Counter()
    for change in changes:
        _refuse_nul(change)
        if change.before is None:
            _create(tx, change)
        elif change.after is None:
            rows.remove(tx, change.entity, change.key)
        else:
            _expect(tx, change, earlier[change.key])
            rows.write_fields(tx, change.entity, change.key, change.after, new=False)
        if change.entity == "commitment" and change.before is not None and change.after is not None:
            earlier[change.key] += 1


def take_back(tx: Tx, changes: Iterable[Change]) -> tuple[list[Change], list[Kept]]:
    """Write the inverse of changes, last first; fields that a later edit touched are left alone and named."""
    written: list[Change] = []
    kept: list[Kept] = []
    for change in reversed(tuple(changes)):
        current = rows.read_record(tx, change.entity, change.key)
        inverse = change.inverse()
        if inverse.after is None:
            _take_away(tx, inverse, current, written, kept)
        elif inverse.before is None:
            if current is None:
                rows.write_fields(tx, inverse.entity, inverse.key, inverse.after, new=True)
                written.append(inverse)
        elif current is not None:
            _put_back(tx, inverse, current, written, kept)
    return written, kept


def _take_away(
    tx: Tx, inverse: Change, current: Mapping[str, Any] | None, written: list[Change], kept: list[Kept]
) -> None:
    if current is None:
        return
    touched = [name for name, value in (inverse.before or {}).items() if current.get(name) != value]
    if inverse.entity == "commitment" and not touched and _has_dependants(tx, inverse.key):
        touched = ["returns"]
    if inverse.entity == "unit" and _unit_is_used(tx, inverse.key):
        return  # a unit that others have come to use simply stays
    if touched:
        owner = commitment_of(inverse) or inverse.key
        kept.extend(Kept(owner, name, current.get(name)) for name in touched)
        return
    rows.remove(tx, inverse.entity, inverse.key)
    written.append(inverse)


def _put_back(tx: Tx, inverse: Change, current: Mapping[str, Any], written: list[Change], kept: list[Kept]) -> None:
    before, after = inverse.before or {}, inverse.after or {}
    free = [name for name in after if current.get(name) == before.get(name)]
    owner = commitment_of(inverse) or str(current.get("commitment") or inverse.key)
    kept.extend(Kept(owner, name, current.get(name)) for name in after if name not in free)
    together = {"status", "done_on", "done_by", "done_basis", "status_reason"}
    if not together.isdisjoint(after) and not together.isdisjoint(set(after) - set(free)):
        # A verdict is one thing: never put back its date or basis without its status.
        kept.extend(Kept(owner, name, current.get(name)) for name in free if name in together)
        free = [name for name in free if name not in together]
    if free:
        part = Change(
            inverse.entity, inverse.key, {name: before.get(name) for name in free}, {name: after[name] for name in free}
        )
        if part.entity == "commitment":
            tx.run("UPDATE commitment SET version = version + 1 WHERE code = :code", {"code": part.key})
        rows.write_fields(tx, part.entity, part.key, part.after or {}, new=False)
        written.append(part)


def _create(tx: Tx, change: Change) -> None:
    if rows.read_record(tx, change.entity, change.key) is not None:
        raise InvalidEdit(
            Message(N_("“{key}”已经有了，不能再建一个。"), {"key": change.key}),
            Message(N_("请换一个编号或名称。")),
            Where(code=commitment_of(change)),
        )
    rows.write_fields(tx, change.entity, change.key, change.after or {}, new=True)


def _expect(tx: Tx, change: Change, earlier: int) -> None:
    """Make sure that the change was made against what stands; counts a commitment's version up."""
    if change.entity == "commitment" and change.version is not None:
        found = tx.run(
            "UPDATE commitment SET version = version + 1 WHERE code = :code AND version = :version",
            {"code": change.key, "version": change.version + earlier},
        )
        if found:
            return
    current = rows.read_record(tx, change.entity, change.key)
    owner = commitment_of(change) or change.key
    if current is None:
        raise UnknownCode(owner)
    base = dict(change.before or {})
    theirs = {name: current.get(name) for name in base}
    if change.entity == "commitment" and change.version is None and theirs == base:
        tx.run("UPDATE commitment SET version = version + 1 WHERE code = :code", {"code": change.key})
        return
    if theirs != base or change.entity == "commitment":
        raise Conflict(owner, dict(change.after or {}), theirs, base)


def _has_dependants(tx: Tx, code: str) -> bool:
    tables = (("progress_return", "commitment"), ("evidence", "commitment"), ("commitment", "parent"))
    return any(tx.one(f"SELECT 1 FROM {table} WHERE {column} = :code", {"code": code}) for table, column in tables)


def _unit_is_used(tx: Tx, name: str) -> bool:
    tables = (("commitment", "lead_unit"), ("commitment_unit", "unit"))
    return any(tx.one(f"SELECT 1 FROM {table} WHERE {column} = :name", {"name": name}) for table, column in tables)


def _refuse_nul(change: Change) -> None:
    for name, value in (change.after or {}).items():
        if any("\0" in text for text in _texts((value,))):
            raise InvalidEdit(
                Message(N_("“{field}”里有看不见的空字符。"), {"field": name}),
                Message(N_("请删去后重新填写。")),
                Where(code=commitment_of(change), column=name),
            )


def _texts(values: object) -> list[str]:
    if isinstance(values, str):
        return [values]
    if isinstance(values, Mapping):
        return [text for value in values.values() for text in _texts(value)]
    if isinstance(values, list | tuple):
        return [text for value in values for text in _texts(value)]
    return []
