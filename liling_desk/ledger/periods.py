"""Reporting periods (报送期): the cycle of an item, which periods it owes a return for, and when each is due."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from pydantic import Field

from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.frozen import Frozen
from liling_desk.translations import N_, Message


class Cycle(StrEnum):
    """How often a unit reports."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    NONE = "none"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _CYCLE_WORDS[self]


_CYCLE_WORDS = {
    Cycle.MONTHLY: N_("按月"),
    Cycle.QUARTERLY: N_("按季"),
    Cycle.HALF_YEARLY: N_("每半年"),
    Cycle.NONE: N_("不定期"),
}
_MONTHS = {Cycle.MONTHLY: 1, Cycle.QUARTERLY: 3, Cycle.HALF_YEARLY: 6}


class Reporting(Frozen):
    """What an item owes in returns.

    `due_day` is the day (1 to 31; past the end of a short month: its last day) of the period's last month by which its
    return is due, or of the month after it with `next_month`. `since`: no period that ended before is owed.
    """

    cycle: Cycle = Cycle.MONTHLY
    due_day: int = Field(default=25, ge=1, le=31)
    next_month: bool = False
    since: date | None = None


USUAL_REPORTING = Reporting.model_construct()
"""Monthly, by the 25th."""


@dataclass(frozen=True, order=True)
class Period:
    """`months` calendar months from the first of one on."""

    first: date
    months: int

    @cached_property
    def last(self) -> date:
        """Its last day."""
        year, month = _plus(self.first.year, self.first.month, self.months - 1)
        return date(year, month, calendar.monthrange(year, month)[1])

    @property
    def key(self) -> str:
        """`2021-06`: its last month, as returns name it."""
        return f"{self.last:%Y-%m}"

    @property
    def name(self) -> Message:
        """As people say it: 2021-06 期, 2021 年第 2 季度, 2021 年上半年."""
        if self.months == 1:
            return Message(N_("{month} 期"), {"month": self.key})
        if self.months == 3:
            number = (self.first.month + 2) // 3
            return Message(N_("{year} 年第 {number} 季度"), {"year": self.first.year, "number": number})
        half = N_("{year} 年上半年") if self.first.month == 1 else N_("{year} 年下半年")
        return Message(half, {"year": self.first.year})

    def before(self) -> Period:
        """The period before it."""
        year, month = _plus(self.first.year, self.first.month, -self.months)
        return Period(date(year, month, 1), self.months)

    def due(self, reporting: Reporting) -> date:
        """The last day on which its return is in time."""
        last = self.last
        year, month = _plus(last.year, last.month, 1) if reporting.next_month else (last.year, last.month)
        return date(year, month, min(reporting.due_day, calendar.monthrange(year, month)[1]))


def _plus(year: int, month: int, months: int) -> tuple[int, int]:
    count = max(12, min(9999 * 12 + 11, year * 12 + month - 1 + months))
    return count // 12, count % 12 + 1


def period_of(day: date, cycle: Cycle) -> Period | None:
    """The period that a day lies in; None without a cycle."""
    months = _MONTHS.get(cycle)
    if months is None:
        return None
    return Period(date(day.year, (day.month - 1) // months * months + 1, 1), months)


_FIRST_DAY = date(1, 12, 31)
"""Before this there are no periods: the calendar of `date` starts with year 1."""

LOOKS_BACK = 240
"""How many missing periods are counted at most: twenty years of months."""

_MONTH = re.compile(r"(\d{4})-(\d{2})")


@lru_cache(maxsize=4096)
def month_of(key: str | None) -> date | None:
    """The first day of the month that a return names as its period (`2021-06`); None where it names none."""
    found = _MONTH.fullmatch(key or "")
    if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) == 0:
        return None
    return date(int(found[1]), int(found[2]), 1)


def no_month(text: str) -> UsageError:
    """The problem that what was given as a period names no month."""
    what = Message(N_("期别“{period}”不成立。"), {"period": text})
    return UsageError(what, Message(N_("请写成 2021-06 这样的年月。")))


def owed_periods(reporting: Reporting, start: date | None, as_of: date) -> tuple[Period, ...]:
    """Periods whose return should be there: due before the as-of day, newest first, back to the first one owed.

    The period in which an item is handed out is not owed: its first return is that of the next one.
    Without a start only the newest is. No more than `LOOKS_BACK` are looked at.
    """
    handed_out = max((day for day in (start, reporting.since) if day is not None), default=None)
    return _owed(reporting.cycle, reporting.due_day, reporting.next_month, handed_out, as_of)


@lru_cache(maxsize=4096)  # a ledger has few dates and cycles, and many items that share them
def _owed(cycle: Cycle, due_day: int, next_month: bool, handed_out: date | None, as_of: date) -> tuple[Period, ...]:
    period = period_of(as_of, cycle)
    if period is None:
        return ()
    reporting = Reporting.model_construct(cycle=cycle, due_day=due_day, next_month=next_month)
    while period.due(reporting) >= as_of and period.first > _FIRST_DAY:
        period = period.before()
    owed: list[Period] = []
    while period.first > (handed_out or _FIRST_DAY) and len(owed) < (LOOKS_BACK if handed_out else 1):
        owed.append(period)
        period = period.before()
    return tuple(owed)


def month_ends(first: date, last: date, months: int) -> Iterator[date]:
    """Ends of months strictly between two days, every so many; counted so that ends of years are among them."""
    month = first.year * 12 + first.month - 1
    month += (-(month + 1)) % months
    while month // 12 <= last.year:
        year, number = month // 12, month % 12 + 1
        day = date(year, number, calendar.monthrange(year, number)[1])
        if day >= last:
            return
        if day > first:
            yield day
        month += months
