"""backups, restore --newest, and the day's backup before a command that writes."""

from __future__ import annotations

import os
import shutil

import pytest

from liling_desk.preferences import Preferences, save_preferences
from liling_desk.store import backups
from liling_desk.store.backups import BackupKind


@pytest.fixture
def made(ledger_file):
    return lambda: [each.kind for each in backups.backups_of(ledger_file)]


def spoil(path):
    content = bytearray(path.read_bytes())
    content[4096 * 4 : 4096 * 4 + 512] = os.urandom(512)
    path.write_bytes(content)


def test_the_first_writing_command_of_the_day_backs_up(on, made):
    assert on("list", "--json").status == 0 and made() == []
    assert on("tick", "LL-001", "--basis", "文号").status == 0
    assert made() == [BackupKind.OPENING]
    assert on("tick", "LL-002", "--basis", "文号").status == 0
    assert on("undo").status == 0
    assert made() == [BackupKind.OPENING]


def test_an_import_backs_up_and_a_dry_run_does_not(on, made, tmp_path):
    table = tmp_path / "报送.csv"
    table.write_text("编号,进展\nLL-001,已开工建设主体\n", encoding="utf-8")
    assert on("import", table, "--period", "2021-06", "--dry-run").status == 0 and made() == []
    assert on("import", table, "--period", "2021-06").status == 0
    assert sorted(made()) == [BackupKind.IMPORT, BackupKind.OPENING]


def test_undo_alone_backs_up_as_well(on, made):
    on("undo")
    assert made() == [BackupKind.OPENING]


def test_a_backup_that_cannot_be_made_is_said_and_stops_nothing(on, ledger_file):
    backups.places.backups_dir(ledger_file).write_text("in the way", encoding="utf-8")
    said = on("tick", "LL-001", "--basis", "文号")
    assert said.status == 0 and "今天的备份没有做成" in said.err and said.err.count("\n") == 1
    assert len(on("list", "--json", "--status", "done").json) == 1


def test_the_second_place_gets_a_copy_and_is_missed_when_it_is_gone(on, ledger_file, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    save_preferences(Preferences(second_place=str(stick)))
    said = on("tick", "LL-001", "--basis", "文号")
    assert said.err == ""
    assert [each["second"] for each in on("backups", "--json").json].count(True) == 1
    shutil.rmtree(stick)
    backups.backups_of(ledger_file)[0].path.unlink()
    said = on("tick", "LL-002", "--basis", "文号")
    assert said.status == 0 and "第二处" in said.err and str(stick) in said.err


def test_backups_are_listed_with_what_they_hold(on):
    assert on("backups").out == "还没有备份。\n" and on("backups", "--json").json == []
    on("tick", "LL-001", "--basis", "文号")
    (told,) = on("backups", "--json").json
    assert told["sound"] and told["kind"] == "opening" and told["items"] == 93 and told["done"] == 0
    assert told["journal_entries"] == 1 and told["newest_entry"]["seq"] == 1
    assert told["differences"] == {
        "added": [], "changed": ["LL-001"], "gone": [], "returns_added": 0, "returns_gone": 0, "ticked": ["LL-001"],
        "reopened": [], "others": 0,
    }  # fmt: skip
    said = on("backups")
    assert said.status == 0 and "完好" in said.out and "改过 1 项，销号 1 项" in said.out


def test_a_damaged_one_is_told_and_passed_over(on, ledger_file):
    on("tick", "LL-001", "--basis", "文号")
    good = backups.back_up(ledger_file, BackupKind.ASKED).path
    on("tick", "LL-002", "--basis", "文号")
    spoil(backups.back_up(ledger_file, BackupKind.ASKED).path)
    said = on("backups", "--json")
    assert said.status == 1
    assert [each["sound"] for each in said.json] == [False, True, True]
    assert said.json[0]["problem"] and said.json[0]["items"] is None
    assert "已损坏" in on("backups").out
    before = on("show", "LL-001", "--json").json["history"]
    said = on("restore", "--newest")
    assert said.status == 0 and str(good) in said.out
    assert [each["code"] for each in on("list", "--json", "--status", "done").json] == ["LL-001"]
    assert on("show", "LL-001", "--json").json["history"] == before


def test_a_lost_ledger_comes_back_from_its_backups(on, ledger_file):
    on("tick", "LL-001", "--basis", "文号")
    before = on("list", "--json", "--as-of", "2022-01-01").json
    backups.back_up(ledger_file, BackupKind.ASKED)
    ledger_file.unlink()
    assert [each["differences"] for each in on("backups", "--json").json] == [None, None]
    assert on("restore", "--newest").status == 0
    assert on("list", "--json", "--as-of", "2022-01-01").json == before


def test_restore_wants_one_backup(on, ledger_file):
    assert on("restore").status == 2
    assert on("restore", ledger_file, "--newest").status == 2
    said = on("restore", "--newest")
    assert said.status == 3 and said.err.count("\n") == 1 and str(ledger_file) in said.err
