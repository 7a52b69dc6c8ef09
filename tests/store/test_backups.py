"""Backups that nobody has to think of: made, checked, copied to a second place, rotated."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

from liling_desk import places
from liling_desk.ledger import edits
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import FileUnusable, LedgerError
from liling_desk.open_ledger import OpenLedger, restore_ledger
from liling_desk.store import backups, on_sqlite
from liling_desk.store.backups import BackupKind
from liling_desk.store.rotation import Rotation

MORNING = datetime(2026, 3, 31, 1, tzinfo=UTC)


@pytest.fixture
def path(starter_ledger):
    return starter_ledger.path


def make(path, at=MORNING, kind=BackupKind.OPENING, **options):
    return backups.back_up(path, kind, at=at, **options)


def test_a_backup_is_the_ledger_of_that_moment_for_its_owner_only(starter_ledger, path, state):
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="一"))
    before = state(starter_ledger)
    made = make(path)
    starter_ledger.apply(edits.revise(starter_ledger.get("LL-001"), note="二"))
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    restore_ledger(path, made.path)
    assert state(starter_ledger) == before


def test_looking_at_a_backup_leaves_nothing_beside_it(path):
    made = make(path)
    content = made.path.read_bytes()
    backups.must_be_sound(made.path)
    assert backups.is_sound(made.path)
    assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]
    assert made.path.read_bytes() == content


def test_it_is_due_once_a_day(path):
    day = MORNING.astimezone().date()
    assert backups.due_today(path, day)
    make(path, kind=BackupKind.IMPORT)
    assert backups.due_today(path, day)
    make(path)
    assert not backups.due_today(path, day)
    assert backups.due_today(path, day + timedelta(days=1))


def test_an_import_is_preceded_by_a_backup(starter_ledger, path):
    facts = BatchFacts("报送.csv", "0" * 64, 1)
    starter_ledger.apply_import(edits.revise(starter_ledger.get("LL-001"), note="来自文件"), facts)
    there = backups.backups_of(path)
    assert [each.kind for each in there] == [BackupKind.IMPORT]
    restore_ledger(path, there[0].path)
    assert starter_ledger.get("LL-001").note == "" and starter_ledger.batches() == []


def test_without_room_for_the_backup_nothing_is_imported(starter_ledger, path, state):
    places.backups_dir(path).write_text("in the way", encoding="utf-8")
    before = state(starter_ledger)
    with pytest.raises(FileUnusable):
        starter_ledger.apply_import(
            edits.revise(starter_ledger.get("LL-001"), note="来自文件"), BatchFacts("报送.csv", "0" * 64, 1)
        )
    assert state(starter_ledger) == before


def test_a_copy_that_is_not_sound_is_not_kept(path, monkeypatch):
    whole = on_sqlite.SqliteEngine.copy_to

    def torn(engine, target):
        whole(engine, target)
        content = bytearray(target.read_bytes())
        content[len(content) // 2 :] = os.urandom(len(content) - len(content) // 2)
        target.write_bytes(content)

    monkeypatch.setattr(on_sqlite.SqliteEngine, "copy_to", torn)
    with pytest.raises(LedgerError):
        make(path)
    assert backups.backups_of(path) == []


def test_a_damaged_backup_is_not_sound_and_is_not_restored(starter_ledger, path, state):
    made = make(path)
    content = bytearray(made.path.read_bytes())
    content[4096 * 4 : 4096 * 4 + 512] = os.urandom(512)
    made.path.write_bytes(content)
    before = state(starter_ledger)
    assert not backups.is_sound(made.path)
    with pytest.raises(LedgerError):
        restore_ledger(path, made.path)
    assert state(starter_ledger) == before


def test_a_second_place_gets_the_same_file_and_its_own_rotation(path, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    few = Rotation(2, 0, 0, 0)
    made = [make(path, MORNING + timedelta(hours=hour), second=stick, rotation=few) for hour in range(4)]
    assert made[-1].second is not None and made[-1].second.read_bytes() == made[-1].path.read_bytes()
    folder = made[-1].second.parent
    assert [each.path.name for each in backups.backups_of(path, folder)] == [each.path.name for each in made[:1:-1]]
    assert len(list(folder.iterdir())) == 2


def test_a_second_place_that_is_gone_is_told_of_and_costs_nothing(path, tmp_path):
    made = make(path, second=tmp_path / "pulled out")
    assert made.path.exists() and made.second is None
    assert "pulled out" in str(made.trouble)


def test_the_newest_of_each_kind_stays(path):
    few = Rotation(1, 0, 0, 0)
    first = make(path, kind=BackupKind.RESTORE, rotation=few).path
    for hour in range(1, 4):
        make(path, MORNING + timedelta(hours=hour), rotation=few)
    assert first.exists()
    assert [each.kind for each in backups.backups_of(path)] == [BackupKind.OPENING, BackupKind.RESTORE]


def test_what_others_keep_in_the_folder_is_left_alone(path):
    folder = make(path).path.parent
    mine = folder / "我的备份.db"
    mine.write_bytes(b"mine")
    for hour in range(1, 4):
        make(path, MORNING + timedelta(hours=hour), rotation=Rotation(1, 0, 0, 0))
    assert mine.read_bytes() == b"mine"
    assert mine not in [each.path for each in backups.backups_of(path)]


def test_an_open_ledger_backs_itself_up(starter_ledger, path):
    assert isinstance(starter_ledger, OpenLedger)
    made = starter_ledger.back_up(BackupKind.OPENING)
    assert made.path == backups.backups_of(path)[0].path
