"""How many items were open at the end of each month, and how many would be, had each been done in time."""

from __future__ import annotations

from bisect import bisect_right
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


class _Spans:
    """Since when items are open, done, and no longer to be open: the days in order, one for each item that has one.

    No item is done, or was to be done, before it began. What has no day due can't be late: it is expected to be open
    until it is done.
    """

    def __init__(self, rows: Iterable[Standing], as_of: date) -> None:
        begun, done, settled = [], [], []
        for each in rows:
            item = each.commitment
            start = item.starts_on or date.min
            begun.append(start)
            end = (item.done_on or as_of) if item.status is Status.DONE else None
            if end is not None and end > as_of:
                end = None
            if end is not None:
                done.append(max(start, end))
            if (wanted := item.due or end) is not None:
                settled.append(max(start, wanted))
        self._begun, self._done, self._settled = sorted(begun), sorted(done), sorted(settled)
        self._as_of = as_of

    def at(self, day: date) -> MonthEnd:
        """The counts of a day."""
        begun, done, settled = (bisect_right(days, day) for days in (self._begun, self._done, self._settled))
        return MonthEnd(day, begun - done if day <= self._as_of else None, done, begun - settled)


def burn_down(standings: Iterable[Standing], first: date, last: date) -> tuple[MonthEnd, ...]:
    """A count for the end of each month from one day to another, both included, and for the as-of day.

    Suspended, ended and deleted items are left out, and items count from the day on which they begin. An item that
    was done after the as-of day is open until then; one that was done nobody knows when is done on the as-of day.
    """
    rows = list(standings)
    as_of = max((each.as_of for each in rows), default=last)
    spans = _Spans([each for each in rows if _counts(each)], as_of)
    days = {*month_ends(max(first, _FIRST) - _DAY, min(last, _LAST) + _DAY, 1)}
    if first <= as_of <= last:
        days.add(as_of)
    return tuple(spans.at(day) for day in sorted(days))


def _counts(standing: Standing) -> bool:
    item = standing.commitment
    return not item.deleted and (item.status in OPEN or item.status is Status.DONE)
