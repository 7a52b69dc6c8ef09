"""What is asked of a ledger beside its content, one question at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liling_desk.ledger.entry import Batch, Entry
from liling_desk.store import batches, journal, rows
from liling_desk.store.port import Engine
from liling_desk.store.writable import may_be_there

if TYPE_CHECKING:
    from liling_desk.ledger.saved_view import Profile, SavedView


def undoable(engine: Engine) -> Entry | None:
    """The edit that an undo would take back."""
    with engine.glance() as tx:
        return journal.undoable(tx)


def redoable(engine: Engine) -> Entry | None:
    """The undo that a redo would take back."""
    with engine.glance() as tx:
        return journal.redoable(tx)


def history(engine: Engine, code: str) -> list[Entry]:
    """Entries that touched an item, newest first, each with that item's changes only."""
    if not may_be_there(code):
        return []
    with engine.glance() as tx:
        entries = journal.of_commitment(tx, code)
    return [
        replace(each, changes=tuple(change for change in each.changes if change.entity != "batch")) for each in entries
    ]


def recent(engine: Engine, limit: int) -> list[Entry]:
    """The newest entries."""
    with engine.glance() as tx:
        return journal.newest(tx, limit)


def written_at(engine: Engine) -> str | None:
    """When the newest entry was written."""
    with engine.glance() as tx:
        return journal.newest_at(tx)


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
