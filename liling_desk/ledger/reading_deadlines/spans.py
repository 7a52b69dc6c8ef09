"""From a day to a day, and counting on in months, weeks and holidays."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

FIRST_PLAN_YEAR = 1951  # the plan number n covers the five years from 1951 + 5n
# New Year's Day of the lunar calendar from 2000 on, as month and day.
_NEW_YEARS = (
    "0205 0124 0212 0201 0122 0209 0129 0218 0207 0126 0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 "
    "0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208 0128 0215 0204 0124 "
    "0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 0123"
)


class NoSuchDay(ValueError):
    """The phrase names a day, month or quarter that does not exist."""


class NoReference(ValueError):
    """The phrase counts from the date of its document, which is not known."""


class Span(NamedTuple):
    """`start` to `end`, both counted in."""

    start: date
    end: date


def day_span(year: int, month: int, day: int) -> Span:
    """One day; raises `NoSuchDay`."""
    try:
        found = date(year, month, day)
    except ValueError:
        raise NoSuchDay from None
    return Span(found, found)


def months_span(year: int, first: int, last: int) -> Span:
    """Whole months of a year; raises `NoSuchDay`."""
    if not (1 <= first <= last <= 12 and 1 <= year <= 9999):
        raise NoSuchDay
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def quarter_span(year: int, first: int, last: int) -> Span:
    """Whole quarters of a year; raises `NoSuchDay`."""
    return months_span(year, 3 * first - 2, 3 * last) if 1 <= first <= last <= 4 else months_span(year, 0, 0)


def plan_span(number: int) -> Span:
    """A five-year plan: 14 is 2021 to 2025."""
    first = FIRST_PLAN_YEAR + 5 * number
    return Span(date(first, 1, 1), date(first + 4, 12, 31))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day; raises `OverflowError` past the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week_span(day: date, weeks: int) -> Span:
    """Monday to Sunday of the week that is `weeks` after the one of `day`."""
    monday = day + timedelta(days=7 * weeks - day.weekday())
    return Span(monday, monday + timedelta(days=6))


def lunar_new_year(year: int) -> date:
    """春节 of a year from 2000 to 2050; raises `NoSuchDay` for others."""
    if not 2000 <= year <= 2050:
        raise NoSuchDay
    written = _NEW_YEARS[(year - 2000) * 5 :][:4]
    return date(year, int(written[:2]), int(written[2:]))
