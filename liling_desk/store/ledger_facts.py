"""How large a ledger is, without anything of what it says: for support."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.store import schema
from liling_desk.store.on_sqlite import SqliteEngine

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase

_COUNTED = ("commitment", "progress_return", "unit", "source", "evidence", "letter", "bulletin", "batch", "journal")


def ledger_facts(ledger: Path, passphrase: Passphrase | None = None) -> dict[str, int]:
    """The schema step, bytes, and rows by table, on a connection of its own. Raises `LedgerUnusable`."""
    engine = SqliteEngine.open_for_copying(ledger, passphrase)
    try:
        facts = {"schema": schema.schema_number(engine), "bytes": engine.size()}
        with engine.read() as tx:
            there = {str(row[0]) for row in tx.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in _COUNTED:
                row = tx.one(f"SELECT count(*) FROM {table}") if table in there else None
                facts[table] = int(row[0]) if row else 0
        return facts
    finally:
        engine.close()


def engine_version() -> str:
    """Which SQLite reads and writes."""
    return sqlite3.sqlite_version
