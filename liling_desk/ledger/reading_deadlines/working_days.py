"""Counting working days with the State Council's calendar of holidays and of days that are made up for."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

MOST = 2000
"""Working days. More than that is no deadline."""


@dataclass(frozen=True, slots=True)
class _Calendar:
    first_year: int
    last_year: int
    holidays: Container[date]
    made_up: Container[date]


@cache
def _calendar() -> _Calendar:
    from chinese_calendar import constants  # heavy, and only needed for phrases with working days

    days = constants.holidays
    return _Calendar(min(days).year, max(days).year, frozenset(days), frozenset(constants.workdays))


def working_days_later(day: date, number: int) -> tuple[date, int | None]:
    """The day on which the `number`-th working day after `day` falls.

    Second: the last year of the calendar, where the days beyond it were counted Monday to Friday; else None. Raises
    `OverflowError` past the year 9999 and for more than `MOST`.
    """
    if number > MOST:
        raise OverflowError
    known = _calendar()
    beyond = False
    while number > 0:
        day += timedelta(days=1)
        workday = day.weekday() < 5
        if known.first_year <= day.year <= known.last_year:
            workday = day in known.made_up or (workday and day not in known.holidays)
        else:
            beyond = True
        number -= workday
    return day, known.last_year if beyond else None
