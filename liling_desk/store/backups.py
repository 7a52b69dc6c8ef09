"""Backups beside a ledger: made by SQLite's backup API, checked before they count, and rotated."""

from __future__ import annotations

import filecmp
import hashlib
import os
import re
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from liling_desk import places
from liling_desk.ledger.access import Access
from liling_desk.ledger.errors import FileUnusable, LedgerError, LedgerUnusable, Where
from liling_desk.store import journal, keeping, schema, schema_check
from liling_desk.store.on_sqlite import PART, SqliteEngine
from liling_desk.store.rotation import USUAL_ROTATION, Rotation, kept_of
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase

_UNDER_WAY_S = 3600
_STAMP = "%Y%m%dT%H%M%S%fZ"


class BackupKind(StrEnum):
    """Why a backup was made."""

    OPENING = "opening"
    IMPORT = "import"
    SCHEMA = "schema"
    RESTORE = "before-restore"
    PASSPHRASE = "before-passphrase"
    ASKED = "asked"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _WORDS[self]


_WORDS = {
    BackupKind.OPENING: N_("当天第一次打开"),
    BackupKind.IMPORT: N_("导入之前"),
    BackupKind.SCHEMA: N_("升级之前"),
    BackupKind.RESTORE: N_("恢复之前"),
    BackupKind.PASSPHRASE: N_("改口令之前"),
    BackupKind.ASKED: N_("手动备份"),
}


@dataclass(frozen=True)
class Backup:
    """One backup file. `made_at` is UTC, `size` in bytes; `kind` None: a file from elsewhere, with any name.

    `second`: it lies in the second place.
    """

    path: Path
    kind: BackupKind | None
    made_at: datetime
    size: int
    second: bool = False


@dataclass(frozen=True)
class Made:
    """A backup that was just made; `second` is its copy in the second place, `trouble` why there is none."""

    path: Path
    second: Path | None = None
    trouble: LedgerError | None = None


def place_for(ledger: Path, kind: BackupKind, at: datetime, detail: str = "") -> Path:
    """Where a backup goes; the folder is made, for its owner only. Raises `FileUnusable`."""
    folder = places.backups_dir(ledger.absolute())
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        raise unwritable(folder, problem) from problem
    word = f"{kind}-{detail}" if detail else str(kind)
    return folder / f"{ledger.stem}-{word}-{at.astimezone(UTC).strftime(_STAMP)}{ledger.suffix}"


def back_up(
    ledger: Path,
    kind: BackupKind,
    second: Path | None = None,
    rotation: Rotation = USUAL_ROTATION,
    at: datetime | None = None,
    detail: str = "",
    passphrase: Passphrase | None = None,
) -> Made:
    """Copy a ledger, check the copy, copy it to a second folder too, and drop what the rotation lets go.

    On a connection of its own: may run on any thread while the ledger is in use. Raises `LedgerError` where no sound
    copy could be made; a second place that can't be used is only told of.
    """
    target = place_for(ledger, kind, at or datetime.now(UTC), detail)
    clear_unfinished(target.parent)
    engine = SqliteEngine.open_for_copying(ledger, passphrase)
    try:
        engine.copy_to(target)
    finally:
        engine.close()
    try:
        must_be_whole(target, passphrase)
    except LedgerError:
        target.unlink(missing_ok=True)
        raise
    rotate(ledger, places.backups_dir(ledger.absolute()), rotation)
    if second is None:
        return Made(target)
    try:
        return Made(target, _copied_to(second, ledger, target, rotation))
    except (OSError, ValueError) as problem:  # ValueError: a name that no system takes
        return Made(target, trouble=unwritable(second, problem))


def _copied_to(second: Path, ledger: Path, backup: Path, rotation: Rotation) -> Path:
    folder = second_folder(second, ledger)
    folder.mkdir(mode=0o700, exist_ok=True)
    clear_unfinished(folder)
    copy, part = folder / backup.name, folder / f"{PART}{secrets.token_hex(6)}"
    try:
        shutil.copyfile(backup, part)
        with suppress(OSError):
            part.chmod(0o600)  # a stick's file system may know no owners
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        if not filecmp.cmp(backup, part, shallow=False):
            raise OSError("the copy differs from what was copied")
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    rotate(ledger, folder, rotation)
    return copy


def second_folder(second: Path, ledger: Path) -> Path:
    """Where a ledger's backups lie in the second place: two ledgers of one name have a folder each."""
    whole = ledger.absolute()
    of_this_place = hashlib.sha256(os.fsencode(whole)).hexdigest()[:8]
    return second / f"{places.backups_dir(whole).name}-{of_this_place}"


def due_today(ledger: Path, today: date) -> bool:
    """Whether no backup was made yet on a local day because the ledger was opened."""
    return not any(
        each.kind is BackupKind.OPENING and each.made_at.astimezone().date() == today for each in backups_of(ledger)
    )


def backups_of(ledger: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of a ledger in a folder (the usual one), newest first. A folder that can't be read has none."""
    there = folder or places.backups_dir(ledger.absolute())
    name = re.compile(
        rf"{re.escape(ledger.stem)}-(?P<kind>{'|'.join(BackupKind)})(-\d+)?-(?P<stamp>\d{{8}}T\d{{12}}Z)"
        rf"{re.escape(ledger.suffix)}"
    )
    found = []
    with suppress(OSError):
        for path in there.iterdir():
            match = name.fullmatch(path.name)
            if match is not None and path.is_file():
                made_at = datetime.strptime(match["stamp"], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, BackupKind(match["kind"]), made_at, path.stat().st_size))
    return sorted(found, key=lambda each: each.made_at, reverse=True)


def in_both_places(ledger: Path, second: Path | None) -> list[Backup]:
    """The backups beside a ledger and in its second place, newest first."""
    found = backups_of(ledger)
    if second is not None:
        found += [replace(each, second=True) for each in backups_of(ledger, second_folder(second, ledger))]
    return sorted(found, key=lambda each: each.made_at, reverse=True)


def elsewhere(path: Path) -> Backup:
    """Any file that may be a backup. Raises `FileUnusable` where there is none."""
    try:
        told = path.stat()
    except (OSError, ValueError) as problem:
        raise FileUnusable(
            Message(N_("读不出 {file}。"), {"file": path}),
            Message(N_("请确认它还在，移动盘要先插好。")),
            Where(file=str(path)),
            str(problem),
        ) from problem
    return Backup(path, None, datetime.fromtimestamp(told.st_mtime, UTC), told.st_size)


def rotate(ledger: Path, folder: Path, rotation: Rotation = USUAL_ROTATION) -> None:
    """Delete what the rotation lets go; the newest of each kind always stays. What can't be deleted stays too."""
    there = backups_of(ledger, folder)
    kept = kept_of([each.made_at.astimezone() for each in there], rotation)
    kinds: set[BackupKind | None] = set()
    for place, each in enumerate(there):
        if place not in kept and each.kind in kinds:
            with suppress(OSError):
                each.path.unlink()
        kinds.add(each.kind)


def clear_unfinished(folder: Path) -> None:
    """Delete copies that a program which was cut off has left unfinished; those of the last hour may be under way."""
    with suppress(OSError):
        for path in folder.glob(f"{PART}*"):
            if time.time() - path.stat().st_mtime > _UNDER_WAY_S:
                path.unlink()


def must_be_whole(backup: Path, passphrase: Passphrase | None = None) -> None:
    """Open a backup without touching it and check pages, keys, tables and the journal's chain. Raises `LedgerError`."""
    with looking_at(backup, passphrase) as engine:
        wrong: list[object] = [*engine.damage()] or _strange(engine)
        if not wrong:
            with engine.read() as tx:
                wrong += journal.broken_links(tx)
    if wrong:
        raise _unsound(backup, wrong)


def must_be_sound(backup: Path, passphrase: Passphrase | None = None) -> None:
    """Check a backup as a ledger is checked: it is whole, and its rows are what its journal says.

    A byte that changed inside a text shows nowhere else. Raises `LedgerError`.
    """
    try:
        with looking_at(backup, passphrase) as engine:
            strange = _strange(engine)
        if strange:
            raise _unsound(backup, strange)
        with as_present(backup, passphrase) as engine:
            found = keeping.check(engine)
    except _UNREADABLE as problem:
        raise _unsound(backup, [repr(problem)]) from problem
    if not found["ok"]:
        said = found["problems"]
        raise _unsound(backup, list(said) if isinstance(said, list) else [])


def _strange(engine: SqliteEngine) -> list[object]:
    """What is not as any of our schema steps made it."""
    number = schema.schema_number(engine)
    if not 1 <= number <= len(schema.STEPS):
        return [f"schema step {number}"]
    with engine.read() as tx:
        return [*schema_check.strange_parts(tx)]


_UNREADABLE = (sqlite3.Error, OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What values that are no longer what was written can lead to, further in."""


def _unsound(backup: Path, wrong: list[object]) -> LedgerUnusable:
    return LedgerUnusable(
        Message(N_("备份 {file} 没有通过检查。"), {"file": backup}),
        Message(N_("请换一个备份；现在的台账没有动。")),
        Where(file=str(backup)),
        "\n".join(map(str, wrong)),
    )


@contextmanager
def looking_at(backup: Path, passphrase: Passphrase | None = None) -> Iterator[SqliteEngine]:
    """A backup opened so that neither it nor its folder changes. Raises `LedgerUnusable`."""
    engine = SqliteEngine.open_untouched(backup, passphrase)
    try:
        yield engine
    finally:
        engine.close()


@contextmanager
def as_present(backup: Path, passphrase: Passphrase | None = None) -> Iterator[SqliteEngine]:
    """A backup to be read as the present program reads: itself, or a copy that was brought to the present schema."""
    with looking_at(backup, passphrase) as engine:
        if schema.schema_number(engine) == len(schema.STEPS):
            yield engine
            return
    with brought_up_to_date(backup, passphrase) as copy:
        yield copy


@contextmanager
def brought_up_to_date(backup: Path, passphrase: Passphrase | None = None) -> Iterator[SqliteEngine]:
    """A copy of a backup in a private folder, brought to the present schema, gone afterwards. Raises `LedgerError`."""
    with TemporaryDirectory(prefix="liling-desk-") as folder:
        copy = Path(folder) / "backup.db"
        with looking_at(backup, passphrase) as engine:
            engine.copy_to(copy)
        opened = SqliteEngine.open(copy, Access(passphrase=passphrase))
        try:
            schema_check.must_be_trustworthy(opened)
            schema.bring_up_to_date(opened)
            yield opened
        finally:
            opened.close()


def copy_of(backup: Path, target: Path, passphrase: Passphrase | None = None) -> None:
    """Copy a backup to a new file, checked. Never overwrites. Raises `LedgerError`."""
    must_be_sound(backup, passphrase)
    with looking_at(backup, passphrase) as engine:
        keeping.backup(engine, target)


def must_be_usable(folder: Path) -> None:
    """Write, read and delete a small file in a folder. Raises `FileUnusable`."""
    trial, content = folder / f"{PART}{secrets.token_hex(6)}", secrets.token_bytes(4096)
    try:
        try:
            trial.write_bytes(content)
            if trial.read_bytes() != content:
                raise OSError("what was read is not what was written")
        finally:
            trial.unlink(missing_ok=True)
    except (OSError, ValueError) as problem:
        raise unwritable(folder, problem) from problem


def unwritable(folder: Path, problem: OSError | ValueError) -> FileUnusable:
    """The error for a folder that takes no backup."""
    return FileUnusable(
        Message(N_("不能写到 {file}。"), {"file": folder}),
        Message(N_("请确认文件夹存在、可以写入，磁盘没有满。")),
        Where(file=str(folder)),
        str(problem),
    )


def is_sound(backup: Path, passphrase: Passphrase | None = None) -> bool:
    """Whether a backup passes its check."""
    try:
        must_be_sound(backup, passphrase)
    except (LedgerError, *_UNREADABLE):
        return False
    return True
