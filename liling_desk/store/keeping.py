"""Checking a ledger whole, and copying it to a new file."""

from __future__ import annotations

from pathlib import Path

from liling_desk.ledger.errors import FileExists, LedgerDamaged
from liling_desk.store import following, journal, kept_files, schema_check
from liling_desk.store.port import Engine, Tx
from liling_desk.store.understanding import understood
from liling_desk.translations import N_, Message


def check(engine: Engine) -> dict[str, object]:
    """`{ok, integrity, journal_entries, chain_ok, problems: [..]}`; a problem is a `Message` or SQLite's own words."""
    damage = engine.damage()
    broken: list[Message] = []
    files: list[Message] = []
    entries = 0
    try:
        with engine.read() as tx:
            if not damage:
                entries = journal.count(tx)
                broken = list(journal.broken_links(tx))
                if not broken:
                    files += _unaccounted(tx)
                files += [*kept_files.missing(tx), *kept_files.damaged(tx)]
                files += schema_check.lost_triggers(tx)
    except LedgerDamaged as unreadable:
        damage = [unreadable.detail or str(unreadable.what)]  # what no check of SQLite's finds: text that is no text
    whole = not damage and not broken
    return {
        "ok": whole and not files,
        "integrity": not damage,
        "journal_entries": entries,
        "chain_ok": whole,
        "problems": [*damage, *broken, *files],
    }


def _unaccounted(tx: Tx) -> list[Message]:
    try:
        with understood(Message(N_("表"))):
            return list(following.unaccounted_rows(tx))
    except LedgerDamaged as senseless:
        return [senseless.what]


def quick_damage(engine: Engine) -> list[str]:
    """What a quick look at every page finds, in the engine's words; what is larger than `QUICKLY_CHECKED` is opened
    without it."""
    return engine.quick_damage()


def backup(engine: Engine, target: Path) -> None:
    """Copy everything to a new file. Raises `FileUnusable` where anything is there already."""
    target = target.expanduser().absolute()
    if target.exists():
        raise FileExists(target)
    engine.copy_to(target)
