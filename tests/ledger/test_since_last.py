"""Each way in which an item can move between two bulletins."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger.bulletin import Bulletin, FrozenFigures, ItemThen, freeze, last_issued, next_number
from liling_desk.ledger.commitment import Commitment, Extension
from liling_desk.ledger.figures import tally
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.returns import Return
from liling_desk.ledger.since_last import Move, changes_since, tally_then
from liling_desk.ledger.standing import standing_of
from liling_desk.ledger.status import Status

THEN, NOW = date(2021, 11, 30), date(2021, 12, 31)
ITEM = Commitment(
    code="A-1", title="一项", lead_unit="甲局", status=Status.IN_PROGRESS, assigned_deadline=date(2022, 6, 30)
)
DONE = {"status": Status.DONE, "done_on": THEN, "done_by": "张", "done_basis": "文号"}
LATER = Extension(until=date(2022, 12, 31), reason="疫情", document="文号", decided_on=NOW)


def standings(items, as_of, returns=()):
    return [standing_of(each, [one for one in returns if one.commitment == each.code], as_of) for each in items]


def moves(before, after, returns=()):
    """The moves of one item from THEN to NOW; either side None: it is not counted."""
    earlier = freeze(standings([before] if before else [], THEN, returns), THEN)
    found = changes_since(earlier, standings([after] if after else [], NOW, returns))
    for items in found.moves.values():
        assert all(each.code == "A-1" for each in items)
    return {move for move, items in found.moves.items() if items}


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        (ITEM, ITEM, set()),
        (ITEM, ITEM.but(**DONE), {Move.DONE}),
        (ITEM.but(**DONE), ITEM, {Move.REOPENED}),
        (ITEM.but(assigned_deadline=date(2021, 12, 10)), ITEM.but(**DONE), {Move.DONE, Move.DEADLINE}),
        (ITEM.but(assigned_deadline=date(2021, 12, 30)), None, {Move.GONE}),
        (None, ITEM.but(**DONE), {Move.ADDED}),
        (ITEM, ITEM.but(extensions=(LATER,)), {Move.DEADLINE}),
        (ITEM.but(assigned_deadline=THEN), ITEM.but(assigned_deadline=THEN), {Move.RED, Move.OVERDUE}),
        (ITEM.but(assigned_deadline=date(2022, 1, 15)), ITEM.but(assigned_deadline=date(2022, 1, 15)), {Move.DUE_SOON}),
        (
            ITEM.but(assigned_deadline=date(2021, 11, 1)),
            ITEM.but(assigned_deadline=date(2021, 11, 1), **DONE),
            {Move.DONE, Move.CLEARED},
        ),
    ],
)  # fmt: skip
def test_each_move(before, after, moved):
    assert moves(before, after) == moved


def test_a_value_that_moved_and_one_that_did_not():
    measured = ITEM.but(indicator=Indicator(metric="产值", target=100, unit="亿元"))
    told = [Return(key=str(n), commitment="A-1", reported_on=date(2021, n, 20), value=n) for n in (12, 11)]
    assert Move.VALUE in moves(measured, measured, told)
    assert Move.VALUE not in moves(measured, measured, told[1:])


def test_each_side_is_told_and_the_order_is_that_of_the_rows():
    items = [ITEM.but(code=code) for code in ("C", "A", "B")]
    earlier = freeze(standings(items[1:], THEN), THEN)
    found = changes_since(earlier, standings([each.but(**DONE) for each in items], NOW))
    assert [each.code for each in found.moves[Move.DONE]] == ["A", "B"]
    (added,) = found.moves[Move.ADDED]
    assert (added.then, added.now.code) == (None, "C")
    first = found.moves[Move.DONE][0]
    assert (first.then.status, first.now.commitment.status) == (Status.IN_PROGRESS, Status.DONE)
    assert list(found.moves) == list(Move) and found.number(Move.DONE) == 2


def test_units_then_and_now_also_under_a_new_name():
    earlier = freeze(
        standings([ITEM, ITEM.but(code="A-2", lead_unit="旧局"), ITEM.but(code="A-3", lead_unit=None)], THEN), THEN
    )
    now = [ITEM.but(**DONE), ITEM.but(code="A-2", lead_unit="新局", **DONE), ITEM.but(code="A-4", lead_unit="丙局")]
    units = changes_since(earlier, standings(now, NOW), {"旧局": "新局", "新局": "新局"}).units
    assert {each.unit: (each.then.total, each.then.done, each.now.total, each.now.done) for each in units} == {
        "甲局": (1, 0, 1, 1), "新局": (1, 0, 1, 1), "丙局": (0, 0, 1, 0), "": (1, 0, 0, 0),
    }  # fmt: skip
    assert units[-1].unit == ""


def test_frozen_items_are_counted_as_standings_are():
    rows = standings([ITEM, ITEM.but(code="A-2", **DONE), ITEM.but(code="A-3", assigned_deadline=THEN)], NOW)
    frozen = freeze(rows, NOW)
    assert tally_then(frozen.items) == tally(rows)
    assert FrozenFigures.from_json(frozen.as_json()) == frozen
    assert isinstance(frozen.items[0], ItemThen)


def test_what_is_compared_with_is_the_newest_issue_that_stands():
    def issue(number, **fields):
        named = {"issued_on": THEN, "as_of": date(2021, number, 28), **fields}
        return Bulletin(key=f"2021-{number}", year=2021, number=number, **named)

    found = [issue(8), issue(9, withdrawn_on=THEN), issue(7), issue(10, issued_on=None)]
    assert last_issued(found).number == 8
    assert last_issued(found, before=issue(8)).number == 7
    assert last_issued(found, as_of=date(2021, 7, 31)).number == 7
    assert last_issued(found, before=issue(7)) is None
    assert (next_number(found, 2021), next_number(found, 2022)) == (11, 1)
