"""What a ledger keeps beside its items: history, imports, bulletins, files, views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liling_desk.judged_ledger import JudgedLedger
from liling_desk.store import asking, papers
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger.bulletin import Bulletin, FrozenFigures
    from liling_desk.ledger.entry import Batch, Entry, EntryName
    from liling_desk.ledger.saved_view import Profile, SavedView
    from liling_desk.store import batches, evidence_files
else:
    batches, evidence_files = WhenNeeded("liling_desk.store.batches"), WhenNeeded("liling_desk.store.evidence_files")


class KeptLedger(JudgedLedger):
    """Read only, like all that it builds on."""

    def history(self, code: str) -> list[Entry]:
        """Journal entries that touched an item, newest first, each with only that item's changes."""
        return self._store.histories.of(code)

    def recent(self, limit: int = 20) -> list[Entry]:
        """The newest journal entries."""
        return asking.recent(self._store.engine, limit)

    def written_at(self) -> str | None:
        """When the newest journal entry was written, as it is kept; None where there is none."""
        return asking.written_at(self._store.engine)

    def recent_names(self, limit: int = 20) -> list[EntryName]:
        """What the newest journal entries are called, without their changes."""
        return asking.recent_names(self._store.engine, limit)

    def first_of(self, entry: EntryName) -> EntryName:
        """The edit that an undo or a redo goes back to; an edit itself."""
        return asking.first_of(self._store.engine, entry) if entry.cancels is not None else entry

    @property
    def entry_count(self) -> int:
        """How many journal entries there are."""
        return asking.entry_count(self._store.engine)

    def batches(self) -> list[Batch]:
        """Applied imports, newest first."""
        return asking.applied_batches(self._store.engine)

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
        return asking.saved_views(self._store.engine)

    def profiles(self) -> list[Profile]:
        """Remembered column mappings, by name."""
        return asking.profiles(self._store.engine)
