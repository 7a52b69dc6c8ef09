"""Which backups stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from liling_desk.store.rotation import Rotation, kept_of

NOON = datetime(2026, 3, 31, 12)
TIMES = st.lists(st.integers(0, 900 * 24 * 60).map(lambda minutes: NOON - timedelta(minutes=minutes)), max_size=80)


def test_ten_a_day_for_a_year_leave_the_last_ten_and_one_each_of_days_weeks_and_months():
    times = [NOON - timedelta(days=day, minutes=10 * number) for day in range(365) for number in range(10)]
    kept = sorted((times[place] for place in kept_of(times)), reverse=True)
    assert kept[:10] == times[:10]
    assert {each.date() for each in kept} >= {(NOON - timedelta(days=day)).date() for day in range(7)}
    assert len({each.isocalendar()[:2] for each in kept}) >= 5
    assert len({(each.year, each.month) for each in kept}) == 12
    assert len(kept) <= 10 + 7 + 5 + 12


@given(TIMES, st.integers(1, 12), st.integers(0, 9), st.integers(0, 6), st.integers(0, 14))
def test_the_newest_stay_and_no_more_than_promised(times, newest, days, weeks, months):
    kept = kept_of(times, Rotation(newest, days, weeks, months))
    assert len(kept) <= newest + days + weeks + months
    order = sorted(range(len(times)), key=lambda place: times[place], reverse=True)
    assert kept >= set(order[:newest])
    if months and times:
        month = max((each.year, each.month) for each in times)
        assert any((times[place].year, times[place].month) == month for place in kept)


@given(TIMES)
def test_what_was_let_go_once_is_not_missed_later(times):
    """Rotating after every backup keeps no less of the newest than rotating once at the end."""
    there: list[datetime] = []
    for each in sorted(times):
        there.append(each)
        there = [there[place] for place in sorted(kept_of(there))]
    assert set(sorted(times, reverse=True)[:10]) <= set(there)
