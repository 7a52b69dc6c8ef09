"""Giving a ledger a passphrase, another one, or none: a new file beside it, checked, that takes its place."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.ledger.access import Access
from liling_desk.ledger.errors import LedgerError, LedgerUnusable, Where
from liling_desk.store import backups, journal, keeping, sealing
from liling_desk.store.backups import Backup, BackupKind
from liling_desk.store.connecting import connect_new
from liling_desk.store.explaining import known_problems
from liling_desk.store.names_on_disk import names_kept
from liling_desk.store.on_sqlite import PART, SqliteEngine, seal_for
from liling_desk.store.pouring import pour
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase


@dataclass(frozen=True)
class Rekeyed:
    """`kept`: the backup that was made before; `others`: backups that do not open with the new passphrase.

    Where a passphrase was set for the first time, all of `others` (`kept` among them) can be read by anybody.
    """

    kept: Path
    others: tuple[Backup, ...]


def change_passphrase(
    ledger: Path, old: Passphrase | None, new: Passphrase | None, second: Path | None = None
) -> Rekeyed:
    """Write the ledger anew under another passphrase (None: in plain). Nobody else may have it open, here or elsewhere.

    Raises `LedgerError`; then the ledger is as it was.
    """
    if old is None and sealing.looks_sealed(ledger):
        raise sealing.needed(ledger)
    backups.clear_unfinished(ledger.absolute().parent)
    before = [each.path for each in backups.in_both_places(ledger, second)]
    kept = backups.back_up(ledger, BackupKind.PASSPHRASE, second, passphrase=old)
    _rewrite(ledger, old, new)
    made = {kept.path, kept.second}
    there = [each for each in backups.in_both_places(ledger, second) if each.path in before or each.path in made]
    return Rekeyed(kept.path, tuple(each for each in there if sealing.looks_sealed(each.path) or new is not None))


def change_backups(some: Iterable[Backup], old: Passphrase | None, new: Passphrase | None) -> list[Backup]:
    """Bring backups under the new passphrase, too. Gives back those that could not be."""
    left = []
    for each in some:
        try:
            backups.must_be_whole(each.path, old)
            _rewrite(each.path, old, new)
        except LedgerError:
            left.append(each)
    return left


def _rewrite(path: Path, old: Passphrase | None, new: Passphrase | None) -> None:
    engine = SqliteEngine.open(path, Access(passphrase=old))
    ready = path.with_name(f"{PART}{secrets.token_hex(6)}")
    try:
        engine.must_be_writable()
        with known_problems(path):
            _hold_alone(engine)
            _fill(ready, engine, new)
            _must_be_the_same(ready, new, engine)
            if os.name == "nt":  # pragma: no cover - Windows
                engine.close()  # there an open file can't be replaced
            # Who waits for the former file can't write to it: SQLite notices that it has lost its name.
            _take_place(ready, path)
    finally:
        engine.close()
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{ready}{ending}").unlink(missing_ok=True)


def _hold_alone(engine: SqliteEngine) -> None:
    """Nobody else reads or writes from now on. Raises `LedgerUnusable` where somebody does."""
    connection = engine.connection
    try:
        # The log can only be given up by the last one who has the file open.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as problem:
        if "locked" not in str(problem):
            raise
        raise LedgerUnusable(
            Message(N_("台账 {file} 还在别的窗口或程序里开着，口令没有改。"), {"file": engine.path}),
            Message(N_("请把其他地方的台账都关掉，再改口令。")),
            Where(file=str(engine.path)),
            str(problem),
        ) from problem


def _fill(ready: Path, source: SqliteEngine, new: Passphrase | None) -> None:
    os.close(os.open(ready, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(connect_new(ready, seal_for(new))) as target:
        target.execute("PRAGMA synchronous = FULL")
        pour(source.connection, target)


def _must_be_the_same(ready: Path, passphrase: Passphrase | None, source: SqliteEngine) -> None:
    copy = SqliteEngine.open_untouched(ready, passphrase)
    try:
        found = keeping.check(copy)
        with copy.read() as tx:
            head = journal.head(tx)
        last = source.connection.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        if not found["integrity"] or head.hash != (last[0] if last else journal.GENESIS):
            raise sqlite3.DatabaseError("the new file does not hold what the ledger holds")
    finally:
        copy.close()


def _take_place(ready: Path, ledger: Path) -> None:
    ready.replace(ledger)
    names_kept(ledger.parent)
