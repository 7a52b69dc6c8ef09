"""The one place where items are counted: the list, the filter panel and every report ask here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from liling_desk.ledger.filters import Facet, LedgerFilter, facet_value
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status, Timeliness

_COLOUR: Final = attrgetter("judged.light.colour")
_STATUS: Final = attrgetter("commitment.status")
_TIMELINESS: Final = attrgetter("judged.timeliness")


@dataclass(frozen=True)
class Tally:
    """How many items there are; every colour, status and timeliness is a key, also with 0."""

    total: int
    by_light: Mapping[Colour, int]
    by_status: Mapping[Status, int]
    by_timeliness: Mapping[Timeliness, int]

    @property
    def done(self) -> int:
        """Items that the desk has ticked off."""
        return self.by_status[Status.DONE]

    @property
    def overdue(self) -> int:
        """Items past their day and not done."""
        return self.by_timeliness[Timeliness.OVERDUE]


def tally(standings: Iterable[Standing]) -> Tally:
    """Count items by light, status and timeliness."""
    rows = list(standings)
    return _tally(len(rows), map(_COLOUR, rows), map(_STATUS, rows), map(_TIMELINESS, rows))


def tally_of(items: Iterable[tuple[Colour, Status, Timeliness]]) -> Tally:
    """Count items of which only these three are known."""
    rows = list(items)
    lights, statuses, times = zip(*rows, strict=True) if rows else ((), (), ())
    return _tally(len(rows), lights, statuses, times)


def _tally(total: int, lights: Iterable[Colour], statuses: Iterable[Status], timeliness: Iterable[Timeliness]) -> Tally:
    by_light, by_status, by_time = Counter(lights), Counter(statuses), Counter(timeliness)
    return Tally(
        total,
        {each: by_light[each] for each in Colour},
        {each: by_status[each] for each in Status},
        {each: by_time[each] for each in Timeliness},
    )


def together(tallies: Collection[Tally]) -> Tally:
    """What several count that have no item in common."""
    return Tally(
        sum(each.total for each in tallies),
        {colour: sum(each.by_light[colour] for each in tallies) for colour in Colour},
        {status: sum(each.by_status[status] for each in tallies) for status in Status},
        {timeliness: sum(each.by_timeliness[timeliness] for each in tallies) for timeliness in Timeliness},
    )


def tally_by(standings: Iterable[Standing], facet: Facet) -> list[tuple[str, Tally]]:
    """One tally for each value of a facet: most red first, then most yellow, then largest, then by name."""
    groups: dict[str, list[Standing]] = {}
    for each in standings:
        groups.setdefault(facet_value(facet, each), []).append(each)
    tallies = [(value, tally(rows)) for value, rows in groups.items()]
    return sorted(tallies, key=lambda pair: _urgency(*pair))


def _urgency(value: str, count: Tally) -> tuple[int, int, int, str]:
    return (-count.by_light[Colour.RED], -count.by_light[Colour.YELLOW], -count.total, value)


NOTHING: Final = LedgerFilter.model_construct(codes=("",))
"""Finds no item: no code is empty."""


def narrowed(wanted: LedgerFilter, **groups: Iterable[str]) -> LedgerFilter:
    """The filter for those items found by `wanted` that have one of these values in each group (`light`, `unit`, also
    `codes`): what stands behind a count of a part. Values that `wanted` rules out are left out."""
    kept: dict[str, tuple[str, ...]] = {}
    for name, values in groups.items():
        given = {str(value) for value in getattr(wanted, name)}
        kept[name] = tuple(dict.fromkeys(str(value) for value in values if not given or str(value) in given))
        if not kept[name]:
            return NOTHING
    found: LedgerFilter = wanted.but(**kept)
    return found
