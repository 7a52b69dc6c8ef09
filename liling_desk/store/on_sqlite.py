"""The ledger in one SQLite file: WAL, full sync, foreign keys on, one writer at a time."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import FileAddress
from liling_desk.ledger.errors import FileUnusable, LedgerUnusable, Where
from liling_desk.store.connecting import (
    APPLICATION_ID,
    UNTOUCHED,
    Connected,
    connect,
    connect_new,
    connect_reading,
    must_be_a_ledger,
    reading_mode,
)
from liling_desk.store.explaining import explained, known_problems, only_looking, read_only
from liling_desk.store.names_on_disk import names_kept
from liling_desk.store.sqlite_statements import PageCache, SqliteTx
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from sqlite_utils import Database

    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.store.sealing import Seal

PART = ".liling-desk-part-"
"""How the names of unfinished copies begin."""

_SIZES = ("count", "size")
_STEPS = 1_000
"""So many steps of SQLite lie between two looks at whether to stop."""


class _AtHand:
    """What a file has to say about being out of reach."""

    unreachable_since: datetime | None = None

    def reconnect(self) -> bool:
        """A file is there or not."""
        return True

    def watch(self) -> None:
        """There is nothing to listen to: `stamp` costs next to nothing."""


class SqliteEngine(_AtHand):
    """One connection to one file."""

    def __init__(self, path: Path, connected: Connected, access: Access = DESK) -> None:
        self.path = path
        self.address = FileAddress(path)
        self.connection = connected.connection
        self.read_only = connected.read_only
        self.seal = connected.seal
        """What the file is encrypted with; None: it is not."""
        self.reader = access.reader
        """Whether nothing is written because the one who opened it only looks."""
        self._database: Database | None = None
        self.cache = PageCache(self.connection)

    @classmethod
    def open(cls, path: Path, access: Access = DESK) -> SqliteEngine:
        """Open an existing file. Raises `LedgerUnusable`: missing, a folder, not SQLite, another program's."""
        path = path.expanduser().absolute()
        _must_be_a_file(path)
        with known_problems(path):
            must_be_a_ledger(path, reading_mode(path), access.passphrase)
            return cls(path, connect(path, access), access)

    @classmethod
    def open_for_copying(cls, path: Path, passphrase: Passphrase | None = None) -> SqliteEngine:
        """Open a ledger that others may be writing to, only to copy it. Raises `LedgerUnusable`."""
        # Not mode=ro where it can be helped: that fails while another connection opens or closes the log.
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        return cls._opened(path, "mode=rw" if writable else UNTOUCHED, passphrase)

    @classmethod
    def open_untouched(cls, path: Path, passphrase: Passphrase | None = None) -> SqliteEngine:
        """Open a file that nobody is writing to without making files beside it. Raises `LedgerUnusable`."""
        return cls._opened(path, UNTOUCHED, passphrase)

    @classmethod
    def _opened(cls, path: Path, mode: str, passphrase: Passphrase | None) -> SqliteEngine:
        path = path.expanduser().absolute()
        _must_be_a_file(path)
        with known_problems(path):
            must_be_a_ledger(path, UNTOUCHED if mode == UNTOUCHED else "mode=ro", passphrase)
            return cls(path, connect_reading(path, mode, passphrase))

    @classmethod
    def create(cls, path: Path, access: Access = DESK) -> SqliteEngine:
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
                with closing(connect_new(path, seal_for(access.passphrase))) as connection:
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                return cls(path, connect(path, access), access)
            except BaseException:
                path.unlink(missing_ok=True)
                raise

    @property
    def is_sealed(self) -> bool:
        """Whether the file is encrypted."""
        return self.seal is not None

    @property
    def database(self) -> Database:
        """The same connection as a sqlite-utils database (imported only when something bulky is written)."""
        if self._database is None:
            from sqlite_utils import Database

            self._database = Database(self.connection, recursive_triggers=False, execute_plugins=False)
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
    def glance(self) -> Iterator[SqliteTx]:
        """A single question needs no transaction."""
        with known_problems(self.path):
            yield SqliteTx(self)

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
            finally:
                self.cache.restore()

    def must_be_writable(self) -> None:
        """Raises `ReadOnlyLedger` with the reason where it is not."""
        if self.read_only:
            raise only_looking(self.path) if self.reader else read_only(self.path)

    def stamp(self) -> int:
        """SQLite's data_version: changes when another connection has committed."""
        with known_problems(self.path):
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """SQLite breaks off a statement within some thousand steps."""
        self.connection.set_progress_handler(stopped, _STEPS)

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
            raise no_place(target, problem) from problem
        with known_problems(target):
            try:
                with closing(connect_new(part, self.seal)) as copy:
                    self.connection.backup(copy)
                    if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                        raise sqlite3.DatabaseError("the copy does not pass its check")
                named(part, target)
            finally:
                for ending in ("", "-journal", "-wal", "-shm"):
                    Path(f"{part}{ending}").unlink(missing_ok=True)

    def take_from(self, source: SqliteEngine) -> None:
        """Replace all content by another file's, in one transaction."""
        self.must_be_writable()
        with known_problems(self.path):
            if (source.seal is None) == (self.seal is None):
                source.connection.backup(self.connection, progress=_not_for_ever())
                return
            from liling_desk.store.pouring import pour

            with source.read():
                pour(source.connection, self.connection)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def named(part: Path, target: Path) -> None:
    """Give a finished file its name, but never to one that is there; the name is on the disk when this returns."""
    try:
        os.link(part, target)
    except FileExistsError as problem:
        raise no_place(target, problem) from problem
    except OSError:
        part.rename(target)  # a stick's file system may know no links
    names_kept(target.parent)


def no_place(target: Path, problem: OSError) -> FileUnusable:
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


def _not_for_ever() -> Callable[[int, int, int], object]:
    """Ends a backup that waits for another writer; left alone it would wait without end."""
    waited = 0

    def look(status: int, _left: int, _pages: int) -> None:
        nonlocal waited
        waited += status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if waited > 1:
            raise sqlite3.OperationalError("database is locked")

    return look


def seal_for(passphrase: Passphrase | None) -> Seal | None:
    """A new seal; None without a passphrase."""
    if passphrase is None:
        return None
    from liling_desk.store.sealing import new_seal

    return new_seal(passphrase)
