"""Older files are brought up to date after a copy was made; newer ones are refused untouched."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from liling_desk import places
from liling_desk.ledger import edits
from liling_desk.ledger.errors import LedgerUnusable
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import schema


def number_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def add_table(tx):
    tx.run("CREATE TABLE later (name TEXT PRIMARY KEY) STRICT")


@pytest.mark.parametrize("first", range(1, len(schema.STEPS) + 1))
def test_every_older_file_is_brought_up_to_date_and_works(tmp_path, monkeypatch, first):
    path, steps = tmp_path / "a.db", schema.STEPS
    monkeypatch.setattr(schema, "STEPS", steps[:first])
    OpenLedger.create(path, "张三").close()
    assert number_of(path) == first
    monkeypatch.setattr(schema, "STEPS", (*steps, add_table))
    ledger = OpenLedger.open(path, "张三")
    ledger.apply(edits.add_unit(edits.Unit(name="市水利局")))
    assert ledger.check()["ok"]
    ledger.close()
    assert number_of(path) == len(steps) + 1
    (copy,) = places.backups_dir(path).iterdir()
    assert number_of(copy) == first and copy.stat().st_mode & 0o077 == 0
    OpenLedger.open(path, "张三").close()
    assert len(list(places.backups_dir(path).iterdir())) == 1


def test_a_step_that_fails_leaves_the_former_file(ledger_file, monkeypatch):
    def breaks(tx):
        add_table(tx)
        tx.run("INSERT INTO none VALUES (1)")

    steps = schema.STEPS
    monkeypatch.setattr(schema, "STEPS", (*steps, breaks))
    with pytest.raises(LedgerUnusable):
        OpenLedger.open(ledger_file, "张三")
    monkeypatch.setattr(schema, "STEPS", steps)
    ledger = OpenLedger.open(ledger_file, "张三")
    assert len(ledger.snapshot().commitments) == 93 and ledger.check()["ok"]
    ledger.close()


def test_an_older_file_that_is_read_only_is_not_copied_about(ledger_file, monkeypatch):
    ledger_file.chmod(0o444)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, add_table))
    with pytest.raises(LedgerUnusable, match="只读"):
        OpenLedger.open(ledger_file, "张三")
    assert not places.backups_dir(ledger_file).exists()


def test_a_newer_file_is_refused_untouched(ledger_file):
    with closing(sqlite3.connect(ledger_file)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = ledger_file.read_bytes()
    with pytest.raises(LedgerUnusable) as caught:
        OpenLedger.open(ledger_file, "张三")
    assert "更新版本" in str(caught.value) and str(ledger_file) in str(caught.value)
    assert ledger_file.read_bytes() == before
    assert [path.name for path in ledger_file.parent.iterdir()] == [ledger_file.name]


def test_tables_are_strict_and_point_to_what_exists(ledger_file):
    with closing(sqlite3.connect(ledger_file)) as connection:
        tables = connection.execute("PRAGMA table_list").fetchall()
        assert all(row[5] for row in tables if row[0] == "main" and not row[1].startswith("sqlite_"))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
