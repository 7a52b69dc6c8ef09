"""A ChangeSet into rows: all of it or nothing, refused where somebody else was first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from liling_desk.ledger.changes import Change, ChangeSet, commitment_of
from liling_desk.ledger.entry import Kept
from liling_desk.ledger.errors import Conflict, InvalidEdit, UnknownCode, Where
from liling_desk.ledger.record import OWNED
from liling_desk.store import kept_files, row_writing, rows
from liling_desk.store.dependants import Dependants
from liling_desk.store.new_rows import MANY, NewRows
from liling_desk.store.port import Tx
from liling_desk.store.present import Present
from liling_desk.store.writable import texts_in
from liling_desk.translations import N_, Message


def with_new_units(present: Present, changes: ChangeSet) -> ChangeSet:
    """An alias read as its unit; the creation of unknown units put before the changes that name them."""
    naming = _each_naming(changes.changes)
    if not naming:
        return changes
    created = {change.key for change in changes.changes if change.entity == "unit" and change.after is not None}
    known = present.units.keys() | created
    meant = {alias: unit for unit, aliases in present.units.items() for alias in aliases if alias not in known}
    named: dict[str, None] = {}
    for change in naming:
        after = change.after or {}
        named.update(dict.fromkeys([*texts_in(after.get("lead_unit")), *texts_in(after.get("support_units"))]))
    whole = changes.changes
    if not meant.keys().isdisjoint(named) or any(not _are_listed_once(change) for change in naming):
        whole = tuple([_by_present_names(change, meant) for change in whole])
        named = dict.fromkeys([meant.get(name, name) for name in named])
    units = [Change("unit", name, None, {"name": name, "aliases": []}) for name in named if name not in known]
    return replace(changes, changes=(*units, *whole)) if units or whole is not changes.changes else changes


def _each_naming(changes: Sequence[Change]) -> list[Change]:
    """The changes that name units; of those that name the very same ones the first."""
    found: dict[tuple[int, int], Change] = {}
    for change in changes:
        if change.entity == "commitment" and (after := change.after):
            lead, support = after.get("lead_unit"), after.get("support_units")
            if lead or support:
                found.setdefault((id(lead), id(support)), change)
    return list(found.values())


def _are_listed_once(change: Change) -> bool:
    names = (change.after or {}).get("support_units")
    return not names or (type(names) is list and len(names) == len(set(names)))


def with_owners(present: Present, changes: ChangeSet) -> ChangeSet:
    """What belongs to a commitment says so in every change: it is in that commitment's history, and read again."""
    strays = [
        place
        for place, change in enumerate(changes.changes)
        if change.entity in OWNED and commitment_of(change) is None
    ]
    if not strays:
        return changes
    whole = list(changes.changes)
    for place in strays:
        whole[place] = _owned(whole[place], present)
    return replace(changes, changes=tuple(whole))


def _owned(change: Change, present: Present) -> Change:
    code = present.commitment_of(change.entity, change.key)
    if code is None:
        return change
    named = {"commitment": code}
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
        after["support_units"] = list(dict.fromkeys(meant.get(name, name) for name in texts_in(after["support_units"])))
    return replace(change, after=after)


def ask_present(tx: Tx, changes: Sequence[Change]) -> Present:
    """What the changes are about as it stands, but for what `NewRows` looks at; to be read before they are written."""
    many = _are_many(changes)
    asked = [each for each in changes if not (many and each.before is None and each.entity in _HELD)]
    return Present(tx, asked, with_units=any(_names_units(each) for each in changes))


_HELD = ("commitment", "progress_return")


def _are_many(changes: Sequence[Change]) -> bool:
    return sum(change.before is None for change in changes) > MANY


def write_changes(tx: Tx, changes: Sequence[Change], present: Present) -> set[str]:
    """Write new state; gives back the codes of new commitments that have the words they are found by already.

    `present` was asked for these changes, and read. Raises `Conflict` where what stands is not what they were made
    against.
    """
    earlier: Counter[str] = Counter()
    new = NewRows(tx) if _are_many(changes) else None
    for change in changes:
        if new is not None:
            if new.take(change):
                continue
            if new.holds(change):
                _write_held(new, present)
            new.worded.discard(commitment_of(change) or "")
        _refuse_taken_alias(present, change)
        if change.before is None:
            _create(tx, change, present)
        elif change.after is None:
            row_writing.remove(tx, change.entity, change.key)
        else:
            _expect(tx, change, earlier[change.key], present)
            row_writing.write_fields(tx, change.entity, change.key, change.after, new=False)
        present.wrote(change.entity, change.key, change.after)
        if change.entity == "commitment" and change.before is not None and change.after is not None:
            earlier[change.key] += 1
    if new is None:
        return set()
    _write_held(new, present)
    return new.worded


def _write_held(new: NewRows, present: Present) -> None:
    held = new.held
    for change in new.write():
        raise _taken(change)
    present.wrote_new(held)


def take_back(tx: Tx, changes: Sequence[Change], present: Present) -> tuple[list[Change], list[Kept]]:
    """Write the inverse of changes, last first; fields that a later edit touched are left alone and named.

    `present` was asked for these changes.
    """
    written: list[Change] = []
    kept: list[Kept] = []
    dependants = Dependants(tx, changes)
    present.read()
    dependants.read()
    with tx.removing_many() if sum(change.before is None for change in changes) > _THOUSANDS else nullcontext():
        _take_each_back(tx, changes, present, dependants, written, kept)
    return written, kept


_THOUSANDS = 1000


def _take_each_back(
    tx: Tx, changes: Sequence[Change], present: Present, dependants: Dependants,
    written: list[Change], kept: list[Kept],
) -> None:  # fmt: skip
    for change in reversed(changes):
        current = present.of(change.entity, change.key)
        inverse, so_far = change.inverse(), len(written)
        if inverse.after is None:
            _take_away(tx, inverse, current, dependants, written, kept)
        elif inverse.before is None:
            if current is None:
                row_writing.write_fields(tx, inverse.entity, inverse.key, inverse.after, new=True)
                written.append(inverse)
        elif current is not None:
            _put_back(tx, inverse, current, written, kept)
        for each in written[so_far:]:
            present.wrote(each.entity, each.key, each.after)
            dependants.wrote(each.entity, each.key, each.after)


def _take_away(
    tx: Tx, inverse: Change, current: Mapping[str, Any] | None, dependants: Dependants,
    written: list[Change], kept: list[Kept],
) -> None:  # fmt: skip
    if current is None:
        return
    touched = [name for name, value in (inverse.before or {}).items() if current.get(name) != value]
    if inverse.entity == "commitment" and not touched and dependants.there("commitment", inverse.key):
        touched = ["returns"]
    if inverse.entity == "unit" and dependants.there("unit", inverse.key):
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
        row_writing.write_fields(tx, part.entity, part.key, part.after or {}, new=False)
        written.append(part)


def _create(tx: Tx, change: Change, present: Present) -> None:
    if present.of(change.entity, change.key) is not None:
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


def _expect(tx: Tx, change: Change, earlier: int, present: Present) -> None:
    """Make sure that the change was made against what stands."""
    if change.entity == "commitment" and change.version is not None:
        known = present.version(change.key)
        if known is None:  # it was made by this set
            known = rows.version_of(tx, change.key)
        if known == change.version + earlier:
            return
    current = present.of(change.entity, change.key)
    owner = commitment_of(change) or change.key
    if current is None:
        raise UnknownCode(owner)
    base = dict(change.before or {})
    theirs = {name: current.get(name) for name in base}
    if change.entity == "commitment" and change.version is None and theirs == base:
        return
    if theirs != base or change.entity == "commitment":
        raise Conflict(owner, dict(change.after or {}), theirs, base)


def _refuse_taken_alias(present: Present, change: Change) -> None:
    if change.entity != "unit" or change.after is None:
        return
    for alias in texts_in(change.after.get("aliases")):
        owner = present.owner(alias)
        if owner is not None and owner != change.key:
            raise InvalidEdit(
                Message(N_("“{alias}”已经是 {unit} 的别名。"), {"alias": alias, "unit": owner}),
                Message(N_("一个别名只能属于一个单位；请先从原单位去掉。")),
            )
