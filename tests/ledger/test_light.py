"""Lights and timeliness at their edges."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.light import light_of, timeliness_of
from liling_desk.ledger.status import Colour, Status, Timeliness

DUE = date(2021, 12, 31)


def item(**fields):
    return Commitment(
        **{"code": "LL-001", "title": "事项", "deadline": Deadline(phrase="年底", kind="dated", latest=DUE), **fields}
    )


def done(on):
    return item(status="done", done_on=on, done_basis="验收文号")


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
        (item(status="submitted"), date(2022, 1, 1), "red", "overdue", "超 1 天未办结"),
        (item(status="submitted", deadline=Deadline()), DUE, "yellow", "no_deadline", "自报完成，待督查室核定"),
        (done(DUE), date(2022, 6, 1), "blue", "done_in_time", "2021-12-31 办结"),
        (done(date(2022, 1, 1)), date(2022, 6, 1), "blue", "done_late", "2022-01-01 办结，超 1 天"),
        (item(status="suspended", status_reason="等资金"), date(2021, 6, 1), "grey", "no_deadline", "暂缓：等资金"),
        (
            item(status="terminated", status_reason="政策调整"),
            date(2022, 6, 1),
            "grey",
            "no_deadline",
            "终止：政策调整",
        ),
        (item(assigned_deadline=date(2021, 6, 30)), date(2021, 7, 1), "red", "overdue", "超 1 天未办结"),
        (item(assigned_deadline=date(2022, 6, 30)), date(2022, 1, 1), "green", "in_time", "期限内，剩 180 天"),
        (item(deadline=Deadline(), assigned_deadline=DUE), DUE, "yellow", "due_soon", "临近到期，今天到期，剩 0 天"),
        (item(deadline=Deadline()), DUE, "grey", "no_deadline", "原文没有时限，暂不评灯"),
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
    ],
)
def test_light_and_timeliness(commitment, as_of, colour, timeliness, reason):
    light = light_of(commitment, as_of, 30)
    assert light.colour == Colour(colour)
    assert str(light.reasons[0]) == reason
    assert timeliness_of(commitment, as_of, 30) == Timeliness(timeliness)


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("as_of", [date(2021, 1, 1), DUE, date(2030, 1, 1)])
def test_every_light_has_a_reason_without_holes(status, as_of):
    light = light_of(item(status=status), as_of, 30)
    assert light.reasons and all("{" not in str(reason) for reason in light.reasons)


@pytest.mark.parametrize(
    # Worked out by hand: 6 items end on 2021-12-31 (今年…), 14 in 2025, 73 have no date.
    ("as_of", "colours", "times"),
    [
        (date(2021, 12, 1), {"yellow": 6, "green": 14, "grey": 73}, {"due_soon": 6, "in_time": 14, "no_deadline": 73}),
        (date(2021, 12, 31), {"yellow": 6, "green": 14, "grey": 73}, {"due_soon": 6, "in_time": 14, "no_deadline": 73}),
        (date(2022, 1, 1), {"red": 6, "green": 14, "grey": 73}, {"overdue": 6, "in_time": 14, "no_deadline": 73}),
        (
            date(2025, 1, 8),
            {"red": 6, "yellow": 4, "green": 10, "grey": 73},
            {"overdue": 6, "due_soon": 4, "in_time": 10, "no_deadline": 73},
        ),
        (date(2025, 12, 31), {"red": 13, "yellow": 7, "grey": 73}, {"overdue": 13, "due_soon": 7, "no_deadline": 73}),
        (date(2026, 1, 1), {"red": 20, "grey": 73}, {"overdue": 20, "no_deadline": 73}),
    ],
)
def test_the_starter_on_its_days(starter_ledger, as_of, colours, times):
    standings = starter_ledger.standings(as_of)
    assert Counter(str(each.light.colour) for each in standings) == colours
    assert Counter(str(each.timeliness) for each in standings) == times
