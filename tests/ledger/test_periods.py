"""Reporting periods and the roll-call."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.periods import Cycle, Reporting, owed_periods, period_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import owing_of, roll_call
from liling_desk.ledger.status import Reported

START = date(2021, 2, 23)
LAST = date(2021, 6, 30)


def item(code="LL-001", **fields):
    return Commitment(**{"code": code, "title": "事项", "lead_unit": "市教育局", "reference_date": START, **fields})


def sent(period, on, **fields):
    day = date.fromisoformat(on)
    return Return(key=f"{period}{on}", commitment="LL-001", period=period, reported_on=day, **fields)


@pytest.mark.parametrize(
    ("cycle", "day", "first", "last", "key", "name"),
    [
        ("monthly", "2021-02-10", "2021-02-01", "2021-02-28", "2021-02", "2021-02 期"),
        ("monthly", "2024-02-29", "2024-02-01", "2024-02-29", "2024-02", "2024-02 期"),
        ("quarterly", "2021-05-31", "2021-04-01", "2021-06-30", "2021-06", "2021 年第 2 季度"),
        ("quarterly", "2021-12-31", "2021-10-01", "2021-12-31", "2021-12", "2021 年第 4 季度"),
        ("half_yearly", "2021-06-30", "2021-01-01", "2021-06-30", "2021-06", "2021 年上半年"),
        ("half_yearly", "2021-07-01", "2021-07-01", "2021-12-31", "2021-12", "2021 年下半年"),
    ],
)
def test_the_period_of_a_day(cycle, day, first, last, key, name):
    period = period_of(date.fromisoformat(day), Cycle(cycle))
    assert (period.first.isoformat(), period.last.isoformat(), period.key, str(period.name)) == (first, last, key, name)


def test_no_cycle_no_period():
    assert period_of(START, Cycle.NONE) is None


@pytest.mark.parametrize(
    ("reporting", "due"),
    [
        (Reporting(due_day=25), "2021-02-25"),
        (Reporting(due_day=31), "2021-02-28"),
        (Reporting(due_day=5, next_month=True), "2021-03-05"),
    ],
)
def test_when_february_is_due(reporting, due):
    assert period_of(date(2021, 2, 1), reporting.cycle).due(reporting).isoformat() == due


@pytest.mark.parametrize(
    ("reporting", "as_of", "owed"),
    [
        (Reporting(), "2021-06-25", ["2021-05", "2021-04", "2021-03"]),
        (Reporting(), "2021-06-26", ["2021-06", "2021-05", "2021-04", "2021-03"]),
        (Reporting(), "2021-03-25", []),
        (Reporting(since=date(2021, 5, 10)), "2021-06-30", ["2021-06"]),
        (Reporting(due_day=5, next_month=True), "2021-07-05", ["2021-05", "2021-04", "2021-03"]),
        (Reporting(cycle="quarterly"), "2021-12-31", ["2021-12", "2021-09", "2021-06"]),
        (Reporting(cycle="half_yearly"), "2021-12-31", ["2021-12"]),
        (Reporting(cycle="none"), "2021-12-31", []),
    ],
)
def test_owed_since_the_period_after_it_was_handed_out(reporting, as_of, owed):
    assert [each.key for each in owed_periods(reporting, START, date.fromisoformat(as_of))] == owed


def test_without_a_start_only_the_newest_is_owed():
    assert [each.key for each in owed_periods(Reporting(), None, LAST)] == ["2021-06"]


@given(
    st.builds(
        Reporting,
        cycle=st.sampled_from(Cycle), due_day=st.integers(1, 31), next_month=st.booleans(),
        since=st.one_of(st.none(), st.dates()),
    ),
    st.one_of(st.none(), st.dates()),
    st.dates(),
)  # fmt: skip
def test_whatever_the_dates_owed_periods_are_over_and_follow_each_other(reporting, start, as_of):
    owed = owed_periods(reporting, start, as_of)
    assert all(each.due(reporting) < as_of for each in owed)
    assert all(newer.before() == older for newer, older in pairwise(owed))


@pytest.mark.parametrize(
    ("returns", "as_of", "state", "missing"),
    [
        ((), "2021-03-20", "not_yet", 0),
        ((sent("2021-03", "2021-03-20"),), "2021-03-20", "reported", 0),
        ((), "2021-06-30", "missing", 4),
        ((sent("2021-06", "2021-06-25"),), "2021-06-30", "reported", 0),
        ((sent("2021-06", "2021-06-28"),), "2021-06-30", "late", 0),
        ((sent("2021-06", "2021-06-30"),), "2021-06-30", "reported", 0),  # as an import has it where no day is told
        ((sent("2021-06", "2021-07-02"),), "2021-06-30", "missing", 4),
        ((sent("2021-06", "2021-07-02"),), "2021-07-02", "late", 0),
        ((sent("2021-04", "2021-04-20"),), "2021-06-30", "missing", 2),
        ((sent(None, "2021-06-10"),), "2021-06-30", "reported", 0),
        ((sent("2021-06", "2021-06-10"),), "2021-06-20", "reported", 0),  # ahead of May's, which it covers
        ((sent("2021-06", "2021-06-20", sent_back_on=LAST, sent_back_reason="不实"),), "2021-06-30", "sent_back", 4),
        ((sent("2021-06", "2021-06-20", sent_back_on=LAST, sent_back_reason="不实"),), "2021-06-29", "reported", 0),
    ],
)
def test_what_an_item_owes(returns, as_of, state, missing):
    owing = owing_of(item(), returns, date.fromisoformat(as_of))
    assert (owing.state, owing.missing) == (Reported(state), missing)


@pytest.mark.parametrize(
    "fields",
    [
        {"lead_unit": None}, {"deleted": True}, {"reporting": Reporting(cycle="none")},
        {"status": "done", "done_on": LAST, "done_basis": "文号"}, {"status": "suspended"}, {"status": "terminated"},
    ],
)  # fmt: skip
def test_who_owes_nothing(fields):
    assert owing_of(item(**fields), (), LAST).state is Reported.NOT_EXPECTED


def test_the_roll_call_of_june():
    back = sent("2021-06", "2021-06-20", sent_back_on=LAST, sent_back_reason="不实")
    items = [
        item("A-1"), item("A-2", lead_unit="市财政局"), item("A-3"), item("A-4"), item("A-5", lead_unit=None),
        item("A-6", reporting=Reporting(due_day=31)), item("A-7", reporting=Reporting(cycle="quarterly")),
        item("A-8", deleted=True), item("A-9", reference_date=date(2021, 6, 2)),
    ]  # fmt: skip
    returns = {
        "A-1": (sent("2021-06", "2021-06-24"),), "A-2": (sent("2021-06", "2021-06-29"),), "A-3": (back,),
        "A-7": (sent("2021-05", "2021-05-20"),),
    }  # fmt: skip
    rows = roll_call(items, returns, date(2021, 6, 15), LAST)
    assert [(row.code, row.unit, str(row.state)) for row in rows] == [
        ("A-1", "市教育局", "reported"),
        ("A-3", "市教育局", "sent_back"),
        ("A-4", "市教育局", "missing"),
        ("A-6", "市教育局", "not_yet"),
        ("A-7", "市教育局", "reported"),
        ("A-2", "市财政局", "late"),
    ]
    assert rows[0].report.key == "2021-062021-06-24"


@given(st.lists(st.dates(START, LAST + timedelta(days=90)), max_size=6), st.dates(START, LAST + timedelta(days=90)))
def test_missing_counts_back_to_the_newest_return(dates, as_of):
    returns = [sent(None, day.isoformat()) for day in sorted(set(dates), reverse=True)]
    months = [f"{day:%Y-%m}" for day in dates if day <= as_of]
    owed = [each.key for each in owed_periods(Reporting(), START, as_of)]
    expected = len([*takewhile(lambda key: key > max(months, default=""), owed)])
    assert owing_of(item(), returns, as_of).missing == expected
