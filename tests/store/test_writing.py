"""What a set of changes does to the rows: many at once, against what stands, and taking back what has moved on."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import Change, ChangeSet, together
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import Conflict, InvalidEdit, LedgerError
from liling_desk.ledger.record import creation
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import SavedView, drop_view, keep_view

DAY = date(2021, 6, 30)
FACTS = BatchFacts("报送.csv", "0" * 64, 1, "2021-06", original=b"x")


def new_items(first, number):
    return tuple(
        creation("commitment", code, Commitment(code=code, title=f"事项{code}"))
        for code in (f"N-{each:03}" for each in range(first, first + number))
    )


@pytest.mark.parametrize("number", [1, 51, 120])
def test_a_new_item_whose_code_is_taken_is_refused_whatever_comes_with_it(starter_ledger, state, number):
    starter_ledger.apply(ChangeSet("create", new_items(0, 1)))
    before = state(starter_ledger)
    with pytest.raises(InvalidEdit, match="N-000"):
        starter_ledger.apply(ChangeSet("import", new_items(0, number)))
    assert state(starter_ledger) == before


@pytest.mark.parametrize("number", [2, 60])
def test_the_same_new_item_twice_in_a_set_is_refused(starter_ledger, state, number):
    before = state(starter_ledger)
    items = new_items(0, number)
    with pytest.raises(InvalidEdit):
        starter_ledger.apply(ChangeSet("import", (*items, items[0])))
    assert state(starter_ledger) == before


@pytest.mark.parametrize("number", [2, 60])
def test_a_new_item_may_be_changed_in_the_set_that_makes_it(starter_ledger, number):
    items = new_items(0, number)
    report = Return(key="r1", commitment="N-001", progress="开工")
    changes = (
        *items,
        creation("progress_return", "r1", report),
        Change("commitment", "N-001", {"note": ""}, {"note": "随即改过"}),
        Change("commitment", "N-001", {"note": "随即改过"}, {"note": "又改过"}),
    )
    starter_ledger.apply(ChangeSet("import", changes))
    assert starter_ledger.get("N-001").note == "又改过" and starter_ledger.returns("N-001") == (report,)
    assert starter_ledger.check()["ok"]
    starter_ledger.undo()
    assert starter_ledger.check()["ok"]


def test_a_change_against_no_version_is_made_only_against_what_stands(starter_ledger):
    version = starter_ledger.get("LL-001").version
    starter_ledger.apply(ChangeSet("edit", (Change("commitment", "LL-001", {"note": ""}, {"note": "好"}),)))
    assert (starter_ledger.get("LL-001").note, starter_ledger.get("LL-001").version) == ("好", version + 1)
    with pytest.raises(Conflict):
        starter_ledger.apply(ChangeSet("edit", (Change("commitment", "LL-001", {"note": ""}, {"note": "迟了"}),)))
    assert starter_ledger.get("LL-001").note == "好"


@pytest.mark.parametrize(
    "value",
    ["a\0b", {"measure": "a\0b"}, {"in": {"in": "\ud800"}}, ["好", "a\0b"], [["\udfff"]], ("好", "a\0b")],
)
def test_what_no_file_can_hold_is_refused_however_deep_it_stands(starter_ledger, state, value):
    before = state(starter_ledger)
    with pytest.raises(InvalidEdit, match="空字符或残缺"):
        starter_ledger.apply(ChangeSet("edit", (Change("commitment", "LL-001", {"note": ""}, {"note": value}),)))
    assert state(starter_ledger) == before


def test_a_deletion_is_taken_back_only_where_nothing_has_come_instead(starter_ledger):
    view = SavedView(name="红灯")
    starter_ledger.apply(keep_view(view))
    starter_ledger.apply_import(ChangeSet("import", drop_view(view).changes), FACTS)
    starter_ledger.apply(keep_view(view))
    undone = starter_ledger.undo_batch(1)
    assert [each.name for each in starter_ledger.saved_views()] == ["红灯"] and undone.kept == ()
    assert starter_ledger.check()["ok"]


def test_an_edit_of_something_that_is_gone_has_nothing_to_be_taken_back_from(starter_ledger):
    starter_ledger.apply(edits.add_unit(Unit(name="甲局")))
    renamed = Change("unit", "甲局", {"aliases": []}, {"aliases": ["甲"]})
    starter_ledger.apply_import(ChangeSet("import", (renamed,)), FACTS)
    gone = Change("unit", "甲局", {"name": "甲局", "aliases": ["甲"]}, None)
    starter_ledger.apply(ChangeSet("edit", (gone,)))
    assert starter_ledger.undo_batch(1).kept == ()
    assert "甲局" not in starter_ledger.snapshot().units and starter_ledger.check()["ok"]


def test_a_new_thing_that_is_gone_already_is_no_trouble(starter_ledger):
    made = creation("unit", "甲局", Unit(name="甲局"))
    starter_ledger.apply_import(ChangeSet("import", (made,)), FACTS)
    starter_ledger.apply(ChangeSet("edit", (made.inverse(),)))
    assert starter_ledger.undo_batch(1).kept == ()
    assert starter_ledger.check()["ok"]


def test_many_returns_are_written_with_the_words_their_items_are_found_by(starter_ledger):
    codes = sorted(starter_ledger.snapshot().commitments)[:60]
    sets = [
        edits.add_return(
            Return(key=f"r{code}", commitment=code, reported_on=DAY, progress="贯通"), starter_ledger.get(code)
        )
        for code in codes
    ]
    starter_ledger.apply(together("import", sets))
    assert starter_ledger.check()["ok"]


def test_a_number_that_is_none_never_reaches_the_rows(starter_ledger, state):
    before = state(starter_ledger)
    for wrong in (float("nan"), float("inf")):
        report = Change("progress_return", "r1", None, {"commitment": "LL-001", "key": "r1", "value": wrong})
        with pytest.raises((LedgerError, ValueError)):
            starter_ledger.apply(ChangeSet("return", (report,)))
    assert state(starter_ledger) == before and starter_ledger.check()["ok"]
