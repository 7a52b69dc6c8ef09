"""Ledgers for tests, the same in files and at desks of a server: new ones, copies, and hands that tamper with them."""

from __future__ import annotations

import re
import secrets
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from liling_desk.ledger.address import Address, FileAddress, ServerAddress, address_of

if TYPE_CHECKING:
    import psycopg

    from tests.servers.private_server import PrivateServer

Statement = str | tuple[str, Sequence[Any] | Mapping[str, Any]]
"""SQL as the store writes it, alone or with its values."""


class Ledgers(Protocol):
    """Where the ledgers of a test are kept."""

    kind: str
    """`file` or `server`."""

    def new(self, folder: Path) -> Address:
        """An address that nothing is at yet."""

    def starter(self) -> Address:
        """A closed ledger with the starter commitments; copy it, don't write to it."""

    def copy(self, template: Address, folder: Path) -> Address:
        """A closed ledger's copy, to be written to."""

    def tamper(self, place: Address | Path, *statements: Statement) -> int:
        """Change rows past the program and all guards; how many rows the last statement touched."""

    def refusal(self, place: Address | Path, statement: str) -> str:
        """What the engine's own guards say to a statement; empty where they let it pass."""

    def rows(self, place: Address | Path, query: str) -> list[dict[str, Any]]:
        """What is stored."""


def found_starter(place: Address) -> None:
    """Make the ledger that all copies are made of."""
    from liling_desk import starter
    from liling_desk.open_ledger import OpenLedger

    ledger = OpenLedger.create(place, "founder")
    starter.found(ledger)
    ledger.close()


class FileLedgers:
    """Each in a file of its own."""

    kind = "file"

    def __init__(self, starter: Path) -> None:
        """`starter` is the closed ledger with the starter commitments."""
        self._starter = starter

    def new(self, folder: Path) -> Address:
        return FileAddress(folder / "台账.db")

    def starter(self) -> Address:
        return FileAddress(self._starter)

    def copy(self, template: Address, folder: Path) -> Address:
        source, copy = _file(template), folder / "台账.db"
        for ending in ("-wal", "-shm"):
            Path(f"{copy}{ending}").unlink(missing_ok=True)
        return FileAddress(Path(shutil.copy(source, copy)))

    def tamper(self, place: Address | Path, *statements: Statement) -> int:
        with closing(sqlite3.connect(_file(place))) as connection, connection:
            guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            touched = 0
            for statement in statements:
                sql, values = (statement, ()) if isinstance(statement, str) else statement
                touched = connection.execute(sql, values).rowcount
            for _, sql in guards:
                connection.execute(sql)
        return touched

    def refusal(self, place: Address | Path, statement: str) -> str:
        with closing(sqlite3.connect(_file(place))) as connection:
            try:
                connection.execute(statement)
                connection.commit()
            except sqlite3.IntegrityError as problem:
                return str(problem)
        return ""

    def rows(self, place: Address | Path, query: str) -> list[dict[str, Any]]:
        with closing(sqlite3.connect(_file(place))) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query)]


class ServerLedgers:
    """Each at a desk of its own. What is done past the program is done by the server's superuser."""

    kind = "server"

    def __init__(self, server: PrivateServer) -> None:
        self._server = server
        self._starter: ServerAddress | None = None
        self._kept: psycopg.Connection[Any] | None = None
        self._tables: dict[str, str] = {}

    def new(self, folder: Path | None = None) -> ServerAddress:
        found = address_of(self._server.address(f"t{secrets.token_hex(6)}"))
        assert isinstance(found, ServerAddress)
        return found

    def starter(self) -> Address:
        if self._starter is None:
            place = self.new()
            found_starter(place)
            self._starter = place
        return self._starter

    def copy(self, template: Address, folder: Path | None = None) -> Address:
        source, copy = _desk(template), self.new()
        if not self._tables:
            self._tables = dict(self._connection.execute(_COLUMNS).fetchall())
        copying = [
            f"INSERT INTO liling_data.{table} (at_desk{others}) "
            f"SELECT '{copy.desk}'{others} FROM liling_data.{table} WHERE at_desk = '{source}'"
            for table, others in self._tables.items()
        ]
        with self._connection.transaction():
            self._connection.execute("; ".join([_PAST_ALL_GUARDS, *copying]).encode())
        return copy

    def tamper(self, place: Address | Path, *statements: Statement) -> int:
        from liling_desk.store.postgres_sql import with_marks

        connection, touched = self._at(place), 0
        with connection.transaction():
            connection.execute(_PAST_ALL_GUARDS)
            for statement in statements:
                sql, values = (statement, ()) if isinstance(statement, str) else statement
                sql = _BYTES.sub(r"'\\x\1'::bytea", sql)
                touched = connection.execute(with_marks(sql) if values else sql, values or None).rowcount
        return touched

    def refusal(self, place: Address | Path, statement: str) -> str:
        import psycopg

        try:
            self._at(place).execute(statement.encode())
        except psycopg.errors.RaiseException as problem:
            return str(problem)
        return ""

    def rows(self, place: Address | Path, query: str) -> list[dict[str, Any]]:
        from psycopg.rows import dict_row

        cursor = self._at(place).cursor(row_factory=dict_row)
        return cursor.execute(query).fetchall()

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()

    def _at(self, place: Address | Path) -> psycopg.Connection[Any]:
        self._connection.execute("SELECT set_config('liling_desk.desk', %s, false)", [_desk(place)])
        return self._connection

    @property
    def _connection(self) -> psycopg.Connection[Any]:
        if self._kept is None:
            import psycopg

            from tests.servers.private_server import SUPERUSER

            self._kept = psycopg.connect(self._server.dsn(SUPERUSER), autocommit=True, options=_SESSION)
        return self._kept


_SESSION = "-c search_path=liling_desk"
_PAST_ALL_GUARDS = "SET LOCAL session_replication_role = replica"
"""As replicas write: no triggers, no references."""

_BYTES = re.compile(r"\bx'([0-9a-f]*)'")
_COLUMNS = (
    "SELECT table_name, coalesce(string_agg(', ' || column_name, '') FILTER (WHERE column_name <> 'at_desk'), '') "
    "FROM information_schema.columns WHERE table_schema = 'liling_data' "
    "GROUP BY table_name HAVING bool_or(column_name = 'at_desk')"
)


def _file(place: Address | Path) -> Path:
    path = place if isinstance(place, Path) else place.file
    assert path is not None
    return path


def _desk(place: Address | Path) -> str:
    assert isinstance(place, ServerAddress)
    return place.desk
