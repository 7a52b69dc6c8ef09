"""The planned path (序时进度) of an indicator: what the figure should be on any day of the window."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.periods import month_ends
from liling_desk.translations import N_, Message

STEP_MONTHS = {"monthly": 1, "quarterly": 3}


@dataclass(frozen=True)
class Plan:
    """`points` are (day, figure), earliest first; between two the figure rises evenly, or waits where `stepped`."""

    points: tuple[tuple[date, float], ...]
    stepped: bool = False

    @property
    def start(self) -> date:
        """The first day of the window."""
        return self.points[0][0]

    @property
    def end(self) -> date:
        """The day due."""
        return self.points[-1][0]

    @property
    def target(self) -> float:
        """The figure at the end."""
        return self.points[-1][1]

    @property
    def span(self) -> float:
        """What 100 points are: the way from the first figure to the last, or the target itself where there is none."""
        return abs(self.target - self.points[0][1]) or abs(self.target) or 1.0

    def at(self, day: date) -> float:
        """The figure planned for a day; before the window the first, after it the last."""
        place = bisect_right(self.points, day, key=lambda point: point[0])
        if place == 0:
            return self.points[0][1]
        if place == len(self.points):
            return self.target
        (first, low), (last, high) = self.points[place - 1], self.points[place]
        if self.stepped:
            return low
        return low + (high - low) * ((day - first).days / (last - first).days)


@dataclass(frozen=True)
class NoPlan:
    """Why there is no path to judge by."""

    why: Message


def plan_of(commitment: Commitment) -> Plan | NoPlan:
    """The path from baseline to target over the item's window.

    The window starts at the end of the baseline's year, else at the document's date, and ends on the day due. A
    running total starts at 0 where no baseline is stated; a level without one has a path only where it may not be
    exceeded (a rank below 45 is below 45 all along).
    """
    indicator, due = commitment.indicator, commitment.due
    if indicator is None or indicator.target is None:
        return NoPlan(Message(N_("没有目标值，不评进度")))
    if due is None:
        return NoPlan(Message(N_("没有时限，不评进度")))
    if indicator.path == "by_hand" and indicator.plan:
        return _by_hand(indicator, indicator.target, due)
    measure = indicator.measured_as
    low = indicator.baseline if indicator.baseline is not None else 0.0 if measure == "cumulative" else None
    if low is None:
        if indicator.lower_is_better:
            return Plan(((due, indicator.target),))
        return NoPlan(Message(N_("没有基数，不评进度")))
    if measure == "annual" and indicator.baseline_year is not None:
        last_year = last_whole_year(due)
        if last_year > indicator.baseline_year:
            first, last = _end_of_year(indicator.baseline_year), _end_of_year(last_year)
            return Plan(tuple(_even_by_year(first, low, last, indicator.target)), stepped=True)
    start = _start(commitment, indicator)
    if start is None:
        return NoPlan(Message(N_("没有起算日，不评进度")))
    if start >= due:
        return Plan(((due, indicator.target),))
    whole = Plan(((start, low), (due, indicator.target)))
    if indicator.path in STEP_MONTHS:
        steps = [(day, whole.at(day)) for day in month_ends(start, due, STEP_MONTHS[indicator.path])]
        return Plan((whole.points[0], *steps, whole.points[-1]), stepped=True)
    return whole


def last_whole_year(due: date) -> int:
    """The last calendar year that is over by a day."""
    return due.year if (due.month, due.day) == (12, 31) else due.year - 1


def _by_hand(indicator: Indicator, target: float, due: date) -> Plan:
    points = [(point.day, point.value) for point in indicator.plan if point.day < due]
    return Plan((*points, (due, target)))


def _start(commitment: Commitment, indicator: Indicator) -> date | None:
    begun = commitment.starts_on
    if indicator.baseline_year is None:
        return begun
    counted = _end_of_year(indicator.baseline_year)
    return counted if begun is None else min(counted, begun)


def _end_of_year(year: int) -> date:
    return date(year, 12, 31)


def _even_by_year(first: date, low: float, last: date, high: float) -> Iterator[tuple[date, float]]:
    years = last.year - first.year
    for number in range(years + 1):
        yield _end_of_year(first.year + number), low + (high - low) * number / years
