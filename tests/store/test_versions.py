"""Two windows on one ledger: the second edit on an old version is refused and shows all three sides."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.errors import Conflict, UnknownCode
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.thresholds import Thresholds
from liling_desk.open_ledger import OpenLedger

DAY = date(2021, 6, 30)


@pytest.fixture
def other(starter_place):
    ledger = OpenLedger.open(starter_place, "李四")
    yield ledger
    ledger.close()


def test_the_second_edit_on_an_old_version_is_refused(starter_ledger, other):
    mine, theirs = starter_ledger.get("LL-001"), other.get("LL-001")
    starter_ledger.apply(edits.revise(mine, note="我的"))
    with pytest.raises(Conflict) as caught:
        other.apply(edits.revise(theirs, note="你的"))
    conflict = caught.value
    assert (conflict.mine, conflict.theirs, conflict.base) == ({"note": "你的"}, {"note": "我的"}, {"note": ""})
    assert conflict.where.code == "LL-001" and "LL-001" in str(conflict)
    assert other.get("LL-001").note == starter_ledger.get("LL-001").note == "我的"
    other.apply(edits.revise(other.get("LL-001"), note="你的"))
    assert starter_ledger.get("LL-001").note == "你的"
    assert starter_ledger.get("LL-001").version == 3


def test_an_edit_of_another_field_is_not_merged_silently(starter_ledger, other):
    old = other.get("LL-001")
    starter_ledger.apply(edits.tick_off(starter_ledger.get("LL-001"), "文号", DAY, "张三"))
    with pytest.raises(Conflict):
        other.apply(edits.revise(old, note="晚了一步"))
    assert other.get("LL-001").status == "done"


def test_different_items_do_not_get_in_each_others_way(starter_ledger, other):
    first, second = starter_ledger.get("LL-001"), other.get("LL-002")
    starter_ledger.apply(edits.revise(first, note="一"))
    other.apply(edits.revise(second, note="二"))
    assert [starter_ledger.get(code).note for code in ("LL-001", "LL-002")] == ["一", "二"]
    assert starter_ledger.check()["ok"]


def test_an_item_that_somebody_took_away_is_unknown(starter_ledger, other):
    starter_ledger.apply(edits.split(starter_ledger.get("LL-001"), ["子"], []))
    child = other.get("LL-001-1")
    starter_ledger.undo()
    with pytest.raises(UnknownCode):
        other.apply(edits.revise(child, note="x"))


def test_each_is_told_once_that_the_other_wrote(starter_ledger, other):
    assert not starter_ledger.changed_elsewhere() and not other.changed_elsewhere()
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="一"))
    assert not starter_ledger.changed_elsewhere()
    assert other.changed_elsewhere()
    assert not other.changed_elsewhere()


def test_reading_in_between_does_not_swallow_the_news(starter_ledger, other):
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="一"))
    assert other.get("LL-001").note == "一"
    assert other.changed_elsewhere()
    assert not other.changed_elsewhere()


def test_what_the_other_wrote_is_undone_here(starter_ledger, other):
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="一"))
    assert other.undo().codes == ("LL-001",)
    assert starter_ledger.find(LedgerFilter(text="LL-001"), SortOrder(), DAY)[0].commitment.note == ""


def test_computed_rows_follow_both_date_and_content(starter_ledger):
    def late(as_of):
        return [each.code for each in starter_ledger.find(LedgerFilter(light=("red",)), SortOrder(by="code"), as_of)]

    assert late(date(2021, 12, 31)) == []
    red = late(date(2022, 1, 1))
    assert len(red) == 6
    starter_ledger.apply(edits.tick_off(starter_ledger.get(red[0]), "文号", DAY, "张三"))
    assert late(date(2022, 1, 1)) == red[1:]
    starter_ledger.thresholds = Thresholds(lead_days=0)
    assert len(starter_ledger.find(LedgerFilter(light=("yellow",)), SortOrder(), date(2021, 12, 30))) == 0


def test_two_processes_at_once_lose_nothing(starter_place, repository):
    program = """
import sys
from liling_desk.ledger import edits
from liling_desk.ledger.address import address_of
from liling_desk.open_ledger import OpenLedger

ledger = OpenLedger.open(address_of(sys.argv[1]), sys.argv[2])
for number in range(15):
    item = ledger.get(sys.argv[2])
    ledger.apply(edits.revise(item, detail=item.detail + "+"))
ledger.close()
"""
    command = [sys.executable, "-c", program, starter_place.text]
    runs = [subprocess.Popen([*command, code], cwd=repository) for code in ("LL-001", "LL-002")]
    assert [run.wait(60) for run in runs] == [0, 0]
    ledger = OpenLedger.open(starter_place, "张三")
    assert [ledger.get(code).detail for code in ("LL-001", "LL-002")] == ["+" * 15] * 2
    assert ledger.check()["ok"] and ledger.entry_count == 31
    assert [entry.seq for entry in ledger.recent(50)] == list(range(31, 0, -1))
    ledger.close()
