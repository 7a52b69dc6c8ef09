"""An import is one batch: taken back whole, but for what was edited later."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import NothingToUndo
from liling_desk.ledger.record import creation
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status

DAY = date(2021, 6, 30)
FACTS = BatchFacts("六月报送.csv", "ab" * 32, 3, "2021-06")


def imported(ledger):
    """A batch that gives LL-001 a unit and a handler, claims LL-002 done, and adds one item."""
    claim = Return(
        key="r1", commitment="LL-002", period="2021-06", reported_on=DAY, progress="已完成", claimed_status=Status.DONE
    )
    sets = [
        edits.assign(ledger.get("LL-001"), "市交通局", handler="钱七"),
        edits.add_return(claim, ledger.get("LL-002")),
        edits.create(Commitment(code="LL-094", title="新事项")),
    ]
    changes = ChangeSet("import", tuple(change for each in sets for change in each.changes))
    return ledger.apply_import(changes, FACTS)


def test_a_batch_is_listed_with_its_facts(starter_ledger):
    applied = imported(starter_ledger)
    assert applied.batch == 1 and set(applied.codes) == {"LL-001", "LL-002", "LL-094"}
    (batch,) = starter_ledger.batches()
    assert (batch.number, batch.file, batch.sha256, batch.rows, batch.period, batch.actor, batch.undone) == (
        1,
        FACTS.file,
        FACTS.sha256,
        3,
        "2021-06",
        "张三",
        False,
    )
    assert starter_ledger.returns("LL-002")[0].batch == 1
    assert starter_ledger.get("LL-002").status is Status.SUBMITTED
    assert starter_ledger.history("LL-001")[0].batch == 1


def test_the_whole_batch_is_taken_back_once(starter_ledger, state):
    before = state(starter_ledger)
    imported(starter_ledger)
    undone = starter_ledger.undo_batch(1)
    assert (undone.kept, undone.batch) == ((), 1)
    assert state(starter_ledger) == before
    assert starter_ledger.batches()[0].undone
    with pytest.raises(NothingToUndo):
        starter_ledger.undo_batch(1)
    starter_ledger.redo()
    assert not starter_ledger.batches()[0].undone
    assert starter_ledger.get("LL-094").title == "新事项"


def test_a_batch_of_many_new_items_is_taken_back_whole(starter_ledger, state):
    before = state(starter_ledger)
    sets = [
        edits.create(Commitment(code=f"N-{n:04}", title=f"新事项{n}", support_units=("市交通局",))) for n in range(1100)
    ]
    inferior = edits.create(Commitment(code="N-2000", title="下级", parent="N-0007"))
    reports = [
        creation("progress_return", f"r{n}", Return(key=f"r{n}", commitment=f"N-{n:04}", progress="已开工"))
        for n in range(0, 1100, 3)
    ]
    made = [change for each in (*sets, inferior) for change in each.changes]
    starter_ledger.apply_import(ChangeSet("import", (*made, *reports)), FACTS)
    written = state(starter_ledger)
    assert starter_ledger.undo_batch(1).kept == ()
    assert state(starter_ledger) == before
    starter_ledger.redo()
    assert state(starter_ledger) == written
    starter_ledger.undo()
    assert state(starter_ledger) == before
    assert starter_ledger.check()["ok"]


def test_a_batch_that_undo_took_back_is_not_taken_back_again(starter_ledger):
    imported(starter_ledger)
    starter_ledger.undo()
    with pytest.raises(NothingToUndo):
        starter_ledger.undo_batch(1)
    assert starter_ledger.can_undo() is None


def test_an_unknown_batch_is_said_to_be_unknown(starter_ledger):
    with pytest.raises(NothingToUndo) as caught:
        starter_ledger.undo_batch(7)
    assert "7" in str(caught.value)


def test_fields_edited_later_are_kept_and_named(starter_ledger):
    imported(starter_ledger)
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), handler="孙八", note="后来的"))
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-094"), title="改了名的新事项"))
    undone = starter_ledger.undo_batch(1)
    assert {(kept.code, kept.field, kept.value) for kept in undone.kept} == {
        ("LL-001", "handler", "孙八"),
        ("LL-094", "title", "改了名的新事项"),
    }
    item = starter_ledger.get("LL-001")
    assert (item.lead_unit, item.handler, item.note) == (None, "孙八", "后来的")
    assert starter_ledger.get("LL-094").title == "改了名的新事项"
    assert starter_ledger.returns("LL-002") == ()
    assert starter_ledger.get("LL-002").status is Status.NOT_STARTED
    assert starter_ledger.check()["ok"]


def test_a_verdict_is_never_half_put_back(starter_ledger):
    imported(starter_ledger)
    starter_ledger.apply(edits.tick_off(starter_ledger.get("LL-002"), "验收文号", DAY, "张三"))
    undone = starter_ledger.undo_batch(1)
    assert ("LL-002", "status") in {(kept.code, kept.field) for kept in undone.kept}
    item = starter_ledger.get("LL-002")
    assert (item.status, item.done_on, item.done_by, item.done_basis) == (Status.DONE, DAY, "张三", "验收文号")


def test_a_verdict_of_a_batch_whose_basis_was_edited_stays_whole(starter_ledger):
    verdict = edits.tick_off(starter_ledger.get("LL-003"), "旧文号", DAY, "导入")
    starter_ledger.apply_import(ChangeSet("import", verdict.changes), FACTS)
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-003"), done_basis="新文号"))
    undone = starter_ledger.undo_batch(1)
    assert {kept.field for kept in undone.kept} == {"status", "done_on", "done_by", "done_basis"}
    item = starter_ledger.get("LL-003")
    assert (item.status, item.done_on, item.done_basis) == (Status.DONE, DAY, "新文号")


def test_a_unit_that_others_use_stays(starter_ledger):
    imported(starter_ledger)
    starter_ledger.apply(edits.assign(starter_ledger.get("LL-005"), "市交通局"))
    assert starter_ledger.undo_batch(1).kept == ()
    assert starter_ledger.get("LL-005").lead_unit == "市交通局"
    assert "市交通局" in starter_ledger.snapshot().units


def test_a_new_item_that_has_got_children_or_returns_stays(starter_ledger):
    imported(starter_ledger)
    report = Return(key="r9", commitment="LL-094", progress="开工")
    starter_ledger.apply(edits.add_return(report, starter_ledger.get("LL-094")))
    assert {kept.code for kept in starter_ledger.undo_batch(1).kept} == {"LL-094"}
    assert starter_ledger.returns("LL-094") == (report,)
    assert starter_ledger.check()["ok"]


def test_batches_are_numbered_on_and_undone_in_any_order(starter_ledger, state):
    states = [state(starter_ledger)]
    for number, code in enumerate(("LL-001", "LL-002", "LL-003"), start=1):
        changes = edits.revise(starter_ledger.get(code), note=f"第{number}批")
        assert starter_ledger.apply_import(changes, FACTS).batch == number
        states.append(state(starter_ledger))
    assert [batch.number for batch in starter_ledger.batches()] == [3, 2, 1]
    for number in (2, 1, 3):
        starter_ledger.undo_batch(number)
    assert state(starter_ledger) == states[0]
    for _ in range(3):
        starter_ledger.redo()
    assert state(starter_ledger) == states[-1]


def test_an_import_without_changes_is_no_batch(starter_ledger):
    assert starter_ledger.apply_import(ChangeSet("import", ()), FACTS).seq == 0
    assert starter_ledger.batches() == []


def test_a_retried_import_is_one_batch(starter_ledger):
    changes = edits.revise(starter_ledger.get("LL-001"), note="一")
    assert starter_ledger.apply_import(changes, FACTS).batch == starter_ledger.apply_import(changes, FACTS).batch == 1
    assert len(starter_ledger.batches()) == 1


def test_a_file_name_that_is_no_text_is_kept_readable(starter_ledger):
    facts = BatchFacts(b"\xc1\xf9\xd4\xc2.csv".decode("utf-8", "surrogateescape"), "00", 1)
    starter_ledger.apply_import(edits.revise(starter_ledger.get("LL-001"), note="一"), facts)
    assert starter_ledger.batches()[0].file.endswith(".csv")


def test_many_rows_are_written_in_one_go(starter_ledger):
    changes = tuple(
        creation("commitment", f"N-{number:04}", Commitment(code=f"N-{number:04}", title=f"新 {number}"))
        for number in range(300)
    )
    applied = starter_ledger.apply_import(ChangeSet("import", changes), FACTS)
    assert len(applied.codes) == 300
    assert len(starter_ledger.history("N-0299")) == 1
    assert starter_ledger.history("N-0299")[0].changes[0].key == "N-0299"
    starter_ledger.undo_batch(1)
    assert len(starter_ledger.snapshot().commitments) == 93


def test_many_histories_at_once_are_those_of_each_item(starter_ledger) -> None:
    starter_ledger.apply(edits.tick_off(starter_ledger.get("LL-001"), "验收文号 1", date(2021, 12, 1), "某人"))
    codes = ["LL-001", "LL-002", "LL-093"]
    found = starter_ledger.histories(codes)
    assert {code: list(entries) for code, entries in found.items()} == {
        code: starter_ledger.history(code) for code in codes
    }
    assert len(found["LL-001"]) == len(found["LL-002"]) + 1
