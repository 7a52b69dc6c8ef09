"""Backups that nobody has to think of: made, checked, copied to a second place, rotated."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from liling_desk import places
from liling_desk.ledger import edits
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import FileUnusable, LedgerError
from liling_desk.open_ledger import OpenLedger, restore_ledger
from liling_desk.store import backups, on_sqlite, schema
from liling_desk.store.backups import BackupKind
from liling_desk.store.rotation import Rotation

MORNING = datetime(2026, 3, 31, 1, tzinfo=UTC)


@pytest.fixture
def path(file_ledger):
    return file_ledger.path


def make(path, at=MORNING, kind=BackupKind.OPENING, **options):
    return backups.back_up(path, kind, at=at, **options)


def test_a_backup_is_the_ledger_of_that_moment_for_its_owner_only(file_ledger, path, state):
    file_ledger.apply(edits.revise(file_ledger.get("LL-001"), note="一"))
    before = state(file_ledger)
    made = make(path)
    file_ledger.apply(edits.revise(file_ledger.get("LL-001"), note="二"))
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    restore_ledger(path, made.path)
    assert state(file_ledger) == before


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


def test_an_import_is_preceded_by_a_backup(file_ledger, path):
    facts = BatchFacts("报送.csv", "0" * 64, 1)
    file_ledger.apply_import(edits.revise(file_ledger.get("LL-001"), note="来自文件"), facts)
    there = backups.backups_of(path)
    assert [each.kind for each in there] == [BackupKind.IMPORT]
    restore_ledger(path, there[0].path)
    assert file_ledger.get("LL-001").note == "" and file_ledger.batches() == []


def test_without_room_for_the_backup_nothing_is_imported(file_ledger, path, state):
    places.backups_dir(path).write_text("in the way", encoding="utf-8")
    before = state(file_ledger)
    with pytest.raises(FileUnusable):
        file_ledger.apply_import(
            edits.revise(file_ledger.get("LL-001"), note="来自文件"), BatchFacts("报送.csv", "0" * 64, 1)
        )
    assert state(file_ledger) == before


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


def test_a_damaged_backup_is_not_sound_and_is_not_restored(file_ledger, path, state):
    made = make(path)
    content = bytearray(made.path.read_bytes())
    content[4096 * 4 : 4096 * 4 + 512] = os.urandom(512)
    made.path.write_bytes(content)
    before = state(file_ledger)
    assert not backups.is_sound(made.path)
    with pytest.raises(LedgerError):
        restore_ledger(path, made.path)
    assert state(file_ledger) == before


def test_a_second_place_gets_the_same_file_and_its_own_rotation(path, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    few = Rotation(2, 0, 0, 0)
    made = [make(path, MORNING + timedelta(hours=hour), second=stick, rotation=few) for hour in range(4)]
    assert made[-1].second is not None and made[-1].second.read_bytes() == made[-1].path.read_bytes()
    folder = made[-1].second.parent
    assert [each.path.name for each in backups.backups_of(path, folder)] == [each.path.name for each in made[:1:-1]]
    assert len(list(folder.iterdir())) == 2


def test_two_ledgers_of_one_name_do_not_rotate_each_other_away(path, tmp_path):
    stick, other = tmp_path / "stick", tmp_path / "乡镇" / path.name
    stick.mkdir()
    other.parent.mkdir()
    shutil.copyfile(path, other)
    few = Rotation(1, 0, 0, 0)
    kept = make(path, second=stick, rotation=few).second
    for hour in range(1, 3):
        make(other, MORNING + timedelta(hours=hour), second=stick, rotation=few)
    assert kept is not None and kept.exists()
    assert [each.path for each in backups.in_both_places(path, stick) if each.second] == [kept]


def test_an_unfinished_copy_in_the_second_place_is_cleared_away(path, tmp_path):
    made = make(path, second=tmp_path).second
    left = made.parent / f"{on_sqlite.PART}abc"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    make(path, MORNING + timedelta(hours=1), second=tmp_path)
    assert not left.exists()


@pytest.mark.parametrize("name", ["nowhere", "a\0b"])
def test_a_second_place_is_tried_before_it_is_used(tmp_path, name):
    backups.must_be_usable(tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileUnusable):
        backups.must_be_usable(tmp_path / name)


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


def test_an_open_ledger_backs_itself_up(file_ledger, path):
    assert isinstance(file_ledger, OpenLedger)
    made = file_ledger.back_up(BackupKind.OPENING)
    assert made.path == backups.backups_of(path)[0].path


def entries_of(ledger):
    return [(each.seq, each.op, each.at, each.action, each.changes) for each in ledger.recent(1000)]


def make_each(kind, ledger, monkeypatch):
    """A backup as the program makes it, and what the ledger held at that moment."""
    item = ledger.get("LL-001")
    if kind is BackupKind.RESTORE:
        first = ledger.back_up(BackupKind.ASKED).path
        ledger.apply(edits.revise(item, note="恢复之前"))
        before = ledger.snapshot(), entries_of(ledger)
        return restore_ledger(ledger.path, first), before
    before = ledger.snapshot(), entries_of(ledger)
    if kind is BackupKind.IMPORT:
        ledger.apply_import(edits.revise(item, note="来自文件"), BatchFacts("报送.csv", "0" * 64, 1))
    elif kind is BackupKind.SCHEMA:
        monkeypatch.setattr(
            schema, "STEPS", (*schema.STEPS, lambda tx: tx.run("CREATE TABLE later (name TEXT) STRICT"))
        )
        OpenLedger.open(ledger.path, "张三").close()
    else:
        ledger.back_up(kind)
    return backups.backups_of(ledger.path)[0].path, before


@pytest.mark.parametrize("kind", list(BackupKind))
def test_restoring_from_each_kind_gives_the_same_ledger_and_history(file_ledger, path, kind, monkeypatch):
    file_ledger.apply(edits.revise(file_ledger.get("LL-002"), note="先前"))
    made, (snapshot, entries) = make_each(kind, file_ledger, monkeypatch)
    file_ledger.apply(edits.revise(file_ledger.get("LL-003"), note="后来"))
    assert [each.kind for each in file_ledger.backups() if each.path == made] == [kind]
    restore_ledger(path, made)
    with closing(OpenLedger.open(path, "张三")) as restored:
        assert restored.snapshot() == snapshot and entries_of(restored) == entries
        assert restored.check()["ok"]


def test_what_a_backup_holds_and_how_the_ledger_differs(file_ledger, path):
    backup = file_ledger.backups
    file_ledger.back_up(BackupKind.OPENING)
    file_ledger.apply(edits.revise(file_ledger.get("LL-001"), note="后来"))
    (facts,) = [file_ledger.look_into(each) for each in backup()]
    assert facts.sound and facts.problem is None
    inside = facts.inside
    assert (inside.items, inside.done, inside.entries, inside.newest.action) == (93, 0, 1, "found")
    assert [each.code for each in inside.differences.items] == ["LL-001"]
    restore_ledger(path, facts.backup.path)
    assert not file_ledger.look_into(facts.backup).inside.differences


@pytest.mark.parametrize("first", range(1, len(schema.STEPS)))
def test_an_older_backup_is_looked_into_and_restored_at_the_present_step(tmp_path, monkeypatch, first):
    path, steps = tmp_path / "a.db", schema.STEPS
    monkeypatch.setattr(schema, "STEPS", steps[:first])
    OpenLedger.create(path, "张三").close()
    monkeypatch.setattr(schema, "STEPS", steps)
    with closing(OpenLedger.open(path, "张三")) as ledger:
        ledger.apply(edits.add_unit(edits.Unit(name="市水利局")))
        (backup,) = ledger.backups()
        content = backup.path.read_bytes()
        facts = ledger.look_into(backup)
        assert facts.inside.schema == first and [each.key for each in facts.inside.differences.others] == ["市水利局"]
        restore_ledger(path, backup.path)
        assert ledger.snapshot().units == {} and ledger.check()["ok"], "an open window reads on"
        assert backup.path.read_bytes() == content


@pytest.mark.parametrize("place", range(20))
def test_a_backup_with_one_changed_byte_is_never_offered_as_sound_unless_it_means_the_same(file_ledger, path, place):
    made = make(path).path
    content = bytearray(made.read_bytes())
    at = random.Random(place).randrange(len(content))
    content[at] ^= 1 << place % 8
    made.write_bytes(content)
    facts = file_ledger.look_into(file_ledger.backups()[0])
    if facts.sound:
        assert facts.inside.entries == 1 and not facts.inside.differences
    else:
        assert facts.problem is not None and not backups.is_sound(made)
        with pytest.raises(LedgerError):
            restore_ledger(path, made)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commitment SET title = '改过的' WHERE code = 'LL-001'",
        "DELETE FROM commitment_unit",
        "UPDATE commitment SET extensions = '{' WHERE code = 'LL-001'",
        "CREATE TRIGGER evil AFTER INSERT ON commitment BEGIN DELETE FROM commitment; END",
        "PRAGMA user_version = 99",
        "DROP TABLE letter",
    ],
)
def test_a_backup_that_somebody_wrote_to_is_not_sound(file_ledger, path, statement):
    file_ledger.apply(edits.revise(file_ledger.get("LL-001"), support_units=("市水利局",)))
    made = make(path).path
    with closing(sqlite3.connect(made)) as connection, connection:
        connection.execute(statement)
    (found,) = [file_ledger.look_into(each) for each in file_ledger.backups()]
    assert not found.sound and isinstance(found.problem, LedgerError)
