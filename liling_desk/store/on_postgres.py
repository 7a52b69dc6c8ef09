"""A desk's ledger in a PostgreSQL database: the second engine behind `port`. Needs the extra `liling-desk[shared]`."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

import psycopg

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.errors import LedgerError, ReadOnlyLedger, ServerUnreachable
from liling_desk.store import server_schema
from liling_desk.store.explaining import only_looking
from liling_desk.store.port import Asked, Row, Streamed, Values
from liling_desk.store.postgres_sql import many_rows, with_marks
from liling_desk.store.server_connections import Connection, Connections
from liling_desk.store.server_locks import ONE_WRITER
from liling_desk.store.server_problems import explained
from liling_desk.store.sqlite_statements import insertion

CHANNEL: Final = "liling_desk"
"""Where a desk's changes are announced: the payload is `desk:seq:who`."""

_READING: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_NEWEST: Final = "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1"


_FEW: Final = 10
_AT_ONCE: Final = 5_000


def _are_plain(row: Values) -> bool:
    """Whether JSON can hold it: bytes it can't."""
    return not any(isinstance(value, bytes) for value in (row.values() if isinstance(row, Mapping) else row))


def _in_order(row: Values, names: Sequence[str]) -> Sequence[Any]:
    return [row[name] for name in names] if isinstance(row, Mapping) else row


class _Prepared:
    """What a server needs no telling of."""

    def removing_many(self) -> AbstractContextManager[None]:
        """It finds by itself what hangs on a row."""
        return nullcontext()


class PostgresTx(_Prepared):
    """Statements of one transaction on one connection. They are sent in a pipeline; only answers are waited for."""

    def __init__(self, connection: Connection, pipeline: psycopg.Pipeline | None, who: str) -> None:
        self._connection = connection
        self._pipeline = pipeline
        self._who = who
        self.announced = 0
        """How many entries were written."""
        self.closing: ExitStack | None = None
        """What `over` closes."""

    def _sent(self, sql: str, values: Values) -> psycopg.Cursor[Row]:
        return self._connection.execute(with_marks(sql), values) if values else self._connection.execute(sql.encode())

    def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Every row."""
        return list(self._sent(sql, values).fetchall())

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, or None."""
        return self._sent(sql, values).fetchone()

    def ask(self, sql: str, values: Values = ()) -> Asked:
        """Sent now, answered together with what is asked before the first answer is wanted."""
        cursor = self._sent(sql, values)
        return lambda: list(cursor.fetchall())

    def stream(self, sql: str, values: Values = ()) -> Streamed:
        """As `ask`; the answer is here as a whole, but each row is made when it is taken."""
        cursor = self._sent(sql, values)
        return lambda: iter(cursor)

    def over(self) -> None:
        """Nothing more is asked: the end of the transaction goes along with the last questions."""
        if self.closing is not None:
            closing, self.closing = self.closing, None
            self._connection.execute("COMMIT")
            closing.close()

    def run(self, sql: str, values: Values = ()) -> int:
        """Write; gives back the number of rows touched."""
        cursor = self._sent(sql, values)
        if self._pipeline is not None:
            self._pipeline.sync()
        return cursor.rowcount

    def put(self, sql: str, values: Values = ()) -> None:
        """Write where nobody needs the number."""
        self._sent(sql, values)

    def send(self, sql: str) -> None:
        """A statement without values, as it is: its percent signs mean themselves."""
        self._connection.execute(sql.encode())

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """The same writing statement for many rows; new rows are sent in one piece, some thousands at once."""
        left, bulk = iter(rows), many_rows(sql)
        while portion := list(islice(left, _AT_ONCE)):
            if bulk is None or len(portion) < _FEW or not _are_plain(portion[0]):
                self._connection.cursor().executemany(with_marks(sql), portion)
            else:
                told = [dict(zip(bulk[1], _in_order(row, bulk[1]), strict=True)) for row in portion]
                self._connection.execute(bulk[0], (json.dumps(told, ensure_ascii=False),))

    def insert(self, table: str, fields: Mapping[str, Any]) -> None:
        """One new row."""
        self.put(insertion(table, fields), fields)

    def insert_long(self, table: str, fields: Mapping[str, Any], name: str) -> None:
        """One new row, one of its texts as UTF-8."""
        self.insert(table, {**fields, name: fields[name].decode("utf-8")})

    def insert_all(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Many new rows with the same columns in one go."""
        listed = list(rows)
        if listed:
            self.run_many(insertion(table, listed[0]), listed)

    def insert_rows(self, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Many new rows: values in the order of these columns."""
        places = ", ".join("?" * len(names))
        self.run_many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)

    def insert_columns(self, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
        """Many new rows, column by column."""
        self.insert_rows(table, tuple(columns), list(zip(*columns.values(), strict=True)))

    def announce(self, seq: int) -> None:
        """Wake those who listen, when this is committed."""
        self.announced += 1
        told = {"channel": CHANNEL, "seq": str(seq), "who": self._who}
        self.put("SELECT pg_notify(:channel, current_setting('liling_desk.desk') || ':' || :seq || ':' || :who)", told)

    def schema_number(self) -> int:
        """Which step the database is at."""
        row = self.one(server_schema.STEP)
        return int(row[0]) if row else 0

    def set_schema_number(self, number: int) -> None:
        """Note that a step was taken."""
        server_schema.note_step(self, number)

    def triggers(self) -> set[str]:
        """The names of the triggers that are at work."""
        return {str(row[0]) for row in self.all(server_schema.TRIGGERS)}


class PostgresEngine:
    """One desk's ledger. May be used from several threads: each transaction has a connection to itself."""

    is_sealed = False

    def __init__(self, address: ServerAddress, access: Access = DESK) -> None:
        self.address = address
        self.connections = Connections(address, access)
        self._reader = access.reader
        self._may_write = True
        self._who = secrets.token_hex(4)
        self._own = 0
        self._noticed = 0
        self._watch: ServerWatch | None = None

    @classmethod
    def open(cls, address: ServerAddress, access: Access = DESK) -> PostgresEngine:
        """Open a desk's ledger. Raises `LedgerUnusable`: unreachable, no such database or desk, another schema."""
        engine = cls(address, access)
        try:
            engine._look_at_rights()
        except BaseException:
            engine.close()
            raise
        return engine

    @classmethod
    def create(cls, address: ServerAddress, access: Access = DESK) -> PostgresEngine:
        """Prepare the database where that is needed, and found a desk in it. Raises `LedgerUnusable`."""
        engine = cls(address, access)
        try:
            with engine.connections.lease() as connection, connection.pipeline() as pipeline:
                connection.execute("BEGIN")
                server_schema.prepare(PostgresTx(connection, pipeline, engine._who))
                server_schema.found_desk(PostgresTx(connection, pipeline, engine._who), address)
                connection.execute("COMMIT")
            engine._look_at_rights()
        except BaseException:
            engine.close()
            raise
        return engine

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written: no rights, a standby, only looking, or the server is lost."""
        return not self._may_write or self.unreachable_since is not None

    @property
    def unreachable_since(self) -> datetime | None:
        """When the server was lost; None while it answers."""
        return self.connections.lost_since

    @contextmanager
    def read(self) -> Iterator[PostgresTx]:
        """One consistent view."""
        with self.connections.lease() as connection, ExitStack() as closing:
            tx = PostgresTx(connection, closing.enter_context(connection.pipeline()), self._who)
            tx.closing = closing
            connection.execute(_READING)
            yield tx
            tx.over()

    @contextmanager
    def glance(self) -> Iterator[PostgresTx]:
        """Each question for itself."""
        with self.connections.lease() as connection:
            yield PostgresTx(connection, None, self._who)

    @contextmanager
    def write(self) -> Iterator[PostgresTx]:
        """One writer at a time of each desk: commits at the end; any failure leaves everything as it was."""
        if self._reader:
            raise only_looking(self.address)
        confirming = False
        try:
            with self.connections.lease() as connection:
                with connection.pipeline() as pipeline:
                    connection.execute("BEGIN")
                    connection.execute(ONE_WRITER)
                    tx = PostgresTx(connection, pipeline, self._who)
                    yield tx
                    confirming = True
                    connection.execute("COMMIT")
                self._own += tx.announced
        except ServerUnreachable as lost:
            if confirming:
                raise ServerUnreachable(self.address.name, lost.detail, unconfirmed=True) from lost
            raise

    def stamp(self) -> int:
        """The newest entry's number without those written here; while somebody listens, as it was told."""
        return self._newest() if self._watch is None else self._noticed

    def _newest(self) -> int:
        with self.glance() as tx:
            row = tx.one(_NEWEST)
        return (int(row[0]) if row else 0) - self._own

    def watch(self) -> ServerWatch | None:
        """Begin to listen on a connection of its own. Raises `ServerUnreachable`."""
        if self._watch is None:
            self.connections.keeps_trying = False
            try:
                watch = ServerWatch(self)
            except ReadOnlyLedger:
                return None  # a standby announces nothing
            self._watch = watch
            self._noticed = self._newest()
            if self.connections.ended:
                self.close()  # the ledger was left while a worker waited for the server
        return self._watch

    def reconnect(self) -> bool:
        """Try to reach the server again. What others wrote meanwhile is noticed."""
        try:
            self._look_at_rights()
            if self._watch is not None:
                self._watch.listen()
                self._noticed += 1
        except LedgerError:
            self.connections.lose()
            return False
        return True

    def take_in(self, payload: str) -> None:
        """What was heard: another has written at some desk."""
        desk, _, rest = payload.partition(":")
        if desk == self.address.desk and rest.partition(":")[2] != self._who:
            self._noticed += 1

    def size(self) -> int:
        """How much the whole database holds, in bytes."""
        with self.glance() as tx:
            return int(tx.all("SELECT pg_database_size(current_database())")[0][0])

    def quick_damage(self) -> list[str]:
        """The server looks after its own pages."""
        return []

    def damage(self) -> list[str]:
        """Rows that point to nothing; the server looks after its own pages."""
        with self.read() as tx:
            return server_schema.dangling(tx)

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """No statement takes long here."""

    def copy_to(self, target: Path) -> None:
        """A whole copy in a new SQLite file. Raises `FileUnusable`, `LedgerUnusable`."""
        from liling_desk.store.moving import snapshot

        snapshot(self, target)

    def close(self) -> None:
        """Let go of all connections."""
        self.connections.end()
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.close()

    def _look_at_rights(self) -> None:
        with self.connections.lease(anyway=True) as connection:
            rights = server_schema.must_be_usable(PostgresTx(connection, None, self._who), self.address)
        self._may_write = rights and not self._reader


class ServerWatch:
    """A connection that listens. Its socket becomes readable when somebody has written, or when the server is gone."""

    def __init__(self, engine: PostgresEngine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self.listen()

    def listen(self) -> None:
        """Begin anew, on another socket. Raises `LedgerError`."""
        self.close()
        connection = self._engine.connections.connected()
        try:
            connection.execute(f"LISTEN {CHANNEL}")
        except psycopg.Error as problem:
            connection.close()
            raise explained(self._engine.address, problem) from problem
        self._connection = connection

    def fileno(self) -> int:
        """The socket; -1 where the server is lost."""
        there = self._connection is not None and not self._connection.closed
        return self._connection.fileno() if there and self._connection is not None else -1

    def look(self) -> None:
        """Take in what was said. Raises `ServerUnreachable`."""
        if self._connection is None:
            return
        try:
            for told in self._connection.notifies(timeout=0):
                self._engine.take_in(told.payload)
        except psycopg.Error as problem:
            self.close()
            self._engine.connections.lose()
            raise ServerUnreachable(self._engine.address.name, str(problem)) from problem

    def close(self) -> None:
        """Stop listening."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
