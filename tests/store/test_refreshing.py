"""What is read again after a change is what reading everything anew would give."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.record import edit
from liling_desk.ledger.returns import Return
from liling_desk.open_ledger import OpenLedger, back_up_ledger, restore_ledger
from liling_desk.store import ledger_store
from liling_desk.store.opening import open_store

DAY = date(2021, 6, 30)


def report(code: str, key: str = "r1", value: float = 3.0) -> Return:
    return Return(key=key, commitment=code, period="2021-06", reported_on=DAY, progress="进展", value=value)


def read_anew(ledger: OpenLedger) -> None:
    """The snapshot, the words and the standings equal those of a ledger that was opened just now."""
    fresh = OpenLedger.open(ledger.address, "李四")
    kept, new = ledger.snapshot(), fresh.snapshot()
    assert kept == new and list(kept.commitments) == list(new.commitments)
    assert ledger.standings(DAY) == fresh.standings(DAY)
    fresh.close()


def test_each_kind_of_change_is_seen_here_and_elsewhere(starter_ledger: OpenLedger) -> None:
    other = OpenLedger.open(starter_ledger.address, "李四")
    other.standings(DAY)
    ledger = starter_ledger
    ledger.standings(DAY)
    one = ledger.get("LL-001")
    steps = [
        lambda: edits.revise(one, title="新题目", lead_unit="市交通局", support_units=("市财政局", "新单位")),
        lambda: edits.add_return(report("LL-062"), ledger.get("LL-062")),
        lambda: ChangeSet("edit", (edit("progress_return", "r1", report("LL-062"), report("LL-062", value=4.0)),)),
        lambda: edits.tick_off(ledger.get("LL-003"), "验收报告", DAY, "李主任"),
        lambda: edits.create(one.but(code="AA-001", title="排在最前的新事项")),
        lambda: edits.delete(ledger.get("LL-005")),
    ]
    for step in steps:
        ledger.apply(step())
        read_anew(ledger)
        assert other.changed_elsewhere()
        read_anew(other)
    while ledger.can_undo():
        ledger.undo()
        read_anew(ledger)
    read_anew(other)
    assert "AA-001" not in other.snapshot().commitments
    other.close()


def test_a_changed_return_stands_in_the_history_of_its_item(starter_ledger: OpenLedger) -> None:
    starter_ledger.apply(edits.add_return(report("LL-062"), starter_ledger.get("LL-062")))
    change = edit("progress_return", "r1", report("LL-062"), report("LL-062", value=4.0))
    starter_ledger.apply(ChangeSet("edit", (change,)))
    assert [entry.action for entry in starter_ledger.history("LL-062")][:2] == ["edit", "return"]
    assert starter_ledger.returns("LL-062")[0].value == 4.0 and starter_ledger.check()["ok"]


def test_items_that_nobody_touched_are_not_read_or_judged_again(starter_ledger: OpenLedger) -> None:
    before = {each.code: each for each in starter_ledger.standings(DAY)}
    starter_ledger.apply(edits.tick_off(starter_ledger.get("LL-003"), "验收报告", DAY, "李主任"))
    after = {each.code: each for each in starter_ledger.standings(DAY)}
    assert [code for code in before if after[code] is not before[code]] == ["LL-003"]


def test_a_restored_ledger_is_read_as_a_whole(ledger_file: Path) -> None:
    ledger = OpenLedger.open(ledger_file, "张三")
    ledger.apply(edits.tick_off(ledger.get("LL-003"), "验收报告", DAY, "李主任"))
    kept = back_up_ledger(ledger_file).path
    ledger.apply(edits.tick_off(ledger.get("LL-004"), "验收报告", DAY, "李主任"))
    ledger.apply(edits.tick_off(ledger.get("LL-005"), "验收报告", DAY, "李主任"))
    ledger.snapshot()
    assert len(ledger.history("LL-004")) == 2
    restore_ledger(ledger_file, kept)
    read_anew(ledger)
    assert ledger.get("LL-004").done_on is None
    assert len(ledger.history("LL-004")) == 1
    ledger.close()


def test_writes_in_a_row_are_taken_over_without_reading(
    starter_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = starter_ledger
    before = {each.code: each for each in ledger.standings(DAY)}
    one, three, reporting = (ledger.get(code) for code in ("LL-001", "LL-003", "LL-062"))
    monkeypatch.setattr(ledger_store, "read_since", lambda *_: pytest.fail("what was just written is known"))
    ledger.apply(edits.tick_off(three, "验收报告", DAY, "李主任"))
    ledger.apply(edits.add_return(report("LL-062"), reporting))
    ledger.apply(edits.revise(one, title="新题目", support_units=()))
    ledger.undo()
    ledger.redo()
    read_anew(ledger)
    others = [each for each in ledger.standings(DAY) if each.code not in ("LL-001", "LL-003", "LL-062")]
    assert all(before[each.code] is each for each in others)


def test_what_another_wrote_in_between_is_not_passed_over(starter_ledger: OpenLedger) -> None:
    ledger, other = starter_ledger, OpenLedger.open(starter_ledger.address, "李四")
    item = ledger.get("LL-003")
    other.apply(edits.revise(other.get("LL-004"), title="别人改的"))
    ledger.apply(edits.tick_off(item, "验收报告", DAY, "李主任"))
    assert ledger.get("LL-004").title == "别人改的"
    read_anew(ledger)
    other.close()


def test_a_history_that_was_read_before_grows(starter_ledger: OpenLedger) -> None:
    ledger, other = starter_ledger, OpenLedger.open(starter_ledger.address, "李四")
    for step in (
        lambda: ledger.apply(edits.tick_off(ledger.get("LL-003"), "验收报告", DAY, "李主任")),
        lambda: other.apply(edits.revise(other.get("LL-003"), note="别人记的")),
        lambda: ledger.apply(edits.revise(ledger.get("LL-004"), note="另一项")),
        lambda: other.undo(),
        lambda: ledger.undo(),
    ):
        step()
        fresh = OpenLedger.open(ledger.address, "王五")
        for code in ("LL-003", "LL-004", "LL-005", "LL-999"):
            assert ledger.history(code) == fresh.history(code) == ledger.history(code)
        fresh.close()
    for code in list(ledger.snapshot().commitments)[:30]:
        assert ledger.history(code)
    assert ledger.first_of(ledger.history("LL-004")[0]).action == "edit"
    assert ledger.written_at() == ledger.recent(1)[0].at
    other.close()


def test_many_touched_items_are_read_as_a_whole(starter_ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    from liling_desk.store import refreshing

    monkeypatch.setattr(refreshing, "MOST", 3)
    starter_ledger.standings(DAY)
    items = [starter_ledger.get(f"LL-00{number}") for number in range(1, 8)]
    changes = tuple(change for item in items for change in edits.revise(item, note="甲").changes)
    starter_ledger.apply(ChangeSet("bulk", changes))
    read_anew(starter_ledger)


def test_the_store_gives_the_same_content_while_nothing_changes(ledger_file: Path) -> None:
    from liling_desk.ledger.address import FileAddress

    store = open_store(FileAddress(ledger_file))
    assert store.content() is store.content()
    store.close()


def test_items_from_the_store_share_what_is_the_same(starter_ledger: OpenLedger) -> None:
    first, other = (
        item for item in starter_ledger.snapshot().commitments.values() if item.code in ("LL-001", "LL-002")
    )
    assert first.role is other.role and first.support_units is other.support_units
    with_names_of_its_own = sys.getsizeof(dict.fromkeys(type(first).model_fields))
    assert sys.getsizeof(first) < with_names_of_its_own / 2 and not hasattr(first, "__dict__")


def test_what_comes_from_the_store_has_every_field_and_equals_what_was_checked(starter_ledger: OpenLedger) -> None:
    starter_ledger.apply(edits.add_return(report("LL-062"), starter_ledger.get("LL-062")))
    for value in (starter_ledger.get("LL-062"), starter_ledger.returns("LL-062")[0]):
        again = type(value).model_validate(value.model_dump())
        assert again == value and value.model_fields_set == set(type(value).model_fields)


def test_an_item_from_the_store_can_be_changed_by_nobody(starter_ledger: OpenLedger) -> None:
    item = starter_ledger.get("LL-001")
    with pytest.raises(AttributeError):
        item.title = "另一个"  # type: ignore[misc]
    assert (
        type(item) is type(item.but(title="另一个")) and item.model_copy(update={"title": "另一个"}).title == "另一个"
    )
    assert hash(item) == hash(item.but()) and item == item.but()


def test_letters_are_found_on_both_sides_of_a_full_width_sign(starter_ledger: OpenLedger) -> None:
    item = starter_ledger.get("LL-001")
    starter_ledger.apply(edits.revise(item, title="甲乙：丙丁"))
    (found,) = (each for each in starter_ledger.standings(DAY) if each.code == item.code)
    assert found.initials.isascii() and "jy?bd" in found.initials
    read_anew(starter_ledger)
