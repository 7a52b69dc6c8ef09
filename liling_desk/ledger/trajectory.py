"""What the plot of an indicator shows, in days and figures: plan, reported values, the way that is left, the gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.pace import reaches
from liling_desk.ledger.plan import NoPlan, Plan, plan_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Standing
from liling_desk.translations import Message

Place = tuple[date, float]
Line = tuple[Place, ...]
_FAR_OUT = 0.35
"""An as-of day further off than this share of the window is not drawn in: the rest would be squeezed."""


@dataclass(frozen=True)
class Reading:
    """One reported value; `report` is None for the baseline."""

    day: date
    value: float
    report: Return | None = None

    @property
    def place(self) -> Place:
        """Day and figure."""
        return self.day, self.value


@dataclass(frozen=True)
class Gap:
    """What the value is held against. `points`: hundredths of the way, negative is behind."""

    day: date
    planned: float
    actual: float
    points: float


@dataclass(frozen=True)
class Trajectory:
    """`planned` as drawn, steps and all; `ramp`: a yearly figure's way through the year that is reported;
    `lines` join readings (and where they begin); `required` leads from the latest value to the target."""

    indicator: Indicator
    as_of: date
    first: date
    last: date
    due: date | None
    planned: Line = ()
    ramp: Line = ()
    readings: tuple[Reading, ...] = ()
    lines: tuple[Line, ...] = ()
    required: Line = ()
    gap: Gap | None = None
    why: Message | None = None
    by_year: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw but perhaps the target."""
        return not self.readings and len(self.planned) < 2

    @property
    def as_of_inside(self) -> bool:
        """Whether the as-of day lies on the axis."""
        return self.first <= self.as_of <= self.last

    @property
    def latest(self) -> Reading | None:
        """The newest reported value."""
        told = [each for each in self.readings if each.report is not None]
        return told[-1] if told else None

    def figures(self) -> list[float]:
        """Every figure that the axis must hold."""
        found = [value for _, value in (*self.planned, *self.ramp, *self.required)]
        found += [each.value for each in self.readings]
        found += [value for line in self.lines for _, value in line]
        if self.indicator.target is not None:
            found.append(self.indicator.target)
        if self.gap is not None:
            found += [self.gap.planned, self.gap.actual]
        return found


def trajectory_of(standing: Standing, returns: Sequence[Return]) -> Trajectory | None:
    """None without an indicator. `returns`: all of the item's, newest first; those that don't count are left out."""
    item, as_of = standing.commitment, standing.as_of
    indicator = item.indicator
    if indicator is None:
        return None
    plan = plan_of(item)
    reported = _reported(returns, as_of)
    by_year = isinstance(plan, Plan) and plan.stepped and indicator.measured_as == "annual"
    if by_year:
        reported = _whole_years(reported)
    baseline = _baseline(indicator, plan)
    gap = _gap(standing, by_year)
    readings = (*((baseline,) if baseline else ()), *reported)
    lines = _by_year(baseline, reported) if by_year else _straight(readings, indicator, plan)
    required: Line = ()
    if isinstance(plan, Plan) and gap is not None and not by_year:
        required = _required(indicator, standing, plan)
    planned = _drawn(plan, by_year) if isinstance(plan, Plan) else ()
    days = [day for line in (planned, *lines) for day, _ in line] + [each.day for each in readings]
    first, last = _window(item, as_of, days, len(planned) > 1)
    if isinstance(plan, Plan) and len(plan.points) == 1:
        planned = ((first, plan.target), (item.due or last, plan.target))
    return Trajectory(
        indicator, as_of, first, last, item.due, planned, _ramp(plan, reported) if by_year else (),
        readings, lines, required, gap, plan.why if isinstance(plan, NoPlan) else None, by_year,
    )  # fmt: skip


def _reported(returns: Sequence[Return], as_of: date) -> list[Reading]:
    """Oldest first; of several values for a day the newest return's."""
    by_day: dict[date, Reading] = {}
    for report in returns:
        day = report.counts_on
        if report.value is not None and day is not None and report.counted(as_of):
            by_day.setdefault(day, Reading(day, report.value, report))
    return [by_day[day] for day in sorted(by_day)]


def _baseline(indicator: Indicator, plan: Plan | NoPlan) -> Reading | None:
    if indicator.baseline is None:
        return None
    if isinstance(plan, Plan) and len(plan.points) > 1 and plan.points[0][1] == indicator.baseline:
        return Reading(plan.start, indicator.baseline)
    if indicator.baseline_year is not None:
        return Reading(date(indicator.baseline_year, 12, 31), indicator.baseline)
    return None


def _gap(standing: Standing, by_year: bool) -> Gap | None:
    pacing = standing.pacing
    if pacing is None or pacing.planned is None or pacing.actual is None or pacing.points is None:
        return None
    day = pacing.actual_on if by_year and pacing.actual_on is not None else standing.as_of
    return Gap(day, pacing.planned, pacing.actual, pacing.points)


def _required(indicator: Indicator, standing: Standing, plan: Plan) -> Line:
    pacing, due = standing.pacing, plan.end
    if pacing is None or pacing.actual is None or pacing.actual_on is None:
        return ()
    if reaches(indicator, pacing.actual) or standing.as_of >= due or pacing.actual_on >= due:
        return ()
    return (pacing.actual_on, pacing.actual), (due, plan.target)


def _straight(readings: Sequence[Reading], indicator: Indicator, plan: Plan | NoPlan) -> tuple[Line, ...]:
    places = [each.place for each in readings]
    if not any(each.report for each in readings):
        return ()
    running = isinstance(plan, Plan) and indicator.measured_as == "cumulative" and len(plan.points) > 1
    if running and isinstance(plan, Plan) and plan.points[0][1] == 0 and places[0][0] > plan.start:
        places.insert(0, plan.points[0])
    return (tuple(places),) if len(places) > 1 else ()


def _whole_years(reported: Sequence[Reading]) -> list[Reading]:
    """A year that is whole is one value; its months on the way there say nothing more."""
    whole = {each.day.year for each in reported if each.day.month == 12}
    return [each for each in reported if each.day.month == 12 or each.day.year not in whole]


def _by_year(baseline: Reading | None, reported: Sequence[Reading]) -> tuple[Line, ...]:
    """Whole years are joined; what is reported within a year rises from zero at its beginning."""
    whole = [*((baseline.place,) if baseline else ()), *(each.place for each in reported if each.day.month == 12)]
    lines = [tuple(whole)] if len(whole) > 1 else []
    for year in sorted({each.day.year for each in reported}):
        within = [each.place for each in reported if each.day.year == year]
        if any(day.month < 12 for day, _ in within):
            lines.append(((date(year - 1, 12, 31), 0.0), *within))
    return tuple(lines)


def _ramp(plan: Plan | NoPlan, reported: Sequence[Reading]) -> Line:
    if not reported or not isinstance(plan, Plan) or reported[-1].day.month == 12:
        return ()
    end = date(reported[-1].day.year, 12, 31)
    return (date(end.year - 1, 12, 31), 0.0), (end, plan.at(end))


def _drawn(plan: Plan, by_year: bool) -> Line:
    if not plan.stepped or by_year:
        return plan.points
    drawn: list[Place] = [plan.points[0]]
    for (_, before), (day, value) in pairwise(plan.points):
        drawn += [(day, before), (day, value)]
    return tuple(drawn)


def _window(item: Commitment, as_of: date, days: list[date], planned: bool) -> tuple[date, date]:
    known = [*days, *((item.due,) if item.due else ())]
    if item.starts_on is not None and not planned:
        known.append(item.starts_on)
    first, last = min(known, default=as_of), max(known, default=as_of)
    reach = timedelta(days=max(round((last - first).days * _FAR_OUT), 45))
    if last < as_of <= last + reach:
        last = as_of
    elif first - reach <= as_of < first:
        first = as_of
    if (last - first).days < 28:
        middle = first + (last - first) / 2
        first, last = middle - timedelta(days=14), middle + timedelta(days=14)
    return first, last
