"""Planned paths and pace: figures worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator, PlanPoint
from liling_desk.ledger.pace import pacing_of
from liling_desk.ledger.plan import NoPlan, Plan, plan_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Pace
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS

START, DUE, JUNE = date(2021, 2, 23), date(2021, 12, 31), date(2021, 6, 30)


def promising(due=DUE, start=START, **figures):
    indicator = Indicator(**{"metric": "人才", "comparison": ">=", "target": 100, "unit": "名", **figures})
    deadline = Deadline(phrase="某日", kind="dated", latest=due) if due else Deadline()
    return Commitment(code="LL-062", title="事项", reference_date=start, deadline=deadline, indicator=indicator)


def reported(value, on=JUNE, month=None):
    return Return(key=str(on), commitment="LL-062", period=month, reported_on=on, value=value)


def pacing(commitment, value=None, on=JUNE, as_of=None, month=None):
    returns = () if value is None else (reported(value, on, month),)
    return pacing_of(commitment, returns, as_of or on, USUAL_THRESHOLDS)


@pytest.mark.parametrize(
    ("figures", "day", "planned"),
    [
        ({}, START, 0),
        ({}, JUNE, 40.836),  # 127 of 311 days
        ({}, DUE, 100),
        ({}, date(2030, 1, 1), 100),
        ({}, date(2020, 1, 1), 0),
        ({"baseline": 20}, JUNE, 52.669),
        ({"path": "monthly"}, date(2021, 6, 29), 31.190),  # what was asked for at the end of May: 97 of 311 days
        ({"path": "monthly"}, JUNE, 40.836),
        ({"path": "quarterly"}, JUNE, 40.836),
        ({"path": "quarterly"}, date(2021, 6, 29), 11.576),  # the end of March: 36 of 311 days
        ({"path": "quarterly"}, date(2021, 3, 30), 0),
        ({"path": "by_hand", "plan": (PlanPoint(day=JUNE, value=10),)}, JUNE, 10),
        ({"path": "by_hand", "plan": (PlanPoint(day=JUNE, value=10),)}, date(2021, 9, 30), 55),  # 92 of 184 days
        ({"path": "by_hand"}, JUNE, 40.836),  # nothing entered yet
        ({"baseline": 80, "target": 20, "comparison": "<="}, JUNE, 55.498),
        ({"target": 45, "comparison": "<"}, JUNE, 45),
        ({"baseline": 60, "baseline_year": 2020, "unit": "%"}, JUNE, 79.836),  # 181 of 365 days since 2020-12-31
    ],
)
def test_the_planned_figure_of_a_day(figures, day, planned):
    assert plan_of(promising(**figures)).at(day) == pytest.approx(planned, abs=0.001)


@pytest.mark.parametrize(
    ("due", "years"),
    [(date(2025, 1, 8), {2021: 803.2, 2022: 868.8, 2023: 934.4, 2024: 1000}), (date(2021, 12, 31), {2021: 1000})],
)
def test_a_yearly_figure_steps_from_year_to_year(due, years):
    plan = plan_of(promising(due, target=1000, baseline=737.6, baseline_year=2020, stated_growth_pct=8))
    assert {day.year: pytest.approx(value) for day, value in plan.points} == {2020: 737.6, **years}
    assert plan.at(date(2021, 12, 30)) == pytest.approx(737.6)


@pytest.mark.parametrize(
    ("commitment", "why"),
    [
        (promising(due=None), "没有时限，不评进度"),
        (promising(target=None, comparison=None), "没有目标值，不评进度"),
        (promising(unit="%"), "没有基数，不评进度"),
        (promising(start=None), "没有起算日，不评进度"),
    ],
)
def test_without_a_path_it_says_why(commitment, why):
    plan = plan_of(commitment)
    assert isinstance(plan, NoPlan) and str(plan.why) == why
    found = pacing(commitment, 50)
    assert (found.pace, found.points, str(found.words)) == (Pace.NO_DATA, None, why)


def test_a_target_reached_needs_no_path():
    assert pacing(promising(unit="%"), 100).pace is Pace.AHEAD


@pytest.mark.parametrize(
    ("figures", "value", "points", "pace"),
    [
        ({}, 60, 19.2, Pace.AHEAD),
        ({}, 40, -0.8, Pace.ON_PACE),
        ({}, 30.9, -9.9, Pace.ON_PACE),
        ({}, 30.8, -10.0, Pace.BEHIND),
        ({}, 5, -35.8, Pace.BEHIND),
        ({"baseline": 80, "target": 20, "comparison": "<="}, 60, -7.5, Pace.ON_PACE),
        ({"baseline": 80, "target": 20, "comparison": "<="}, 70, -24.2, Pace.BEHIND),
        ({"baseline": 80, "target": 20, "comparison": "<="}, 40, 25.8, Pace.AHEAD),
        ({"target": 45, "comparison": "<"}, 44, 2.2, Pace.ON_PACE),
        ({"target": 45, "comparison": "<"}, 50, -11.1, Pace.BEHIND),
    ],
)
def test_points_behind_and_ahead(figures, value, points, pace):
    found = pacing(promising(**figures), value)
    assert (round(found.points, 1), found.pace) == (points, pace)


@pytest.mark.parametrize(
    ("value", "month", "on", "planned", "points"),
    [
        (390, "2021-06", date(2021, 7, 5), 401.6, -1.4),  # six twelfths of 803.2
        (790, "2021-12", date(2022, 1, 20), 803.2, -1.6),
        (790, None, date(2021, 12, 31), 803.2, -1.6),
        (100, "2022-01", date(2022, 1, 31), 72.4, 3.2),
    ],
)
def test_a_yearly_figure_is_held_against_its_months(value, month, on, planned, points):
    grown = promising(date(2025, 1, 8), target=1000, baseline=737.6, baseline_year=2020, stated_growth_pct=8)
    found = pacing(grown, value, on, month=month)
    assert (round(found.planned, 1), round(found.points, 1)) == (planned, points)


def test_the_plan_is_that_of_the_as_of_day_and_the_figure_the_newest():
    found = pacing(promising(), 71, date(2021, 11, 29), as_of=date(2021, 12, 15))
    assert round(found.planned, 1) == 94.9 and round(found.points, 1) == -23.9
    assert found.actual_on == date(2021, 11, 29)


def test_no_figure_yet():
    found = pacing(promising())
    assert (found.pace, str(found.words)) == (Pace.NO_DATA, "还没有报过数值（应达 40.8 名）")
    assert pacing_of(Commitment(code="A", title="事项"), (), JUNE, USUAL_THRESHOLDS) is None


days = st.dates(date(2020, 1, 1), date(2027, 12, 31))
figures = st.floats(-1e6, 1e6)


@given(days, st.integers(1, 2000), figures, figures, st.sampled_from(["linear", "monthly", "quarterly"]), days, days)
def test_a_path_leads_one_way_from_baseline_to_target(start, length, low, high, path, one, other):
    assume(low != high)
    end = start + timedelta(days=length)
    plan = plan_of(promising(end, start, baseline=low, target=high, path=path, measure="level"))
    assert isinstance(plan, Plan)
    assert plan.at(start) == low and plan.at(end) == high
    first, second = sorted((one, other))
    assert (plan.at(first) <= plan.at(second)) == (low <= high) or plan.at(first) == plan.at(second)
    assert [day for day, _ in plan.points] == sorted({day for day, _ in plan.points})


@given(figures, figures, figures, st.sampled_from([">=", "<="]))
def test_better_figures_are_more_points(low, high, value, comparison):
    assume(abs(high - low) > 1e-3)
    item = promising(baseline=low, target=high, comparison=comparison, measure="level")
    better = value + (1000 if comparison == ">=" else -1000)
    assert pacing(item, better).points > pacing(item, value).points
