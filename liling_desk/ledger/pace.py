"""Pace (序时进度): how far an indicator's figure is behind its plan or ahead of it, in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.indicator import Indicator, as_number
from liling_desk.ledger.plan import NoPlan, Plan, plan_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Pace
from liling_desk.ledger.thresholds import Thresholds
from liling_desk.translations import N_, Message


@dataclass(frozen=True)
class Pacing:
    """`points`: hundredths of the way from baseline to target; positive is ahead, negative behind, None unknown.

    `planned` is the figure that the plan asks for at the as-of day (for a yearly figure: for the months reported).
    `words` says it in one sentence.
    """

    pace: Pace
    words: Message
    planned: float | None = None
    actual: float | None = None
    actual_on: date | None = None
    points: float | None = None

    def behind_by(self, points: float) -> bool:
        """Whether it is that many points behind, or more."""
        return self.points is not None and shown(-self.points) >= points


def shown(points: float) -> float:
    """Points as they are shown: what reads as 10.0 counts as 10."""
    return round(points, 1)


def pacing_of(commitment: Commitment, returns: Sequence[Return], as_of: date, thresholds: Thresholds) -> Pacing | None:
    """None without an indicator. `returns`: those that count on the as-of day, newest first."""
    indicator = commitment.indicator
    if indicator is None:
        return None
    newest = next((each for each in returns if each.value is not None), None)
    plan = plan_of(commitment)
    if isinstance(plan, NoPlan):
        return _without_plan(indicator, newest, plan)
    if newest is None or newest.value is None:
        planned = plan.at(as_of)
        words = Message(N_("还没有报过数值（应达 {planned}）"), {"planned": amount(planned, indicator)})
        return Pacing(Pace.NO_DATA, words, planned)
    planned, span = _asked(indicator, plan, newest, as_of)
    sign = -1 if indicator.lower_is_better else 1
    points = sign * (newest.value - planned) / span * 100
    pace = Pace.ON_PACE
    if shown(-points) >= thresholds.behind:
        pace = Pace.BEHIND
    elif shown(points) >= thresholds.behind:
        pace = Pace.AHEAD
    words = _words(points, planned, newest.value, indicator)
    return Pacing(pace, words, planned, newest.value, newest.counts_on, points)


def reaches(indicator: Indicator, value: float) -> bool:
    """Whether a figure keeps the promise."""
    target = indicator.target
    if target is None:
        return False
    return {
        ">": value > target, "<": value < target, "<=": value <= target,
    }.get(indicator.comparison or ">=", value >= target)  # fmt: skip


def amount(value: float | None, indicator: Indicator) -> str:
    """`40.8 名`: to one decimal, with the unit; percent stands close to its number."""
    number = as_number(None if value is None else round(value, 1))
    if not number or not indicator.unit:
        return number
    return f"{number}{indicator.unit}" if indicator.unit in ("%", "‰") else f"{number} {indicator.unit}"


def _asked(indicator: Indicator, plan: Plan, newest: Return, as_of: date) -> tuple[float, float]:
    """The figure that a value is held against, and what 100 points are.

    A yearly figure reported within the year is the sum since January: it is held against so many twelfths of that
    year's figure, as of the month that it speaks of, because it always comes later.
    """
    day = newest.counts_on
    if indicator.measured_as == "annual" and plan.stepped and day is not None:
        whole_year = plan.at(date(day.year, 12, 31))
        return whole_year * day.month / 12, abs(whole_year) or 1.0
    return plan.at(as_of), plan.span


def _without_plan(indicator: Indicator, newest: Return | None, plan: NoPlan) -> Pacing:
    if newest is None or newest.value is None:
        return Pacing(Pace.NO_DATA, plan.why)
    if reaches(indicator, newest.value):
        words = Message(N_("已达目标（实际 {actual}）"), {"actual": amount(newest.value, indicator)})
        return Pacing(Pace.AHEAD, words, None, newest.value, newest.counts_on)
    return Pacing(Pace.NO_DATA, plan.why, None, newest.value, newest.counts_on)


def _words(points: float, planned: float, actual: float, indicator: Indicator) -> Message:
    values = {
        "points": as_number(abs(shown(points))),
        "planned": amount(planned, indicator),
        "actual": amount(actual, indicator),
    }
    if shown(points) < 0:
        return Message(N_("比序时进度欠 {points} 个百分点（应达 {planned}，实际 {actual}）"), values)
    if shown(points) > 0:
        return Message(N_("比序时进度超 {points} 个百分点（应达 {planned}，实际 {actual}）"), values)
    return Message(N_("与序时进度持平（应达 {planned}，实际 {actual}）"), values)
