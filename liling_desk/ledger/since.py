"""The earlier day that an overview is compared with: named ones that move with the as-of day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from liling_desk.translations import N_


class Since(StrEnum):
    """Days that people compare with; each lies before the as-of day."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _WORDS[self]


_WORDS = {
    Since.WEEK: N_("上周末"),
    Since.MONTH: N_("上月底"),
    Since.QUARTER: N_("上季度末"),
    Since.YEAR: N_("年初"),
}
USUAL_SINCE = Since.MONTH


def day_of(since: Since, as_of: date) -> date:
    """The last Sunday, the last day of a month or quarter, or the first of January before the as-of day."""
    if as_of <= date.min + timedelta(days=366):
        return date.min
    if since is Since.WEEK:
        return as_of - timedelta(days=as_of.isoweekday())
    if since is Since.MONTH:
        return as_of.replace(day=1) - timedelta(days=1)
    if since is Since.QUARTER:
        return as_of.replace(month=(as_of.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)
    first = as_of.replace(month=1, day=1)
    return first if first < as_of else first.replace(year=first.year - 1)
