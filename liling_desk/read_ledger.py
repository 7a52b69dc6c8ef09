"""A ledger as it is read: what it holds and what happened to it. Nothing here writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.kept_ledger import KeptLedger
from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds
from liling_desk.store import backups, inside_backups, keeping
from liling_desk.store.backups import Backup
from liling_desk.store.inside_backups import BackupFacts
from liling_desk.store.ledger_store import LedgerStore

if TYPE_CHECKING:
    from liling_desk.ledger.differences import Held
    from liling_desk.ledger.errors import LedgerError


class ReadLedger(KeptLedger):
    """What can be asked of an open ledger. Dates are arguments; nothing here asks the clock for a business date."""

    def __init__(
        self, store: LedgerStore, actor: str, thresholds: Thresholds = USUAL_THRESHOLDS, access: Access = DESK
    ) -> None:
        super().__init__(store, thresholds)
        self.actor = actor
        """The name that is shown; entries keep the system account beside it."""
        self.access = access
        self.second_place: Path | None = None
        """A folder that every backup is copied to as well."""
        self.second_trouble: LedgerError | None = None
        """Why the last backup was not copied there."""

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

    def can_undo(self) -> Entry | None:
        """The entry that `undo` would take back."""
        return self._store.undoable()

    def can_redo(self) -> Entry | None:
        """The entry that `redo` would do again."""
        return self._store.redoable()

    def changed_elsewhere(self) -> bool:
        """True once after another process has written to the file."""
        return self._store.changed_elsewhere()

    def held(self) -> Held:
        """Everything that a backup is compared with, as it is now."""
        return inside_backups.held_by(self._store)

    def backups(self) -> list[Backup]:
        """Backups beside the ledger and in the second place, newest first; none of them was looked into."""
        return backups.in_both_places(self.path, self.second_place)

    def look_into(self, backup: Backup) -> BackupFacts:
        """Check a backup whole; what it holds, and how the ledger differs from it now."""
        return inside_backups.look_into(backup, self.held(), passphrase=self.access.passphrase)

    def check(self) -> dict[str, object]:
        """`{ok, integrity, journal_entries, chain_ok, problems: [..]}`."""
        return keeping.check(self._store.engine)
