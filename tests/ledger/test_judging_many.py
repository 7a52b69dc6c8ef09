"""Items that are alike are judged once; nobody can tell."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment, Extension, HandLight
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Judge, standing_of
from liling_desk.ledger.status import Colour, Status
from liling_desk.ledger.thresholds import Thresholds

DAY = date(2021, 6, 30)
days = st.integers(-70, 70).map(lambda number: DAY + timedelta(days=number))
some_days = st.none() | days
deadlines = st.one_of(
    st.builds(
        Deadline, phrase=st.sampled_from(["年底", "6月底"]), kind=st.just("dated"), earliest=some_days, latest=days
    ),
    st.builds(Deadline, phrase=st.sampled_from(["长期", "尽快", ""]), kind=st.sampled_from(["ongoing", "unreadable"])),
)
items = st.builds(
    Commitment,
    code=st.just("LL-001"),
    title=st.just("修路"),
    lead_unit=st.sampled_from([None, "甲局", "乙局"]),
    deadline=deadlines,
    assigned_deadline=some_days,
    reference_date=some_days,
    extensions=st.just(()) | st.builds(lambda day: (Extension(until=day, reason="雨", document="文"),), days),
    reporting=st.builds(Reporting, cycle=st.sampled_from(Cycle), due_day=st.sampled_from([5, 25]), since=some_days),
    hand_light=st.none()
    | st.builds(HandLight, colour=st.sampled_from(Colour), reason=st.just("催"), set_on=days, until=days),
    indicator=st.none()
    | st.builds(Indicator, metric=st.just("产值"), target=st.floats(1, 100))
    | st.sampled_from(
        [Indicator(metric="产值", target=9, baseline=3), Indicator(metric="产值", comparison="<=", target=3)]
    ),
    status=st.sampled_from(Status),
    status_reason=st.sampled_from([None, "缺钱"]),
    done_on=some_days,
    deleted=st.booleans(),
)
reports = st.lists(
    st.builds(Return, key=st.just("r"), commitment=st.just("LL-001"), period=st.sampled_from(["2021-05", None]),
              reported_on=some_days, value=st.none() | st.floats(0, 100)),
    max_size=2,
)  # fmt: skip


@given(st.lists(st.tuples(items, reports), max_size=12), st.sampled_from([Thresholds(), Thresholds(lead_days=7)]))
def test_many_are_judged_like_each_of_them(
    asked: list[tuple[Commitment, list[Return]]], thresholds: Thresholds
) -> None:
    judge = Judge(DAY, thresholds)
    for item, returns in asked:
        assert judge.standing(item, returns, "词", "c") == standing_of(item, returns, DAY, thresholds, "词", "c")
