"""What changed since the last bulletin: the items as they stood when it was issued, against the items as they are.

It is compared with the frozen figures, not with a day that is worked out again: what was corrected afterwards, a
verdict with an earlier date or an item taken out of the ledger, shows as the change that it is for readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from liling_desk.ledger.bulletin import FrozenFigures, ItemThen
from liling_desk.ledger.figures import Tally, tally, tally_by, tally_of
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status, Timeliness
from liling_desk.translations import N_


class Move(StrEnum):
    """What can become of an item, in the order in which it is told. An item that moves in several ways is in each."""

    DONE = "done"
    RED = "red"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    CLEARED = "cleared"
    REOPENED = "reopened"
    DEADLINE = "deadline"
    VALUE = "value"
    ADDED = "added"
    GONE = "gone"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _WORDS[self]


_WORDS = {
    Move.DONE: N_("新办结"),
    Move.RED: N_("新亮红灯"),
    Move.OVERDUE: N_("新超期"),
    Move.DUE_SOON: N_("新临近到期"),
    Move.CLEARED: N_("红灯解除"),
    Move.REOPENED: N_("办结后重开"),
    Move.DEADLINE: N_("时限有变"),
    Move.VALUE: N_("完成值有变"),
    Move.ADDED: N_("新列入"),
    Move.GONE: N_("不再列入"),
}


@dataclass(frozen=True)
class Moved:
    """An item then and now; `then` None: it was not counted; `now` None: it is not counted any more."""

    then: ItemThen | None
    now: Standing | None

    @property
    def code(self) -> str:
        """The item's code."""
        item = self.now or self.then
        return item.code if item else ""


@dataclass(frozen=True)
class UnitProgress:
    """A unit's items then and now; both tallies are there, also with 0. `unit` "" stands for those nobody has."""

    unit: str
    then: Tally
    now: Tally


@dataclass(frozen=True)
class SinceLast:
    """Every kind of move is a key. `then` is the tally of the last issue; units in the order of `tally_by`, those that
    have no item any more at the end."""

    moves: Mapping[Move, tuple[Moved, ...]]
    then: Tally
    units: tuple[UnitProgress, ...] = field(default=())

    def number(self, move: Move) -> int:
        """How many items moved so."""
        return len(self.moves[move])


def changes_since(
    earlier: FrozenFigures, rows: Sequence[Standing], present: Mapping[str, str] | None = None
) -> SinceLast:
    """What changed from the frozen figures to these rows; the rows' order is kept, items that are gone come by code.

    `present`: former unit names to those of today (`Snapshot.unit_by_name`), so that a new name is no other unit.
    """
    then = {each.code: each for each in earlier.items}
    now = {each.code: each for each in rows}
    both = [Moved(then[each.code], each) for each in rows if each.code in then]
    moves = {move: tuple(each for each in both if _moved(test, each)) for move, test in _TESTS.items()}
    moves[Move.ADDED] = tuple(Moved(None, each) for each in rows if each.code not in then)
    moves[Move.GONE] = tuple(Moved(each, None) for each in earlier.items if each.code not in now)
    return SinceLast(
        {move: moves[move] for move in Move},
        tally_then(earlier.items),
        _units(earlier.items, rows, present or {}),
    )


_Test = Callable[[ItemThen, Standing], bool]


def _moved(test: _Test, each: Moved) -> bool:
    return each.then is not None and each.now is not None and test(each.then, each.now)


_TESTS: Mapping[Move, _Test] = {
    Move.DONE: lambda then, now: now.commitment.status is Status.DONE and then.status is not Status.DONE,
    Move.RED: lambda then, now: now.light.colour is Colour.RED and then.colour is not Colour.RED,
    Move.OVERDUE: lambda then, now: now.timeliness is Timeliness.OVERDUE and then.timeliness is not Timeliness.OVERDUE,
    Move.DUE_SOON: lambda then, now: (
        now.timeliness is Timeliness.DUE_SOON and then.timeliness is not Timeliness.DUE_SOON
    ),
    Move.CLEARED: lambda then, now: then.colour is Colour.RED and now.light.colour is not Colour.RED,
    Move.REOPENED: lambda then, now: then.status is Status.DONE and now.commitment.status is not Status.DONE,
    Move.DEADLINE: lambda then, now: then.due != now.commitment.due,
    Move.VALUE: lambda then, now: then.value != now.latest_value,
}


def tally_then(items: Iterable[ItemThen]) -> Tally:
    """Frozen items counted as `tally` counts standings."""
    return tally_of((each.colour, each.status, each.timeliness) for each in items)


def by_unit_then(items: Iterable[ItemThen], present: Mapping[str, str]) -> dict[str, Tally]:
    """Tallies of frozen items by the unit that has them, under its present name."""
    found: dict[str, list[ItemThen]] = {}
    for each in items:
        found.setdefault(present.get(each.unit, each.unit), []).append(each)
    return {unit: tally_then(own) for unit, own in found.items()}


def _units(items: Sequence[ItemThen], rows: Sequence[Standing], present: Mapping[str, str]) -> tuple[UnitProgress, ...]:
    then = by_unit_then(items, present)
    now = dict(tally_by(rows, "unit"))
    gone = sorted(unit for unit in then if unit not in now)
    nothing_then, nothing_now = tally_then(()), tally(())
    return tuple(UnitProgress(unit, then.get(unit, nothing_then), now.get(unit, nothing_now)) for unit in (*now, *gone))
