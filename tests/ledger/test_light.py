"""Lights and timeliness: each rule at its edges, with all its reasons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment, HandLight
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.light import light_of, timeliness_of
from liling_desk.ledger.periods import Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Colour, Status, Timeliness
from liling_desk.ledger.thresholds import Thresholds

START = date(2021, 2, 23)
DUE = date(2021, 12, 31)
JUNE = date(2021, 6, 30)
UNDATED = Deadline()


def item(**fields):
    usual = {
        "code": "LL-001", "title": "事项", "lead_unit": "市交通运输局", "reporting": Reporting(cycle="none"),
        "reference_date": START, "deadline": Deadline(phrase="年底", kind="dated", latest=DUE),
    }  # fmt: skip
    return Commitment(**{**usual, **fields})


def done(on):
    return item(status="done", done_on=on, done_basis="验收文号")


def people(**fields):
    """LL-062: 100 people between 2021-02-23 and 2021-12-31; 40.8 of them by 06-30 (127 of 311 days)."""
    indicator = Indicator(metric="引进人才", comparison=">=", target=100, unit="名")
    return item(**{"code": "LL-062", "indicator": indicator, "reporting": Reporting(), **fields})


def reported(value=None, month="2021-06", on=JUNE, **fields):
    return Return(key=f"{month}{on}", commitment="LL-062", period=month, reported_on=on, value=value, **fields)


def said(light):
    return [str(reason) for reason in light.reasons]


@pytest.mark.parametrize(
    ("commitment", "as_of", "colour", "timeliness", "reason"),
    [
        (item(), date(2021, 11, 30), "green", "in_time", "期限内，剩 31 天"),
        (item(), date(2021, 12, 1), "yellow", "due_soon", "临近到期，剩 30 天"),
        (item(), date(2021, 12, 29), "yellow", "due_soon", "临近到期，剩 2 天"),
        (item(), DUE, "yellow", "due_soon", "临近到期，今天到期，剩 0 天"),
        (item(), date(2022, 1, 1), "red", "overdue", "超 1 天未办结"),
        (item(), date(2025, 1, 9), "red", "overdue", "超 1105 天未办结"),
        (item(status="in_progress"), date(2022, 1, 1), "red", "overdue", "超 1 天未办结"),
        (item(status="submitted"), date(2021, 3, 1), "yellow", "in_time", "自报完成，待督查室核定"),
        (item(status="submitted"), DUE, "yellow", "due_soon", "自报完成，待督查室核定"),
        (item(status="submitted"), date(2022, 1, 1), "red", "overdue", "超 1 天未办结"),
        (item(status="submitted", deadline=UNDATED), DUE, "yellow", "no_deadline", "自报完成，待督查室核定"),
        (item(status="submitted", lead_unit=None), JUNE, "yellow", "in_time", "自报完成，待督查室核定"),
        (done(DUE), date(2022, 6, 1), "blue", "done_in_time", "2021-12-31 办结"),
        (done(date(2022, 1, 1)), date(2022, 6, 1), "blue", "done_late", "2022-01-01 办结，超 1 天"),
        (item(status="suspended", status_reason="等资金"), JUNE, "grey", "no_deadline", "暂缓：等资金"),
        (
            item(status="terminated", status_reason="政策调整"),
            date(2022, 6, 1),
            "grey",
            "no_deadline",
            "终止：政策调整",
        ),
        (item(assigned_deadline=JUNE), date(2021, 7, 1), "red", "overdue", "超 1 天未办结"),
        (item(assigned_deadline=date(2022, 6, 30)), date(2022, 1, 1), "green", "in_time", "期限内，剩 180 天"),
        (item(deadline=UNDATED, assigned_deadline=DUE), DUE, "yellow", "due_soon", "临近到期，今天到期，剩 0 天"),
        (item(deadline=UNDATED), DUE, "grey", "no_deadline", "原文没有时限，暂不评灯"),
        (
            item(deadline=Deadline(phrase="长期", kind="ongoing")),
            DUE,
            "grey",
            "no_deadline",
            "无时限（长期），暂不评灯",
        ),
        (
            item(deadline=Deadline(phrase="2月30日", kind="unreadable")),
            DUE,
            "grey",
            "no_deadline",
            "时限“2月30日”读不成日期，暂不评灯",
        ),
        (item(lead_unit=None), JUNE, "grey", "in_time", "尚未分办"),
        (item(lead_unit=None), DUE, "yellow", "due_soon", "临近到期，今天到期，剩 0 天"),
        (item(lead_unit=None), date(2022, 1, 1), "red", "overdue", "超 1 天未办结"),
    ],
)
def test_light_and_timeliness(commitment, as_of, colour, timeliness, reason):
    light = light_of(commitment, (), as_of)
    assert light.colour == Colour(colour)
    assert said(light)[0] == reason
    assert timeliness_of(commitment, as_of, 30) == Timeliness(timeliness)


@pytest.mark.parametrize(
    ("value", "colour", "reasons"),
    [
        (60, "green", ["期限内，剩 184 天", "比序时进度超 19.2 个百分点（应达 40.8 名，实际 60 名）"]),
        (40, "green", ["期限内，剩 184 天", "比序时进度欠 0.8 个百分点（应达 40.8 名，实际 40 名）"]),
        (20, "yellow", ["比序时进度欠 20.8 个百分点（应达 40.8 名，实际 20 名）", "剩 184 天"]),
        (5, "red", ["严重滞后，比序时进度欠 35.8 个百分点（应达 40.8 名，实际 5 名）", "剩 184 天"]),
        (None, "yellow", ["连续 4 期未报送（至 2021-06 期）", "剩 184 天"]),
    ],
)
def test_a_hundred_people_by_the_end_of_june(value, colour, reasons):
    returns = () if value is None else (reported(value),)
    light = light_of(people(), returns, JUNE)
    assert (light.colour, said(light)) == (Colour(colour), reasons)


@pytest.mark.parametrize(
    ("as_of", "colour", "reasons"),
    [
        (JUNE, "grey", ["尚未分办", "剩 184 天"]),
        (date(2021, 11, 30), "grey", ["尚未分办", "剩 31 天"]),
        (date(2021, 12, 1), "yellow", ["临近到期，剩 30 天", "尚未分办"]),
        (DUE, "yellow", ["临近到期，今天到期，剩 0 天", "尚未分办"]),
        (date(2022, 1, 1), "red", ["超 1 天未办结", "尚未分办"]),
    ],
)
def test_nobody_answers_for_it_and_nothing_is_reported(as_of, colour, reasons):
    light = light_of(people(lead_unit=None), (), as_of)
    assert (light.colour, said(light)) == (Colour(colour), reasons)


def test_a_figure_is_judged_whoever_reported_it():
    light = light_of(people(lead_unit=None), (reported(20),), JUNE)
    assert (light.colour, light.causes) == (Colour.YELLOW, ("behind", "time_left"))


def test_the_points_are_the_users_own():
    light = light_of(people(), (reported(20),), JUNE, Thresholds(behind=21, far_behind=40))
    assert light.colour == Colour.GREEN
    light = light_of(people(), (reported(20),), JUNE, Thresholds(behind=5, far_behind=20))
    assert light.causes[0] == "far_behind"


@pytest.mark.parametrize(("days", "colour"), [(30, "red"), (31, "yellow")])
def test_within_the_lead_time_behind_is_red(days, colour):
    as_of = DUE - timedelta(days=days)
    last = reported(75, f"{as_of:%Y-%m}", as_of)  # some 15 points behind
    light = light_of(people(), (last,), as_of)
    assert light.colour == Colour(colour)
    assert light.causes[0] == ("soon_behind" if colour == "red" else "behind")


@pytest.mark.parametrize(
    ("newest", "as_of", "colour", "cause"),
    [
        ("2021-11", date(2021, 12, 15), "yellow", "due_soon"),
        ("2021-10", date(2021, 12, 15), "yellow", "due_soon"),  # one period: yellow as it is anyway
        ("2021-09", date(2021, 12, 15), "red", "soon_unreported"),
        ("2021-09", date(2021, 11, 26), "yellow", "unreported"),  # two periods, but the day is 35 days off
        ("2021-09", date(2021, 11, 25), "yellow", "unreported"),  # November's own return is not late on its day
        ("2021-10", date(2021, 11, 25), "green", "time_left"),
    ],
)
def test_periods_without_a_return(newest, as_of, colour, cause):
    on = date(int(newest[:4]), int(newest[5:]), 20)
    light = light_of(item(reporting=Reporting()), (reported(None, newest, on),), as_of)
    assert (light.colour, light.causes[0]) == (Colour(colour), cause)


def test_what_waits_for_the_desk_owes_no_return():
    light = light_of(item(status="submitted", reporting=Reporting()), (), date(2021, 12, 15))
    assert (light.colour, light.causes) == (Colour.YELLOW, ("claimed", "time_left"))


def test_a_return_sent_back_counts_for_nothing():
    back = reported(60, sent_back_on=JUNE, sent_back_reason="数字不实")
    light = light_of(people(), (back, reported(30, "2021-05", date(2021, 5, 20))), JUNE)
    assert (light.colour, light.causes[0]) == (Colour.YELLOW, "behind")
    assert "2021-06 期报送已退回，待重报" in said(light)


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("征地推进慢，需市政府协调", True),
        ("请求追加资金 300 万元", True),
        ("恳请市里尽快批复", True),
        ("需要市委编办支持解决人员编制", True),
        ("希望相关部门予以支持", True),
        ("建议由市发改局牵头调度", True),
        ("无", False),
        ("", False),
        ("暂无困难，无需协调", False),
        ("没有需要协调的事项", False),
        ("已请交通局协调，问题已解决", True),  # one clause asks; the desk looks at it
        ("雨季施工，进度略慢", False),
        ("下一步加快施工", False),
    ],
)
def test_difficulties_that_ask_for_help(words, asks):
    light = light_of(item(), (reported(difficulties=words),), JUNE)
    assert (light.colour == Colour.YELLOW) == asks
    assert ("help" in light.causes) == asks


def test_without_a_deadline_it_is_never_red():
    undated = item(deadline=Deadline(phrase="尽快", kind="unstated"), reporting=Reporting())
    for as_of in (JUNE, DUE, date(2022, 1, 1), date(2030, 1, 1)):
        assert light_of(undated, (), as_of).colour == Colour.GREY
    asking = (reported(difficulties="请求市政府协调"),)
    assert light_of(undated, asking, date(2030, 1, 1)).colour == Colour.YELLOW


def test_a_light_set_by_hand_says_so_and_expires():
    hand = HandLight(colour="red", reason="市长点名", set_on=JUNE, until=date(2021, 7, 31), set_by="小王")
    lit = item(hand_light=hand)
    assert light_of(lit, (), date(2021, 6, 29)).colour == Colour.GREEN
    light = light_of(lit, (), JUNE)
    assert (light.colour, light.by_hand) == (Colour.RED, True)
    assert said(light) == [
        "督查室手动亮灯：市长点名（有效至 2021-07-31）",
        "按规则为绿灯：期限内，剩 184 天",
    ]
    assert light_of(lit, (), date(2021, 7, 31)).by_hand
    assert not light_of(lit, (), date(2021, 8, 1)).by_hand
    assert light_of(lit.but(status="done", done_on=JUNE, done_basis="文号"), (), JUNE).colour == Colour.BLUE


def test_done_after_the_as_of_day_says_so():
    assert said(light_of(done(date(2021, 7, 5)), (), JUNE)) == ["2021-07-05 办结", "办结在数据截至日之后"]


days = st.dates(date(2020, 1, 1), date(2027, 1, 1))
commitments = st.builds(
    people,
    status=st.sampled_from([each for each in Status if each is not Status.DONE]),
    lead_unit=st.sampled_from([None, "市交通运输局"]),
    deadline=st.one_of(st.just(UNDATED), days.map(lambda day: Deadline(phrase="某日", kind="dated", latest=day))),
    reporting=st.builds(Reporting, cycle=st.sampled_from(["monthly", "quarterly", "half_yearly", "none"])),
)
histories = st.lists(
    st.builds(
        lambda day, value, words: reported(value, f"{day:%Y-%m}", day, difficulties=words),
        days, st.one_of(st.none(), st.floats(-50, 500)), st.sampled_from(["", "无", "请求协调"]),
    ),
    max_size=5,
).map(lambda rows: tuple(sorted(rows, key=lambda each: each.order, reverse=True)))  # fmt: skip
SEVERITY = [Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.BLUE, Colour.GREY]


@given(commitments, histories, days)
def test_every_light_has_its_reasons_whatever_the_item(commitment, returns, as_of):
    light = light_of(commitment, returns, as_of)
    assert light.reasons and len(light.reasons) == len(light.causes)
    assert all(reason and "{" not in reason for reason in said(light))
    timeliness = timeliness_of(commitment, as_of, 30)
    if timeliness is Timeliness.OVERDUE:
        assert light.colour is Colour.RED and light.causes[0] == "overdue"
    if timeliness is Timeliness.DUE_SOON:
        assert light.colour in (Colour.RED, Colour.YELLOW)
    if commitment.due is None or commitment.status in (Status.SUSPENDED, Status.TERMINATED):
        assert light.colour is not Colour.RED


@given(commitments, histories, days, st.floats(0, 50))
def test_a_higher_figure_never_makes_a_light_worse(commitment, returns, as_of, more):
    better = tuple(each.but(value=None if each.value is None else each.value + more) for each in returns)
    before, after = light_of(commitment, returns, as_of), light_of(commitment, better, as_of)
    assert SEVERITY.index(after.colour) >= SEVERITY.index(before.colour)
