"""Does the promise add up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.promise import promise_of


def promising(due=date(2025, 1, 8), **figures):
    stated = {
        "metric": "产值", "comparison": ">=", "target": 1000, "unit": "亿元", "baseline": 600, "baseline_year": 2020,
        "stated_growth_pct": 12,
    }  # fmt: skip
    deadline = Deadline(phrase="4年左右", kind="dated", latest=due) if due else Deadline()
    return Commitment(code="LL-085", title="事项", deadline=deadline, indicator=Indicator(**{**stated, **figures}))


def test_the_parks_twelve_percent_does_not_reach_it():
    promise = promise_of(promising())
    assert (promise.reaches, promise.years, round(promise.reached, 1)) == (False, 4, 944.1)
    assert (promise.years_needed, round(promise.reached_then, 1)) == (5, 1057.4)
    assert round(promise.growth_needed_pct, 1) == 13.6
    assert str(promise.words) == (
        "按每年增长 12%，4 年（到 2024 年）为 944.1 亿元，达不到 1000 亿元；要 5 年（1057.4 亿元），或每年增长 13.6%"
    )


def test_the_gdps_eight_percent_does():
    promise = promise_of(promising(baseline=737.6, stated_growth_pct=8))
    assert (promise.reaches, promise.years, round(promise.reached, 1), promise.years_needed) == (True, 4, 1003.5, 4)
    assert "1003.5 亿元，达得到 1000 亿元" in str(promise.words)


def test_in_the_starter_ledger(starter_ledger):
    snapshot = starter_ledger.snapshot().commitments
    found = {code: promise.reaches for code, item in snapshot.items() if (promise := promise_of(item))}
    assert found == {"LL-083": True, "LL-085": False}
    kinds = [each.kind for each in starter_ledger.remarks("LL-085", date(2021, 6, 30))]
    assert kinds == ["promise"] and not starter_ledger.remarks("LL-083", date(2021, 6, 30))


@pytest.mark.parametrize(("due", "years"), [(date(2025, 12, 31), 5), (date(2025, 12, 30), 4), (date(2021, 12, 31), 1)])
def test_only_whole_years_count(due, years):
    assert promise_of(promising(due)).years == years


@pytest.mark.parametrize(
    "commitment",
    [
        promising(due=None), promising(due=date(2021, 6, 30)), promising(target=None), promising(baseline=None),
        promising(baseline_year=None), promising(stated_growth_pct=None), promising(baseline=0),
        promising(stated_growth_pct=-100), promising(due=date(2500, 1, 1)),
    ],
)  # fmt: skip
def test_nothing_is_said_where_something_is_not_known(commitment):
    assert promise_of(commitment) is None


def test_growth_that_never_gets_there():
    promise = promise_of(promising(stated_growth_pct=0))
    assert (promise.reaches, promise.years_needed) == (False, None)
    assert str(promise.words).endswith("达不到 1000 亿元；每年需增长 13.6%")


@given(
    st.floats(1, 1e5), st.floats(1, 1e5), st.floats(-50, 200), st.integers(1, 50),
    st.sampled_from([">=", ">", "=", "<=", "<"]),
)  # fmt: skip
def test_the_growth_needed_gets_there_and_the_words_have_no_holes(base, target, growth, years, comparison):
    item = promising(
        date(2020 + years, 12, 31), baseline=base, target=target, stated_growth_pct=growth, comparison=comparison
    )
    promise = promise_of(item)
    assert base * (1 + promise.growth_needed_pct / 100) ** years == pytest.approx(target)
    assert promise.reaches == (promise.years == years and {
        ">=": promise.reached >= target, ">": promise.reached > target, "=": promise.reached >= target,
        "<=": promise.reached <= target, "<": promise.reached < target,
    }[comparison])  # fmt: skip
    assert "{" not in str(promise.words)
