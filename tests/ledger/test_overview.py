"""What the overview tells: who turned which way since a day, what is due, who owes a return; and the days compared."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger.commitment import Commitment, Extension
from liling_desk.ledger.filters import USUAL_ORDER, LedgerFilter, select
from liling_desk.ledger.light_history import as_it_stood
from liling_desk.ledger.overview import ChangeKind, Overview, by_codes, overview
from liling_desk.ledger.returns import Return
from liling_desk.ledger.since import Since, day_of
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Colour, Reported, Status, Timeliness

AS_OF = date(2021, 12, 15)
SINCE = date(2021, 11, 30)
UNIT = "市水利局"


def report(code: str, period: str, on: date, **words: object) -> Return:
    return Return(key=f"{code}{period}{on}", commitment=code, period=period, reported_on=on, **words)


def item(code: str, due: date | None = date(2022, 6, 30), **words: object) -> Commitment:
    fields = {"lead_unit": UNIT, "status": Status.IN_PROGRESS, "reference_date": date(2021, 10, 5), **words}
    return Commitment(code=code, title=f"事项 {code}", assigned_deadline=due, **fields)


def seen(*pairs: tuple[Commitment, tuple[Return, ...]]) -> tuple[Overview, list[Standing]]:
    now = [standing_of(each, own, AS_OF) for each, own in pairs]
    then = [standing_of(as_it_stood(each, own, SINCE), own, SINCE) for each, own in pairs]
    returns = {each.code: own for each, own in pairs}
    return overview(now, then, returns, SINCE, AS_OF), now


NOVEMBER = date(2021, 11, 20)


def turns(told: Overview) -> dict[ChangeKind, list[str]]:
    return {group.kind: [turn.standing.code for turn in group.turns] for group in told.turns}


def test_each_item_is_told_of_once_and_says_from_where_to_where_and_why() -> None:
    reported = (report("x", "2021-11", NOVEMBER),)
    done = {"status": Status.DONE, "done_on": date(2021, 12, 9), "done_basis": "会议纪要 3 号"}
    claim = report("C", "2021-12", date(2021, 12, 13), claimed_status=Status.DONE)
    told, _ = seen(
        (item("R", date(2021, 12, 10)), reported),
        (item("D", **done), reported),
        (item("C", status=Status.SUBMITTED), (claim, *reported)),
        (item("Y", date(2022, 1, 10)), reported),
        (item("G"), (report("G", "2021-11", date(2021, 12, 2)),)),
        (item("S"), reported),
    )
    assert turns(told) == {
        ChangeKind.TO_RED: ["R"], ChangeKind.DONE: ["D"], ChangeKind.CLAIMED: ["C"],
        ChangeKind.TO_YELLOW: ["Y"], ChangeKind.TO_GREEN: ["G"],
    }  # fmt: skip
    first = {group.kind: group.turns[0] for group in told.turns}
    assert (first[ChangeKind.TO_RED].before.colour, first[ChangeKind.TO_RED].after.colour) == (
        Colour.YELLOW, Colour.RED,
    )  # fmt: skip
    assert str(first[ChangeKind.TO_RED].why) == "超 5 天未办结"
    assert str(first[ChangeKind.DONE].why) == "2021-12-09 办结，依据：会议纪要 3 号"
    assert str(first[ChangeKind.CLAIMED].why) == "自报完成，待督查室核定"
    assert str(first[ChangeKind.TO_YELLOW].why) == "临近到期，剩 26 天"
    assert told.turned.number == 5


def test_tiles_say_how_many_more_than_then() -> None:
    told, _ = seen((item("R", date(2021, 12, 10)), ()), (item("S", None), ()), (item("N", lead_unit=None), ()))
    tiles = {tile.key: (tile.count.number, tile.more) for tile in told.tiles}
    assert tiles["red"] == (1, 1)
    assert tiles["unassigned"] == (1, None)
    assert tiles["all"] == (3, None)


def test_what_is_due_follows_the_lead_time() -> None:
    soon, later = item("A", date(2021, 12, 20)), item("B", date(2022, 1, 20))
    told, _ = seen((later, ()), (soon, ()))
    assert [each.code for each in told.due_rows] == ["A"]
    assert told.due_days[0][0] == date(2021, 12, 20)
    assert told.due.filter == LedgerFilter(timeliness=(Timeliness.DUE_SOON,))
    assert told.next_due is not None
    assert told.next_due.code == "A"


def test_what_is_over_or_settled_is_no_next_deadline() -> None:
    done = item("D", date(2021, 12, 20), status=Status.DONE, done_on=SINCE, done_basis="文")
    told, _ = seen((item("R", date(2021, 12, 10)), ()), (done, ()), (item("N", None), ()))
    assert told.next_due is None


def test_units_that_owe_a_return_come_with_their_states() -> None:
    late = report("L", "2021-11", date(2021, 11, 28))
    back = report("B", "2021-11", NOVEMBER, sent_back_on=date(2021, 12, 1))
    told, rows = seen(
        (item("M"), ()), (item("L"), (late,)), (item("B"), (back,)),
        (item("O", lead_unit="甲局"), (report("O", "2021-11", NOVEMBER),)),
    )  # fmt: skip
    assert [each.unit for each in told.unreported] == [UNIT]
    assert {state: count.number for state, count in told.unreported[0].states.items()} == {
        Reported.MISSING: 1, Reported.SENT_BACK: 1, Reported.LATE: 1,
    }  # fmt: skip
    assert told.absent.number == 2
    assert {each.code for each in select(rows, told.absent.filter, USUAL_ORDER)} == {"M", "B"}
    assert str(told.period) == "2021-11 期"


def test_what_came_in_since_then() -> None:
    value = report("V", "2021-11", date(2021, 12, 1), value=60.0)
    granted = Extension(until=date(2022, 9, 1), reason="因", document="文", decided_on=date(2021, 12, 8))
    told, _ = seen(
        (item("V"), (report("V", "2021-12", AS_OF), value, report("V", "2021-10", NOVEMBER, value=5.0))),
        (item("E", extensions=(granted,)), ()),
        (item("O"), (report("O", "2021-11", SINCE),)),
    )
    moved = told.movements
    assert moved.returns == 2
    assert (moved.reported.number, moved.reported.filter.codes) == (1, ("V",))
    assert moved.valued.filter.codes == ("V",)
    assert moved.extended.filter.codes == ("E",)


def test_no_code_finds_nothing() -> None:
    _, rows = seen((item("A"), ()))
    assert select(rows, by_codes(()).filter, USUAL_ORDER) == []


def test_what_was_decided_after_the_day_is_counted_but_no_change() -> None:
    reported = (report("x", "2021-11", NOVEMBER),)
    done = {"status": Status.DONE, "done_on": date(2021, 12, 20), "done_basis": "会议纪要 3 号"}
    claim = report("C", "2021-12", date(2021, 12, 20), claimed_status=Status.DONE)
    told, _ = seen(
        (item("D", **done), reported),
        (item("C", status=Status.SUBMITTED), (claim, *reported)),
        (item("R", date(2021, 12, 10), **done), reported),
    )
    assert turns(told) == {ChangeKind.TO_RED: ["R"]}
    tiles = {tile.key: (tile.count.number, tile.more) for tile in told.tiles}
    assert tiles["blue"] == (2, 0)


def test_deleted_items_count_nowhere() -> None:
    told, _ = seen((item("R", date(2021, 12, 10), deleted=True), ()))
    assert told.tiles[0].count.number == 0
    assert told.turns == ()


@pytest.mark.parametrize(
    ("as_of", "week", "month", "quarter", "year"),
    [
        ("2021-12-15", "2021-12-12", "2021-11-30", "2021-09-30", "2021-01-01"),
        ("2021-12-12", "2021-12-05", "2021-11-30", "2021-09-30", "2021-01-01"),
        ("2021-01-01", "2020-12-27", "2020-12-31", "2020-12-31", "2020-01-01"),
        ("2024-03-31", "2024-03-24", "2024-02-29", "2023-12-31", "2024-01-01"),
        ("0001-01-05", "0001-01-01", "0001-01-01", "0001-01-01", "0001-01-01"),
    ],
)
def test_days_to_compare_with(as_of: str, week: str, month: str, quarter: str, year: str) -> None:
    days = [day_of(since, date.fromisoformat(as_of)).isoformat() for since in Since]
    assert days == [week, month, quarter, year]
