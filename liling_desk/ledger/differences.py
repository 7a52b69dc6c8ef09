"""What differs between what a ledger held then and what it holds now. Pure: two values in, changes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from liling_desk.ledger.changes import Change, Entity
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.held import Value
from liling_desk.ledger.record import creation, difference, record, removal
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.status import Status

if TYPE_CHECKING:
    from liling_desk.ledger.bulletin import Bulletin
    from liling_desk.ledger.saved_view import Profile, SavedView

Kind = Literal["added", "changed", "gone"]
"""Since then: an item is new, has other content, or is no longer there (deleted counts as not there)."""


@dataclass(frozen=True)
class Held:
    """All that a ledger holds at one moment, but for its history."""

    snapshot: Snapshot
    bulletins: tuple[Bulletin, ...] = ()
    views: tuple[SavedView, ...] = ()
    profiles: tuple[Profile, ...] = ()

    @property
    def items(self) -> int:
        """How many items, without the deleted ones."""
        return sum(_is_there(item) for item in self.snapshot.commitments.values())

    @property
    def done(self) -> int:
        """How many of them are ticked off."""
        return sum(_is_there(item) and item.status is Status.DONE for item in self.snapshot.commitments.values())


@dataclass(frozen=True)
class ItemDifference:
    """One item that differs; `changes` lead from then to now, the item's own first, then what belongs to it."""

    code: str
    title: str
    kind: Kind
    changes: tuple[Change, ...]

    @property
    def ticked(self) -> bool:
        """Whether it was ticked off since then."""
        return any(side[1] == Status.DONE for side in self._statuses())

    @property
    def reopened(self) -> bool:
        """Whether it was ticked off then and is not now."""
        return any(side[0] == Status.DONE for side in self._statuses())

    def _statuses(self) -> Iterator[tuple[object, object]]:
        for change in self.changes:
            if change.entity == "commitment" and change.before is not None and change.after is not None:
                before, after = change.before.get("status"), change.after.get("status")
                if before != after:
                    yield before, after


@dataclass(frozen=True)
class Differences:
    """Items by code; `others` are units, sources, bulletins, views and column mappings. False: nothing differs."""

    items: tuple[ItemDifference, ...] = ()
    others: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items or self.others)

    def of(self, kind: Kind) -> tuple[ItemDifference, ...]:
        """The items of one kind."""
        return tuple(item for item in self.items if item.kind == kind)

    @property
    def returns_added(self) -> int:
        """Progress returns that came since then."""
        return sum(change.before is None for change in self._returns())

    @property
    def returns_gone(self) -> int:
        """Progress returns of then that are no longer there."""
        return sum(change.after is None for change in self._returns())

    @property
    def ticked(self) -> tuple[str, ...]:
        """Codes of the items that were ticked off since then."""
        return tuple(item.code for item in self.items if item.ticked)

    @property
    def reopened(self) -> tuple[str, ...]:
        """Codes of the items that were ticked off then and are not now."""
        return tuple(item.code for item in self.items if item.reopened)

    def _returns(self) -> Iterator[Change]:
        return (each for item in self.items for each in item.changes if each.entity == "progress_return")


def differences_between(then: Held, now: Held) -> Differences:
    """What has come, changed and gone since then. Versions and the number of entries are no content."""
    old, new = then.snapshot, now.snapshot
    changes: dict[str, list[Change]] = {}
    for change in _changes("commitment", old.commitments, new.commitments):
        changes.setdefault(change.key, []).append(change)
    belonging: tuple[tuple[Entity, Mapping[str, tuple[Value, ...]], Mapping[str, tuple[Value, ...]]], ...] = (
        ("progress_return", old.returns, new.returns),
        ("evidence", old.evidence, new.evidence),
        ("letter", old.letters, new.letters),
    )
    for entity, before, after in belonging:
        for code in _in_order(before, after):
            if before.get(code, ()) != after.get(code, ()):
                found = _changes(entity, _by_key(before.get(code, ())), _by_key(after.get(code, ())))
                changes.setdefault(code, []).extend(found)
    items = tuple(_item(code, told, old, new) for code, told in sorted(changes.items()) if told)
    return Differences(items, tuple(_others(then, now)))


def _others(then: Held, now: Held) -> Iterator[Change]:
    yield from _changes("unit", then.snapshot.units, now.snapshot.units)
    yield from _changes("source", then.snapshot.sources, now.snapshot.sources)
    yield from _changes("bulletin", _by_key(then.bulletins), _by_key(now.bulletins))
    yield from _changes("saved_view", _by_name(then.views), _by_name(now.views))
    yield from _changes("profile", _by_name(then.profiles), _by_name(now.profiles))


def _item(code: str, changes: list[Change], old: Snapshot, new: Snapshot) -> ItemDifference:
    was, item = old.commitments.get(code), new.commitments.get(code)
    kind: Kind = "changed"
    if _is_there(was) != _is_there(item):
        kind = "gone" if _is_there(was) else "added"
    named = item or was
    return ItemDifference(code, named.title if named is not None else "", kind, tuple(changes))


def _is_there(item: Commitment | None) -> bool:
    return item is not None and not item.deleted


def _changes(entity: Entity, then: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[Change]:
    for key in _in_order(then, now):
        before, after = then.get(key), now.get(key)
        if before is None and after is not None:
            yield creation(entity, key, after)
        elif before is not None and after is None:
            yield removal(entity, key, before)
        elif before is not None and after is not None and before != after:
            was, became = difference(record(before), record(after))
            if became:
                yield Change(entity, key, was, became)


def _in_order(then: Iterable[str], now: Iterable[str]) -> list[str]:
    return sorted({*then, *now})


def _by_key(values: Iterable[Any]) -> dict[str, Value]:
    return {str(each.key): each for each in values}


def _by_name(values: Iterable[Any]) -> dict[str, Value]:
    return {str(each.name): each for each in values}
