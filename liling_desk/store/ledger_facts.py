"""How large a ledger is, without anything of what it says: for support."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import Address, address_of
from liling_desk.store.opening import open_beside

_COUNTED = (
    ("commitment", 1), ("progress_return", 1), ("unit", 1), ("source", 1), ("evidence", 1), ("letter", 5),
    ("bulletin", 5), ("batch", 1), ("journal", 1),
)  # fmt: skip
"""Tables, and the schema step that made them."""


def ledger_facts(ledger: Path | Address, access: Access = DESK) -> dict[str, int]:
    """The schema step, bytes, and rows by table, on a connection of its own. Raises `LedgerUnusable`."""
    engine = open_beside(address_of(ledger), access)
    try:
        size = engine.size()
        with engine.read() as tx:
            number = tx.schema_number()
            asked = {table: tx.ask(f"SELECT count(*) FROM {table}") for table, since in _COUNTED if since <= number}
            counted = {table: int(answer()[0][0]) for table, answer in asked.items()}
        return {"schema": number, "bytes": size, **counted}
    finally:
        engine.close()


def engine_version() -> str:
    """Which SQLite reads and writes."""
    return sqlite3.sqlite_version
