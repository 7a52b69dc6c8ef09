"""Where the plot of an indicator puts its lines, points and words: without a window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator, PlanPoint
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import standing_of
from liling_desk.ledger.trajectory import Trajectory, trajectory_of
from liling_desk.plots.axes import value_axis
from liling_desk.plots.labels import Box, TextSize
from liling_desk.plots.trajectory_layout import Layout, lay_out
from liling_desk.translations import Translator

SIZE = TextSize(lambda text, px, bold: sum(px if ord(each) > 255 else px * 0.56 for each in text), lambda px: px * 1.3)
BEGUN, DUE = date(2021, 2, 23), date(2021, 12, 31)
PEOPLE = Indicator(metric="引进人才", comparison=">=", target=100, unit="名")
GDP = Indicator(
    metric="地区生产总值", comparison=">=", target=1000, unit="亿元", baseline=737.6, baseline_year=2020, stated_growth_pct=8
)  # fmt: skip
RANK = Indicator(metric="全国排名", comparison="<", target=45, unit="位", baseline=45, baseline_year=2020)


def value(number: float, day: date, period: str | None = None, key: str = "") -> Return:
    return Return(key=key or f"{day}-{number}", commitment="A", period=period, reported_on=day, value=number)


def shown(
    indicator: Indicator, returns: Sequence[Return], as_of: date, due: date | None = DUE, begun: date = BEGUN
) -> Trajectory:
    deadline = Deadline(phrase="x", kind="dated", latest=due) if due else Deadline()
    item = Commitment(
        code="A", title="甲", lead_unit="市发改局", reference_date=begun, deadline=deadline, indicator=indicator
    )
    ordered = sorted(returns, key=lambda each: each.order, reverse=True)
    found = trajectory_of(standing_of(item, ordered, as_of), ordered)
    assert found is not None
    return found


def drawn(trajectory: Trajectory, width: float = 336, height: float = 176, language: str = "zh_CN") -> Layout:
    return lay_out(trajectory, width, height, SIZE, Translator(language), "red")


def texts(layout: Layout) -> dict[str, str]:
    return {label.key: label.text for label in layout.labels}


MONTHLY = [
    value(number, date(2021, month, 28))
    for month, number in zip(range(3, 12), (4, 9, 16, 24, 31, 39, 47, 58, 71), strict=True)
]


def test_a_running_total_behind_its_plan_says_what_is_missing() -> None:
    layout = drawn(shown(PEOPLE, MONTHLY, date(2021, 12, 15)))
    said = texts(layout)
    assert said["target"] == "目标 100" and said["as_of"] == "截至 12-15"
    assert said["gap"] == "欠 23.9 名" and said["actual"] == "实际 71" and said["planned"] == "序时要求"
    assert [tick.text for tick in layout.days] == ["2月23日", "6月底", "9月底", "12月31日"]
    assert [text for text, _, _ in layout.values] == ["0", "50", "100"]
    assert len(layout.dots) == 9
    assert layout.lines[0][0] == (layout.plot.left, layout.plot.bottom), "it rises from nothing"
    x, planned, actual = layout.bracket or (0, 0, 0)
    assert layout.as_of_x is not None and x > layout.as_of_x and planned < actual


def test_the_way_that_is_left_leads_to_the_target_on_the_day_due() -> None:
    trajectory = shown(PEOPLE, MONTHLY[:4], date(2021, 7, 15))
    assert trajectory.required == ((date(2021, 6, 28), 24.0), (DUE, 100.0))
    assert texts(drawn(trajectory))["required"] == "每月还需 13.7 名"
    assert shown(PEOPLE, [value(100, date(2021, 6, 25))], date(2021, 7, 15)).required == ()
    assert shown(PEOPLE, MONTHLY, date(2022, 1, 20)).required == (), "the day due is over"


def test_a_figure_above_the_target_stays_in_the_picture() -> None:
    layout = drawn(shown(PEOPLE, [value(38, date(2021, 5, 28)), value(130, date(2021, 8, 28))], date(2021, 9, 30)))
    assert layout.dots[-1].at[1] >= layout.plot.top and (layout.target_y or 0) > layout.dots[-1].at[1]
    assert texts(layout)["gap"].startswith("超 ")


def test_steps_are_drawn_as_steps_and_a_plan_by_hand_as_it_is_written() -> None:
    stepped = shown(PEOPLE.but(path="quarterly"), MONTHLY, date(2021, 10, 31))
    days = [day for day, _ in stepped.planned]
    assert days[1] == days[2] == date(2021, 3, 31) and stepped.planned[1][1] < stepped.planned[2][1]
    points = (PlanPoint(day=BEGUN, value=0), PlanPoint(day=date(2021, 6, 30), value=20))
    by_hand = shown(PEOPLE.but(path="by_hand", plan=points), MONTHLY, date(2021, 10, 31))
    assert by_hand.planned == ((BEGUN, 0.0), (date(2021, 6, 30), 20.0), (DUE, 100.0))


def test_a_rank_stands_on_its_head_and_says_so() -> None:
    returns = [value(46, date(2021, 3, 25)), value(47, date(2021, 9, 25))]
    layout = drawn(shown(RANK, returns, date(2021, 12, 15), date(2025, 12, 31), date(2021, 1, 8)))
    said = texts(layout)
    assert said["upside_down"] == "越小越好，小数在上" and said["target"] == "目标 < 45" and said["gap"] == "差 2 位"
    assert layout.dots[-1].at[1] > (layout.target_y or 0), "47 is worse than 45: lower in the picture"
    assert layout.dots[0].reading.report is None, "the baseline is the first point"


def test_yearly_figures_rise_from_zero_within_a_year_and_are_joined_over_years() -> None:
    returns = [
        value(668, date(2022, 1, 10), "2021-12"), value(330, date(2021, 7, 20), "2021-06"),
        value(380, date(2022, 7, 10), "2022-06"),
    ]  # fmt: skip
    trajectory = shown(GDP, returns, date(2022, 7, 30), date(2025, 1, 8), date(2021, 1, 8))
    assert trajectory.lines[0] == ((date(2020, 12, 31), 737.6), (date(2021, 12, 31), 668.0))
    assert trajectory.lines[1] == ((date(2021, 12, 31), 0.0), (date(2022, 6, 30), 380.0))
    assert len(trajectory.readings) == 3, "the months of a year that is whole are left out"
    assert trajectory.gap is not None and trajectory.gap.day == date(2022, 6, 30)
    layout = drawn(trajectory)
    assert texts(layout)["planned"] == "年度计划" and texts(layout)["gap1"].endswith("个百分点")
    assert layout.days[0].text == "2020年底" and layout.days[-1].text == "2025年1月"


def test_without_a_plan_values_and_target_are_shown_and_why_there_is_none() -> None:
    rate = Indicator(metric="覆盖率", comparison=">=", target=100, unit="%")
    trajectory = shown(rate, [value(62, date(2021, 6, 25)), value(70, date(2021, 9, 25))], date(2021, 12, 15))
    assert not trajectory.is_empty and trajectory.planned == () and trajectory.gap is None
    assert str(trajectory.why) == "没有基数，不评进度"
    assert texts(drawn(trajectory))["actual"] == "实际 70"
    assert shown(rate, [], date(2021, 12, 15)).is_empty


def test_one_value_or_none_is_a_picture_too() -> None:
    only = drawn(shown(PEOPLE, [value(38, date(2021, 5, 28))], date(2021, 6, 30)))
    assert len(only.dots) == 1 and "gap" in texts(only)
    none = drawn(shown(PEOPLE, [], date(2021, 6, 30)))
    assert not none.dots and none.bracket is None and len(none.planned) == 2


def test_what_does_not_count_is_not_drawn() -> None:
    gone = value(60, date(2021, 6, 25)).but(sent_back_on=date(2021, 6, 28), sent_back_reason="口径不对")
    trajectory = shown(PEOPLE, [gone, value(40, date(2021, 5, 25)), value(90, date(2021, 8, 25))], date(2021, 6, 30))
    assert [each.value for each in trajectory.readings] == [40]


@pytest.mark.parametrize("as_of", [date(2025, 12, 31), date(2015, 1, 1)])
def test_a_day_far_off_does_not_squeeze_the_rest(as_of: date) -> None:
    layout = drawn(shown(PEOPLE, MONTHLY, as_of))
    assert layout.as_of_x is None
    assert as_of.isoformat() in texts(layout)["as_of"] and ("→" in texts(layout)["as_of"]) == (as_of.year == 2025)


FIGURES = st.floats(-1e6, 1e6, allow_nan=False).map(lambda each: round(each, 1))


@given(st.lists(FIGURES, min_size=1, max_size=20), st.integers(2, 6), st.booleans())
def test_axes_hold_every_figure_with_few_round_ticks(figures: list[float], most: int, from_zero: bool) -> None:
    axis = value_axis(figures, most, from_zero)
    assert axis.low <= min(figures) and axis.high >= max(figures) and axis.low < axis.high
    assert 1 <= len(axis.ticks) <= most + 2
    assert all(axis.low - 1e-6 * abs(axis.low) <= tick <= axis.high + 1e-6 * abs(axis.high) for tick in axis.ticks)
    if from_zero and min(figures) >= 0:
        assert axis.low == 0


@st.composite
def trajectories(draw: st.DrawFn) -> Trajectory:
    begun = draw(st.dates(date(2018, 1, 1), date(2022, 1, 1)))
    due = draw(st.none() | st.integers(1, 2500).map(lambda days: begun + timedelta(days=days)))
    target = draw(st.none() | st.floats(0.1, 50_000).map(lambda each: round(each, 1)))
    indicator = Indicator(
        metric="甲", target=target, unit=draw(st.sampled_from(["名", "亿元", "%", "位", None])),
        comparison=draw(st.sampled_from([">=", "<", "="])), baseline=draw(st.none() | st.floats(0, 60_000)),
        baseline_year=draw(st.none() | st.integers(2015, 2021)), path=draw(st.sampled_from(["linear", "monthly", "quarterly"])),
        measure=draw(st.sampled_from([None, "cumulative", "level", "annual"])),
    )  # fmt: skip
    days = draw(st.lists(st.integers(-100, 2600), max_size=30, unique=True))
    returns = [
        value(draw(st.floats(0, 80_000).map(lambda each: round(each, 1))), begun + timedelta(days=day)) for day in days
    ]
    return shown(indicator, returns, begun + timedelta(days=draw(st.integers(-400, 3500))), due, begun)


@settings(max_examples=150)
@given(trajectories(), st.sampled_from([300, 336, 520]), st.sampled_from([176, 208]), st.sampled_from(["zh_CN", "en"]))
def test_nothing_leaves_the_picture_and_no_words_lie_on_others(
    trajectory: Trajectory, width: int, height: int, language: str
) -> None:
    layout = drawn(trajectory, width, height, language)
    plot = layout.plot
    lines = [*layout.lines, layout.planned, layout.ramp, layout.required]
    for x, y in [*(dot.at for dot in layout.dots), *(point for line in lines for point in line)]:
        assert plot.left - 0.01 <= x <= plot.right + 0.01 and plot.top - 0.01 <= y <= plot.bottom + 0.01
    ticks = [Box(tick.left, plot.bottom + 5, tick.width, 15) for tick in layout.days]
    boxes = [*(label.box for label in layout.labels), *ticks]
    assert not any(one.touches(other) for one, other in combinations(boxes, 2))
    assert all(box.left >= -0.01 and box.right <= width + 0.01 and box.bottom <= height for box in boxes)
    if trajectory.indicator.target is not None and trajectory.gap is not None and layout.bracket is not None:
        assert {"target", "gap", "actual"} <= set(texts(layout)), "what matters is always said"
