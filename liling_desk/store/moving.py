"""A whole ledger from a file to a desk of a server, or from there into a file: all of it, verified, or nothing.

What arrives is read back and compared with what was sent: how many rows each table has, a SHA-256 over them, and the
chain of the journal. Rows pass one by one, so that memory does not grow with the ledger.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import psycopg

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.errors import FileExists, LedgerDamaged, LedgerUnusable, Where
from liling_desk.store import journal, schema, schema_check, server_rights, server_schema
from liling_desk.store.connecting import APPLICATION_ID, Connected, connect_new
from liling_desk.store.explaining import damaged, known_problems, only_looking
from liling_desk.store.on_postgres import PostgresEngine, PostgresTx
from liling_desk.store.on_sqlite import PART, SqliteEngine, named, no_place, seal_for
from liling_desk.store.port import Row, Tx
from liling_desk.store.postgres_sql import TABLES
from liling_desk.store.server_problems import says_lost
from liling_desk.store.sqlite_statements import SqliteTx
from liling_desk.store.streams import (
    Connection,
    Digest,
    Stream,
    Table,
    into_file,
    into_server,
    rows_in_file,
    rows_on_server,
    tables_of,
)
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase

Report = Callable[[int, int], None]
"""Told how many rows are done, and how many there are to do; each is moved once and read back once."""

_TOGETHER: Final = 500
"""So many rows lie between two words about how far it is."""

_PATIENT: Final = ("idle_in_transaction_session_timeout", "statement_timeout")
_ONE_VIEW: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


@dataclass(frozen=True)
class Moved:
    """What arrived: `rows` by table, the number of journal entries and the newest one's hash."""

    file: Path
    address: ServerAddress
    rows: Mapping[str, int]
    head: str

    @property
    def items(self) -> int:
        """How many items, those that are removed included."""
        return self.rows["commitment"]

    @property
    def entries(self) -> int:
        """How many journal entries."""
        return self.rows["journal"]


def adopt(file: Path, address: ServerAddress, access: Access = DESK, report: Report | None = None) -> Moved:
    """Move a file ledger with its whole history to a new desk, in one transaction; the file stays as it is.

    `access.passphrase` opens the file, `access.password` is for the server. Raises `LedgerDamaged` where the file is
    not sound or something else arrived, `LedgerUnusable` where the desk is taken; then the server is as it was.
    """
    if access.reader:
        raise only_looking(address)
    engine = PostgresEngine(address, access)
    with closing(engine), _present(file, access.passphrase) as source, source.read() as tx:
        with engine.connections.lease() as connection:
            if wrong := source.damage():
                raise damaged(file, "\n".join(wrong))
            _must_be_a_chain(tx, _journal_in_file(source.connection), Message(N_("台账 {file}"), {"file": file}))
            connection.execute("BEGIN")
            moved = _adopt(source, tx, connection, address, report)
            _confirm(connection, address)
            with suppress(psycopg.Error):  # the server would look at the new rows by itself, some time later
                connection.execute(f"ANALYZE {', '.join(f'{TABLES}.{table}' for table in moved)}".encode())
        return Moved(file, address, moved, journal.head(tx).hash)


def _adopt(
    source: SqliteEngine, tx: Tx, connection: Connection, address: ServerAddress, report: Report | None
) -> dict[str, int]:
    there = PostgresTx(connection, None, "")
    _be_patient(connection)
    _prepare(there)
    server_schema.found_desk(there, address)
    server_schema.must_be_usable(there, address)
    tables = tables_of(source.connection)
    progress = _Progress(report, sum(int(tx.all(f"SELECT count(*) FROM {each.name}")[0][0]) for each in tables))
    sent = [Digest(each) for each in tables]
    try:
        for digest in sent:
            with closing(rows_in_file(source.connection, digest.table)) as rows:
                into_server(connection, digest.table, address.desk, progress.of(digest.of(rows)))
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (psycopg.DataError, psycopg.IntegrityError) as problem:
        raise _does_not_fit(source.path, problem) from problem
    _must_be_equal(sent, lambda table: rows_on_server(connection, table), progress)
    _must_be_a_chain(there, _journal_on_server(connection), Message(N_("{server} 上的台账"), {"server": address.name}))
    if journal.head(there) != journal.head(tx):
        raise _other_arrived(Message(N_("操作记录")))
    return {each.table.name: each.rows for each in sent}


def _confirm(connection: Connection, address: ServerAddress) -> None:
    try:
        connection.execute("COMMIT")
    except psycopg.Error as problem:
        if not (connection.closed or says_lost(problem)):
            raise
        raise LedgerUnusable(
            Message(N_("与服务器 {server} 断开了，不知道台账搬完没有。"), {"server": address.name}),
            Message(N_("连上后打开它看看：打得开就是全部搬完了，打不开就是什么也没有搬，可以再搬一次。")),
            detail=str(problem).strip(),
        ) from problem


def snapshot(
    source: PostgresEngine | ServerAddress,
    target: Path,
    access: Access = DESK,
    report: Report | None = None,
    passphrase: Passphrase | None = None,
) -> Moved:
    """A full copy of a desk's ledger in a new file, which only its owner can read; the server's stays as it is.

    `passphrase` encrypts the file. Never overwrites. Raises `FileUnusable`, `LedgerDamaged`, `LedgerUnusable`; then
    there is no file.
    """
    engine = source if isinstance(source, PostgresEngine) else PostgresEngine.open(source, access)
    try:
        with _new_file(target.expanduser().absolute()) as part, known_problems(target):
            with (
                closing(connect_new(part, seal_for(passphrase))) as raw,
                engine.connections.lease() as connection,
            ):
                connection.execute(_ONE_VIEW)
                moved = _snapshot(connection, SqliteEngine(part, Connected(raw, read_only=False)), engine, report)
                connection.execute("COMMIT")
            return Moved(target, engine.address, moved[0], moved[1])
    finally:
        if engine is not source:
            engine.close()


def _snapshot(
    connection: Connection, copy: SqliteEngine, engine: PostgresEngine, report: Report | None
) -> tuple[dict[str, int], str]:
    _be_patient(connection)
    here = PostgresTx(connection, None, "")
    where = Message(N_("{server} 上的台账"), {"server": engine.address.name})
    if here.schema_number() != len(schema.STEPS):
        raise LedgerUnusable(
            Message(N_("{server} 的数据库是更新版本的程序准备的，本程序存不下它的全部内容。"), dict(where.values)),
            Message(N_("请安装新版本后再存；台账没有改动。")),
        )
    for setting in ("journal_mode = OFF", "synchronous = OFF"):  # what is cut off here is thrown away
        copy.connection.execute(f"PRAGMA {setting}")
    copy.connection.execute("BEGIN IMMEDIATE")
    tx = SqliteTx(copy)
    for step in schema.STEPS:
        step(tx)
    tx.set_schema_number(len(schema.STEPS))
    copy.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    tables = tables_of(copy.connection)
    progress = _Progress(report, sum(int(here.all(f"SELECT count(*) FROM {each.name}")[0][0]) for each in tables))
    sent = [Digest(each) for each in tables]
    for digest in sent:
        # A stream that is broken off has to be closed before the connection can do anything else.
        with closing(rows_on_server(connection, digest.table)) as rows:
            into_file(copy.connection, digest.table, progress.of(digest.of(rows)))
    copy.connection.execute("COMMIT")
    _must_be_equal(sent, lambda table: rows_in_file(copy.connection, table), progress)
    if wrong := copy.damage():
        raise damaged(copy.path, "\n".join(wrong))
    _must_be_a_chain(tx, _journal_in_file(copy.connection), where)
    if (head := journal.head(here)) != journal.head(tx):
        raise _other_arrived(Message(N_("操作记录")))
    return {each.table.name: each.rows for each in sent}, head.hash


@contextmanager
def _new_file(target: Path) -> Iterator[Path]:
    """An empty file under another name in the same folder, which has the target's name at the end of it all."""
    part = target.with_name(f"{PART}{secrets.token_hex(6)}")
    if os.path.lexists(target):
        raise FileExists(target)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as problem:
        raise no_place(target, problem) from problem
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        named(part, target)
    except OSError as problem:
        raise no_place(target, problem) from problem
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{part}{ending}").unlink(missing_ok=True)


@contextmanager
def _present(file: Path, passphrase: Passphrase | None) -> Iterator[SqliteEngine]:
    """The file as others may go on writing to it, or a copy of an older one that was brought up to date."""
    engine = SqliteEngine.open_for_copying(file, passphrase)
    try:
        number = schema.schema_number(engine)
        if number > len(schema.STEPS):
            schema.lacking_steps(engine)
        schema_check.must_be_trustworthy(engine)
        if number < 1:
            raise damaged(engine.path, f"schema step {number}")
        if number == len(schema.STEPS):
            yield engine
            return
        with TemporaryDirectory(prefix="liling-desk-") as folder:
            copy = Path(folder) / "ledger.db"
            engine.copy_to(copy)
            present = SqliteEngine.open(copy, Access(passphrase=passphrase))
            try:
                schema.bring_up_to_date(present)
                yield present
            finally:
                present.close()
    finally:
        engine.close()


def _prepare(tx: PostgresTx) -> None:
    """Only where it is needed: others may be preparing, or adopting, at the same time."""
    if server_rights.must_own(tx) is None or tx.schema_number() < len(schema.STEPS):
        server_schema.prepare(tx)


def _be_patient(connection: Connection) -> None:
    """A long way from a slow disk, and a long look at what arrived, are no reasons to break off."""
    for setting in _PATIENT:
        connection.execute(f"SET LOCAL {setting} = 0".encode())


def _journal_in_file(connection: sqlite3.Connection) -> Stream:
    yield from connection.execute(_CHAIN)


def _journal_on_server(connection: Connection) -> Stream:
    table = Table("journal", _LINKED, tuple("INTEGER" if name in _NUMBERS else "TEXT" for name in _LINKED), ("seq",))
    with closing(rows_on_server(connection, table)) as rows:
        yield from (row for row in rows if row[0] == journal.DESK)


_LINKED: Final = (*journal.SEALED, "hash")
_NUMBERS: Final = frozenset({"seq", "batch", "cancels"})
_CHAIN: Final = f"SELECT {', '.join(_LINKED)} FROM journal WHERE desk = '{journal.DESK}' ORDER BY seq"


def _must_be_a_chain(tx: Tx, stream: Stream, where: Message) -> None:
    """Every entry joined to the one before; a large entry is in memory alone. Raises `LedgerDamaged`."""
    with closing(stream) as rows:
        wrong = list(journal.faults(dict(zip(_LINKED, row, strict=True)) for row in rows))
    wrong += journal.broken_links(tx, journal.head(tx))
    if wrong:
        raise LedgerDamaged(
            Message(N_("{ledger}的操作记录不完好，没有搬动：{fault}"), {"ledger": where, "fault": wrong[0]}),
            Message(N_("请先用 check 看清问题，或从备份恢复。")),
            detail="\n".join(map(str, wrong)),
        )


def _must_be_equal(sent: Sequence[Digest], read_back: Callable[[Table], Stream], progress: _Progress) -> None:
    for digest in sent:
        arrived = Digest(digest.table)
        with closing(read_back(digest.table)) as rows:
            for _ in progress.of(arrived.of(rows)):
                pass
        if arrived != digest:
            raise _other_arrived(
                Message(N_("表 {table}：{sent} 行，到了 {arrived} 行"), {
                    "table": digest.table.name, "sent": digest.rows, "arrived": arrived.rows,
                })
            )  # fmt: skip


def _other_arrived(what: Message) -> LedgerDamaged:
    return LedgerDamaged(
        Message(N_("搬过去的与原来的不一样，全部撤回了：{what}"), {"what": what}),
        Message(N_("请再试一次；还是这样，请把详细信息交给技术人员。")),
    )


def _does_not_fit(file: Path, problem: psycopg.Error) -> LedgerDamaged:
    return LedgerDamaged(
        Message(N_("台账 {file} 里有服务器存不下或对不上的内容，全部撤回了。"), {"file": file}),
        Message(N_("请先用 check 看清问题；详细信息可以复制给技术人员。")),
        Where(file=str(file)),
        str(problem).strip(),
    )


class _Progress:
    """How many rows have passed, of all that pass: each on its way and once more when it is read back."""

    def __init__(self, report: Report | None, rows: int) -> None:
        self._report, self._total, self._done = report, 2 * rows, 0

    def of(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows themselves."""
        for row in rows:
            self._done += 1
            if self._report is not None and (self._done % _TOGETHER == 0 or self._done == self._total):
                self._report(self._done, self._total)
            yield row
