"""The history can't be rewritten, and where somebody does it with other tools, `check` finds it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.errors import LedgerUnusable
from liling_desk.open_ledger import OpenLedger


def written_to(place):
    """Five edits in a closed ledger."""
    ledger = OpenLedger.open(place, "张三")
    for number in range(1, 6):
        ledger.apply(edits.revise(ledger.get(f"LL-00{number}"), note=f"第{number}次"))
    ledger.close()
    return place


@pytest.fixture
def written(starter_place):
    return written_to(starter_place)


def found(place):
    ledger = OpenLedger.open(place, "张三")
    result = ledger.check()
    ledger.close()
    return {**result, "problems": [str(each) for each in result["problems"]]}


def test_a_whole_journal_passes(written):
    assert found(written) == {"ok": True, "integrity": True, "journal_entries": 6, "chain_ok": True, "problems": []}


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal SET actor = 'x' WHERE seq = 3", "DELETE FROM journal WHERE seq = 3", "DELETE FROM journal"],
)
def test_the_engine_itself_refuses_to_rewrite_history(written, refusal, statement):
    assert "append-only" in refusal(written, statement)
    assert found(written)["ok"]


@pytest.mark.parametrize(
    "column_and_value",
    [
        "actor = '李四'",
        "at = '2020-01-01T00:00:00+00:00'",
        "action = 'delete'",
        "reason = 'x'",
        "changes = '[]'",
        "op = 'x'",
        "batch = 9",
        "cancels = 2",
        "hash = 'x'",
        "previous_hash = 'x'",
    ],
)
def test_a_changed_entry_is_named(written, tamper, column_and_value):
    tamper(written, f"UPDATE journal SET {column_and_value} WHERE seq = 3")
    result = found(written)
    assert not result["ok"] and not result["chain_ok"] and result["integrity"]
    assert any("3" in problem or "4" in problem for problem in result["problems"])
    assert len(result["problems"]) <= 2


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_a_missing_entry_is_named_also_the_last(written, tamper, seq):
    tamper(written, f"DELETE FROM journal WHERE seq = {seq}")
    result = found(written)
    assert not result["ok"]
    assert any(str(seq) in problem for problem in result["problems"])


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO journal SELECT desk, 0, 'x', at, actor, action, reason, batch, cancels, changes, previous_hash, "
        "hash FROM journal WHERE seq = 1",
        "INSERT INTO journal SELECT desk, 7, 'x', at, actor, action, reason, batch, cancels, changes, previous_hash, "
        "hash FROM journal WHERE seq = 6",
        "INSERT INTO journal SELECT 'other', seq, 'x', at, actor, action, reason, batch, cancels, changes, "
        "previous_hash, hash FROM journal WHERE seq = 6",
        "UPDATE journal SET seq = seq + 10 WHERE seq = 3",
        "UPDATE journal SET desk = 'other' WHERE seq = 3",
    ],
    ids=["before the first", "after the last", "of another desk", "moved", "taken away"],
)
def test_an_inserted_or_moved_entry_is_found(written, tamper, statement):
    tamper(written, statement)
    result = found(written)
    assert not result["ok"] and not result["chain_ok"]


def test_two_entries_that_changed_places_are_found(written, tamper):
    tamper(written, "UPDATE journal SET seq = 9 WHERE seq = 3", "UPDATE journal SET seq = 3 WHERE seq = 4",
        "UPDATE journal SET seq = 4 WHERE seq = 9")  # fmt: skip
    assert not found(written)["chain_ok"]


def test_a_damaged_page_is_found_or_the_file_refused(ledger_file):
    written = written_to(ledger_file)
    content = bytearray(written.read_bytes())
    for start in range(4096 * 3, len(content), 4096):
        content[start : start + 64] = b"\xa5" * 64
    written.write_bytes(content)
    with suppress(LedgerUnusable):
        assert not found(written)["ok"]


def test_every_entry_says_who_when_and_what(written):
    ledger = OpenLedger.open(written, "李四")
    entries = ledger.recent()
    assert [entry.seq for entry in entries] == [6, 5, 4, 3, 2, 1]
    assert {entry.actor for entry in entries} == {"张三", "founder"}
    assert all(datetime.fromisoformat(entry.at).utcoffset().total_seconds() == 0 for entry in entries)
    change = entries[0].changes[0]
    assert (change.entity, change.key, change.before, change.after) == (
        "commitment",
        "LL-005",
        {"note": ""},
        {"note": "第5次"},
    )
    assert len(ledger.recent(2)) == 2
    assert [entry.action for entry in ledger.history("LL-005")] == ["edit", "found"]
    ledger.close()


def test_an_actor_whose_name_is_no_text_can_still_write(starter_place):
    ledger = OpenLedger.open(starter_place, "a\udcffb\0")
    ledger.apply(edits.tick_off(ledger.get("LL-001"), "文号", date(2021, 6, 1), "张三"))
    assert ledger.recent(1)[0].actor.startswith("a")
    assert ledger.check()["ok"]
    ledger.close()
