"""A ledger as it is read: items as of a day, history, batches, views. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.entry import Batch, Entry
from liling_desk.ledger.errors import UnknownCode
from liling_desk.ledger.filters import LedgerFilter, SortOrder, select
from liling_desk.ledger.returns import Return
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import DUE_SOON_DAYS, Standing, standing_of
from liling_desk.store import keeping
from liling_desk.store.ledger_store import LedgerStore

if TYPE_CHECKING:
    from liling_desk.ledger.saved_view import Profile, SavedView


@dataclass(frozen=True)
class _Computed:
    """Standings and what they were computed from."""

    snapshot: Snapshot
    at: tuple[date, int]
    standings: list[Standing]


class ReadLedger:
    """What can be asked of an open ledger. Dates are arguments; nothing here asks the clock for a business date."""

    def __init__(self, store: LedgerStore, actor: str, due_soon_days: int = DUE_SOON_DAYS) -> None:
        self._store = store
        self.actor = actor
        self.due_soon_days = due_soon_days
        self._computed: _Computed | None = None

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
        return keeping.check(self._store.engine)
