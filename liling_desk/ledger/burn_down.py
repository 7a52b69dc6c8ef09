"""How many items were open at the end of each month, and how many would be, had each been done in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.periods import month_ends
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN, Status


@dataclass(frozen=True)
class MonthEnd:
    """Counts on a day: `open` and `done` items of those begun by then; `expected` would be open if all kept their day.

    `open` is None for a day that is still to come.
    """

    day: date
    open: int | None
    done: int
    expected: int


def burn_down(standings: Iterable[Standing], first: date, last: date) -> tuple[MonthEnd, ...]:
    """A count for each month's end between two days, and for the as-of day. Suspended and ended items are left out.

    Items without a day stay in `expected` as long as they are open; deleted ones must not be among the standings.
    """
    rows = [
        each for each in standings
        if each.commitment.status in OPEN or each.commitment.status is Status.DONE
    ]  # fmt: skip
    as_of = max((each.as_of for each in rows), default=last)
    days = sorted({*month_ends(first, last, 1), *((as_of,) if first <= as_of <= last else ())})
    return tuple(_on(rows, day, as_of) for day in days)


def _on(rows: list[Standing], day: date, as_of: date) -> MonthEnd:
    begun = [each for each in rows if (start := each.commitment.starts_on) is None or start <= day]
    done = sum(_done(each, day) for each in begun)
    return MonthEnd(day, len(begun) - done if day <= as_of else None, done, sum(_expected(each, day) for each in begun))


def _done(standing: Standing, day: date) -> bool:
    on = standing.commitment.done_on
    return standing.commitment.status is Status.DONE and on is not None and on <= day


def _expected(standing: Standing, day: date) -> bool:
    due = standing.commitment.due
    return not _done(standing, day) if due is None else due > day
