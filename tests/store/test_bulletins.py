"""Bulletins: drafted, issued for good, withdrawn; what is kept of them stays as it was, byte for byte."""

from __future__ import annotations

import gzip
import hashlib
from datetime import date
from pathlib import Path

import pytest

from liling_desk.ledger import bulletin as bulletins
from liling_desk.ledger import edits
from liling_desk.ledger.bulletin import Bulletin, freeze, next_number
from liling_desk.ledger.errors import FileUnusable, InvalidEdit, LedgerUnusable, NothingToUndo, Outdated
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.open_ledger import OpenLedger

DAY = date(2021, 11, 30)
PAPER = b"%PDF-1.7 as issued"
BUILDING = LedgerFilter(text="建设")


def a_draft(number=11, **fields):
    named = {"title": "督查通报", "remarks": "抓紧", "filter": BUILDING, "sort": SortOrder(by="due"), **fields}
    return Bulletin(key=f"2021-{number}", year=2021, number=number, as_of=DAY, **named)


def figures_of(ledger, draft):
    return freeze(ledger.find(draft.filter, draft.sort, draft.as_of), draft.as_of)


def issue(ledger, draft, paper=PAPER):
    return ledger.issue_bulletin(draft, figures_of(ledger, draft), paper, DAY, ledger.snapshot().entries)


def test_issued_for_good_and_read_again(starter_ledger):
    draft = a_draft()
    starter_ledger.apply(bulletins.draft(draft))
    assert starter_ledger.bulletins() == [draft]
    figures = figures_of(starter_ledger, draft)
    applied = issue(starter_ledger, draft)
    assert (applied.action, applied.seq) == ("issue_bulletin", 3)
    again = OpenLedger.open(starter_ledger.address, "李四")
    (issued,) = again.bulletins()
    assert issued == draft.but(
        issued_on=DAY, issued_by="张三", entries=2,
        figures=hashlib.sha256(figures.as_json()).hexdigest(), paper=hashlib.sha256(PAPER).hexdigest(),
    )  # fmt: skip
    assert again.bulletin_paper(issued) == PAPER and again.frozen_figures(issued) == figures
    (change,) = again.recent(1)[0].changes
    assert (change.after["figures"], change.after["paper"]) == (issued.figures, issued.paper)
    assert again.check()["ok"]
    again.close()


def test_a_draft_has_no_paper_yet(starter_ledger):
    for read in (starter_ledger.bulletin_paper, starter_ledger.frozen_figures):
        with pytest.raises(FileUnusable, match="2021-11"):
            read(a_draft())


def test_an_issue_is_not_undone_and_its_drafting_is_passed_over(starter_ledger):
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="一"))
    starter_ledger.apply(bulletins.draft(a_draft(remarks="")))
    starter_ledger.apply(bulletins.revise_draft(a_draft(remarks=""), a_draft()))
    issue(starter_ledger, a_draft())
    (issued,) = starter_ledger.bulletins()
    assert starter_ledger.can_undo().action == "edit"
    starter_ledger.undo()
    assert starter_ledger.get("LL-001").note == ""
    with pytest.raises(NothingToUndo):
        starter_ledger.undo()
    starter_ledger.redo()
    assert starter_ledger.get("LL-001").note == "一"
    assert starter_ledger.bulletins() == [issued] and starter_ledger.bulletin_paper(issued) == PAPER
    assert starter_ledger.check()["ok"]


def test_a_draft_that_was_discarded_before_the_issue_of_its_number_is_passed_over_too(starter_ledger):
    starter_ledger.apply(bulletins.draft(a_draft()))
    starter_ledger.apply(bulletins.discard_draft(a_draft()))
    starter_ledger.apply(bulletins.draft(a_draft()))
    issue(starter_ledger, a_draft())
    assert starter_ledger.can_undo() is None
    assert starter_ledger.check()["ok"]


def test_what_was_undone_before_an_issue_is_not_redone_after_it(starter_ledger):
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="一"))
    starter_ledger.undo()
    issue(starter_ledger, a_draft())
    assert starter_ledger.can_redo() is None


def test_a_draft_is_undone_and_redone(starter_ledger):
    starter_ledger.apply(bulletins.draft(a_draft()))
    starter_ledger.apply(bulletins.revise_draft(a_draft(), a_draft(12)))
    assert [each.number for each in starter_ledger.bulletins()] == [12]
    starter_ledger.undo()
    assert starter_ledger.bulletins() == [a_draft()]
    starter_ledger.redo()
    starter_ledger.apply(bulletins.discard_draft(a_draft(12)))
    assert starter_ledger.bulletins() == []
    for _ in range(3):
        starter_ledger.undo()
    assert starter_ledger.bulletins() == [] and starter_ledger.can_undo() is None
    assert starter_ledger.check()["ok"]


def test_withdrawing_is_an_edit_with_a_reason_and_keeps_the_number(starter_ledger):
    issue(starter_ledger, a_draft())
    (issued,) = starter_ledger.bulletins()
    with pytest.raises(InvalidEdit, match="原因"):
        bulletins.withdraw(issued, DAY, " ")
    starter_ledger.apply(bulletins.withdraw(issued, DAY, "数据有误"))
    (withdrawn,) = starter_ledger.bulletins()
    assert (withdrawn.withdrawn_on, withdrawn.withdrawn_reason) == (DAY, "数据有误")
    with pytest.raises(InvalidEdit, match="已经撤回"):
        bulletins.withdraw(withdrawn, DAY, "再来")
    assert next_number([withdrawn], 2021) == 12 and next_number([withdrawn], 2022) == 1
    with pytest.raises(InvalidEdit):
        issue(starter_ledger, a_draft())
    starter_ledger.undo()
    assert starter_ledger.bulletins() == [issued]
    starter_ledger.redo()
    assert starter_ledger.bulletins() == [withdrawn] and starter_ledger.bulletin_paper(withdrawn) == PAPER
    assert starter_ledger.check()["ok"]


def test_what_is_out_is_neither_edited_nor_issued_again(starter_ledger):
    issue(starter_ledger, a_draft())
    (issued,) = starter_ledger.bulletins()
    for refused in (
        lambda: bulletins.revise_draft(issued, issued.but(title="x")),
        lambda: bulletins.discard_draft(issued),
        lambda: bulletins.draft(issued),
        lambda: issue(starter_ledger, issued),
        lambda: issue(starter_ledger, a_draft(title="另一份")),
    ):
        with pytest.raises(InvalidEdit, match="已经发出"):
            refused()
    assert starter_ledger.bulletins() == [issued] and starter_ledger.entry_count == 2


@pytest.mark.parametrize(
    "statement",
    ["UPDATE bulletin SET title = 'x'", "UPDATE bulletin SET issued_on = NULL", "DELETE FROM bulletin"],
)
def test_the_engine_itself_refuses_to_change_an_issue(starter_ledger, refusal, statement):
    issue(starter_ledger, a_draft())
    assert "an issued bulletin is not changed" in refusal(starter_ledger.address, statement)
    assert starter_ledger.check()["ok"]


def test_what_changed_after_the_preview_is_to_be_looked_at_again(starter_ledger, stored):
    other = OpenLedger.open(starter_ledger.address, "李四")
    draft, entries = a_draft(), starter_ledger.snapshot().entries
    figures = figures_of(starter_ledger, draft)
    other.apply(edits.revise(other.get("LL-001"), note="一"))
    with pytest.raises(Outdated, match="重新看"):
        starter_ledger.issue_bulletin(draft, figures, PAPER, DAY, entries)
    assert starter_ledger.bulletins() == [] and starter_ledger.entry_count == 2
    assert stored(starter_ledger.address, "SELECT sha256 FROM kept_file") == []
    with pytest.raises(Outdated):  # figures of other items than the draft names
        starter_ledger.issue_bulletin(draft.but(filter=LedgerFilter()), figures, PAPER, DAY, 2)
    issue(starter_ledger, draft)
    other.close()


def test_no_items_no_bulletin(starter_ledger):
    with pytest.raises(InvalidEdit, match="没有事项"):
        issue(starter_ledger, a_draft(filter=LedgerFilter(text="没有这样的字")))


def test_a_number_that_another_draft_has_is_not_given_twice(starter_ledger):
    starter_ledger.apply(bulletins.draft(a_draft()))
    with pytest.raises(InvalidEdit, match="已经有了"):
        starter_ledger.apply(bulletins.draft(a_draft(title="另一份")))
    assert next_number(starter_ledger.bulletins(), 2021) == 12


def test_a_number_that_is_out_is_not_given_to_another_bulletin(starter_ledger):
    issue(starter_ledger, a_draft())
    with pytest.raises(InvalidEdit, match="2021 年第 11 期已经有了"):
        issue(starter_ledger, a_draft().but(key="2021-11-2"))
    assert [each.key for each in starter_ledger.bulletins()] == ["2021-11"]


@pytest.mark.parametrize("damage", ["UPDATE kept_file SET content = x'00'", "DELETE FROM kept_file"])
def test_damaged_and_lost_files_are_named(starter_ledger, tamper, damage):
    issue(starter_ledger, a_draft())
    (issued,) = starter_ledger.bulletins()
    tamper(starter_ledger.address, damage)
    found = starter_ledger.check()
    said = " ".join(map(str, found["problems"]))
    assert not found["ok"] and ("2021-11" in said or "bulletin" in said)
    for read in (starter_ledger.bulletin_paper, starter_ledger.frozen_figures):
        with pytest.raises(FileUnusable, match="2021-11"):
            read(issued)


def test_an_issue_that_somebody_rewrote_is_found_by_the_journal(starter_ledger, tamper):
    issue(starter_ledger, a_draft())
    tamper(starter_ledger.address, "UPDATE bulletin SET as_of = '2021-10-31'")
    found = starter_ledger.check()
    assert not found["ok"] and "2021-11" in str(found["problems"][0])


def test_a_ledger_that_can_only_be_read_issues_nothing(ledger_file):
    ledger_file.chmod(0o444)
    ledger = OpenLedger.open(ledger_file, "张三")
    with pytest.raises(LedgerUnusable):
        issue(ledger, a_draft())
    ledger.close()


@pytest.mark.parametrize("name", ["first", "second"])
def test_an_older_ledger_issues_from_now_on(tmp_path, name):
    path = tmp_path / "旧.db"
    path.write_bytes(gzip.decompress(Path(__file__).with_name(f"{name}-schema.db.gz").read_bytes()))
    ledger = OpenLedger.open(path, "小王")
    assert ledger.bulletins() == [] and ledger.snapshot().letters == {}
    issue(ledger, a_draft(filter=LedgerFilter()))
    (issued,) = ledger.bulletins()
    assert ledger.bulletin_paper(issued) == PAPER and ledger.check()["ok"]
    ledger.close()
