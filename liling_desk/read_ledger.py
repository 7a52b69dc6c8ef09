"""A ledger as it is read: what it holds and what happened to it. Nothing here writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.judged_ledger import JudgedLedger
from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.entry import Batch, Entry
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds
from liling_desk.store import backups, batches, evidence_files, inside_backups, keeping, papers
from liling_desk.store.backups import Backup
from liling_desk.store.inside_backups import BackupFacts
from liling_desk.store.ledger_store import LedgerStore

if TYPE_CHECKING:
    from liling_desk.ledger.bulletin import Bulletin, FrozenFigures
    from liling_desk.ledger.differences import Held
    from liling_desk.ledger.errors import LedgerError
    from liling_desk.ledger.saved_view import Profile, SavedView


class ReadLedger(JudgedLedger):
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

    def batch_of(self, sha256: str) -> Batch | None:
        """The batch that a file of this hash was applied as; one that stands goes before one that was taken back."""
        return batches.of_file(self._store.engine, sha256)

    def batch_codes(self, number: int) -> tuple[str, ...]:
        """The commitments that a batch wrote to."""
        return batches.codes_of(self._store.engine, number)

    def original_file(self, number: int) -> bytes:
        """The file of a batch, byte for byte. Raises `FileUnusable` where it was not kept."""
        return batches.original_file(self._store.engine, number)

    def evidence_file(self, key: str) -> bytes:
        """The file of a piece of evidence, byte for byte. Raises `FileUnusable` where damaged, or only words."""
        return evidence_files.content(self._store.engine, key)

    def bulletins(self) -> list[Bulletin]:
        """Drafts and issued ones, newest first."""
        return papers.bulletins(self._store.engine)

    def frozen_figures(self, bulletin: Bulletin) -> FrozenFigures:
        """The figures that were frozen when it was issued. Raises `FileUnusable` where they can't be read."""
        return papers.frozen_figures(self._store.engine, bulletin)

    def bulletin_paper(self, bulletin: Bulletin) -> bytes:
        """The PDF as it was issued, byte for byte. Raises `FileUnusable` where damaged, or not issued."""
        return papers.paper(self._store.engine, bulletin)

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
