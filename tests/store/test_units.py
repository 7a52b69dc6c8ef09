"""Units, their short and former names."""

from __future__ import annotations

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.errors import Conflict, InvalidEdit
from liling_desk.open_ledger import OpenLedger

TRAFFIC = Unit(name="市交通运输局", aliases=("交通局", "运输局", "交运局"))


@pytest.fixture
def ledger(starter_ledger):
    starter_ledger.apply(edits.add_unit(TRAFFIC))
    starter_ledger.apply(edits.assign(starter_ledger.get("LL-001"), "市交通运输局", ["市财政局"]))
    starter_ledger.apply(edits.assign(starter_ledger.get("LL-002"), "市财政局", ["市交通运输局", "市住建局"]))
    return starter_ledger


def renamed(ledger, name="市交通局"):
    snapshot = ledger.snapshot()
    unit = snapshot.units["市交通运输局"]
    return edits.revise_unit(unit, unit.but(name=name), snapshot.commitments.values())


def test_aliases_lead_to_the_present_name(ledger):
    names = ledger.snapshot().unit_by_name
    assert {names[each] for each in ("交通局", "运输局", "交运局", "市交通运输局")} == {"市交通运输局"}


def test_items_follow_a_rename_and_the_former_name_stays_known(ledger, state):
    before = state(ledger)
    ledger.apply(renamed(ledger))
    assert ledger.get("LL-001").lead_unit == "市交通局"
    assert ledger.get("LL-002").support_units == ("市交通局", "市住建局")
    assert set(ledger.snapshot().units) == {"市交通局", "市财政局", "市住建局"}
    assert ledger.snapshot().unit_by_name["市交通运输局"] == "市交通局" == ledger.snapshot().unit_by_name["交运局"]
    after = state(ledger)
    assert ledger.undo().kept == ()
    assert state(ledger) == before
    ledger.redo()
    assert state(ledger) == after


def test_a_unit_may_take_its_own_alias_as_its_name(ledger, state):
    before = state(ledger)
    ledger.apply(renamed(ledger, "交通局"))
    assert ledger.snapshot().units["交通局"].aliases == tuple(sorted(("运输局", "交运局", "市交通运输局")))
    assert ledger.get("LL-001").lead_unit == "交通局"
    ledger.undo()
    assert state(ledger) == before


def test_a_unit_that_was_typed_by_an_alias_is_the_unit(ledger, state):
    before = state(ledger)
    ledger.apply(edits.assign(ledger.get("LL-003"), "交通局", ["运输局", "交运局", "市教育局"]))
    item = ledger.get("LL-003")
    assert (item.lead_unit, item.support_units) == ("市交通运输局", ("市交通运输局", "市教育局"))
    assert "交通局" not in ledger.snapshot().units
    ledger.undo()
    assert state(ledger) == before


def test_a_name_in_use_and_a_taken_alias_are_refused(ledger, state):
    before = state(ledger)
    for attempt in (
        lambda: ledger.apply(renamed(ledger, "市财政局")),
        lambda: ledger.apply(edits.add_unit(Unit(name="市财政局"))),
        lambda: ledger.apply(edits.add_unit(Unit(name="新局", aliases=("交通局",)))),
        lambda: ledger.apply(edits.revise_unit(Unit(name="市财政局"), Unit(name="市财政局", aliases=("运输局",)), ())),
    ):
        with pytest.raises(InvalidEdit):
            attempt()
    assert state(ledger) == before


def test_a_rename_that_misses_somebody_elses_assignment_is_refused(ledger, starter_place):
    changes = renamed(ledger)
    other = OpenLedger.open(starter_place, "李四")
    other.apply(edits.assign(other.get("LL-009"), "市交通运输局"))
    with pytest.raises((InvalidEdit, Conflict)):
        ledger.apply(changes)
    assert ledger.get("LL-009").lead_unit == ledger.get("LL-001").lead_unit == "市交通运输局"
    other.close()


@pytest.mark.parametrize("aliases", [("丙", "甲", "乙"), ("甲", "甲"), (" 甲 ", ""), ("zeta", "Alpha", "é")])
def test_aliases_in_any_order_are_undone(starter_ledger, state, aliases):
    before = state(starter_ledger)
    starter_ledger.apply(edits.add_unit(Unit(name="某局", aliases=aliases)))
    unit = starter_ledger.snapshot().units["某局"]
    starter_ledger.apply(edits.revise_unit(unit, Unit(name="某局", aliases=("丁", *aliases)), ()))
    assert starter_ledger.undo().kept == ()
    assert starter_ledger.undo().kept == ()
    assert state(starter_ledger) == before
