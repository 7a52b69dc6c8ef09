"""Whole lights: colour, every cause and every sentence in their order, and where each rule begins and ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from liling_desk.ledger.commitment import Commitment, HandLight
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.light import Light, days_left, light_of, timeliness_of
from liling_desk.ledger.periods import Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Colour, Timeliness
from liling_desk.ledger.thresholds import Thresholds

START, JUNE, DUE = date(2021, 2, 23), date(2021, 6, 30), date(2021, 12, 31)
DATED = Deadline(phrase="年底", kind="dated", latest=DUE)
UNDATED = Deadline()
PEOPLE = Indicator(metric="引进人才", comparison=">=", target=100, unit="名")
NEXT_DAY = timedelta(days=1)


def item(**fields):
    """Due at the end of 2021, 市交通运输局 answers, nobody need report."""
    usual = {
        "code": "LL-001", "title": "事项", "lead_unit": "市交通运输局", "reporting": Reporting(cycle="none"),
        "reference_date": START, "deadline": DATED,
    }  # fmt: skip
    return Commitment(**{**usual, **fields})


def nobodys(**fields):
    return item(lead_unit=None, **fields)


def sent(on, value=None, **fields):
    return Return(key=f"{on}", commitment="LL-001", period=f"{on:%Y-%m}", reported_on=on, value=value, **fields)


def told(light):
    return str(light.colour), list(zip(light.causes, map(str, light.reasons), strict=True))


SETTLED = [
    (item(status="suspended", status_reason="等资金"), "grey", [("halted", "暂缓：等资金")]),
    (item(status="suspended"), "grey", [("halted", "暂缓：—")]),
    (item(status="terminated", status_reason="政策调整"), "grey", [("halted", "终止：政策调整")]),
    (item(status="terminated"), "grey", [("halted", "终止：—")]),
    (item(status="done", done_on=JUNE), "blue", [("done", "2021-06-30 办结")]),
    (item(status="done", done_on=JUNE, deadline=UNDATED), "blue", [("done", "2021-06-30 办结")]),
    (item(status="done", done_on=JUNE, assigned_deadline=JUNE), "blue", [("done", "2021-06-30 办结")]),
    (item(status="done", done_on=JUNE, assigned_deadline=date(2021, 6, 20)), "blue", [("done", "2021-06-30 办结，超 10 天")]),
    (item(status="done", done_on=JUNE + NEXT_DAY), "blue", [("done", "2021-07-01 办结"), ("done", "办结在数据截至日之后")]),
    # A verdict without its day: rescued, or from an older ledger.
    (item(status="done"), "blue", [("done", "已办结")]),
]  # fmt: skip


@pytest.mark.parametrize(("commitment", "colour", "reasons"), SETTLED)
def test_what_is_settled_is_judged_no_more(commitment, colour, reasons):
    overdue = (sent(JUNE, difficulties="请求市政府协调"),)
    assert told(light_of(commitment, overdue, JUNE)) == (colour, reasons)


OPEN_ITEMS = [
    (item(), date(2021, 11, 30), "green", [("time_left", "期限内，剩 31 天")]),
    (item(), date(2021, 12, 1), "yellow", [("due_soon", "临近到期，剩 30 天")]),
    (item(), DUE, "yellow", [("due_soon", "临近到期，今天到期，剩 0 天")]),
    (item(), DUE + NEXT_DAY, "red", [("overdue", "超 1 天未办结")]),
    (item(status="submitted"), JUNE, "yellow", [("claimed", "自报完成，待督查室核定"), ("time_left", "剩 184 天")]),
    (item(status="submitted"), DUE, "yellow", [("claimed", "自报完成，待督查室核定"), ("time_left", "今天到期，剩 0 天")]),
    (item(status="submitted"), DUE + NEXT_DAY, "red", [("overdue", "超 1 天未办结"), ("claimed", "自报完成，待督查室核定")]),
    (nobodys(), JUNE, "grey", [("unassigned", "尚未分办"), ("time_left", "剩 184 天")]),
    (nobodys(), date(2021, 12, 1), "yellow", [("due_soon", "临近到期，剩 30 天"), ("unassigned", "尚未分办")]),
    (nobodys(), DUE, "yellow", [("due_soon", "临近到期，今天到期，剩 0 天"), ("unassigned", "尚未分办")]),
    (nobodys(), DUE + NEXT_DAY, "red", [("overdue", "超 1 天未办结"), ("unassigned", "尚未分办")]),
    (nobodys(status="submitted"), JUNE, "yellow", [("claimed", "自报完成，待督查室核定"), ("time_left", "剩 184 天")]),
    (item(deadline=UNDATED), JUNE, "grey", [("no_deadline", "原文没有时限，暂不评灯")]),
    (nobodys(deadline=UNDATED), JUNE, "grey", [("no_deadline", "原文没有时限，暂不评灯")]),
    (item(deadline=UNDATED, status="submitted"), JUNE, "yellow", [("claimed", "自报完成，待督查室核定"), ("no_deadline", "原文没有时限，暂不评灯")]),
    (item(deadline=Deadline(phrase="长期", kind="ongoing")), JUNE, "grey", [("no_deadline", "无时限（长期），暂不评灯")]),
    (item(deadline=Deadline(phrase="2月30日", kind="unreadable")), JUNE, "grey", [("no_deadline", "时限“2月30日”读不成日期，暂不评灯")]),
]  # fmt: skip


@pytest.mark.parametrize(("commitment", "as_of", "colour", "reasons"), OPEN_ITEMS)
def test_time_and_claims(commitment, as_of, colour, reasons):
    assert told(light_of(commitment, (), as_of)) == (colour, reasons)


@pytest.mark.parametrize(
    ("commitment", "timeliness"),
    [
        (item(status="done", done_on=DUE), Timeliness.DONE_IN_TIME),
        (item(status="done", done_on=DUE + NEXT_DAY), Timeliness.DONE_LATE),
        (item(status="done"), Timeliness.DONE_IN_TIME),
        (item(status="done", done_on=JUNE, deadline=UNDATED), Timeliness.NO_DEADLINE),
        (item(status="done", deadline=UNDATED), Timeliness.NO_DEADLINE),
        (item(status="suspended"), Timeliness.NO_DEADLINE),
        (item(deadline=UNDATED), Timeliness.NO_DEADLINE),
        (item(), Timeliness.OVERDUE),
        (item(assigned_deadline=date(2022, 6, 1)), Timeliness.DUE_SOON),
        (item(assigned_deadline=date(2022, 6, 6)), Timeliness.DUE_SOON),
        (item(assigned_deadline=date(2022, 6, 7)), Timeliness.IN_TIME),
    ],
)
def test_timeliness_on_the_first_of_june_2022_with_five_days_notice(commitment, timeliness):
    assert timeliness_of(commitment, date(2022, 6, 1), 5) is timeliness


def test_days_are_counted_to_the_day_due():
    assert [days_left(item(), day) for day in (JUNE, DUE, DUE + NEXT_DAY)] == [184, 0, -1]
    assert days_left(item(deadline=UNDATED), JUNE) is None


@pytest.mark.parametrize("commitment", [item(), nobodys()])
def test_the_lead_time_is_the_users_own(commitment):
    ten = Thresholds(lead_days=10)
    assert light_of(commitment, (), DUE - timedelta(days=11), ten).colour is not Colour.YELLOW
    assert light_of(commitment, (), DUE - timedelta(days=10), ten).colour is Colour.YELLOW


AHEAD = "比序时进度超 19.2 个百分点（应达 40.8 名，实际 60 名）"
BEHIND = "比序时进度欠 20.8 个百分点（应达 40.8 名，实际 20 名）"
FAR = "比序时进度欠 35.8 个百分点（应达 40.8 名，实际 5 名）"


@pytest.mark.parametrize(
    ("value", "thresholds", "colour", "reasons"),
    [
        (60, Thresholds(), "green", [("time_left", "期限内，剩 184 天"), ("pace", AHEAD)]),
        (20, Thresholds(), "yellow", [("behind", BEHIND), ("time_left", "剩 184 天")]),
        (5, Thresholds(), "red", [("far_behind", "严重滞后，" + FAR), ("time_left", "剩 184 天")]),
        (20, Thresholds(lead_days=200), "red", [("soon_behind", "临近到期仍" + BEHIND), ("due_soon", "临近到期，剩 184 天")]),
        (5, Thresholds(lead_days=200), "red", [("far_behind", "严重滞后，" + FAR), ("due_soon", "临近到期，剩 184 天")]),
        (60, Thresholds(lead_days=200), "yellow", [("due_soon", "临近到期，剩 184 天"), ("pace", AHEAD)]),
        # From the very number on, not past it.
        (20, Thresholds(behind=20.8), "yellow", [("behind", BEHIND), ("time_left", "剩 184 天")]),
        (20, Thresholds(behind=20.9), "green", [("time_left", "期限内，剩 184 天"), ("pace", BEHIND)]),
        (5, Thresholds(far_behind=35.8), "red", [("far_behind", "严重滞后，" + FAR), ("time_left", "剩 184 天")]),
        (5, Thresholds(far_behind=35.9), "yellow", [("behind", FAR), ("time_left", "剩 184 天")]),
    ],
)  # fmt: skip
def test_a_figure_and_its_plan(value, thresholds, colour, reasons):
    for commitment in (item(indicator=PEOPLE), nobodys(indicator=PEOPLE)):  # whoever answers for it
        assert told(light_of(commitment, (sent(JUNE, value),), JUNE, thresholds)) == (colour, reasons)


def test_overdue_and_far_behind_stand_in_this_order():
    late = light_of(item(indicator=PEOPLE), (sent(JUNE, 5),), DUE + NEXT_DAY)
    assert told(late) == (
        "red",
        [("overdue", "超 1 天未办结"), ("far_behind", "严重滞后，比序时进度欠 95 个百分点（应达 100 名，实际 5 名）")],
    )


def test_a_figure_without_a_plan_says_nothing_about_pace():
    level = Indicator(metric="占比", comparison=">=", target=60, unit="%", measure="level")
    light = light_of(item(indicator=level), (sent(JUNE, 20),), JUNE)
    assert told(light) == ("green", [("time_left", "期限内，剩 184 天")])


def test_words_alone_hand_an_item_out_unless_a_figure_is_asked():
    words = (sent(JUNE, progress="已启动"),)
    assert light_of(nobodys(), words, JUNE).colour is Colour.GREEN
    assert light_of(nobodys(indicator=PEOPLE), words, JUNE).causes == ("unassigned", "time_left")


def test_only_the_newest_return_that_counts_is_heard():
    asked, fine = sent(date(2021, 5, 20), difficulties="请求市政府协调"), sent(JUNE, difficulties="无")
    assert light_of(item(), (fine, asked), JUNE).causes == ("time_left",)
    assert light_of(item(), (fine, asked), JUNE - NEXT_DAY).causes == ("help", "time_left")
    back = sent(JUNE, sent_back_on=JUNE, sent_back_reason="不实")
    assert light_of(item(), (back, asked), JUNE).causes == ("help", "time_left")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("  请求市政府协调 \n", "请求市政府协调"),
        ("请求协调" + "长" * 56, "请求协调" + "长" * 56),
        ("请求协调" + "长" * 57, "请求协调" + "长" * 56 + "…"),
    ],
)
def test_what_a_unit_asks_for_is_repeated_up_to_sixty_characters(said, shown):
    light = light_of(item(), (sent(JUNE, difficulties=said),), JUNE)
    assert told(light) == ("yellow", [("help", f"单位请求协调：{shown}"), ("time_left", "剩 184 天")])


MONTHLY = item(reporting=Reporting())


@pytest.mark.parametrize(
    ("commitment", "newest", "as_of", "colour", "reasons"),
    [
        (MONTHLY, date(2021, 6, 20), JUNE, "green", [("time_left", "期限内，剩 184 天")]),
        (MONTHLY, date(2021, 5, 20), JUNE, "yellow", [("unreported", "2021-06 期未报送"), ("time_left", "剩 184 天")]),
        (MONTHLY, date(2021, 4, 20), JUNE, "yellow", [("unreported", "连续 2 期未报送（至 2021-06 期）"), ("time_left", "剩 184 天")]),
        (MONTHLY, date(2021, 10, 20), date(2021, 12, 15), "yellow", [("due_soon", "临近到期，剩 16 天"), ("unreported", "2021-11 期未报送")]),
        (MONTHLY, date(2021, 9, 20), date(2021, 12, 15), "red", [("soon_unreported", "连续 2 期未报送（至 2021-11 期）"), ("due_soon", "临近到期，剩 16 天")]),
        (item(reporting=Reporting(), status="submitted"), date(2021, 4, 20), JUNE, "yellow", [("claimed", "自报完成，待督查室核定"), ("time_left", "剩 184 天")]),
    ],
)  # fmt: skip
def test_returns_that_are_missing(commitment, newest, as_of, colour, reasons):
    assert told(light_of(commitment, (sent(newest),), as_of)) == (colour, reasons)


def test_a_return_that_was_sent_back_is_waited_for():
    back = sent(date(2021, 6, 20), sent_back_on=date(2021, 6, 28), sent_back_reason="不实")
    light = light_of(MONTHLY, (back, sent(date(2021, 3, 20))), JUNE)
    assert told(light) == ("yellow", [("sent_back", "2021-06 期报送已退回，待重报"), ("time_left", "剩 184 天")])


def test_everything_at_once_stands_worst_first_in_the_order_of_the_rules():
    asking = sent(date(2021, 9, 20), 20, difficulties="请求协调")
    light = light_of(item(reporting=Reporting(), indicator=PEOPLE), (asking,), date(2021, 12, 15))
    assert light.causes == ("far_behind", "soon_unreported", "due_soon", "help")
    assert light.colour is Colour.RED


def test_a_light_set_by_hand_stands_before_all_that_the_rules_say():
    hand = HandLight(colour="green", reason="已通水", set_on=JUNE, until=DUE, set_by="小王")
    light = light_of(item(indicator=PEOPLE, hand_light=hand), (sent(JUNE, 20),), JUNE)
    assert told(light) == (
        "green",
        [
            ("by_hand", "督查室手动亮灯：已通水（有效至 2021-12-31）"),
            ("behind", "按规则为黄灯：" + BEHIND),
            ("time_left", "剩 184 天"),
        ],
    )
    assert light.by_hand
    assert not Light(Colour.RED, light.reasons, light.causes[1:]).by_hand
    assert not Light(Colour.RED, light.reasons).by_hand
