"""A ledger as it is read: what it holds and what happened to it. Nothing here writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.kept_ledger import KeptLedger
from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds
from liling_desk.store import asking
from liling_desk.store.ledger_store import LedgerStore
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger.address import Address
    from liling_desk.ledger.differences import Held
    from liling_desk.ledger.entry import EntryName
    from liling_desk.ledger.errors import LedgerError
    from liling_desk.store import backups, keeping
    from liling_desk.store.backups import Backup
    from liling_desk.store.inside_backups import BackupFacts
    from liling_desk.store.port import Watch
    from liling_desk.store.server_session import ServerSession as ServerSession
else:
    backups, keeping = WhenNeeded("liling_desk.store.backups"), WhenNeeded("liling_desk.store.keeping")


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
    def address(self) -> Address:
        """Where the ledger is kept."""
        return self._store.address

    @property
    def path(self) -> Path | None:
        """The ledger's file; None where it is kept on a server."""
        return self._store.address.file

    @property
    def read_only(self) -> bool:
        """True where nothing can be written now; looking and printing still work."""
        return self._store.read_only

    @property
    def unreachable_since(self) -> datetime | None:
        """Since when the server does not answer (with time zone): what is shown is from before. None: it does."""
        return self._store.unreachable_since

    def reconnect(self) -> bool:
        """Try to reach a server that was lost; True where it answers. Takes seconds; may run on any thread."""
        return self._store.reconnect()

    def watch(self) -> Watch | None:
        """Begin to listen for what others write on a server; None for a file. Takes a moment; on any thread.

        From then on nothing but `Watch.look` finds out that others wrote, and what can't be reached fails at once.
        """
        return self._store.watch()

    def was_written(self, op: str) -> bool:
        """Whether the change with this UUID is in the journal, asked of the file or the server itself."""
        return asking.was_written(self._store.engine, op)

    def people(self) -> list[str]:
        """Who has this ledger open on a server, by their chosen names, sorted; [] for a file. Asks the server."""
        if self.path is not None:
            return []
        from liling_desk.store import server_presence

        return server_presence.people(self._store.engine)

    def server_session(self) -> ServerSession | None:
        """As whom and how the server knows this window; None for a file. Asks the server."""
        if self.path is not None:
            return None
        from liling_desk.store import server_session

        return server_session.session(self._store.engine)

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """Break off whatever is being read as soon as `stopped` says so, with a `LedgerError`."""
        self._store.engine.stop_when(stopped)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def can_undo(self) -> EntryName | None:
        """The entry that `undo` would take back."""
        return asking.undoable(self._store.engine)

    def can_redo(self) -> EntryName | None:
        """The entry that `redo` would do again."""
        return asking.redoable(self._store.engine)

    def changed_elsewhere(self) -> bool:
        """True once after another process has written to the file."""
        return self._store.changed_elsewhere()

    def held(self) -> Held:
        """Everything that a backup is compared with, as it is now."""
        from liling_desk.store.inside_backups import held_by

        return held_by(self._store)

    def backups(self) -> list[Backup]:
        """Backups beside a ledger's file and in the second place, newest first; none of them was looked into."""
        return [] if self.path is None else backups.in_both_places(self.path, self.second_place)

    def look_into(self, backup: Backup) -> BackupFacts:
        """Check a backup whole; what it holds, and how the ledger differs from it now."""
        from liling_desk.store.inside_backups import look_into

        return look_into(backup, self.held(), passphrase=self.access.passphrase)

    def check(self) -> dict[str, object]:
        """`{ok, integrity, journal_entries, chain_ok, problems: [..]}`."""
        return keeping.check(self._store.engine)
