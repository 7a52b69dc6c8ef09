"""Putting a backup in a ledger's place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from liling_desk import places
from liling_desk.ledger.errors import FileUnusable, LedgerDamaged, LedgerUnusable, Where
from liling_desk.store import journal, schema
from liling_desk.store.on_sqlite import SqliteEngine, read_only
from liling_desk.translations import N_, Message


def restore(ledger: Path, backup: Path) -> Path | None:
    """Replace `ledger` by `backup` after checking it; gives back where the former content is kept, if there was any.

    The backup's pages go into the file within one transaction, so that other windows on it see either the former
    or the restored ledger. A ledger too damaged for that is set aside whole. Raises `LedgerUnusable`.
    """
    if ledger.exists() and backup.exists() and ledger.samefile(backup):
        raise FileUnusable(
            Message(N_("{file} 就是台账本身，不是它的备份。"), {"file": backup}),
            Message(N_("请选择备份文件。")),
            Where(file=str(backup)),
        )
    source = SqliteEngine.open(backup)
    try:
        _must_be_sound(source)
        if not ledger.exists():
            source.copy_to(ledger)
            return None
        return _replace(ledger, source)
    finally:
        source.close()


def _replace(ledger: Path, source: SqliteEngine) -> Path:
    target = _sound_or_none(ledger)
    try:
        if target is not None and target.read_only:
            raise read_only(target.path)
        kept = _place_for_former(ledger)
        if target is None:
            _set_aside(ledger, kept, source)
        else:
            target.copy_to(kept)
            target.take_from(source)
    finally:
        if target is not None:
            target.close()
    return kept


def _sound_or_none(ledger: Path) -> SqliteEngine | None:
    """The ledger to be replaced; None where it is too damaged to be written to. Raises where it is only locked."""
    try:
        target = SqliteEngine.open(ledger)
    except LedgerDamaged:
        return None
    if target.damage():
        target.close()
        return None
    return target


def _place_for_former(ledger: Path) -> Path:
    folder = places.backups_dir(ledger.absolute())
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as problem:
        raise FileUnusable(
            Message(N_("不能写到 {file}。"), {"file": folder}),
            Message(N_("请确认文件夹存在、可以写入，而且没有同名文件。")),
            Where(file=str(folder)),
            str(problem),
        ) from problem
    return folder / f"{ledger.stem}-before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{ledger.suffix}"


def _must_be_sound(source: SqliteEngine) -> None:
    damage: list[object] = [*source.damage()]
    if not damage and 1 <= schema.schema_number(source) <= len(schema.STEPS):
        with source.read() as tx:
            damage += journal.broken_links(tx)
        if not damage:
            return
    raise LedgerUnusable(
        Message(N_("备份 {file} 没有通过检查，没有恢复。"), {"file": source.path}),
        Message(N_("请换一个备份；现在的台账没有动。")),
        Where(file=str(source.path)),
        "\n".join(str(each) for each in damage),
    )


def _set_aside(ledger: Path, kept: Path, source: SqliteEngine) -> None:
    """Rename the damaged files away once the good copy lies ready beside them."""
    ready = ledger.with_name(f"{ledger.name}.restoring")
    ready.unlink(missing_ok=True)
    source.copy_to(ready)
    for ending in ("", "-wal", "-shm"):
        if (part := Path(f"{ledger}{ending}")).exists():
            part.replace(f"{kept}{ending}")
    ready.replace(ledger)
