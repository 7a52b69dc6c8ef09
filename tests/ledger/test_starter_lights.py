"""The starter ledger on four days: lights and reasons worked out by hand from the rules."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.periods import Reporting
from liling_desk.ledger.returns import Return

THIS_YEAR = ("LL-001", "LL-002", "LL-003", "LL-014", "LL-062", "LL-063")
FOUR_YEARS = ("LL-083", "LL-084", "LL-085", "LL-086")  # about 2025-01-08
THREE_OR_FOUR = ("LL-029", "LL-030", "LL-031")  # 2025-02-23
FIVE_YEAR_PLAN = ("LL-087", "LL-088", "LL-089", "LL-090", "LL-091", "LL-092", "LL-093")  # 2025-12-31
DATED = (*THIS_YEAR, *FOUR_YEARS, *THREE_OR_FOUR, *FIVE_YEAR_PLAN)

# (day, codes, colour, reasons): as shipped, nobody answers for anything and nothing is reported.
AS_SHIPPED = [
    ("2021-06-30", THIS_YEAR, "grey", ["尚未分办", "剩 184 天"]),
    ("2021-06-30", FOUR_YEARS, "grey", ["尚未分办", "剩 1288 天"]),
    ("2021-06-30", THREE_OR_FOUR, "grey", ["尚未分办", "剩 1334 天"]),
    ("2021-06-30", FIVE_YEAR_PLAN, "grey", ["尚未分办", "剩 1645 天"]),
    ("2021-12-31", THIS_YEAR, "yellow", ["临近到期，今天到期，剩 0 天", "尚未分办"]),
    ("2021-12-31", FOUR_YEARS, "grey", ["尚未分办", "剩 1104 天"]),
    ("2022-01-01", THIS_YEAR, "red", ["超 1 天未办结", "尚未分办"]),
    ("2022-01-01", FIVE_YEAR_PLAN, "grey", ["尚未分办", "剩 1460 天"]),
    ("2025-12-31", THIS_YEAR, "red", ["超 1461 天未办结", "尚未分办"]),
    ("2025-12-31", FOUR_YEARS, "red", ["超 357 天未办结", "尚未分办"]),
    ("2025-12-31", THREE_OR_FOUR, "red", ["超 311 天未办结", "尚未分办"]),
    ("2025-12-31", FIVE_YEAR_PLAN, "yellow", ["临近到期，今天到期，剩 0 天", "尚未分办"]),
]


def lights(ledger, day):
    found = ledger.standings(date.fromisoformat(day))
    return {each.code: (str(each.light.colour), [str(reason) for reason in each.light.reasons]) for each in found}


@pytest.mark.parametrize(("day", "codes", "colour", "reasons"), AS_SHIPPED)
def test_as_shipped(starter_ledger, day, codes, colour, reasons):
    found = lights(starter_ledger, day)
    assert {code: found[code] for code in codes} == dict.fromkeys(codes, (colour, reasons))


@pytest.mark.parametrize("day", ["2021-06-30", "2021-12-31", "2022-01-01", "2025-12-31"])
def test_what_has_no_deadline_is_grey(starter_ledger, day):
    found = lights(starter_ledger, day)
    others = {code: found[code] for code in found if code not in DATED}
    assert len(others) == 73
    said = {code: reasons for code, (_, reasons) in others.items()}
    assert {colour for colour, _ in others.values()} == {"grey"}
    hurried = [code for code, reasons in said.items() if reasons == ["无时限（加快），暂不评灯"]]
    assert len(hurried) == 1
    assert all(said[code] == ["原文没有时限，暂不评灯"] for code in said if code not in hurried)


@pytest.mark.parametrize(
    ("day", "colours"),
    [
        ("2021-06-30", {"grey": 93}),
        ("2021-12-31", {"yellow": 6, "grey": 87}),
        ("2022-01-01", {"red": 6, "grey": 87}),
        ("2025-12-31", {"red": 13, "yellow": 7, "grey": 73}),
    ],
)
def test_counts_as_shipped(starter_ledger, day, colours):
    assert Counter(colour for colour, _ in lights(starter_ledger, day).values()) == colours


def handed_out(ledger, code, cycle="monthly"):
    ledger.apply(edits.revise(ledger.get(code), lead_unit="某单位（示例）", reporting=Reporting(cycle=cycle)))


def report(ledger, code, day, value=None, **fields):
    on = date.fromisoformat(day)
    new = Return(key=f"{code}{day}", commitment=code, period=day[:7], reported_on=on, value=value, **fields)
    ledger.apply(edits.add_return(new, ledger.get(code)))


# (code, value, day): with a lead unit and this one return, dated that day.
HANDED_OUT = [
    # 100 people, 2021-02-23 to 2021-12-31: 127 of 311 days by 06-30.
    ("LL-062", 60, "2021-06-30", "green", "期限内，剩 184 天"),
    ("LL-062", 40, "2021-06-30", "green", "期限内，剩 184 天"),
    ("LL-062", 20, "2021-06-30", "yellow", "比序时进度欠 20.8 个百分点（应达 40.8 名，实际 20 名）"),
    ("LL-062", 5, "2021-06-30", "red", "严重滞后，比序时进度欠 35.8 个百分点（应达 40.8 名，实际 5 名）"),
    ("LL-062", 95, "2021-12-31", "yellow", "临近到期，今天到期，剩 0 天"),
    ("LL-062", 89, "2021-12-31", "red", "临近到期仍比序时进度欠 11 个百分点（应达 100 名，实际 89 名）"),
    ("LL-062", 100, "2022-01-01", "red", "超 1 天未办结"),
    # 100 亿元 in the same window.
    ("LL-014", 45, "2021-06-30", "green", "期限内，剩 184 天"),
    ("LL-014", 30, "2021-06-30", "yellow", "比序时进度欠 10.8 个百分点（应达 40.8 亿元，实际 30 亿元）"),
    # A share without a stated baseline: no path, judged by time alone.
    ("LL-029", 40, "2021-06-30", "green", "期限内，剩 1334 天"),
    # 737.6 in 2020 to 1000 in 2024: 803.2 for 2021, half of it by June, 868.8 for 2022.
    ("LL-083", 390, "2021-06-30", "green", "期限内，剩 1288 天"),
    ("LL-083", 300, "2021-06-30", "yellow", "比序时进度欠 12.6 个百分点（应达 401.6 亿元，实际 300 亿元）"),
    ("LL-083", 790, "2021-12-31", "green", "期限内，剩 1104 天"),
    # A rank: below 45 throughout, 45 being where it started; 60 is a third worse than that.
    ("LL-088", 44, "2021-12-31", "green", "期限内，剩 1461 天"),
    ("LL-088", 50, "2021-12-31", "yellow", "比序时进度欠 11.1 个百分点（应达 45 位，实际 50 位）"),
    ("LL-088", 60, "2021-12-31", "red", "严重滞后，比序时进度欠 33.3 个百分点（应达 45 位，实际 60 位）"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "value", "day", "colour", "reason"), HANDED_OUT)
def test_handed_out_with_one_return(starter_ledger, code, value, day, colour, reason):
    handed_out(starter_ledger, code)
    report(starter_ledger, code, day, value)
    found, reasons = lights(starter_ledger, day)[code]
    assert (found, reasons[0]) == (colour, reason)


@pytest.mark.parametrize(
    ("day", "colour", "reasons"),
    [
        ("2021-06-30", "yellow", ["连续 4 期未报送（至 2021-06 期）", "剩 184 天"]),
        ("2021-12-31", "red", ["连续 10 期未报送（至 2021-12 期）", "临近到期，今天到期，剩 0 天"]),
        ("2022-01-01", "red", ["超 1 天未办结", "连续 10 期未报送（至 2021-12 期）"]),
    ],
)
def test_handed_out_without_a_return(starter_ledger, day, colour, reasons):
    handed_out(starter_ledger, "LL-062")
    assert lights(starter_ledger, day)["LL-062"] == (colour, reasons)


def test_what_has_no_deadline_is_never_red(starter_ledger):
    handed_out(starter_ledger, "LL-004")
    for day in ("2021-06-30", "2021-12-31", "2022-01-01", "2025-12-31"):
        assert lights(starter_ledger, day)["LL-004"][0] == "grey"
    report(starter_ledger, "LL-004", "2021-06-30", difficulties="请求市政府协调用地指标")
    for day in ("2021-06-30", "2022-01-01", "2025-12-31"):
        assert lights(starter_ledger, day)["LL-004"][0] == "yellow"
