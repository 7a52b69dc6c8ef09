"""The ledger in one SQLite file: WAL, full sync, foreign keys on, one writer at a time."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.errors import FileUnusable, LedgerUnusable, Where
from liling_desk.store.defences import defended
from liling_desk.store.explaining import damaged, explained, known_problems, not_a_ledger, only_looking, read_only
from liling_desk.store.port import Row, Values
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from sqlite_utils import Database

BUSY_MS = 5000
APPLICATION_ID = 0x4C4C4431
"""Written into the file's header, so that another program's database is never taken for a ledger."""


PART = ".liling-desk-part-"
"""How the names of unfinished copies begin."""

_UNTOUCHED = "mode=ro&immutable=1"
_SIZES = ("count", "size")
_ATTEMPTS, _PAUSE_S = 20, 0.05


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

    def run(self, sql: str, values: Values = ()) -> int:
        """Write; gives back the number of rows touched."""
        return self._connection.execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """The same writing statement for many rows."""
        self._connection.executemany(sql, rows)

    def insert_all(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Many new rows in one go; nests in the open transaction as a savepoint."""
        self._engine.database.table(table).insert_all(dict(row) for row in rows)


class SqliteEngine:
    """One connection to one file."""

    def __init__(self, path: Path, connection: sqlite3.Connection, read_only: bool, reader: bool = False) -> None:
        self.path = path
        self.connection = connection
        self.read_only = read_only
        self.reader = reader
        """Whether nothing is written because the one who opened it only looks."""
        self._database: Database | None = None

    @classmethod
    def open(cls, path: Path, access: Access = DESK) -> SqliteEngine:
        """Open an existing file. Raises `LedgerUnusable`: missing, a folder, not SQLite, another program's."""
        path = path.expanduser().absolute()
        _must_be_a_file(path)
        with known_problems(path):
            _must_be_a_ledger(path, _reading_mode(path))
            if access.reader:
                return cls(path, _connect_looking(path), read_only=True, reader=True)
            connection, read_only = _connect(path)
            return cls(path, connection, read_only)

    @classmethod
    def open_for_copying(cls, path: Path) -> SqliteEngine:
        """Open a ledger that others may be writing to, only to copy it. Raises `LedgerUnusable`."""
        # Not mode=ro where it can be helped: that fails while another connection opens or closes the log.
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        return cls._opened(path, "mode=rw" if writable else _UNTOUCHED)

    @classmethod
    def open_untouched(cls, path: Path) -> SqliteEngine:
        """Open a file that nobody is writing to without making files beside it. Raises `LedgerUnusable`."""
        return cls._opened(path, _UNTOUCHED)

    @classmethod
    def _opened(cls, path: Path, mode: str) -> SqliteEngine:
        path = path.expanduser().absolute()
        _must_be_a_file(path)
        with known_problems(path):
            _must_be_a_ledger(path, _UNTOUCHED if mode == _UNTOUCHED else "mode=ro")
            return cls(path, _connect_reading(path, mode), read_only=True)

    @classmethod
    def create(cls, path: Path) -> SqliteEngine:
        """Make a new file that only its owner can read. Raises `LedgerUnusable` where anything is there already."""
        path = path.expanduser().absolute()
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError as problem:
            raise LedgerUnusable(
                Message(N_("{file} 已经存在，没有动它。"), {"file": path}),
                Message(N_("请换一个文件名，或直接打开它。")),
                Where(file=str(path)),
            ) from problem
        except OSError as problem:
            raise LedgerUnusable(
                Message(N_("不能在 {file} 建立台账。"), {"file": path}),
                Message(N_("请确认文件夹存在、可以写入，磁盘没有满。")),
                Where(file=str(path)),
                str(problem),
            ) from problem
        with known_problems(path):
            try:
                # Before the log takes over: what is not yet in the file itself is not seen by `open`.
                with closing(sqlite3.connect(path)) as connection:
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection, read_only = _connect(path)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
            return cls(path, connection, read_only)

    @property
    def database(self) -> Database:
        """The same connection as a sqlite-utils database (imported only when something bulky is written)."""
        if self._database is None:
            from sqlite_utils import Database

            self._database = Database(self.connection, execute_plugins=False)
        return self._database

    @contextmanager
    def read(self) -> Iterator[SqliteTx]:
        """One consistent view."""
        with known_problems(self.path):
            self.connection.execute("BEGIN")
            try:
                yield SqliteTx(self)
            finally:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[SqliteTx]:
        """One writer: commits at the end; any failure leaves the file as it was."""
        self.must_be_writable()
        with known_problems(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteTx(self)
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def must_be_writable(self) -> None:
        """Raises `ReadOnlyLedger` with the reason where it is not."""
        if self.read_only:
            raise only_looking(self.path) if self.reader else read_only(self.path)

    def stamp(self) -> int:
        """SQLite's data_version: changes when another connection has committed."""
        with known_problems(self.path):
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def size(self) -> int:
        """How much the file holds, in bytes."""
        with known_problems(self.path):
            pages, page_size = (self.connection.execute(f"PRAGMA page_{each}").fetchone()[0] for each in _SIZES)
        return int(pages) * int(page_size)

    def quick_damage(self) -> list[str]:
        """What SQLite's quick check finds wrong; empty when sound."""
        try:
            return [str(row[0]) for row in self.connection.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
        except sqlite3.OperationalError as problem:
            raise explained(self.path, problem) from problem
        except (sqlite3.DatabaseError, UnicodeError) as problem:
            return [str(problem)]

    def damage(self) -> list[str]:
        """What SQLite's own checks find wrong; empty when sound."""
        try:
            found = [str(row[0]) for row in self.connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            orphans = self.connection.execute("PRAGMA foreign_key_check").fetchall()
        except (sqlite3.DatabaseError, UnicodeError) as problem:
            return [str(problem)]
        return found + [f"{row[0]}: row {row[1]} points to nothing in {row[2]}" for row in orphans]

    def copy_to(self, target: Path) -> None:
        """A consistent copy by SQLite's backup API, checked before it has its name. Raises `FileUnusable`."""
        part = target.with_name(f"{PART}{secrets.token_hex(6)}")
        try:
            if os.path.lexists(target):
                raise FileExistsError(f"{target} exists")
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except OSError as problem:
            raise _no_place(target, problem) from problem
        with known_problems(target):
            try:
                with closing(sqlite3.connect(part)) as copy:
                    self.connection.backup(copy)
                    if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                        raise sqlite3.DatabaseError("the copy does not pass its check")
                _named(part, target)
            finally:
                for ending in ("", "-journal", "-wal", "-shm"):
                    Path(f"{part}{ending}").unlink(missing_ok=True)

    def take_from(self, source: SqliteEngine) -> None:
        """Replace all content by another file's, in one transaction."""
        self.must_be_writable()
        with known_problems(self.path):
            source.connection.backup(self.connection, progress=_not_for_ever())

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def _named(part: Path, target: Path) -> None:
    """Give a finished file its name, but never to one that is there; the name is on the disk when this returns."""
    try:
        os.link(part, target)
    except FileExistsError as problem:
        raise _no_place(target, problem) from problem
    except OSError:
        part.rename(target)  # a stick's file system may know no links
    with suppress(OSError):
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _no_place(target: Path, problem: OSError) -> FileUnusable:
    return FileUnusable(
        Message(N_("不能写到 {file}。"), {"file": target}),
        Message(N_("请确认文件夹存在、可以写入，而且没有同名文件。")),
        Where(file=str(target)),
        str(problem),
    )


def _must_be_a_file(path: Path) -> None:
    if path.is_dir():
        raise LedgerUnusable(
            Message(N_("{file} 是文件夹，不是台账。"), {"file": path}),
            Message(N_("请选择台账文件。")),
            Where(file=str(path)),
        )
    if not path.exists():
        raise LedgerUnusable(
            Message(N_("找不到台账 {file}。"), {"file": path}),
            Message(N_("请确认位置；移动盘要先插好。也可以新建一个台账。")),
            Where(file=str(path)),
        )


def _must_be_a_ledger(path: Path, mode: str) -> None:
    """Look at the header only, without taking the file for one's own: it may be another program's.

    By SQLite and never by `open`: closing a file lets go of every lock that this process holds on it, and another
    process would then take the log away from under a ledger that is open here.
    """
    if not path.is_file():
        raise not_a_ledger(path)  # a pipe or a device: reading it might never end
    with closing(sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            ours = connection.execute(_OUR_TABLES).fetchone()[0]
            raise damaged(path, "application_id") if ours == 2 else not_a_ledger(path)


_OUR_TABLES = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('commitment', 'journal')"


def _not_for_ever() -> Callable[[int, int, int], object]:
    """Ends a backup that waits for another writer; left alone it would wait without end."""
    waited = 0

    def look(status: int, _left: int, _pages: int) -> None:
        nonlocal waited
        waited += status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if waited > 1:
            raise sqlite3.OperationalError("database is locked")

    return look


def _connect(path: Path) -> tuple[sqlite3.Connection, bool]:
    read_only = not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK)
    uri = path.as_uri()
    if not read_only:
        connection = defended(sqlite3.connect(f"{uri}?mode=rw", uri=True, isolation_level=None), BUSY_MS)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError as problem:
            connection.close()
            if "readonly" not in str(problem) and "unable to open" not in str(problem):
                raise
        except BaseException:
            connection.close()
            raise
        else:
            return connection, False
    return _connect_reading(path, _reading_mode(path)), True


def _reading_mode(path: Path) -> str:
    """Beside a log that others keep, its changes are seen; a file that can't change is read without one."""
    return "mode=ro" if os.access(path.parent, os.W_OK) or Path(f"{path}-shm").exists() else _UNTOUCHED


def _connect_reading(path: Path, mode: str) -> sqlite3.Connection:
    connection = defended(sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, isolation_level=None), BUSY_MS)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_looking(path: Path) -> sqlite3.Connection:
    """For readers: SQLite refuses every statement that writes, and the file itself is opened for reading."""
    mode = _reading_mode(path)
    for attempt in range(_ATTEMPTS):
        try:
            connection = _connect_reading(path, mode)
        except sqlite3.OperationalError:
            # Another connection is opening or closing the log at this moment.
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE_S)
        else:
            connection.execute("PRAGMA query_only = ON")
            return connection
    raise AssertionError("unreachable")
