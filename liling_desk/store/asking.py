"""What is asked of a ledger beside its content, one question at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liling_desk.store import newest, rows
from liling_desk.store.port import Engine
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger.entry import Batch, Entry, EntryName
    from liling_desk.ledger.saved_view import Profile, SavedView
    from liling_desk.store import batches, entry_names, journal
else:
    batches, entry_names, journal = (
        WhenNeeded(f"liling_desk.store.{name}") for name in ("batches", "entry_names", "journal")
    )


def undoable(engine: Engine) -> EntryName | None:
    """The edit that an undo would take back."""
    with engine.glance() as tx:
        seq = journal.undoable(tx)
        return None if seq is None else entry_names.name(tx, seq)


def redoable(engine: Engine) -> EntryName | None:
    """The undo that a redo would take back."""
    with engine.glance() as tx:
        seq = journal.redoable(tx)
        return None if seq is None else entry_names.name(tx, seq)


def recent_names(engine: Engine, limit: int) -> list[EntryName]:
    """What the newest entries are called."""
    with engine.glance() as tx:
        return entry_names.names(tx, limit)


def recent(engine: Engine, limit: int) -> list[Entry]:
    """The newest entries."""
    with engine.glance() as tx:
        return journal.newest(tx, limit)


def written_at(engine: Engine) -> str | None:
    """When the newest entry was written (UTC, ISO); None where there is none."""
    with engine.glance() as tx:
        return newest.newest_at(tx)


def first_of(engine: Engine, entry: EntryName) -> EntryName:
    """The edit that a chain of undos and redos goes back to."""
    with engine.glance() as tx:
        while entry.cancels is not None:
            entry = entry_names.name(tx, entry.cancels)
    return entry


def entry_count(engine: Engine) -> int:
    """How many entries."""
    with engine.glance() as tx:
        return journal.count(tx)


def extent(engine: Engine) -> tuple[int, int]:
    """How many commitments and returns, deleted ones too."""
    with engine.read() as tx:
        counted = [tx.ask(f"SELECT count(*) FROM {table}") for table in ("commitment", "progress_return")]
        items, returns = (int(each()[0][0]) for each in counted)
    return items, returns


def was_written(engine: Engine, op: str) -> bool:
    """Whether the change with this UUID is in the journal."""
    with engine.glance() as tx:
        return journal.entry_of_op(tx, op) is not None


def applied_batches(engine: Engine) -> list[Batch]:
    """Newest first."""
    with engine.glance() as tx:
        return batches.read_batches(tx)


def saved_views(engine: Engine) -> list[SavedView]:
    """By name."""
    with engine.glance() as tx:
        return rows.read_views(tx)


def profiles(engine: Engine) -> list[Profile]:
    """By name."""
    with engine.glance() as tx:
        return rows.read_profiles(tx)
