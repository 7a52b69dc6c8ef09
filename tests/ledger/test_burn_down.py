"""Open items by month's end: what counts from when, and what would be open had everybody kept the day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.burn_down import MonthEnd, burn_down
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import OPEN, Status

AS_OF = date(2021, 12, 15)
FIRST, LAST = date(2021, 9, 1), date(2022, 2, 28)


def row(code: str = "A", due: date | None = None, begun: date | None = date(2021, 1, 8), **fields: object) -> Standing:
    deadline = Deadline(phrase="x", kind="dated", latest=due) if due else Deadline()
    return standing_of(Commitment(code=code, title="甲", deadline=deadline, reference_date=begun, **fields), (), AS_OF)


def done(day: date | None, **fields: object) -> Standing:
    return row(status=Status.DONE, done_on=day, **fields)


def opened(rows: list[Standing]) -> list[int | None]:
    return [each.open for each in burn_down(rows, FIRST, LAST)]


def test_both_days_are_included_and_the_as_of_day_stands_among_them() -> None:
    days = [each.day for each in burn_down([row()], date(2021, 9, 30), LAST)]
    assert days == [date(2021, 9, 30), date(2021, 10, 31), date(2021, 11, 30), AS_OF, date(2021, 12, 31),
                    date(2022, 1, 31), date(2022, 2, 28)]  # fmt: skip
    assert [each.open is None for each in burn_down([row()], FIRST, LAST)] == [False] * 4 + [True] * 3


def test_a_done_item_is_open_up_to_the_day_it_was_done() -> None:
    rows = [done(date(2021, 10, 31), due=date(2021, 11, 30))]
    counted = burn_down(rows, FIRST, date(2021, 11, 30))
    assert counted == (
        MonthEnd(date(2021, 9, 30), 1, 0, 1),
        MonthEnd(date(2021, 10, 31), 0, 1, 1),
        MonthEnd(date(2021, 11, 30), 0, 1, 0),
    )


def test_a_verdict_after_the_as_of_day_has_not_happened() -> None:
    rows = [done(date(2021, 12, 20), due=date(2021, 11, 30))]
    assert opened(rows) == [1, 1, 1, 1, None, None, None]
    assert {each.done for each in burn_down(rows, FIRST, LAST)} == {0}, "nor is it foretold"


def test_done_nobody_knows_when_is_done_on_the_as_of_day_only() -> None:
    assert opened([done(None)]) == [1, 1, 1, 0, None, None, None]


def test_what_is_suspended_ended_or_deleted_is_left_out() -> None:
    rows = [row(status=Status.SUSPENDED), row(status=Status.TERMINATED), row(deleted=True)]
    assert all(each.open in (0, None) and not each.expected for each in burn_down(rows, FIRST, LAST))


def test_an_item_counts_from_the_day_it_begins_and_one_without_such_a_day_always() -> None:
    assert opened([row(begun=date(2021, 11, 1))]) == [0, 0, 1, 1, None, None, None]
    assert opened([row(begun=None)]) == [1, 1, 1, 1, None, None, None]


def test_without_a_day_nothing_is_late() -> None:
    assert [each.expected for each in burn_down([row()], FIRST, LAST)] == [1] * 7
    assert [each.expected for each in burn_down([done(date(2021, 11, 5))], FIRST, LAST)] == [1, 1, 0, 0, 0, 0, 0]


def test_the_extended_day_is_the_one_to_keep() -> None:
    late = row(due=date(2021, 10, 31))
    granted = {"until": date(2022, 1, 31), "reason": "疫情", "document": "文号"}
    extended = row(due=date(2021, 10, 31), extensions=(granted,))
    assert [each.expected for each in burn_down([late], FIRST, LAST)] == [1, 0, 0, 0, 0, 0, 0]
    assert [each.expected for each in burn_down([extended], FIRST, LAST)] == [1, 1, 1, 1, 1, 0, 0]


DAYS = st.none() | st.integers(-400, 400).map(lambda days: AS_OF + timedelta(days=days))
ROWS = st.lists(
    st.builds(
        lambda due, begun, status, on, deleted: row(
            due=due, begun=begun, status=status, done_on=on if status is Status.DONE else None, deleted=deleted
        ),
        DAYS, DAYS, st.sampled_from(list(Status)), DAYS, st.booleans(),
    ),
    max_size=12,
)  # fmt: skip


@given(ROWS, DAYS, DAYS)
def test_open_and_done_are_those_that_have_begun(rows: list[Standing], one: date | None, other: date | None) -> None:
    first, last = sorted((one or FIRST, other or LAST))
    counting = [each for each in rows if not each.commitment.deleted and each.commitment.status in {*OPEN, Status.DONE}]
    for month in burn_down(rows, first, last):
        begun = [each for each in counting if (start := each.commitment.starts_on) is None or start <= month.day]
        assert first <= month.day <= last
        if month.open is not None:
            assert month.open + month.done == len(begun)
        assert 0 <= month.expected <= len(begun)
        if month.day == AS_OF and counting:
            still = [
                each for each in begun
                if each.commitment.status in OPEN or (each.commitment.done_on or AS_OF) > AS_OF
            ]  # fmt: skip
            assert month.open == len(still)


@given(ROWS)
def test_done_never_falls_and_the_future_is_only_expected(rows: list[Standing]) -> None:
    at_once = [row(), *(each for each in rows if each.commitment.starts_on is None)]
    counted = burn_down(at_once, FIRST, LAST)
    assert all((month.open is None) == (month.day > AS_OF) for month in counted)
    for before, after in pairwise(counted):
        assert before.done <= after.done and before.expected >= after.expected
