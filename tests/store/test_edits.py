"""Every verb of the desk: written, in the history, undone, redone, also after closing and opening."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet, together
from liling_desk.ledger.commitment import Commitment, Source, Unit
from liling_desk.ledger.deadline import read_deadline
from liling_desk.ledger.errors import Conflict, InvalidEdit, NothingToUndo, UnknownCode
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.record import creation
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile, SavedView, drop_view, keep_profile, keep_view
from liling_desk.ledger.status import Status
from liling_desk.open_ledger import OpenLedger

DAY = date(2021, 6, 30)


def ticked(ledger, code="LL-003"):
    return edits.tick_off(ledger.get(code), "株验〔2021〕3号", DAY, "张三")


def returned(ledger, claim=Status.DONE):
    report = Return(
        key=edits.new_key(),
        commitment="LL-001",
        period="2021-06",
        reported_on=DAY,
        unit="市交通局",
        progress="已通车",
        value=3.5,
        claimed_status=claim,
    )
    return edits.add_return(report, ledger.get("LL-001"))


VERBS = {
    "create": lambda ledger: edits.create(Commitment(code="LL-094", title="新事项", lead_unit="市水利局", support_units=("市财政局",), indicator=Indicator(metric="里程", target=3))),
    "edit": lambda ledger: edits.revise(ledger.get("LL-001"), title="改了", note="备注", deadline=read_deadline("2022年底", None), assigned_deadline=DAY),
    "indicator": lambda ledger: edits.revise(ledger.get("LL-083"), indicator=None),
    "indicator changed": lambda ledger: edits.revise(ledger.get("LL-083"), indicator=ledger.get("LL-083").indicator.but(target=1200.5)),
    "assign": lambda ledger: edits.assign(ledger.get("LL-001"), "市交通局", ["市财政局", "市住建局", "市财政局"], leader="赵六", handler="钱七"),
    "tick_off": ticked,
    "suspend": lambda ledger: edits.suspend(ledger.get("LL-001"), "等资金"),
    "terminate": lambda ledger: edits.terminate(ledger.get("LL-001"), "政策调整"),
    "status": lambda ledger: edits.set_status(ledger.get("LL-001"), Status.IN_PROGRESS),
    "delete": lambda ledger: edits.delete(ledger.get("LL-001"), "重复"),
    "split": lambda ledger: edits.split(ledger.get("LL-001"), ["前期", "", "施工"], ledger.snapshot().commitments),
    "return": returned,
    "evidence": lambda ledger: edits.add_evidence(Evidence(key=edits.new_key(), commitment="LL-001", text="验收单", added_on=DAY)),
    "unit": lambda ledger: edits.add_unit(Unit(name="市水利局", aliases=("水务局", "水利"))),
    "view": lambda ledger: keep_view(SavedView(name="红灯", filter=LedgerFilter(light=("red",), due_from=DAY), sort=SortOrder(by="due", descending=True))),
    "profile": lambda ledger: keep_profile(Profile(name="交通局表", columns={"事项": "title", "序号": ""})),
    "source": lambda ledger: ChangeSet("source", (creation("source", "s2", Source(key="s2", title="文件", issued_on=DAY)),)),
    "several": lambda ledger: together("tick_off", [ticked(ledger, code) for code in ("LL-001", "LL-002", "LL-003")]),
}  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_written_undone_and_redone_also_after_opening_again(starter_place, state, verb):
    ledger = OpenLedger.open(starter_place, "张三")
    before, entries = state(ledger), ledger.entry_count
    changes = VERBS[verb](ledger)
    applied = ledger.apply(changes)
    after = state(ledger)
    assert after != before or verb == "source"
    assert ledger.recent(1)[0].seq == applied.seq == entries + 1
    for code in changes.codes:
        newest = ledger.history(code)[0]
        assert (newest.actor, newest.action, newest.seq) == ("张三", changes.action, applied.seq)
    ledger.close()
    for _ in range(2):
        ledger = OpenLedger.open(starter_place, "李四")
        assert state(ledger) == after
        undone = ledger.undo()
        assert (undone.action, undone.kept) == (changes.action, ())
        assert state(ledger) == before
        with pytest.raises(NothingToUndo):
            ledger.undo()
        ledger.close()
        ledger = OpenLedger.open(starter_place, "李四")
        redone = ledger.redo()
        assert (redone.action, redone.kept) == (changes.action, ())
        assert state(ledger) == after
        assert ledger.can_redo() is None
        ledger.close()
    ledger = OpenLedger.open(starter_place, "王五")
    assert ledger.check()["ok"]
    ledger.close()


def test_a_reopened_item_keeps_its_verdict_in_the_history(starter_ledger):
    starter_ledger.apply(ticked(starter_ledger))
    starter_ledger.apply(edits.reopen(starter_ledger.get("LL-003"), "验收不合格"))
    item = starter_ledger.get("LL-003")
    assert (item.status, item.status_reason, item.done_on, item.done_basis) == (
        Status.IN_PROGRESS,
        "验收不合格",
        None,
        None,
    )
    reopened, verdict = starter_ledger.history("LL-003")[:2]
    assert reopened.changes[0].before["done_basis"] == verdict.changes[0].after["done_basis"] == "株验〔2021〕3号"
    starter_ledger.undo()
    assert starter_ledger.get("LL-003").done_basis == "株验〔2021〕3号"


def test_a_deleted_item_keeps_its_code_and_comes_back(starter_ledger, state):
    before = state(starter_ledger)
    starter_ledger.apply(edits.delete(starter_ledger.get("LL-001")))
    shown = starter_ledger.find(LedgerFilter(), SortOrder(), DAY)
    assert len(shown) == 92 and "LL-001" not in {each.code for each in shown}
    assert [each.code for each in starter_ledger.find(LedgerFilter(deleted=True), SortOrder(), DAY)] == ["LL-001"]
    with pytest.raises(InvalidEdit):
        starter_ledger.apply(edits.create(Commitment(code="LL-001", title="占用编号")))
    with pytest.raises(InvalidEdit):
        ticked(starter_ledger, "LL-001")
    starter_ledger.apply(edits.restore(starter_ledger.get("LL-001")))
    assert state(starter_ledger) == before


def test_children_get_codes_that_nobody_has(starter_ledger):
    parent = starter_ledger.get("LL-001")
    for titles in (["一", "二"], ["三"]):
        starter_ledger.apply(edits.split(parent, titles, starter_ledger.snapshot().commitments))
    children = [item for item in starter_ledger.snapshot().commitments.values() if item.parent == "LL-001"]
    assert [item.code for item in children] == ["LL-001-1", "LL-001-2", "LL-001-3"]
    assert {(item.deadline, item.source, item.role) for item in children} == {
        (parent.deadline, parent.source, parent.role)
    }


def test_a_claim_of_done_waits_for_the_desk(starter_ledger):
    starter_ledger.apply(returned(starter_ledger))
    assert starter_ledger.get("LL-001").status is Status.SUBMITTED
    starter_ledger.apply(edits.send_back(starter_ledger.get("LL-001"), "缺验收文件"))
    assert starter_ledger.get("LL-001").status is Status.IN_PROGRESS
    starter_ledger.apply(edits.suspend(starter_ledger.get("LL-001"), "等资金"))
    starter_ledger.apply(returned(starter_ledger))
    assert starter_ledger.get("LL-001").status is Status.SUSPENDED


@pytest.mark.parametrize(
    "attempt",
    [
        lambda item: edits.tick_off(item, "", DAY, "张三"),
        lambda item: edits.tick_off(item, " \u3000\n", DAY, "张三"),
        lambda item: edits.revise(item, title="  "),
        lambda item: edits.revise(item, status="done"),
        lambda item: edits.revise(item, assigned_deadline="soon"),
        lambda item: edits.set_status(item, Status.DONE, "理由"),
        lambda item: edits.suspend(item, " "),
        lambda item: edits.terminate(item, ""),
        lambda item: edits.reopen(item, ""),
        lambda item: edits.split(item, ["", " "], []),
        lambda item: edits.add_evidence(Evidence(key="k", commitment=item.code, text=" ")),
    ],
)
def test_a_verb_without_what_it_needs_is_refused(starter_ledger, attempt):
    with pytest.raises(InvalidEdit) as caught:
        attempt(starter_ledger.get("LL-001"))
    assert "{" not in str(caught.value)


def test_an_item_is_ticked_off_once(starter_ledger):
    starter_ledger.apply(ticked(starter_ledger))
    with pytest.raises(InvalidEdit):
        ticked(starter_ledger)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
@pytest.mark.parametrize("field", ["title", "note", "lead_unit"])
def test_text_that_cannot_be_stored_is_refused_whole(starter_ledger, state, text, field):
    before, entries = state(starter_ledger), starter_ledger.entry_count
    with pytest.raises(InvalidEdit):
        both = [
            ChangeSet("edit", edits.revise(starter_ledger.get("LL-002"), note="好").changes),
            edits.revise(starter_ledger.get("LL-001"), **{field: text}),
        ]
        starter_ledger.apply(together("edit", both))
    assert (state(starter_ledger), starter_ledger.entry_count) == (before, entries)


def test_several_items_are_all_written_or_none(starter_ledger, state):
    sets = [edits.assign(starter_ledger.get(code), "市水利局") for code in ("LL-001", "LL-002")]
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-002"), note="先改一步"))
    before, entries = state(starter_ledger), starter_ledger.entry_count
    with pytest.raises(Conflict):
        starter_ledger.apply(together("assign", sets))
    assert (state(starter_ledger), starter_ledger.entry_count) == (before, entries)


@pytest.mark.parametrize("wrong", [{"parent": "LL-999"}, {"source": "none"}])
def test_a_change_that_points_to_nothing_is_refused(starter_ledger, state, wrong):
    before = state(starter_ledger)
    with pytest.raises(InvalidEdit):
        starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), **wrong))
    with pytest.raises(InvalidEdit):
        starter_ledger.apply(edits.create(Commitment(code="N", title="新", **wrong)))
    with pytest.raises(InvalidEdit):
        starter_ledger.apply(
            ChangeSet("return", (creation("progress_return", "k", Return(key="k", commitment="LL-999")),))
        )
    assert state(starter_ledger) == before


def test_an_unknown_code_is_named(starter_ledger):
    with pytest.raises(UnknownCode) as caught:
        starter_ledger.get("LL-999")
    assert "LL-999" in str(caught.value) and caught.value.where.code == "LL-999"
    with pytest.raises(UnknownCode):
        starter_ledger.apply(edits.revise(Commitment(code="LL-999", title="无"), note="x"))


def test_an_edit_that_changes_nothing_writes_nothing(starter_ledger):
    entries = starter_ledger.entry_count
    item = starter_ledger.get("LL-001")
    assert starter_ledger.apply(edits.revise(item, title=item.title, note=item.note)).seq == 0
    assert starter_ledger.entry_count == entries
    assert starter_ledger.get("LL-001").version == item.version


def test_blank_names_are_no_names(starter_ledger):
    starter_ledger.apply(
        edits.revise(
            starter_ledger.get("LL-001"),
            lead_unit=" ",
            leader="",
            handler="  李 ",
            support_units=("甲", " ", "甲 ", "乙"),
        )
    )
    item = starter_ledger.get("LL-001")
    assert (item.lead_unit, item.leader, item.handler, item.support_units) == (None, None, "李", ("甲", "乙"))


def test_a_retry_of_the_same_operation_is_harmless(starter_ledger):
    changes = ticked(starter_ledger)
    first = starter_ledger.apply(changes)
    again = starter_ledger.apply(changes)
    assert again.seq == first.seq == starter_ledger.entry_count
    assert starter_ledger.get("LL-003").version == 2


def test_views_are_replaced_and_dropped(starter_ledger):
    first = SavedView(name="我的", filter=LedgerFilter(text="路"))
    second = SavedView(name="我的", filter=LedgerFilter(status=("done",)))
    starter_ledger.apply(keep_view(first))
    starter_ledger.apply(keep_view(second, first))
    assert starter_ledger.saved_views() == [second]
    starter_ledger.apply(drop_view(second))
    assert starter_ledger.saved_views() == []
    starter_ledger.undo()
    assert starter_ledger.saved_views() == [second]
    starter_ledger.undo()
    assert starter_ledger.saved_views() == [first]


def test_undo_with_nothing_left_says_so(starter_ledger):
    assert starter_ledger.can_undo() is None and starter_ledger.can_redo() is None
    for attempt in (starter_ledger.undo, starter_ledger.redo):
        with pytest.raises(NothingToUndo):
            attempt()
    assert len(starter_ledger.snapshot().commitments) == 93


def test_an_edit_after_an_undo_ends_redoing(starter_ledger):
    starter_ledger.apply(ticked(starter_ledger, "LL-001"))
    starter_ledger.undo()
    assert starter_ledger.can_redo().action == "undo"
    starter_ledger.apply(ticked(starter_ledger, "LL-002"))
    assert starter_ledger.can_redo() is None
    starter_ledger.undo()
    assert starter_ledger.get("LL-002").status is Status.NOT_STARTED
