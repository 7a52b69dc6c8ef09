"""The one open ledger: all that can be asked of it, and the only door through which anything changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from liling_desk import places
from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import Address, address_of
from liling_desk.ledger.errors import LedgerUnusable, Outdated
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds
from liling_desk.read_ledger import ReadLedger
from liling_desk.store import papers
from liling_desk.store.explaining import only_looking as only_looking
from liling_desk.store.opening import create_store, open_store
from liling_desk.translations import N_, Message
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger.bulletin import Bulletin, FrozenFigures
    from liling_desk.ledger.changes import ChangeSet
    from liling_desk.ledger.differences import Held
    from liling_desk.ledger.entry import Applied, BatchFacts
    from liling_desk.ledger.evidence_file import EvidenceFile
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.store import backups, keeping, kept_files, proven, restoring
    from liling_desk.store.backups import Backup as Backup
    from liling_desk.store.backups import BackupKind as BackupKind
    from liling_desk.store.backups import Made as Made
    from liling_desk.store.inside_backups import BackupFacts as BackupFacts
    from liling_desk.store.rekeying import Rekeyed as Rekeyed
    from liling_desk.store.rescue import Rescued
else:
    backups, keeping, kept_files, proven, restoring = (
        WhenNeeded(f"liling_desk.store.{name}") for name in ("backups", "keeping", "kept_files", "proven", "restoring")
    )

    def __getattr__(name: str) -> Any:
        if name in ("Backup", "BackupKind", "Made"):
            return getattr(backups, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


FOR_A_CHANGE: Final = (
    "liling_desk.ledger.edits", "liling_desk.store.search_words", "liling_desk.store.journal",
    "liling_desk.store.batches", "liling_desk.store.applying", "liling_desk.ledger.light_history",
    "liling_desk.store.backups",
)  # fmt: skip
"""Modules that are not needed for looking, some milliseconds each. They are imported when first needed; who has nothing
else to do may do so before."""


class OpenLedger(ReadLedger):
    """One open ledger, in a file or on a server."""

    @classmethod
    def open(
        cls, place: Path | Address, actor: str, thresholds: Thresholds = USUAL_THRESHOLDS, access: Access = DESK
    ) -> OpenLedger:
        """Open an existing ledger. Raises `LedgerUnusable` with the reason and the remedy."""
        store = open_store(address_of(place), replace(access, shown_as=actor))
        if not store.engine.is_sealed:
            access = replace(access, passphrase=None)  # it was not needed
        return cls(store, actor, thresholds, access)

    @classmethod
    def create(
        cls, place: Path | Address, actor: str, thresholds: Thresholds = USUAL_THRESHOLDS, access: Access = DESK
    ) -> OpenLedger:
        """Make a new, empty ledger. Raises `LedgerUnusable` where anything exists already, and for a reader."""
        return cls(create_store(address_of(place), replace(access, shown_as=actor)), actor, thresholds, access)

    @property
    def signature(self) -> str:
        """What entries are signed with: the chosen name and the system account."""
        from liling_desk.ledger.person import Person

        return Person(self.actor, self.access.account).signature

    def apply(self, changes: ChangeSet) -> Applied:
        """Write a change with its history in one transaction. An empty set writes nothing (seq 0).

        Raises `Conflict` where somebody else was first, `LedgerUnusable` where the file can't be written.
        """
        if not changes:
            return _nothing(changes)
        return self._store.apply(changes, self.signature)

    def apply_import(self, changes: ChangeSet, facts: BatchFacts) -> Applied:
        """Write an accepted preview as one batch; `Applied.batch` is its number. An empty set writes nothing.

        A backup of a file is made before; where that is not possible nothing is imported. A server has its own.
        """
        if not changes:
            return _nothing(changes)
        if self.path is not None:
            self.back_up(backups.BackupKind.IMPORT)
        return self._store.apply(changes, self.signature, facts)

    def attach(self, changes: ChangeSet, files: Iterable[EvidenceFile]) -> Applied:
        """Write evidence (`edits.attach`) together with its files: rows, bytes and history in one transaction."""
        if not changes:
            return _nothing(changes)
        return self._store.apply(changes, self.signature, first=kept_files.keeping(each.packed for each in files))

    def issue_bulletin(self, draft: Bulletin, figures: FrozenFigures, paper: bytes, on: date, entries: int) -> Applied:
        """Send a bulletin out for good: its row, its frozen figures and its PDF in one transaction.

        `entries`: how many journal entries there were when figures and paper were made (`Snapshot.entries`). The draft
        need not have been kept before. Raises `Outdated` where the ledger has changed since then, `InvalidEdit` for a
        number that is taken, an issued bulletin and one without items.
        """
        from liling_desk.ledger import bulletin

        kept = next((each for each in self.bulletins() if each.key == draft.key), None)
        told = bulletin.Issuing(on, self.actor, entries, figures, paper)
        issued, changes = bulletin.issue(draft, kept, told)
        if bulletin.freeze(self.find(draft.filter, draft.sort, draft.as_of), draft.as_of) != figures:
            raise Outdated()
        return self._store.apply(changes, self.signature, first=papers.issuing(issued, told.files))

    def undo(self, op: str | None = None) -> Applied:
        """Take back the newest edit that stands. `op` (a UUID) makes a retry harmless. Raises `NothingToUndo`."""
        return self._store.undo(self.signature, op)

    def redo(self, op: str | None = None) -> Applied:
        """Do again what the newest undo took back. `op` makes a retry harmless. Raises `NothingToUndo`."""
        return self._store.redo(self.signature, op)

    def undo_batch(self, number: int, op: str | None = None) -> Applied:
        """Take one import back; fields that were edited later are kept and named. Raises `NothingToUndo`."""
        return self._store.undo_batch(number, self.signature, op)

    def back_up(self, kind: BackupKind) -> Made:
        """Make a backup beside the ledger (and in the second place), checked, and let old ones go.

        Raises `LedgerError` where no sound copy could be made, for a reader, and for a ledger on a server.
        `second_trouble` says afterwards why the second place has none.
        """
        if self.access.reader:
            raise only_looking(self.address)
        if self.path is None:
            raise LedgerUnusable(
                Message(N_("服务器上的台账由服务器备份，不在本机备份。")),
                Message(N_("要留一份，请用“另存副本”存成文件。")),
            )
        made = backups.back_up(self.path, kind, self.second_place, passphrase=self.access.passphrase)
        self.second_trouble = made.trouble
        return made

    def backup(self, target: Path) -> None:
        """Copy the whole ledger to a new file, checked. Never overwrites. Raises `FileUnusable`."""
        keeping.backup(self._store.engine, target)


def _nothing(changes: ChangeSet) -> Applied:
    from liling_desk.ledger.entry import Applied

    return Applied(0, changes.action, ())


def back_up_ledger(
    path: Path,
    second: Path | None = None,
    kind: BackupKind | None = None,
    at: datetime | None = None,
    passphrase: Passphrase | None = None,
) -> Made:
    """Back up a ledger that may be open, here or elsewhere; on any thread. Raises `LedgerError`.

    `kind` None: somebody asked for it.
    """
    return backups.back_up(path, kind or backups.BackupKind.ASKED, second, at=at, passphrase=passphrase)


def back_up_if_first(
    path: Path, second: Path | None, now: datetime, passphrase: Passphrase | None = None
) -> Made | None:
    """Back a ledger up unless that was done on this local day already; on any thread. Raises `LedgerError`."""
    if not backups.due_today(path, now.astimezone().date()):
        return None
    return backups.back_up(path, backups.BackupKind.OPENING, second, at=now, passphrase=passphrase)


def backups_of(path: Path, second: Path | None = None) -> list[Backup]:
    """A ledger's backups, newest first; the ledger itself need not be there. None of them was looked into."""
    return backups.in_both_places(path, second)


def backup_from(path: Path) -> Backup:
    """Any file as a backup that may be looked into. Raises `FileUnusable` where there is none."""
    return backups.elsewhere(path)


def backups_folder(path: Path, second: Path | None = None) -> Path:
    """Where a ledger's backups lie: beside it, or in the second place."""
    return places.backups_dir(path.absolute()) if second is None else backups.second_folder(second, path)


def look_into(
    backup: Backup, present: Held | None = None, checked: bool = False, passphrase: Passphrase | None = None
) -> BackupFacts:
    """Check a backup whole and say what it holds and how `present` differs; on any thread. Raises nothing known.

    `checked`: it was found sound before and has not changed since.
    """
    from liling_desk.store import inside_backups

    return inside_backups.look_into(backup, present, checked, passphrase)


def copy_backup(backup: Backup, target: Path, passphrase: Passphrase | None = None) -> None:
    """Copy a sound backup to a new file. Never overwrites. Raises `LedgerError`."""
    backups.copy_of(backup.path, target, passphrase)


def newest_sound(path: Path, second: Path | None = None, passphrase: Passphrase | None = None) -> Backup | None:
    """The newest backup that passes its check."""
    there = backups.in_both_places(path, second)
    return next((each for each in there if backups.is_sound(each.path, passphrase)), None)


def usable_second_place(folder: Path) -> None:
    """Write, read and delete a small file there. Raises `FileUnusable`."""
    backups.must_be_usable(folder)


def rescue_ledger(damaged: Path, target: Path, actor: str, access: Access = DESK) -> Rescued:
    """Put what is sound in a damaged ledger into a new one; the damaged file is only read.

    `Rescued.missing` lists what could not be saved. Raises `LedgerError`: nothing to be saved, no place for it, a
    reader. The damaged file must not be open in this process.
    """
    from liling_desk.ledger.person import Person
    from liling_desk.store.rescue import rescue

    return rescue(damaged, target, Person(actor, access.account).signature, access)


def restore_ledger(path: Path, backup: Path, passphrase: Passphrase | None = None) -> Path | None:
    """Replace a ledger by a checked backup; gives back where the former content is kept. Raises `LedgerUnusable`."""
    kept = restoring.restore(path, backup, passphrase)
    proven.forget(path)
    return kept


def change_passphrase(
    path: Path, old: Passphrase | None, new: Passphrase | None, second: Path | None = None
) -> Rekeyed:
    """Write a ledger anew under another passphrase (None: in plain), after a backup; on any thread.

    Nobody may have it open, this process neither. Raises `LedgerError`; then the ledger is as it was.
    """
    from liling_desk.store import rekeying

    return rekeying.change_passphrase(path, old, new, second)


def change_backups(some: Iterable[Backup], old: Passphrase | None, new: Passphrase | None) -> list[Backup]:
    """Bring backups under the new passphrase, too; on any thread. Gives back those that could not be."""
    from liling_desk.store import rekeying

    return rekeying.change_backups(some, old, new)


def needs_passphrase(path: Path) -> bool:
    """Whether a file is a ledger with a passphrase, as far as can be told. Only for a file that is not open here."""
    from liling_desk.store import sealing

    return sealing.looks_sealed(path)


def can_have_passphrase() -> bool:
    """Whether the part that encrypts is installed."""
    from liling_desk.store import sealing

    return sealing.is_available()
