"""Putting a backup in a ledger's place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.ledger.access import Access
from liling_desk.ledger.errors import FileUnusable, LedgerDamaged, Where
from liling_desk.store import backups
from liling_desk.store.backups import BackupKind
from liling_desk.store.explaining import read_only
from liling_desk.store.on_sqlite import SqliteEngine
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase


def restore(ledger: Path, backup: Path, passphrase: Passphrase | None = None) -> Path | None:
    """Replace `ledger` by `backup` after checking it; gives back where the former content is kept, if there was any.

    The backup's pages go into the file within one transaction, so that other windows on it see either the former
    or the restored ledger; an older backup is brought to the present schema first. A ledger too damaged for that is
    set aside whole. `passphrase` opens the ledger and the backup; the ledger stays encrypted, or plain, as it is.
    Raises `LedgerUnusable`.
    """
    if ledger.exists() and backup.exists() and ledger.samefile(backup):
        raise FileUnusable(
            Message(N_("{file} 就是台账本身，不是它的备份。"), {"file": backup}),
            Message(N_("请选择备份文件。")),
            Where(file=str(backup)),
        )
    backups.must_be_sound(backup, passphrase)
    with backups.as_present(backup, passphrase) as source:
        if not ledger.exists():
            source.copy_to(ledger)
            return None
        return _replace(ledger, source, passphrase)


def _replace(ledger: Path, source: SqliteEngine, passphrase: Passphrase | None) -> Path:
    target = _sound_or_none(ledger, passphrase)
    try:
        if target is not None and target.read_only:
            raise read_only(target.path)
        kept = backups.place_for(ledger, BackupKind.RESTORE, datetime.now(UTC))
        if target is None:
            _set_aside(ledger, kept, source, passphrase)
        else:
            target.copy_to(kept)
            target.take_from(source)
    finally:
        if target is not None:
            target.close()
    return kept


def _sound_or_none(ledger: Path, passphrase: Passphrase | None) -> SqliteEngine | None:
    """The ledger to be replaced; None where it is too damaged to be written to. Raises where it is only locked."""
    try:
        target = SqliteEngine.open(ledger, Access(passphrase=passphrase))
    except LedgerDamaged:
        return None
    if target.damage():
        target.close()
        return None
    return target


def _set_aside(ledger: Path, kept: Path, source: SqliteEngine, passphrase: Passphrase | None) -> None:
    """Rename the damaged files away once the good copy lies ready beside them."""
    ready = ledger.with_name(f"{ledger.name}.restoring")
    ready.unlink(missing_ok=True)
    if passphrase is None:
        source.copy_to(ready)
    else:
        sealed = SqliteEngine.create(ready, Access(passphrase=passphrase))
        try:
            sealed.take_from(source)
        finally:
            sealed.close()
    for ending in ("", "-wal", "-shm"):
        if (part := Path(f"{ledger}{ending}")).exists():
            part.replace(f"{kept}{ending}")
    ready.replace(ledger)
