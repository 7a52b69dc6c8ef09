"""The one open ledger: find, history, apply, undo. The only door through which anything changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.entry import Applied, Batch, BatchFacts, Entry
from liling_desk.ledger.errors import UnknownCode
from liling_desk.ledger.filters import LedgerFilter, SortOrder, select
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile, SavedView
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import DUE_SOON_DAYS, Standing, standing_of
from liling_desk.store import restoring
from liling_desk.store.ledger_store import LedgerStore, create_store, open_store


@dataclass(frozen=True)
class _Computed:
    """Standings and what they were computed from."""

    snapshot: Snapshot
    at: tuple[date, int]
    standings: list[Standing]


class OpenLedger:
    """One open ledger file. Dates and the actor are arguments; nothing here asks the clock for a business date."""

    def __init__(self, store: LedgerStore, actor: str, due_soon_days: int = DUE_SOON_DAYS) -> None:
        self._store = store
        self.actor = actor
        self.due_soon_days = due_soon_days
        self._computed: _Computed | None = None

    @classmethod
    def open(cls, path: Path, actor: str, due_soon_days: int = DUE_SOON_DAYS) -> OpenLedger:
        """Open an existing ledger. Raises `LedgerUnusable` with the reason and the remedy."""
        return cls(open_store(path), actor, due_soon_days)

    @classmethod
    def create(cls, path: Path, actor: str, due_soon_days: int = DUE_SOON_DAYS) -> OpenLedger:
        """Make a new, empty ledger. Raises `LedgerUnusable` where anything exists already."""
        return cls(create_store(path), actor, due_soon_days)

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """True where the file can't be written; looking and printing still work."""
        return self._store.read_only

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def snapshot(self) -> Snapshot:
        """Everything as it is now; cached until something changes, here or in another process."""
        return self._store.content()[0]

    def get(self, code: str) -> Commitment:
        """Raises `UnknownCode`."""
        found = self.snapshot().commitments.get(code)
        if found is None:
            raise UnknownCode(code)
        return found

    def standings(self, as_of: date) -> Sequence[Standing]:
        """Every item as of a day, deleted ones too; cached."""
        snapshot, words = self._store.content()
        computed = self._computed
        if computed is None or computed.snapshot is not snapshot or computed.at != (as_of, self.due_soon_days):
            rows = [
                standing_of(item, snapshot.returns.get(item.code, ()), as_of, self.due_soon_days, *words[item.code])
                for item in snapshot.commitments.values()
            ]
            self._computed = computed = _Computed(snapshot, (as_of, self.due_soon_days), rows)
        return computed.standings

    def standing(self, code: str, as_of: date) -> Standing:
        """One item as of a day. Raises `UnknownCode`."""
        self.get(code)
        return next(each for each in self.standings(as_of) if each.code == code)

    def find(self, wanted: LedgerFilter, sort: SortOrder, as_of: date) -> list[Standing]:
        """The items that pass the filter, in order."""
        return select(self.standings(as_of), wanted, sort)

    def returns(self, code: str) -> tuple[Return, ...]:
        """An item's returns, newest first."""
        return self.snapshot().returns.get(code, ())

    def history(self, code: str) -> list[Entry]:
        """Journal entries that touched an item, newest first, each with only that item's changes."""
        return self._store.history(code)

    def recent(self, limit: int = 20) -> list[Entry]:
        """The newest journal entries."""
        return self._store.recent(limit)

    @property
    def entry_count(self) -> int:
        """How many journal entries there are."""
        return self._store.entry_count()

    def batches(self) -> list[Batch]:
        """Applied imports, newest first."""
        return self._store.batches()

    def saved_views(self) -> list[SavedView]:
        """By name."""
        return self._store.saved_views()

    def profiles(self) -> list[Profile]:
        """Remembered column mappings, by name."""
        return self._store.profiles()

    def apply(self, changes: ChangeSet) -> Applied:
        """Write a change with its history in one transaction. An empty set writes nothing (seq 0).

        Raises `Conflict` where somebody else was first, `LedgerUnusable` where the file can't be written.
        """
        if not changes:
            return Applied(0, changes.action, ())
        return self._store.apply(changes, self.actor)

    def apply_import(self, changes: ChangeSet, facts: BatchFacts) -> Applied:
        """Write an accepted preview as one batch; `Applied.batch` is its number. An empty set writes nothing."""
        if not changes:
            return Applied(0, changes.action, ())
        return self._store.apply(changes, self.actor, facts)

    def undo(self) -> Applied:
        """Take back the newest edit that is not undone. Raises `NothingToUndo`."""
        return self._store.undo(self.actor)

    def redo(self) -> Applied:
        """Do again what the newest undo took back. Raises `NothingToUndo`."""
        return self._store.redo(self.actor)

    def undo_batch(self, number: int) -> Applied:
        """Take one import back; fields that were edited later are kept and named. Raises `NothingToUndo`."""
        return self._store.undo_batch(number, self.actor)

    def can_undo(self) -> Entry | None:
        """The entry that `undo` would take back."""
        return self._store.undoable()

    def can_redo(self) -> Entry | None:
        """The entry that `redo` would do again."""
        return self._store.redoable()

    def changed_elsewhere(self) -> bool:
        """True once after another process has written to the file."""
        return self._store.changed_elsewhere()

    def check(self) -> dict[str, object]:
        """`{ok, integrity, journal_entries, chain_ok, problems: [..]}`."""
        return self._store.check()

    def backup(self, target: Path) -> None:
        """Copy the whole ledger to a new file, checked. Never overwrites. Raises `FileUnusable`."""
        self._store.backup(target)


def restore_ledger(path: Path, backup: Path) -> Path | None:
    """Replace a ledger by a checked backup; gives back where the former content is kept. Raises `LedgerUnusable`."""
    return restoring.restore(path, backup)
