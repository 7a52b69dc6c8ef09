"""The statements of one transaction on a SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any

from liling_desk.store.port import Asked, Row, Streamed, Values

if TYPE_CHECKING:
    from sqlite3 import Connection

    from liling_desk.store.on_sqlite import SqliteEngine

_BLANKS = {None: "NULL", "": "''", "false": "'false'"}
"""Values that thousands of rows share, as SQL writes them."""


_WIDE_CACHE = -128 * 1024
"""KB of pages that are held while thousands of rows are written."""
_THOUSANDS = 1000


class PageCache:
    """How many pages SQLite holds. What it can't hold goes into its log before the end, the same pages many times."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._usual: int | None = None

    def widen(self) -> None:
        """Hold all pages that a large transaction touches."""
        if self._usual is None:
            self._usual = int(self._connection.execute("PRAGMA cache_size").fetchone()[0])
            self._connection.execute(f"PRAGMA cache_size = {_WIDE_CACHE}")

    def restore(self) -> None:
        """As usual again: what was held is let go."""
        if self._usual is not None:
            self._connection.execute(f"PRAGMA cache_size = {self._usual}")
            self._usual = None


class SqliteTx:
    """Statements on the connection; the engine opens and ends the transaction."""

    def __init__(self, engine: SqliteEngine) -> None:
        self._engine = engine
        self._connection = engine.connection

    def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def ask(self, sql: str, values: Values = ()) -> Asked:
        """Every row, when it is wanted: nothing is gained by asking before."""
        return lambda: self.all(sql, values)

    def stream(self, sql: str, values: Values = ()) -> Streamed:
        """One row after the other, as SQLite finds them."""
        return lambda: self._connection.execute(sql, values)

    def over(self) -> None:
        """Nothing is gained by it."""

    def run(self, sql: str, values: Values = ()) -> int:
        """Write; gives back the number of rows touched."""
        return self._connection.execute(sql, values).rowcount

    def put(self, sql: str, values: Values = ()) -> None:
        """Write."""
        self._connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """The same writing statement for many rows."""
        self._connection.executemany(sql, rows)

    def insert(self, table: str, fields: Mapping[str, Any]) -> None:
        """One new row."""
        self.put(insertion(table, fields), fields)

    def insert_long(self, table: str, fields: Mapping[str, Any], name: str) -> None:
        """One new row, one of its texts as bytes: taken as they are where texts are kept so, as in our files."""
        if self.all("PRAGMA encoding")[0][0] != "UTF-8":
            self.insert(table, {**fields, name: fields[name].decode("utf-8")})
            return
        self.put(insertion(table, fields).replace(f":{name}", f"CAST(:{name} AS TEXT)"), fields)

    def insert_all(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Many new rows with the same columns in one go; nests in the open transaction as a savepoint."""
        self._engine.database.table(table).insert_all(dict(row) for row in rows)

    def insert_rows(self, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Many new rows: values in the order of these columns."""
        if rows:
            self.insert_columns(table, dict(zip(names, zip(*rows, strict=True), strict=True)))

    def insert_columns(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Many new rows, column by column. What all rows leave blank is not bound row by row."""
        count = len(next(iter(columns.values()), ()))
        if not count:
            return
        blanks = {name: blank for name, column in columns.items() if (blank := _blank_of(column)) is not None}
        if count > _THOUSANDS:
            self._engine.cache.widen()
        row = f"({', '.join(blanks.get(name, '?') for name in columns)})"
        told = [column for name, column in columns.items() if name not in blanks]
        values = list(chain.from_iterable(zip(*told, strict=True)))
        begin, wide = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ", len(told)
        for first in range(0, count, _ROWS_AT_ONCE):
            rows = min(_ROWS_AT_ONCE, count - first)
            self.put(begin + ", ".join([row] * rows), values[first * wide : (first + rows) * wide])

    @contextmanager
    def removing_many(self) -> Iterator[None]:
        """For each item that is removed SQLite looks for its inferiors, among all items: within this by an index.

        It belongs to the transaction, and nobody else ever sees it.
        """
        self._engine.cache.widen()
        self.put("CREATE INDEX inferiors_meanwhile ON commitment (parent) WHERE parent IS NOT NULL")
        yield
        self.put("DROP INDEX inferiors_meanwhile")

    def announce(self, seq: int) -> None:
        """Others see it by SQLite's data_version."""

    def schema_number(self) -> int:
        """SQLite's user_version."""
        row = self.one("PRAGMA user_version")
        return int(row[0]) if row else 0

    def set_schema_number(self, number: int) -> None:
        """Within the transaction, like everything else."""
        self.run(f"PRAGMA user_version = {int(number)}")

    def triggers(self) -> set[str]:
        """The names of the triggers that are at work."""
        return {str(row[0]) for row in self.all("SELECT name FROM sqlite_master WHERE type = 'trigger'")}


_ROWS_AT_ONCE = 200
"""Rows that one statement writes: half the time of one statement for each. SQLite takes 32,766 values at the most."""


def _blank_of(column: Sequence[Any]) -> str | None:
    """The value of all rows as SQL writes it, where it is a blank that they share."""
    first = column[0]
    if first is not None and type(first) is not str:
        return None
    return _BLANKS.get(first) if first in _BLANKS and column.count(first) == len(column) else None


def insertion(table: str, names: Iterable[str]) -> str:
    """The statement that writes one row with these columns, its values by name."""
    listed = tuple(names)
    return f"INSERT INTO {table} ({', '.join(listed)}) VALUES ({', '.join(f':{name}' for name in listed)})"
