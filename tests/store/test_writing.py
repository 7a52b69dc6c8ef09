"""What a set of changes does to the rows: many at once, against what stands, and taking back what has moved on."""

from __future__ import annotations

import random
from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import Change, ChangeSet, together
from liling_desk.ledger.commitment import Commitment, Source, Unit
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import Conflict, FileUnusable, InvalidEdit, NothingToUndo
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.record import creation, record
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile, SavedView, drop_view, keep_profile, keep_view
from liling_desk.open_ledger import OpenLedger
from liling_desk.store.journal_lines import entry_with_hash

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


NO_NUMBERS = [float("nan"), float("inf"), float("-inf"), 2**63, -(2**63) - 1, 10**400]


@pytest.mark.parametrize(
    "wrong", NO_NUMBERS, ids=["nan", "inf", "-inf", "past the end", "before the beginning", "huge"]
)
def test_a_number_that_is_none_never_reaches_the_rows(starter_ledger, state, wrong):
    before = state(starter_ledger)
    figures = {**record(Indicator(metric="里程")), "plan": [{"day": "2021-06-30", "value": wrong}]}
    for change in (
        Change("progress_return", "r1", None, {**record(Return(key="r1", commitment="LL-001")), "value": wrong}),
        Change("commitment", "LL-001", {"indicator": None}, {"indicator": figures}),
    ):
        with pytest.raises(InvalidEdit, match="数字"):
            starter_ledger.apply(ChangeSet("edit", (change,)))
    assert state(starter_ledger) == before and starter_ledger.check()["ok"]


@pytest.mark.parametrize("key", ["a\0b", "\ud800"])
def test_a_key_that_nothing_can_have_is_refused(starter_ledger, key):
    for change in (
        Change("commitment", key, {"note": ""}, {"note": "x"}),
        Change("unit", key, None, {"name": "甲局", "aliases": []}),
        Change("saved_view", key, {"name": key, "filter": {}, "sort": {}}, None),
    ):
        with pytest.raises(InvalidEdit, match="空字符或残缺"):
            starter_ledger.apply(ChangeSet("edit", (change,)))
    assert starter_ledger.entry_count == 1


@pytest.mark.parametrize("key", ["a\0b", "\ud800"])
def test_what_nothing_can_be_called_is_not_found(starter_ledger, key):
    assert starter_ledger.history(key) == [] and starter_ledger.batch_of(key) is None
    assert entry_with_hash(starter_ledger.address, key) is None
    with pytest.raises(FileUnusable, match="不在台账里"):
        starter_ledger.evidence_file(key)
    assert starter_ledger.find(LedgerFilter(text=key), SortOrder(), DAY) == []


@pytest.mark.parametrize("wrong", ["a\0b", "\ud800", 2**64])
def test_nothing_that_no_ledger_can_hold_gets_into_the_history(starter_ledger, wrong):
    version = starter_ledger.get("LL-001").version
    change = Change("commitment", "LL-001", {"note": wrong}, {"note": "好"}, version)
    with pytest.raises(InvalidEdit):
        starter_ledger.apply(ChangeSet("edit", (change,)))
    assert starter_ledger.entry_count == 1


def test_what_a_file_says_of_itself_is_kept_readable(starter_ledger):
    facts = BatchFacts("a\0\udcff.csv", "00" * 32, 1, "2021\0", sender="甲\ud800局", sheet="\0表")
    starter_ledger.apply_import(edits.revise(starter_ledger.get("LL-001"), note="一"), facts)
    (batch,) = starter_ledger.batches()
    assert (batch.file, batch.period, batch.sender, batch.sheet) == ("a\\udcff.csv", "2021", "甲\\ud800局", "表")
    assert starter_ledger.check()["ok"]


@pytest.mark.parametrize("number", [2**63, -(2**70)])
def test_a_number_that_no_batch_can_have_is_not_found(starter_ledger, number):
    with pytest.raises(NothingToUndo, match=str(number)):
        starter_ledger.undo_batch(number)
    with pytest.raises(FileUnusable, match=str(number)):
        starter_ledger.original_file(number)
    assert starter_ledger.batch_codes(number) == ()


def name_of(length, seed=1):
    """Letters that no index entry can hold in fewer bytes: 4 each."""
    return "".join(chr(each) for each in random.Random(seed).choices(range(0x20000, 0x2A000), k=length))


NAMED = {
    "code": lambda name: edits.create(Commitment(code=name, title="新")),
    "unit": lambda name: edits.add_unit(Unit(name=name)),
    "alias": lambda name: edits.add_unit(Unit(name="甲局", aliases=(name,))),
    "view": lambda name: keep_view(SavedView(name=name)),
    "profile": lambda name: keep_profile(Profile(name=name, columns={})),
    "return": lambda name: ChangeSet("x", (creation("progress_return", name, Return(key=name, commitment="LL-001")),)),
    "source": lambda name: ChangeSet("x", (creation("source", name, Source(key=name, title="文件")),)),
    "many": lambda name: ChangeSet("x", (*new_items(0, 60), *edits.create(Commitment(code=name, title="新")).changes)),
}


@pytest.mark.parametrize("kind", NAMED)
def test_names_have_their_measure_on_every_engine(starter_ledger, state, kind):
    before = state(starter_ledger)
    with pytest.raises(InvalidEdit, match="最多 300 个字"):
        starter_ledger.apply(NAMED[kind](name_of(301)))
    assert state(starter_ledger) == before
    starter_ledger.apply(NAMED[kind](name_of(300)))
    assert starter_ledger.check()["ok"]
    starter_ledger.undo()
    assert state(starter_ledger) == before


def test_the_longest_code_and_the_longest_unit_go_together(starter_ledger):
    code, unit, other = name_of(300), name_of(300, 2), name_of(300, 3)
    starter_ledger.apply(edits.create(Commitment(code=code, title="新", lead_unit=unit, support_units=(other,))))
    assert starter_ledger.history(code)[0].action == "create" and starter_ledger.check()["ok"]
    with pytest.raises(InvalidEdit, match="太长"):
        starter_ledger.apply(edits.assign(starter_ledger.get(code), unit, [name_of(301)]))


def test_longer_names_of_older_files_go_on_to_be_used(file_ledgers, ledger_file):
    old, alias = "长" * 400, "短" * 301
    file_ledgers.tamper(
        ledger_file,
        ("INSERT INTO unit (name) VALUES (?)", (old,)),
        ("INSERT INTO unit_alias (alias, unit) VALUES (?, ?)", (alias, old)),
    )
    ledger = OpenLedger.open(ledger_file, "张三")
    ledger.apply(edits.assign(ledger.get("LL-001"), old))
    ledger.apply(edits.assign(ledger.get("LL-002"), alias))
    snapshot = ledger.snapshot()
    unit = snapshot.units[old]
    ledger.apply(edits.revise_unit(unit, unit.but(name="新局"), snapshot.commitments.values()))
    assert {ledger.get(code).lead_unit for code in ("LL-001", "LL-002")} == {"新局"}
    assert set(ledger.snapshot().units["新局"].aliases) == {old, alias}
    ledger.close()
