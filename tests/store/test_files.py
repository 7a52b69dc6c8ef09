"""Files that can't be a ledger, or not now: each gets its own message, and nothing is touched."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.errors import LedgerUnusable
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import connecting


def other_program(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE song (title TEXT)")


CONTENTS = {
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("编号,事项\nLL-001,修路\n" * 200, encoding="gbk"),
    "short": lambda path: path.write_bytes(b"SQLite format 3\0"),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 64),
    "another program's": other_program,
}


@pytest.mark.parametrize("kind", CONTENTS)
def test_a_file_that_is_no_ledger_is_refused_untouched(tmp_path, kind):
    path = tmp_path / "文件.db"
    CONTENTS[kind](path)
    before = path.read_bytes()
    with pytest.raises(LedgerUnusable) as caught:
        OpenLedger.open(path, "张三")
    assert str(path) in str(caught.value) and "{" not in str(caught.value)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["文件.db"]


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.db", tmp_path / "none" / "a.db", tmp_path / "a\0b.db"):
        with pytest.raises(LedgerUnusable):
            OpenLedger.open(path, "张三")
    assert [each.name for each in tmp_path.iterdir()] == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LedgerUnusable):
        OpenLedger.open(tmp_path / "pipe", "张三")


def test_a_new_ledger_replaces_nothing(ledger_file, tmp_path):
    before = ledger_file.read_bytes()
    for path in (ledger_file, tmp_path, tmp_path / "no folder" / "a.db"):
        with pytest.raises(LedgerUnusable):
            OpenLedger.create(path, "张三")
    assert ledger_file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [ledger_file.name]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_its_owner_can_read_a_ledger(tmp_path):
    mask = os.umask(0)
    try:
        ledger = OpenLedger.create(tmp_path / "a.db", "张三")
        ledger.apply(edits.add_unit(edits.Unit(name="市水利局")))
        ledger.backup(tmp_path / "b.db")
        assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == dict.fromkeys(
            (path.name for path in tmp_path.iterdir()), 0o600
        )
        ledger.close()
    finally:
        os.umask(mask)


@pytest.mark.parametrize("name", ["台账 #1?a=b%20.db", "a'b\"c.db", "～.db", "ledger"])
def test_any_file_name_will_do(tmp_path, name):
    ledger = OpenLedger.create(tmp_path / name, "张三")
    ledger.close()
    ledger = OpenLedger.open(tmp_path / name, "张三")
    assert ledger.path == tmp_path / name and ledger.entry_count == 0
    ledger.close()
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_read_only_file_opens_for_looking(ledger_file):
    ledger_file.chmod(0o444)
    before = ledger_file.read_bytes()
    ledger = OpenLedger.open(ledger_file, "张三")
    assert ledger.read_only
    assert len(ledger.snapshot().commitments) == 93 and ledger.check()["ok"]
    for attempt in (
        lambda: ledger.apply(edits.delete(ledger.get("LL-001"))),
        ledger.undo,
        ledger.redo,
        lambda: ledger.undo_batch(1),
    ):
        with pytest.raises(LedgerUnusable) as caught:
            attempt()
        assert "只读" in str(caught.value) and str(ledger_file) in str(caught.value)
    assert not ledger.get("LL-001").deleted
    ledger.close()
    assert ledger_file.read_bytes() == before


def test_a_ledger_locked_by_another_program_is_said_to_be_so(ledger_file, monkeypatch):
    monkeypatch.setattr(connecting, "BUSY_MS", 20)
    ledger = OpenLedger.open(ledger_file, "张三")
    with closing(sqlite3.connect(ledger_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerUnusable) as caught:
            ledger.apply(edits.delete(ledger.get("LL-001")))
        assert "占用" in str(caught.value)
        assert len(ledger.snapshot().commitments) == 93
        with pytest.raises(LedgerUnusable, match="占用"):
            OpenLedger.open(ledger_file, "李四")
        other.execute("ROLLBACK")
    ledger.apply(edits.delete(ledger.get("LL-001")))
    assert ledger.get("LL-001").deleted
    ledger.close()


def test_a_full_disk_leaves_everything_as_it_was(ledger_file, state):
    ledger = OpenLedger.open(ledger_file, "张三")
    before, entries = state(ledger), ledger.entry_count
    connection = ledger._store.engine.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    items = list(ledger.snapshot().commitments.values())
    with pytest.raises(LedgerUnusable) as caught:
        ledger.apply(together("edit", [edits.revise(item, detail="长" * 5000) for item in items]))
    assert "满" in str(caught.value) and str(ledger_file) in str(caught.value)
    assert (state(ledger), ledger.entry_count) == (before, entries)
    connection.execute("PRAGMA max_page_count = 100000")
    ledger.apply(edits.revise(ledger.get("LL-001"), detail="长" * 5000))
    assert ledger.check()["ok"]
    ledger.close()
