"""Whole tables row by row, the same from a file and from a server, with a digest over each. Memory does not grow."""

from __future__ import annotations

import hashlib
import marshal
import sqlite3
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from liling_desk.store.port import Row
from liling_desk.store.postgres_sql import AT_DESK, TABLES

Connection = psycopg.Connection[Row]
Stream = Generator[Row, None, None]
"""Rows one by one; to be closed where it is not read to its end."""

_TYPES: Final = {"TEXT": "text", "INTEGER": "int8", "REAL": "float8", "BLOB": "bytea"}
_BARE: Final = 0
"""The first form of `marshal` writes values only: texts in UTF-8, floats in 17 digits. Later ones tell equal rows apart
by what else refers to their values."""


@dataclass(frozen=True)
class Table:
    """One table: the names and SQLite's types of its columns, and the columns of its key in their order."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def in_order(self) -> str:
        """The question for every row, by key. In a file, and on a server through the views of one desk."""
        return f"SELECT {', '.join(self.columns)} FROM {self.name} ORDER BY {', '.join(self.key)}"


def tables_of(connection: sqlite3.Connection) -> list[Table]:
    """The tables of a ledger, as the schema steps made them one after the other."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    return [_table(connection, str(name)) for (name,) in names.fetchall()]


def _table(connection: sqlite3.Connection, name: str) -> Table:
    told = connection.execute("SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", (name,)).fetchall()
    key = sorted((int(place), str(column)) for column, _, place in told if place)
    return Table(
        name,
        tuple(str(column) for column, _, _ in told),
        tuple(str(kind) for _, kind, _ in told),
        tuple(column for _, column in key),
    )


class Digest:
    """Counts the rows of a table and makes a SHA-256 over them; equal rows in equal order make it equal."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = 0
        self._sha256 = hashlib.sha256()
        self._odd = [place for place, kind in enumerate(table.types) if kind in ("REAL", "BLOB")]

    def of(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows themselves, taken into account as they pass."""
        for row in rows:
            self.rows += 1
            self._sha256.update(marshal.dumps(self._plain(row), _BARE))
            yield row

    def _plain(self, row: Row) -> tuple[Any, ...]:
        """As both engines give it: zero without a sign, bytes by what they hash to."""
        if not self._odd:
            return tuple(row)
        values = list(row)
        for place in self._odd:
            if isinstance(value := values[place], bytes | bytearray | memoryview):
                values[place] = hashlib.sha256(value).digest()
            elif isinstance(value, float):
                values[place] = value + 0.0
        return tuple(values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Digest) and self._told == other._told

    __hash__ = None  # type: ignore[assignment]  # it changes with every row

    @property
    def _told(self) -> tuple[str, int, bytes]:
        return self.table.name, self.rows, self._sha256.digest()


def rows_in_file(connection: sqlite3.Connection, table: Table) -> Stream:
    """Every row by key."""
    yield from connection.execute(table.in_order)


def rows_on_server(connection: Connection, table: Table) -> Stream:
    """Every row of the session's desk by key; nothing else may be asked before the last one."""
    with connection.cursor().copy(f"COPY ({table.in_order}) TO STDOUT (FORMAT BINARY)".encode()) as copy:
        copy.set_types([_TYPES[kind] for kind in table.types])
        yield from copy.rows()


def into_server(connection: Connection, table: Table, desk: str, rows: Iterable[Row]) -> None:
    """New rows for a desk."""
    columns = ", ".join((AT_DESK, *table.columns))
    statement = f"COPY {TABLES}.{table.name} ({columns}) FROM STDIN (FORMAT BINARY)"
    with connection.cursor().copy(statement.encode()) as copy:
        copy.set_types(["text", *(_TYPES[kind] for kind in table.types)])
        for row in rows:
            copy.write_row((desk, *row))


def into_file(connection: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    """New rows."""
    marks = ", ".join("?" * len(table.columns))
    statement = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({marks})"
    connection.executemany(statement, rows)
