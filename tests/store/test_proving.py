"""A ledger is checked while it is in use: what was added, the whole once a week, and whether it is still the same."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date, timedelta

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.errors import LedgerError
from liling_desk.open_ledger import OpenLedger, restore_ledger
from liling_desk.store import proven
from liling_desk.store.proven import Proven
from liling_desk.store.proving import prove

TODAY = date(2021, 12, 15)


def edited(ledger):
    """Three edits after its founding."""
    for number in range(1, 4):
        ledger.apply(edits.revise(ledger.get(f"LL-00{number}"), note=f"第{number}次"))
    return ledger


@pytest.fixture
def ledger(desk_home, starter_ledger):
    return edited(starter_ledger)


@pytest.fixture
def in_a_file(desk_home, file_ledger):
    """The same where the test is about the file."""
    return edited(file_ledger)


def said(proof):
    return [str(each) for each in proof.problems]


def test_what_was_added_goes_on_from_what_is_known(ledger):
    first = prove(ledger.address, None, TODAY)
    assert first.ok and first.whole and first.proven == Proven(4, ledger.snapshot().head, "2021-12-15")
    ledger.apply(edits.revise(ledger.get("LL-009"), note="又一次"))
    second = prove(ledger.address, first.proven, TODAY + timedelta(days=3))
    assert second.ok and not second.whole
    assert second.proven == Proven(5, ledger.snapshot().head, "2021-12-15")


@pytest.mark.parametrize(("days", "whole"), [(0, False), (6, False), (7, True), (-1, True)])
def test_everything_is_checked_once_a_week(ledger, days, whole):
    known = prove(ledger.address, None, TODAY).proven
    found = prove(ledger.address, known, TODAY + timedelta(days=days))
    assert found.ok and found.whole is whole
    assert (found.proven.whole_on == (TODAY + timedelta(days=days)).isoformat()) is (whole or days == 0)


def test_a_day_that_makes_no_sense_is_as_if_it_was_never_checked(ledger):
    assert prove(ledger.address, Proven(4, ledger.snapshot().head, "soon"), TODAY).whole


def test_an_empty_ledger_can_be_known(new_place, desk_home):
    ledger = OpenLedger.create(new_place, "张三")
    known = prove(ledger.address, None, TODAY).proven
    assert known.seq == 0 and prove(ledger.address, known, TODAY).ok
    ledger.close()


def test_an_added_entry_that_was_changed_leads_to_a_whole_check(ledger, tamper):
    known = prove(ledger.address, None, TODAY).proven
    ledger.apply(edits.revise(ledger.get("LL-009"), note="又一次"))
    tamper(ledger.address, "UPDATE journal SET actor = 'x' WHERE seq = 5")
    found = prove(ledger.address, known, TODAY)
    assert found.whole and not found.history_changed
    assert said(found) == ["操作记录第 5 条写入后被改过。"]


def test_a_change_before_what_is_known_is_found_within_a_week(ledger, tamper):
    known = prove(ledger.address, None, TODAY).proven
    tamper(ledger.address, "UPDATE journal SET actor = 'x' WHERE seq = 2")
    assert prove(ledger.address, known, TODAY).ok
    assert said(prove(ledger.address, known, TODAY + timedelta(days=7))) == ["操作记录第 2 条写入后被改过。"]


def test_a_history_that_was_sealed_anew_is_no_longer_the_known_one(ledger):
    known = Proven(3, "0" * 64, TODAY.isoformat())
    found = prove(ledger.address, known, TODAY)
    assert found.history_changed and found.whole
    assert said(found) == ["操作记录第 3 条和上次看到的不一样：历史被改写过，或者换成了另一个台账。"]
    assert prove(ledger.address, found.proven, TODAY).ok  # what is there may be accepted


def test_an_older_file_in_the_ledger_s_place_is_said(in_a_file, tmp_path):
    in_a_file.backup(tmp_path / "old.db")
    for number in range(4, 7):
        in_a_file.apply(edits.revise(in_a_file.get(f"LL-00{number}"), note="x"))
    known = prove(in_a_file.path, None, TODAY).proven
    in_a_file.close()
    shutil.copyfile(tmp_path / "old.db", in_a_file.path)
    found = prove(in_a_file.path, known, TODAY)
    assert found.history_changed
    (words,) = said(found)
    assert "只到第 4 条" in words and "第 7 条" in words


def test_a_restored_ledger_may_stand_at_an_earlier_entry(in_a_file, tmp_path):
    in_a_file.backup(tmp_path / "old.db")
    in_a_file.apply(edits.revise(in_a_file.get("LL-009"), note="x"))
    proven.remember(in_a_file.path, prove(in_a_file.path, None, TODAY).proven)
    assert proven.known(in_a_file.path) is not None
    restore_ledger(in_a_file.path, tmp_path / "old.db")
    assert proven.known(in_a_file.path) is None
    assert prove(in_a_file.path, None, TODAY).ok


def test_damaged_pages_are_said(in_a_file):
    known = prove(in_a_file.path, None, TODAY).proven
    in_a_file.close()
    with in_a_file.path.open("r+b") as file:
        file.seek(4096 * 20)
        file.write(b"\xa5" * 4096 * 4)
    found = prove(in_a_file.path, known, TODAY)
    assert not found.ok


def test_it_stops_when_asked(ledger):
    asked = []

    def stopped() -> bool:
        asked.append(True)
        return True

    with suppress(LedgerError):
        prove(ledger.address, None, TODAY, stopped)
    assert 1 <= len(asked) <= 10


def test_others_can_write_meanwhile(ledger):
    wrote = []

    def meanwhile() -> bool:
        if not wrote:
            wrote.append(ledger.apply(edits.revise(ledger.get("LL-009"), note="同时")).seq)
        return False

    found = prove(ledger.address, None, TODAY, stopped=meanwhile)
    assert found.ok and wrote == [5] and found.proven.seq in (4, 5)
    assert prove(ledger.address, found.proven, TODAY).ok


def test_what_is_remembered_is_kept_for_each_ledger(desk_home, tmp_path):
    first, second = tmp_path / "甲.db", tmp_path / "乙.db"
    proven.remember(first, Proven(1, "a", "2021-01-01"))
    proven.remember(second, Proven(2, "b", "2021-01-02"))
    assert (proven.known(first), proven.known(second)) == (Proven(1, "a", "2021-01-01"), Proven(2, "b", "2021-01-02"))
    proven.forget(first)
    assert proven.known(first) is None and proven.known(second) is not None
    kept = desk_home / "data" / "proven.json"
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": 1}', "[" * 9999, '{"PATH": {"seq": "1", "hash": 2}}', "\udcff"])
def test_a_damaged_memory_is_no_memory(desk_home, tmp_path, text):
    (desk_home / "data").mkdir(parents=True)
    path = tmp_path / "甲.db"
    whole = text.replace("PATH", str(path)).encode("utf-8", "surrogateescape")
    (desk_home / "data" / "proven.json").write_bytes(whole)
    assert proven.known(path) is None
    proven.remember(path, Proven(1, "a", "2021-01-01"))
    assert proven.known(path) == Proven(1, "a", "2021-01-01")
