"""Backups beside a ledger: made by SQLite's backup API, checked before they count, and rotated."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from liling_desk import places
from liling_desk.ledger.errors import FileUnusable, LedgerError, LedgerUnusable, Where
from liling_desk.store import journal, schema
from liling_desk.store.on_sqlite import PART, SqliteEngine
from liling_desk.store.rotation import USUAL_ROTATION, Rotation, kept_of
from liling_desk.translations import N_, Message

_UNDER_WAY_S = 3600
_STAMP = "%Y%m%dT%H%M%S%fZ"


class BackupKind(StrEnum):
    """Why a backup was made."""

    OPENING = "opening"
    IMPORT = "import"
    SCHEMA = "schema"
    RESTORE = "before-restore"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _WORDS[self]


_WORDS = {
    BackupKind.OPENING: N_("当天第一次打开"),
    BackupKind.IMPORT: N_("导入之前"),
    BackupKind.SCHEMA: N_("升级之前"),
    BackupKind.RESTORE: N_("恢复之前"),
}


@dataclass(frozen=True)
class Backup:
    """One backup file. `made_at` is UTC, `size` in bytes."""

    path: Path
    kind: BackupKind
    made_at: datetime
    size: int


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
) -> Made:
    """Copy a ledger, check the copy, copy it to a second folder too, and drop what the rotation lets go.

    On a connection of its own: may run on any thread while the ledger is in use. Raises `LedgerError` where no sound
    copy could be made; a second place that can't be used is only told of.
    """
    target = place_for(ledger, kind, at or datetime.now(UTC), detail)
    clear_unfinished(target.parent)
    engine = SqliteEngine.open_for_copying(ledger)
    try:
        engine.copy_to(target)
    finally:
        engine.close()
    try:
        must_be_sound(target)
    except LedgerError:
        target.unlink(missing_ok=True)
        raise
    rotate(ledger, places.backups_dir(ledger.absolute()), rotation)
    if second is None:
        return Made(target)
    try:
        return Made(target, _copied_to(second, ledger, target, rotation))
    except OSError as problem:
        return Made(target, trouble=unwritable(second, problem))


def _copied_to(second: Path, ledger: Path, backup: Path, rotation: Rotation) -> Path:
    folder = second / places.backups_dir(ledger.absolute()).name
    folder.mkdir(mode=0o700, exist_ok=True)
    copy, part = folder / backup.name, folder / f"{backup.name}.part"
    try:
        shutil.copyfile(backup, part)
        with suppress(OSError):
            part.chmod(0o600)  # a stick's file system may know no owners
        if part.stat().st_size != backup.stat().st_size or part.read_bytes() != backup.read_bytes():
            raise OSError("the copy differs from what was copied")
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    rotate(ledger, folder, rotation)
    return copy


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


def rotate(ledger: Path, folder: Path, rotation: Rotation = USUAL_ROTATION) -> None:
    """Delete what the rotation lets go; the newest of each kind always stays. What can't be deleted stays too."""
    there = backups_of(ledger, folder)
    kept = kept_of([each.made_at.astimezone() for each in there], rotation)
    kinds: set[BackupKind] = set()
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


def must_be_sound(backup: Path) -> None:
    """Open a backup without touching it and check it whole: pages, keys, the journal's chain. Raises `LedgerError`."""
    with looking_at(backup) as engine:
        wrong: list[object] = [*engine.damage()]
        if not wrong and 1 <= schema.schema_number(engine) <= len(schema.STEPS):
            with engine.read() as tx:
                wrong += journal.broken_links(tx)
            if not wrong:
                return
    raise LedgerUnusable(
        Message(N_("备份 {file} 没有通过检查。"), {"file": backup}),
        Message(N_("请换一个备份；现在的台账没有动。")),
        Where(file=str(backup)),
        "\n".join(map(str, wrong)),
    )


@contextmanager
def looking_at(backup: Path) -> Iterator[SqliteEngine]:
    """A backup opened so that neither it nor its folder changes. Raises `LedgerUnusable`."""
    engine = SqliteEngine.open_untouched(backup)
    try:
        yield engine
    finally:
        engine.close()


@contextmanager
def brought_up_to_date(backup: Path) -> Iterator[SqliteEngine]:
    """A copy of a backup in a private folder, brought to the present schema, gone afterwards. Raises `LedgerError`."""
    with TemporaryDirectory(prefix="liling-desk-") as folder:
        copy = Path(folder) / "backup.db"
        with looking_at(backup) as engine:
            engine.copy_to(copy)
        opened = SqliteEngine.open(copy)
        try:
            schema.bring_up_to_date(opened)
            yield opened
        finally:
            opened.close()


def unwritable(folder: Path, problem: OSError) -> FileUnusable:
    """The error for a folder that takes no backup."""
    return FileUnusable(
        Message(N_("不能写到 {file}。"), {"file": folder}),
        Message(N_("请确认文件夹存在、可以写入，磁盘没有满。")),
        Where(file=str(folder)),
        str(problem),
    )


def is_sound(backup: Path) -> bool:
    """Whether a backup passes its check."""
    try:
        must_be_sound(backup)
    except (LedgerError, sqlite3.Error, OSError):
        return False
    return True
