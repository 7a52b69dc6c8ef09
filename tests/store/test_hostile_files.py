"""A file that somebody has prepared runs nothing: it is refused before anything is read from it."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

import pytest

from liling_desk.ledger.errors import LedgerDamaged, LedgerError
from liling_desk.open_ledger import OpenLedger, restore_ledger
from liling_desk.store import connecting, schema_check


def run(path, *statements):
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def rewritten(old, new):
    return (
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE sql LIKE '%{old}%'",
    )


HOSTILE = {
    "view": ("CREATE VIEW mine AS SELECT * FROM unit",),
    "view in a table's place": ("ALTER TABLE unit RENAME TO former", "CREATE VIEW unit AS SELECT * FROM former"),
    "trigger": ("CREATE TRIGGER mine AFTER INSERT ON journal BEGIN DELETE FROM progress_return; END",),
    "trigger of our name": (
        "DROP TRIGGER journal_loses_nothing",
        "CREATE TRIGGER journal_loses_nothing BEFORE DELETE ON journal BEGIN DELETE FROM unit; END",
    ),
    "virtual table": ("CREATE VIRTUAL TABLE mine USING fts5 (text)",),
    "virtual table in a table's place": ("DROP TABLE saved_view", "CREATE VIRTUAL TABLE saved_view USING fts5 (name)"),
    "generated column": ("ALTER TABLE unit ADD COLUMN mine TEXT GENERATED ALWAYS AS (hex(name)) VIRTUAL",),
    "default that computes": ("ALTER TABLE unit ADD COLUMN mine TEXT NOT NULL DEFAULT (1) CHECK (mine <> 'x')",),
    "another default": rewritten("DEFAULT ''linear''", "DEFAULT ''loads''"),
    "index on an expression": ("CREATE INDEX mine ON unit (hex(name))",),
    "table of another": ("CREATE TABLE mine (a)",),
    "lost table": ("DROP TABLE saved_view",),
    "lost index": ("DROP INDEX letter_of",),
    "not strict": rewritten(") STRICT", ")"),
    "rows that are replaced": rewritten("op TEXT NOT NULL UNIQUE", "op TEXT NOT NULL UNIQUE ON CONFLICT REPLACE"),
    "rows that go with others": rewritten("REFERENCES source (key)", "REFERENCES source (key) ON DELETE CASCADE"),
    "status of its own": rewritten("''terminated''", "''terminated'', ''evil''"),
    "says it is older": ("PRAGMA user_version = 1",),
    "says it is empty": ("PRAGMA user_version = 0",),
    "less than nothing": ("PRAGMA user_version = -7",),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_with_parts_that_are_not_ours_is_refused_untouched(ledger_file, kind, tmp_path):
    run(ledger_file, *HOSTILE[kind])
    before = ledger_file.read_bytes()
    with pytest.raises(LedgerDamaged) as caught:
        OpenLedger.open(ledger_file, "张三")
    assert "结构被改动过" in str(caught.value) and "抢救" in str(caught.value)
    assert caught.value.detail
    assert ledger_file.read_bytes() == before
    with pytest.raises(LedgerError):
        restore_ledger(tmp_path / "new.db", ledger_file)
    assert not (tmp_path / "new.db").exists()


def test_a_ledger_whose_guards_were_dropped_opens_and_says_so(ledger_file):
    run(ledger_file, "DROP TRIGGER journal_loses_nothing")
    ledger = OpenLedger.open(ledger_file, "张三")
    found = ledger.check()
    ledger.close()
    assert not found["ok"] and found["chain_ok"]
    assert ["journal_loses_nothing" in str(each) for each in found["problems"]] == [True]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commitment SET status = 'evil' WHERE code = 'LL-001'",
        "UPDATE commitment SET deadline_kind = '' WHERE code = 'LL-001'",
        "UPDATE indicator SET path = 'x'",
    ],
)
def test_a_value_that_the_tables_forbid_is_damage(ledger_file, statement):
    run(ledger_file, "PRAGMA ignore_check_constraints = ON", statement)
    with pytest.raises(LedgerDamaged):
        OpenLedger.open(ledger_file, "张三")


def test_a_value_of_another_type_is_damage(ledger_file):
    strict, loose = "CREATE TABLE unit (name TEXT PRIMARY KEY) STRICT", "CREATE TABLE unit (name TEXT PRIMARY KEY)"
    run(ledger_file, *rewritten(strict, loose))
    run(ledger_file, "INSERT INTO unit (name) VALUES (x'00ff')")
    run(ledger_file, *rewritten(loose, strict))
    with pytest.raises(LedgerDamaged):
        OpenLedger.open(ledger_file, "张三")


def test_a_connection_trusts_nothing(file_ledger):
    connection = file_ledger._store.engine.connection
    for pragma, value in (("trusted_schema", 0), ("cell_size_check", 1), ("foreign_keys", 1), ("synchronous", 2)):
        assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value
    assert (connection.execute("PRAGMA mmap_size").fetchone() or [0])[0] == 0
    with pytest.raises(sqlite3.OperationalError, match="attached"):
        connection.execute("ATTACH ':memory:' AS other")


def test_looking_at_the_structure_and_the_pages_takes_no_time(file_ledger):
    engine = file_ledger._store.engine
    schema_check.must_be_trustworthy(engine)
    took = []
    for _ in range(20):
        start = time.perf_counter()
        schema_check.must_be_trustworthy(engine)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.005


def test_a_header_that_says_another_program_over_our_tables_is_damage(ledger_file):
    run(ledger_file, f"PRAGMA application_id = {connecting.APPLICATION_ID ^ 1}")
    with pytest.raises(LedgerDamaged, match="已损坏"):
        OpenLedger.open(ledger_file, "张三")


def test_the_fingerprint_is_that_of_a_new_ledger(file_ledger):
    """After another schema step: put `as_steps_make_it()` into `AS_MADE`."""
    assert schema_check.as_steps_make_it() == schema_check.AS_MADE
    with file_ledger._store.engine.read() as tx:
        assert schema_check.strange_parts(tx) == []
