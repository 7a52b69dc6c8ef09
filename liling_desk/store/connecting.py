"""Connections to ledger files: is it a ledger, how is it opened, with which seal."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.ledger.access import Access
from liling_desk.store.defences import defended
from liling_desk.store.explaining import damaged, not_a_ledger

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.store.sealing import Seal

BUSY_MS = 5000
APPLICATION_ID = 0x4C4C4431
"""Written into the file's header, so that another program's database is never taken for a ledger."""

UNTOUCHED = "mode=ro&immutable=1"
"""Nothing is written, neither to the file nor beside it; nobody may be writing to it."""

_ATTEMPTS, _PAUSE_S = 20, 0.05
_OUR_TABLES = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('commitment', 'journal')"


@dataclass(frozen=True)
class Connected:
    """An open connection; `seal` None: the file is not encrypted."""

    connection: sqlite3.Connection
    read_only: bool
    seal: Seal | None = None


def must_be_a_ledger(path: Path, mode: str, passphrase: Passphrase | None) -> None:
    """Look at the header only, without taking the file for one's own: it may be another program's.

    By SQLite and never by `open`: closing a file lets go of every lock that this process holds on it, and another
    process would then take the log away from under a ledger that is open here.
    """
    if not path.is_file():
        raise not_a_ledger(path)  # a pipe or a device: reading it might never end
    try:
        _look_at_header(path, mode, passphrase)
    except sqlite3.OperationalError as problem:
        if "readonly" not in str(problem) or not os.access(path, os.W_OK):
            raise
        # A program was cut off while it wrote: SQLite must take its half change back before anything can be read.
        _look_at_header(path, "mode=rw", passphrase)


def _look_at_header(path: Path, mode: str, passphrase: Passphrase | None) -> None:
    with closing(_raw(path, mode, passphrase)[0]) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            ours = connection.execute(_OUR_TABLES).fetchone()[0]
            raise damaged(path, "application_id") if ours == 2 else not_a_ledger(path)


def connect(path: Path, access: Access) -> Connected:
    """For working in it, where the file lets one and the access too; else for reading."""
    if access.reader:
        return _connect_looking(path, access.passphrase)
    if path.stat().st_mode & 0o222 and os.access(path, os.W_OK):
        raw, seal = _raw(path, "mode=rw", access.passphrase)
        connection = defended(raw, BUSY_MS)
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
            return Connected(connection, False, seal)
    return connect_reading(path, reading_mode(path), access.passphrase)


def reading_mode(path: Path) -> str:
    """Beside a log that others keep, its changes are seen; a file that can't change is read without one."""
    return "mode=ro" if os.access(path.parent, os.W_OK) or Path(f"{path}-shm").exists() else UNTOUCHED


def connect_reading(path: Path, mode: str, passphrase: Passphrase | None) -> Connected:
    """For reading only."""
    raw, seal = _raw(path, mode, passphrase)
    connection = defended(raw, BUSY_MS)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return Connected(connection, True, seal)


def connect_new(path: Path, seal: Seal | None) -> sqlite3.Connection:
    """For filling an empty file: nothing is set up but its seal."""
    if seal is None:
        return sqlite3.connect(path, isolation_level=None)
    from liling_desk.store.sealing import made

    return made(path, seal)


def _connect_looking(path: Path, passphrase: Passphrase | None) -> Connected:
    """For readers: SQLite refuses every statement that writes, and the file itself is opened for reading."""
    for attempt in range(_ATTEMPTS):
        try:
            connected = connect_reading(path, reading_mode(path), passphrase)
        except sqlite3.OperationalError:
            # Another connection is opening or closing the log at this moment.
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE_S)
        else:
            connected.connection.execute("PRAGMA query_only = ON")
            return connected
    raise AssertionError("unreachable")


def _raw(path: Path, mode: str, passphrase: Passphrase | None) -> tuple[sqlite3.Connection, Seal | None]:
    if passphrase is not None:
        from liling_desk.store import sealing

        if (sealed := sealing.opened(path, mode, passphrase)) is not None:
            return sealed
    return sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, isolation_level=None), None
