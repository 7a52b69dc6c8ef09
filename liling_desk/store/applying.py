"""A ChangeSet into rows: all of it or nothing, refused where somebody else was first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from liling_desk.ledger.changes import Change, ChangeSet, commitment_of
from liling_desk.ledger.entry import Kept
from liling_desk.ledger.errors import Conflict, InvalidEdit, UnknownCode, Where
from liling_desk.ledger.record import OWNED
from liling_desk.store import kept_files, row_writing, rows
from liling_desk.store.new_rows import MANY, NewRows
from liling_desk.store.port import Row, Tx
from liling_desk.translations import N_, Message


def with_new_units(tx: Tx, changes: ChangeSet) -> ChangeSet:
    """An alias read as its unit; the creation of unknown units put before the changes that name them."""
    if not any(_names_units(change) for change in changes.changes):
        return changes
    created = {change.key for change in changes.changes if change.entity == "unit" and change.after is not None}
    names, aliases = tx.ask("SELECT name FROM unit"), tx.ask("SELECT alias, unit FROM unit_alias")
    known = {row[0] for row in names()} | created
    meant = {alias: unit for alias, unit in aliases() if alias not in known}
    plain = tuple(_by_present_names(change, meant) for change in changes.changes)
    named: dict[str, None] = {}
    for change in plain:
        if change.entity == "commitment" and change.after is not None:
            named |= dict.fromkeys(_texts((change.after.get("lead_unit"), change.after.get("support_units"))))
    new = [name for name in named if name not in known]
    units = tuple(Change("unit", name, None, {"name": name, "aliases": []}) for name in new)
    return replace(changes, changes=(*units, *plain))


def with_owners(tx: Tx, changes: ChangeSet) -> ChangeSet:
    """What belongs to a commitment says so in every change: it is in that commitment's history, and read again."""
    ownerless = [change for change in changes.changes if change.entity in OWNED and commitment_of(change) is None]
    if not ownerless:
        return changes
    asked = [
        tx.ask(f"SELECT commitment FROM {change.entity} WHERE key = :key", {"key": change.key}) for change in ownerless
    ]
    owners = {(change.entity, change.key): answer() for change, answer in zip(ownerless, asked, strict=True)}
    return replace(
        changes, changes=tuple(_owned(each, owners.get((each.entity, each.key))) for each in changes.changes)
    )


def _owned(change: Change, found: Sequence[Row] | None) -> Change:
    if not found:
        return change
    named = {"commitment": found[0][0]}
    before, after = (None if side is None else {**side, **named} for side in (change.before, change.after))
    return replace(change, before=before, after=after)


def _names_units(change: Change) -> bool:
    after = change.after if change.entity == "commitment" else None
    return bool(after and (after.get("lead_unit") or after.get("support_units")))


def _by_present_names(change: Change, meant: Mapping[str, str]) -> Change:
    if change.entity != "commitment" or change.after is None:
        return change
    after = dict(change.after)
    if isinstance(lead := after.get("lead_unit"), str):
        after["lead_unit"] = meant.get(lead, lead)
    if "support_units" in after:
        after["support_units"] = list(dict.fromkeys(meant.get(name, name) for name in _texts(after["support_units"])))
    return replace(change, after=after)


def write_changes(tx: Tx, changes: Sequence[Change]) -> set[str]:
    """Write new state; gives back the codes of new commitments that have the words they are found by already.

    Raises `Conflict` where what stands is not what the change was made against.
    """
    earlier: Counter[str] = Counter()
    new = NewRows(tx) if sum(change.before is None for change in changes) > MANY else None
    for change in changes:
        _refuse_unwritable(change)
        if new is not None:
            if new.take(change):
                continue
            if new.holds(change):
                _write_held(new)
            new.worded.discard(commitment_of(change) or "")
        _refuse_taken_alias(tx, change)
        if change.before is None:
            _create(tx, change)
        elif change.after is None:
            row_writing.remove(tx, change.entity, change.key)
        else:
            _expect(tx, change, earlier[change.key])
            row_writing.write_fields(tx, change.entity, change.key, change.after, new=False)
        if change.entity == "commitment" and change.before is not None and change.after is not None:
            earlier[change.key] += 1
    if new is None:
        return set()
    _write_held(new)
    return new.worded


def _write_held(new: NewRows) -> None:
    for change in new.write():
        raise _taken(change)


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
                row_writing.write_fields(tx, inverse.entity, inverse.key, inverse.after, new=True)
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
    row_writing.remove(tx, inverse.entity, inverse.key)
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
            tx.put("UPDATE commitment SET version = version + 1 WHERE code = :code", {"code": part.key})
        row_writing.write_fields(tx, part.entity, part.key, part.after or {}, new=False)
        written.append(part)


def _create(tx: Tx, change: Change) -> None:
    if rows.read_record(tx, change.entity, change.key) is not None:
        raise _taken(change)
    fields = change.after or {}
    if change.entity == "evidence" and (sha256 := fields.get("sha256")) and not kept_files.is_kept(tx, str(sha256)):
        raise InvalidEdit(
            Message(N_("附件 {file} 的内容没有一起存入。"), {"file": fields.get("file_name")}),
            Message(N_("请重新添加这个文件。")),
            Where(code=commitment_of(change)),
        )
    row_writing.write_fields(tx, change.entity, change.key, fields, new=True)


def _taken(change: Change) -> InvalidEdit:
    return InvalidEdit(
        Message(N_("“{key}”已经有了，不能再建一个。"), {"key": change.key}),
        Message(N_("请换一个编号或名称。")),
        Where(code=commitment_of(change)),
    )


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
        tx.put("UPDATE commitment SET version = version + 1 WHERE code = :code", {"code": change.key})
        return
    if theirs != base or change.entity == "commitment":
        raise Conflict(owner, dict(change.after or {}), theirs, base)


def _has_dependants(tx: Tx, code: str) -> bool:
    tables = (
        ("progress_return", "commitment"), ("evidence", "commitment"), ("letter", "commitment"),
        ("commitment", "parent"),
    )  # fmt: skip
    return any(tx.one(f"SELECT 1 FROM {table} WHERE {column} = :code", {"code": code}) for table, column in tables)


def _unit_is_used(tx: Tx, name: str) -> bool:
    tables = (("commitment", "lead_unit"), ("commitment_unit", "unit"))
    return any(tx.one(f"SELECT 1 FROM {table} WHERE {column} = :name", {"name": name}) for table, column in tables)


def _refuse_taken_alias(tx: Tx, change: Change) -> None:
    if change.entity != "unit" or change.after is None:
        return
    for alias in _texts(change.after.get("aliases")):
        found = tx.one("SELECT unit FROM unit_alias WHERE alias = :alias", {"alias": alias})
        if found is not None and found[0] != change.key:
            raise InvalidEdit(
                Message(N_("“{alias}”已经是 {unit} 的别名。"), {"alias": alias, "unit": found[0]}),
                Message(N_("一个别名只能属于一个单位；请先从原单位去掉。")),
            )


def _refuse_unwritable(change: Change) -> None:
    if change.after is None or _is_plain(change.after.values()):
        return
    for name, value in (change.after or {}).items():
        if any(not is_writable(text) for text in _texts((value,))):
            raise InvalidEdit(
                Message(N_("“{field}”里有看不见的空字符或残缺的字符。"), {"field": name}),
                Message(N_("请删去后重新填写。")),
                Where(code=commitment_of(change), column=name),
            )


def is_writable(text: str) -> bool:
    """No NUL, which ends a text in some programs; no half of a character pair, which is no UTF-8."""
    return _UNWRITABLE.search(text) is None


def _is_plain(values: Iterable[object]) -> bool:
    """A quick look that most changes pass: no text of theirs holds what can't be written."""
    search = _UNWRITABLE.search
    for value in values:
        kind = type(value)
        if kind is str:
            if value and search(value):  # type: ignore[call-overload]
                return False
        elif kind is dict:
            if not _is_plain(value.values()):  # type: ignore[attr-defined]
                return False
        elif kind is list or kind is tuple:
            if not _is_plain(value):  # type: ignore[arg-type]
                return False
        elif value is not None and kind not in _NO_TEXT:
            return False
    return True


_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_NO_TEXT = frozenset({bool, int, float})


def _texts(values: object) -> list[str]:
    if isinstance(values, str):
        return [values]
    if isinstance(values, Mapping):
        return [text for value in values.values() for text in _texts(value)]
    if isinstance(values, list | tuple):
        return [text for value in values for text in _texts(value)]
    return []
