"""Putting a backup in a ledger's place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from liling_desk import places
from liling_desk.ledger.errors import LedgerError, LedgerUnusable, Where
from liling_desk.store import journal, schema
from liling_desk.store.on_sqlite import SqliteEngine
from liling_desk.translations import N_, Message


def restore(ledger: Path, backup: Path) -> Path | None:
    """Replace `ledger` by `backup` after checking it; gives back where the former content is kept, if there was any.

    The backup's pages go into the file within one transaction, so that other windows on it see either the former
    or the restored ledger. A ledger too damaged for that is set aside whole. Raises `LedgerUnusable`.
    """
    source = SqliteEngine.open(backup)
    try:
        _must_be_sound(source)
        if not ledger.exists():
            source.copy_to(ledger)
            return None
        folder = places.backups_dir(ledger.absolute())
        folder.mkdir(mode=0o700, exist_ok=True)
        kept = folder / f"{ledger.stem}-before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}{ledger.suffix}"
        try:
            target = SqliteEngine.open(ledger)
        except LedgerError:
            _set_aside(ledger, kept)
            source.copy_to(ledger)
            return kept
        try:
            target.copy_to(kept)
            target.take_from(source)
        finally:
            target.close()
        return kept
    finally:
        source.close()


def _must_be_sound(source: SqliteEngine) -> None:
    damage = source.damage()
    if not damage and schema.schema_number(source) <= len(schema.STEPS):
        with source.read() as tx:
            damage = list(journal.broken_links(tx))
        if not damage:
            return
    raise LedgerUnusable(
        Message(N_("备份 {file} 没有通过检查，没有恢复。"), {"file": source.path}),
        Message(N_("请换一个备份；现在的台账没有动。")),
        Where(file=str(source.path)),
        "\n".join(damage),
    )


def _set_aside(ledger: Path, kept: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        if (part := Path(f"{ledger}{ending}")).exists():
            part.replace(f"{kept}{ending}")
