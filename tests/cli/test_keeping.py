"""init, report, export, check, backup, restore."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing

import pytest


def test_init_makes_an_empty_ledger_and_replaces_nothing(desk, tmp_path):
    path = tmp_path / "新.db"
    assert desk("init", path).status == 0
    assert desk("--ledger", path, "list", "--json").json == []
    before = path.read_bytes()
    for target in (path, tmp_path, tmp_path / "none" / "a.db"):
        said = desk("init", target, "--starter")
        assert said.status == 3 and said.out == "" and said.err.count("\n") == 1 and str(target) in said.err
    assert path.read_bytes() == before


def test_init_that_breaks_off_leaves_no_file(desk, tmp_path, monkeypatch):
    from liling_desk import starter
    from liling_desk.ledger.errors import LedgerUnusable
    from liling_desk.translations import Message

    def breaks(_ledger):
        raise LedgerUnusable(Message("磁盘满了"))

    monkeypatch.setattr(starter, "found", breaks)
    assert desk("init", tmp_path / "a.db", "--starter").status == 3
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("a.db")] == []


def test_check_of_a_sound_ledger(on):
    said = on("check", "--json")
    assert said.status == 0
    assert said.json == {"ok": True, "integrity": True, "journal_entries": 1, "chain_ok": True, "problems": []}
    assert on("check").status == 0


@pytest.mark.parametrize(("language", "words"), [("zh_CN", "第 2 条"), ("en", "entry 2")])
def test_check_names_a_tampered_entry(on, ledger_file, language, words):
    on("tick", "LL-001", "--basis", "文号")
    on("tick", "LL-002", "--basis", "文号")
    with closing(sqlite3.connect(ledger_file)) as connection, connection:
        (guard,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'journal_keeps_what_it_has'"
        ).fetchone()
        connection.execute("DROP TRIGGER journal_keeps_what_it_has")
        connection.execute("UPDATE journal SET actor = '别人' WHERE seq = 2")
        connection.execute(guard)
    said = on("check", "--json")
    assert said.status == 1 and said.json["ok"] is said.json["chain_ok"] is False
    assert len(said.json["problems"]) == 1 and "2" in said.json["problems"][0]
    if language == "zh_CN":
        assert words in on("check").out


def test_backup_and_restore(on, tmp_path):
    backup = tmp_path / "备份.db"
    assert on("backup", backup).status == 0
    said = on("backup", backup)
    assert said.status == 3 and str(backup) in said.err and said.err.count("\n") == 1
    on("tick", "LL-001", "--basis", "文号")
    said = on("restore", backup)
    assert said.status == 0 and "before-restore" in said.out
    assert on("list", "--json", "--status", "done").json == []
    backup.write_bytes(b"spoilt" * 1000)
    on("tick", "LL-002", "--basis", "文号")
    said = on("restore", backup)
    assert said.status == 3 and said.err.count("\n") == 1
    assert len(on("list", "--json", "--status", "done").json) == 1


@pytest.mark.parametrize("kind", ["status", "ledger"])
@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_every_report_is_written(on, tmp_path, kind, ending):
    target = tmp_path / f"报表.{ending}"
    said = on("report", kind, "-o", target, "--as-of", "2022-01-01")
    assert said.status == 0 and said.err == ""
    starts = {"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    assert target.read_bytes().startswith(starts[ending])


def test_a_report_holds_what_the_list_holds(on, tmp_path):
    target = tmp_path / "a.csv"
    on("report", "ledger", "-o", target, "--as-of", "2022-01-01", "--light", "red")
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8-sig"), newline="")))
    codes = {item["code"] for item in on("list", "--json", "--as-of", "2022-01-01", "--light", "red").json}
    assert {cell for row in rows for cell in row if cell.startswith("LL-")} == codes and len(codes) == 6


@pytest.mark.parametrize("command", [("report", "status"), ("report", "ledger"), ("export",)])
def test_a_place_that_cannot_be_written_is_3(on, tmp_path, command):
    for target in (tmp_path / "none" / "a.csv", tmp_path / "none" / "a.xlsx"):
        said = on(*command, "-o", target)
        assert said.status == 3 and said.err.count("\n") == 1 and str(target.parent) in said.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_export(on, tmp_path, ending):
    target = tmp_path / f"a.{ending}"
    assert on("export", "-o", target).status == 0
    assert target.stat().st_size > 1000


def test_rescue_says_what_is_missing(on, ledger_file, tmp_path):
    on("tick", "LL-001", "--basis", "文号")
    said = on("rescue", ledger_file, "-o", tmp_path / "a.db")
    assert said.status == 0 and "93" in said.out and said.out.count("\n") == 1
    content = ledger_file.read_bytes()
    ledger_file.write_bytes(content.replace(b'"before":null', b'"before":nulx', 1))
    said = on("rescue", ledger_file, "-o", tmp_path / "b.db")
    assert said.status == 1 and "操作记录第 1 条没有找回" in said.out
    said = on("rescue", ledger_file, "-o", tmp_path / "b.db")
    assert said.status == 3 and "b.db" in said.err and said.err.count("\n") == 1
    (tmp_path / "c.db").write_bytes(b"spoilt" * 1000)
    said = on("rescue", tmp_path / "c.db", "-o", tmp_path / "d.db")
    assert said.status == 3 and "备份" in said.err and not (tmp_path / "d.db").exists()
