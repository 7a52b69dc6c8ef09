"""How many items were open at the end of each month, and how many would be, had each been done in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from liling_desk.ledger.periods import month_ends
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN, Status

_DAY = timedelta(days=1)
_FIRST, _LAST = date.min + _DAY, date.max - _DAY


@dataclass(frozen=True)
class MonthEnd:
    """Counts on a day: `open` and `done` items of those begun by then; `expected` would be open if all kept their day.

    `open` is None for a day that is still to come; `done` stays there as it is on the as-of day.
    """

    day: date
    open: int | None
    done: int
    expected: int


@dataclass(frozen=True)
class _Span:
    """What is known of one item: since when it is open, since when it is done, when it was to be done."""

    begun: date
    done: date | None
    due: date | None

    def expected(self, day: date) -> bool:
        """What has no day can't be late: it counts for as long as it is open."""
        if self.due is not None:
            return self.due > day
        return self.done is None or self.done > day


def burn_down(standings: Iterable[Standing], first: date, last: date) -> tuple[MonthEnd, ...]:
    """A count for the end of each month from one day to another, both included, and for the as-of day.

    Suspended, ended and deleted items are left out, and items count from the day on which they begin. An item that
    was done after the as-of day is open until then; one that was done nobody knows when is done on the as-of day.
    """
    rows = list(standings)
    as_of = max((each.as_of for each in rows), default=last)
    spans = [_span(each, as_of) for each in rows if _counts(each)]
    days = {*month_ends(max(first, _FIRST) - _DAY, min(last, _LAST) + _DAY, 1)}
    if first <= as_of <= last:
        days.add(as_of)
    return tuple(_on(spans, day, as_of) for day in sorted(days))


def _counts(standing: Standing) -> bool:
    item = standing.commitment
    return not item.deleted and (item.status in OPEN or item.status is Status.DONE)


def _span(standing: Standing, as_of: date) -> _Span:
    item = standing.commitment
    done = (item.done_on or as_of) if item.status is Status.DONE else None
    return _Span(item.starts_on or date.min, done if done is not None and done <= as_of else None, item.due)


def _on(spans: list[_Span], day: date, as_of: date) -> MonthEnd:
    begun = [each for each in spans if each.begun <= day]
    done = sum(each.done is not None and each.done <= day for each in begun)
    return MonthEnd(day, len(begun) - done if day <= as_of else None, done, sum(each.expected(day) for each in begun))
