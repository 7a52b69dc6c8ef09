"""What somebody changes past the journal is found and named, whatever table it is in."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile, SavedView, keep_profile, keep_view
from liling_desk.open_ledger import OpenLedger


@pytest.fixture
def worked(starter_place):
    """A ledger in which something of everything was done, undone and done again, closed."""
    ledger = OpenLedger.open(starter_place, "张三")
    ledger.apply(edits.add_unit(Unit(name="市交通运输局", aliases=("交通局",))))
    ledger.apply(edits.assign(ledger.get("LL-001"), "交通局", ["市发改局"]))
    ledger.apply(edits.extend(ledger.get("LL-002"), date(2022, 3, 31), "征地", "文号", date(2021, 12, 1)))
    report = Return(key="r1", commitment="LL-001", period="2021-06", progress="路基贯通", value=2.5)
    ledger.apply(edits.add_return(report, ledger.get("LL-001")))
    ledger.apply(edits.add_evidence(Evidence(key="e1", commitment="LL-001", text="验收单")))
    ledger.apply(edits.tick_off(ledger.get("LL-003"), "文号", date(2021, 6, 1), "张三"))
    ledger.undo()
    ledger.redo()
    ledger.apply(keep_view(SavedView(name="红灯")))
    ledger.apply(keep_profile(Profile(name="交通", columns={"进展": "progress"})))
    content = b"file"
    facts = BatchFacts("报送.csv", hashlib.sha256(content).hexdigest(), 3, "2021-06", original=content)
    ledger.apply_import(edits.revise(ledger.get("LL-004"), note="来自文件"), facts)
    ledger.apply(edits.delete(ledger.get("LL-005"), "重复"))
    ledger.close()
    return starter_place


def problems(place):
    ledger = OpenLedger.open(place, "张三")
    found = ledger.check()
    ledger.close()
    assert found["chain_ok"]
    assert found["ok"] == (not found["problems"])
    return [str(each) for each in found["problems"]]


def test_honest_work_leaves_nothing_unaccounted(worked):
    assert problems(worked) == []


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE commitment SET title = '改过' WHERE code = 'LL-007'", "LL-007"),
        ("UPDATE commitment SET lead_unit = '市发改局' WHERE code = 'LL-007'", "LL-007"),
        ("UPDATE commitment SET assigned_deadline = '2029-01-01' WHERE code = 'LL-007'", "LL-007"),
        ("UPDATE commitment SET deadline_latest = '2029-12-31' WHERE code = 'LL-004'", "LL-004"),
        ("UPDATE commitment SET extensions = NULL WHERE code = 'LL-002'", "LL-002"),
        ("UPDATE commitment SET done_on = '2021-05-01' WHERE code = 'LL-003'", "LL-003"),
        ("UPDATE commitment SET deleted = 'false' WHERE code = 'LL-005'", "LL-005"),
        ("UPDATE commitment SET version = 9 WHERE code = 'LL-007'", "LL-007"),
        ("UPDATE commitment SET search_text = '' WHERE code = 'LL-007'", "LL-007"),
        ("UPDATE commitment SET initials = '' WHERE code = 'LL-007'", "LL-007"),
        ("UPDATE indicator SET target = 1 WHERE commitment = 'LL-062'", "LL-062"),
        ("DELETE FROM indicator WHERE commitment = 'LL-062'", "LL-062"),
        ("DELETE FROM commitment_unit WHERE commitment = 'LL-001'", "LL-001"),
        ("DELETE FROM commitment WHERE code = 'LL-009'", "LL-009"),
        ("UPDATE progress_return SET value = 99", "LL-001"),
        ("DELETE FROM progress_return", "LL-001"),
        ("INSERT INTO progress_return (key, commitment, progress, difficulties) VALUES ('x', 'LL-008', '', '')", "LL-008"),
        ("UPDATE evidence SET text = '没有'", "LL-001"),
        ("INSERT INTO unit (name) VALUES ('冒出来的局')", "冒出来的局"),
        ("UPDATE unit_alias SET alias = '别名'", "市交通运输局"),
        ("UPDATE source SET publisher = '别家'", "依据"),
        ("DELETE FROM saved_view", "红灯"),
        ("UPDATE profile SET columns = '{}'", "交通"),
        ("UPDATE batch SET row_count = 4", "第 1 批"),
        ("DELETE FROM batch", "第 1 批"),
        ("DELETE FROM journal_subject WHERE commitment = 'LL-003'", "LL-003"),
        ("INSERT INTO journal_subject (desk, seq, commitment) VALUES ('main', 2, 'LL-090')", "LL-090"),
    ],
)  # fmt: skip
def test_what_is_changed_past_the_journal_is_named(worked, tamper, statement, named):
    assert tamper(worked, statement) > 0
    found = problems(worked)
    assert found
    assert any(named in each for each in found)
