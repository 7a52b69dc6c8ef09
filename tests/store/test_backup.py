"""Backups never overwrite; restoring checks first and keeps what was there."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest

from liling_desk import places
from liling_desk.ledger import edits
from liling_desk.ledger.errors import FileUnusable, LedgerError, LedgerUnusable
from liling_desk.open_ledger import OpenLedger, restore_ledger
from liling_desk.store import connecting


@pytest.fixture
def backup(file_ledger, tmp_path):
    """A backup of the starter; the ledger itself goes on to lose LL-001 and is closed."""
    path = tmp_path / "备份.db"
    file_ledger.backup(path)
    file_ledger.apply(edits.delete(file_ledger.get("LL-001")))
    file_ledger.close()
    return path


def deleted(path):
    ledger = OpenLedger.open(path, "张三")
    try:
        assert ledger.check()["ok"]
        return ledger.get("LL-001").deleted
    finally:
        ledger.close()


def test_a_backup_is_the_whole_ledger(file_ledger, tmp_path, state):
    file_ledger.apply(edits.revise(file_ledger.get("LL-001"), note="一"))
    file_ledger.backup(tmp_path / "b.db")
    copy = OpenLedger.open(tmp_path / "b.db", "李四")
    assert state(copy) == state(file_ledger) and copy.recent() == file_ledger.recent()
    copy.undo()
    assert file_ledger.get("LL-001").note == "一"
    copy.close()


def test_a_backup_overwrites_nothing(file_ledger, tmp_path):
    there = tmp_path / "there.txt"
    there.write_text("x", encoding="utf-8")
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "nowhere")
    for target in (there, tmp_path, dangling, file_ledger.path, tmp_path / "no folder" / "b.db"):
        with pytest.raises(FileUnusable) as caught:
            file_ledger.backup(target)
        assert str(target) in str(caught.value)
    assert there.read_text(encoding="utf-8") == "x" and not (tmp_path / "nowhere").exists()


def test_restoring_gives_the_backup_and_keeps_the_former(ledger_file, backup):
    kept = restore_ledger(ledger_file, backup)
    assert not deleted(ledger_file) and not deleted(backup)
    assert kept.parent == places.backups_dir(ledger_file) and deleted(kept)


def test_restoring_where_nothing_is_makes_the_file(tmp_path, backup):
    assert restore_ledger(tmp_path / "new.db", backup) is None
    assert not deleted(tmp_path / "new.db")


def test_an_open_window_sees_the_restored_ledger(ledger_file, backup):
    ledger = OpenLedger.open(ledger_file, "张三")
    assert ledger.get("LL-001").deleted
    restore_ledger(ledger_file, backup)
    assert ledger.changed_elsewhere()
    assert not ledger.get("LL-001").deleted
    ledger.apply(edits.revise(ledger.get("LL-001"), note="接着用"))
    ledger.close()


def damaged(path):
    content = bytearray(path.read_bytes())
    for start in range(4096 * 2, len(content), 4096):
        content[start : start + 128] = b"\xa5" * 128
    path.write_bytes(content)


def tampered(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER journal_keeps_what_it_has")
        connection.execute("UPDATE journal SET actor = 'x'")


def newer(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")


@pytest.mark.parametrize(
    "spoil",
    [
        damaged,
        tampered,
        newer,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"text" * 2000),
        os.remove,
    ],
)
def test_a_bad_backup_changes_nothing(ledger_file, backup, spoil):
    spoil(backup)
    before, names = ledger_file.read_bytes(), {each.name for each in ledger_file.parent.iterdir()}
    with pytest.raises(LedgerUnusable) as caught:
        restore_ledger(ledger_file, backup)
    assert str(backup) in str(caught.value)
    assert ledger_file.read_bytes() == before and deleted(ledger_file)
    assert {each.name for each in ledger_file.parent.iterdir()} == names


@pytest.mark.parametrize(
    "spoil", [damaged, lambda path: path.write_bytes(b"\xff" * 9000), lambda path: path.write_bytes(b"")]
)
def test_a_damaged_ledger_is_set_aside_whole(ledger_file, backup, spoil):
    spoil(ledger_file)
    wreck = ledger_file.read_bytes()
    kept = restore_ledger(ledger_file, backup)
    assert kept.read_bytes() == wreck
    assert not deleted(ledger_file)
    assert ledger_file.stat().st_mode & 0o077 == 0
    assert {path.name for path in ledger_file.parent.iterdir()} == {
        ledger_file.name,
        backup.name,
        places.backups_dir(ledger_file).name,
    }


def test_a_ledger_in_use_is_not_taken_from_under_its_user(ledger_file, backup, monkeypatch):
    monkeypatch.setattr(connecting, "BUSY_MS", 20)
    with closing(sqlite3.connect(ledger_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerUnusable, match="占用"):
            restore_ledger(ledger_file, backup)
        other.execute("ROLLBACK")
    assert deleted(ledger_file)


def test_a_folder_a_read_only_ledger_and_the_ledger_itself_are_refused(ledger_file, backup, tmp_path):
    folder = tmp_path / "文件夹"
    folder.mkdir()
    ledger_file.chmod(0o444)
    for target, source in ((folder, backup), (ledger_file, backup), (ledger_file, ledger_file)):
        with pytest.raises(LedgerError):
            restore_ledger(target, source)
    assert folder.is_dir() and deleted(ledger_file)
    assert not places.backups_dir(ledger_file).exists()
