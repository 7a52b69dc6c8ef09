"""The overview (总览): how the ledger stands and what changed since an earlier day.

Every number comes with the filter that finds exactly the items it counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liling_desk.ledger.figures import Tally, tally, tally_by
from liling_desk.ledger.filters import EVERYTHING, UNASSIGNED, USUAL_ORDER, Facet, LedgerFilter, in_order
from liling_desk.ledger.light import Light
from liling_desk.ledger.light_history import as_it_stood
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Colour, Reported, Status, Timeliness
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds
from liling_desk.translations import N_, Message


@dataclass(frozen=True)
class Counted:
    """So many items, and the filter that finds exactly them."""

    number: int
    filter: LedgerFilter


@dataclass(frozen=True)
class Tile:
    """`more`: how many more than on the day compared with; None where that cannot be known."""

    key: str
    count: Counted
    more: int | None = None


class ChangeKind(StrEnum):
    """What became of an item, in the order in which it is told; an item is told of once."""

    TO_RED = "to_red"
    DONE = "done"
    CLAIMED = "claimed"
    TO_YELLOW = "to_yellow"
    TO_GREEN = "to_green"
    TO_GREY = "to_grey"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _KIND_WORDS[self]


_KIND_WORDS = {
    ChangeKind.TO_RED: N_("转为红灯"),
    ChangeKind.DONE: N_("新办结"),
    ChangeKind.CLAIMED: N_("新报完成，待核定"),
    ChangeKind.TO_YELLOW: N_("转为黄灯"),
    ChangeKind.TO_GREEN: N_("转为绿灯"),
    ChangeKind.TO_GREY: N_("转为未评"),
}
_TURNED = {
    Colour.RED: ChangeKind.TO_RED,
    Colour.YELLOW: ChangeKind.TO_YELLOW,
    Colour.GREEN: ChangeKind.TO_GREEN,
    Colour.GREY: ChangeKind.TO_GREY,
}


@dataclass(frozen=True)
class Turn:
    """An item whose light or verdict is another than on the day compared with."""

    standing: Standing
    before: Light
    why: Message

    @property
    def after(self) -> Light:
        """The light as it is now."""
        return self.standing.light


@dataclass(frozen=True)
class TurnGroup:
    """Items that went the same way, the most urgent first; never empty."""

    kind: ChangeKind
    count: Counted
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Movements:
    """What came in since the day compared with. `returns` are the pieces of paper, `reported` the items they are on."""

    returns: int
    reported: Counted
    valued: Counted
    extended: Counted


@dataclass(frozen=True)
class Group:
    """The items with one value of a facet."""

    value: str
    total: Counted
    lights: Mapping[Colour, Counted]


@dataclass(frozen=True)
class Unreported:
    """What a unit owes for the current period; `unit` "" where none is named."""

    unit: str
    total: Counted
    states: Mapping[Reported, Counted]


OWED = (Reported.MISSING, Reported.SENT_BACK, Reported.LATE)
"""The states of the roll-call that are told of; for the first two no return is there."""


@dataclass(frozen=True)
class Overview:
    """Everything that the page shows. Lists of standings are in the usual order, due ones by day."""

    as_of: date
    since: date
    lead_days: int
    tiles: tuple[Tile, ...]
    turned: Counted
    turns: tuple[TurnGroup, ...]
    movements: Movements
    due: Counted
    due_rows: tuple[Standing, ...]
    due_days: tuple[tuple[date, Counted], ...]
    next_due: Standing | None
    red: Counted
    red_rows: tuple[Standing, ...]
    yellow: Counted
    yellow_rows: tuple[Standing, ...]
    units: tuple[Group, ...]
    programmes: tuple[Group, ...]
    absent: Counted
    period: Message | None
    owed: Mapping[Reported, Counted]
    unreported: tuple[Unreported, ...]


def overview(
    now: Iterable[Standing],
    then: Iterable[Standing],
    returns: Mapping[str, Sequence[Return]],
    since: date,
    as_of: date,
    thresholds: Thresholds = USUAL_THRESHOLDS,
) -> Overview:
    """`now` and `then`: standings as of `as_of` and as they stood on `since`; deleted ones are left out.

    `returns`: by code. What was decided after `as_of` counts in every number, as in the list, but is no change.
    """
    rows = in_order((each for each in now if not each.commitment.deleted), USUAL_ORDER)
    earlier = {each.code: each for each in then if not each.commitment.deleted}
    stood = [_as_it_stood(each, returns.get(each.code, ()), thresholds) for each in rows]
    turns = _turns(stood, earlier)
    due = sorted(
        (each for each in rows if each.timeliness is Timeliness.DUE_SOON), key=lambda each: each.days_left or 0
    )
    absent = [each for each in rows if each.owing.state in OWED[:2]]
    ahead = [each for each in rows if each.timeliness in (Timeliness.DUE_SOON, Timeliness.IN_TIME)]
    count = tally(rows)
    return Overview(
        as_of, since, thresholds.lead_days,
        tiles=_tiles(count, _differences(tally(stood), tally(earlier.values())), rows),
        turned=by_codes(turn.standing.code for group in turns for turn in group.turns),
        turns=turns,
        movements=_movements(stood, earlier, returns, since, as_of),
        due=Counted(len(due), _DUE), due_rows=tuple(due), due_days=_due_days(due),
        next_due=min(ahead, key=lambda each: (each.days_left or 0, each.code), default=None),
        red=_lit(count, Colour.RED), red_rows=_of(rows, Colour.RED),
        yellow=_lit(count, Colour.YELLOW), yellow_rows=_of(rows, Colour.YELLOW),
        units=_groups(rows, "unit"), programmes=_groups(rows, "programme"),
        absent=Counted(len(absent), LedgerFilter(reported=OWED[:2])),
        period=_period(rows),
        owed={
            state: Counted(sum(each.owing.state is state for each in rows), LedgerFilter(reported=(state,)))
            for state in OWED
        },
        unreported=_unreported(rows),
    )  # fmt: skip


def by_codes(codes: Iterable[str]) -> Counted:
    """Items that no facet describes. No code at all is a filter that finds nothing, not one that finds everything."""
    each_once = tuple(dict.fromkeys(codes))
    # Made without checking: there may be many, and each is an item's own.
    return Counted(len(each_once), EVERYTHING.model_copy(update={"codes": each_once or ("",)}))


def due_between(days: Sequence[tuple[date, Counted]]) -> Counted:
    """The items due on neighbouring days of `Overview.due_days`, as one number."""
    number = sum(count.number for _, count in days)
    return Counted(number, _DUE.model_copy(update={"due_from": days[0][0], "due_to": days[-1][0]}))


_DUE = LedgerFilter(timeliness=(Timeliness.DUE_SOON,))


def _as_it_stood(standing: Standing, returns: Sequence[Return], thresholds: Thresholds) -> Standing:
    """Without what was decided after the standing's own day."""
    item = as_it_stood(standing.commitment, returns, standing.as_of)
    return standing if item is standing.commitment else standing_of(item, returns, standing.as_of, thresholds)


def _differences(now: Tally, then: Tally) -> Mapping[Colour, int]:
    return {colour: now.by_light[colour] - then.by_light[colour] for colour in Colour}


def _tiles(now: Tally, more: Mapping[Colour, int], rows: Sequence[Standing]) -> tuple[Tile, ...]:
    # When items were registered or assigned is not known by day: those two are not compared.
    lights = [Tile(colour.value, _lit(now, colour), more[colour]) for colour in Colour]
    unassigned = sum(each.commitment.lead_unit is None for each in rows)
    return (
        Tile("all", Counted(now.total, EVERYTHING)),
        *lights,
        Tile("unassigned", Counted(unassigned, LedgerFilter(unit=(UNASSIGNED,)))),
    )


def _lit(count: Tally, colour: Colour) -> Counted:
    return Counted(count.by_light[colour], LedgerFilter(light=(colour,)))


def _of(rows: Iterable[Standing], colour: Colour) -> tuple[Standing, ...]:
    return tuple(each for each in rows if each.light.colour is colour)


def _turns(rows: Iterable[Standing], earlier: Mapping[str, Standing]) -> tuple[TurnGroup, ...]:
    found: dict[ChangeKind, list[Turn]] = {kind: [] for kind in ChangeKind}
    for each in rows:
        before = earlier.get(each.code)
        if before is not None and (kind := _kind(before, each)) is not None:
            found[kind].append(Turn(each, before.light, _why(each, kind)))
    return tuple(
        TurnGroup(kind, by_codes(turn.standing.code for turn in turns), tuple(turns))
        for kind, turns in found.items()
        if turns
    )


def _kind(before: Standing, after: Standing) -> ChangeKind | None:
    was, now = before.light.colour, after.light.colour
    if now is Colour.RED and was is not Colour.RED:
        return ChangeKind.TO_RED
    if after.commitment.status is Status.DONE and before.commitment.status is not Status.DONE:
        return ChangeKind.DONE
    if after.commitment.status is Status.SUBMITTED and before.commitment.status is not Status.SUBMITTED:
        return ChangeKind.CLAIMED
    return None if was is now else _TURNED.get(now)


def _why(standing: Standing, kind: ChangeKind) -> Message:
    item, reason = standing.commitment, standing.light.reasons[0]
    if kind is ChangeKind.DONE and item.done_basis:
        return Message(N_("{reason}，依据：{basis}"), {"reason": reason, "basis": item.done_basis})
    return reason


def _movements(
    rows: Sequence[Standing],
    earlier: Mapping[str, Standing],
    returns: Mapping[str, Sequence[Return]],
    since: date,
    as_of: date,
) -> Movements:
    def within(day: date | None) -> bool:
        return day is not None and since < day <= as_of

    arrived = {each.code: sum(within(one.reported_on) for one in returns.get(each.code, ())) for each in rows}
    valued = (
        each.code for each in rows
        if each.code in earlier and each.latest_value is not None
        and each.latest_value != earlier[each.code].latest_value
    )  # fmt: skip
    extended = (each.code for each in rows if any(within(one.decided_on) for one in each.commitment.extensions))
    return Movements(
        sum(arrived.values()),
        by_codes(code for code, number in arrived.items() if number),
        by_codes(valued),
        by_codes(extended),
    )


def _due_days(rows: Sequence[Standing]) -> tuple[tuple[date, Counted], ...]:
    numbers: dict[date, int] = {}
    for each in rows:
        if each.commitment.due is not None:
            numbers[each.commitment.due] = numbers.get(each.commitment.due, 0) + 1
    return tuple(
        (day, Counted(number, _DUE.model_copy(update={"due_from": day, "due_to": day})))
        for day, number in sorted(numbers.items())
    )


def _groups(rows: Sequence[Standing], facet: Facet) -> tuple[Group, ...]:
    return tuple(
        Group(
            value,
            Counted(count.total, _narrowed(facet, value)),
            {colour: Counted(count.by_light[colour], _narrowed(facet, value, colour)) for colour in Colour},
        )
        for value, count in tally_by(rows, facet)
    )


def _narrowed(facet: Facet, value: str, colour: Colour | None = None) -> LedgerFilter:
    # Made without checking: there are many, and each part is one of the filter's own values.
    return EVERYTHING.model_copy(update={facet: (value,), "light": () if colour is None else (colour,)})


def _unreported(rows: Iterable[Standing]) -> tuple[Unreported, ...]:
    numbers: dict[str, dict[Reported, int]] = {}
    for each in rows:
        if each.owing.state in OWED:
            unit = each.commitment.lead_unit or UNASSIGNED
            of_unit = numbers.setdefault(unit, dict.fromkeys(OWED, 0))
            of_unit[each.owing.state] += 1
    ordered = sorted(numbers.items(), key=lambda pair: (*(-pair[1][state] for state in OWED), pair[0]))
    return tuple(
        Unreported(
            unit,
            Counted(sum(of_unit.values()), LedgerFilter(unit=(unit,), reported=OWED)),
            {state: Counted(n, LedgerFilter(unit=(unit,), reported=(state,))) for state, n in of_unit.items()},
        )
        for unit, of_unit in ordered
    )


def _period(rows: Iterable[Standing]) -> Message | None:
    """The period that most items are asked about."""
    named = Counter(each.owing.period for each in rows if each.owing.state in OWED and each.owing.period is not None)
    return max(named, key=lambda period: (named[period], period)).name if named else None
