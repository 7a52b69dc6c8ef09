"""The open ledger as the window changes it: run, undo, and one signal that says what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from liling_desk.gui.lookout import Lookout
from liling_desk.gui.shown_ledger import ShownLedger
from liling_desk.gui.unconfirmed import Unconfirmed
from liling_desk.ledger.errors import (
    Conflict,
    FileUnusable,
    LedgerDamaged,
    LedgerError,
    LedgerUnusable,
    ServerUnreachable,
)

if TYPE_CHECKING:
    from liling_desk.gui.arriving import MadeFinder
    from liling_desk.ledger.changes import ChangeSet
    from liling_desk.ledger.entry import Applied, BatchFacts
    from liling_desk.ledger.evidence_file import EvidenceFile
    from liling_desk.open_ledger import OpenLedger
    from liling_desk.report_material import GoingOut

Sent = Callable[[], "ChangeSet | tuple[str, str]"]
"""What was sent: the set, or a verb with its UUID."""


class LedgerBridge(ShownLedger):
    """Every page changes the ledger through a verb of this, and refreshes on `changed`.

    A verb makes its UUID once: however often it is tried, it is written once.
    """

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(today, parent)
        self.unconfirmed = Unconfirmed()
        self.when_unwritten: Callable[[LedgerError], bool] | None = None
        """Asked where a write found no room, no drive or no rights; True: try it once more. It has told the user."""
        self._others = Lookout(self)
        self._others.due.connect(self.look_for_others)

    def show_ledger(self, ledger: OpenLedger | None, finder: MadeFinder | None = None) -> None:
        """Take over an open ledger (closing the former), or close it. `finder`: for its standings, where it is made."""
        if self._ledger is not None and self._ledger is not ledger:
            self._ledger.close()
        self._ledger, self._finder = ledger, finder
        self._answers = ((0, 0), {})
        self.unconfirmed.forget()
        if ledger is not None and not self.is_shared:
            self._others.start(ledger.path)
        else:
            self._others.stop()  # a server says by itself when there is something to look at
        self.opened.emit()

    def run(self, changes: ChangeSet | Callable[[], ChangeSet], said: str = "") -> Applied | None:
        """Write a change and tell everybody. None where it could not be written (a signal has said why).

        `changes` may be a call that makes the set, so that an `InvalidEdit` is shown the same way.
        `said` is the toast's sentence; empty: no toast.
        """
        sent = self._once(changes)
        return self._tell(lambda: self.ledger.apply(sent()), said, sent=sent)

    def run_import(self, changes: ChangeSet, facts: BatchFacts, said: str = "") -> Applied | None:
        """Write an accepted preview as one batch."""
        sent = self._once(changes)
        return self._tell(lambda: self.ledger.apply_import(sent(), facts), said, sent=sent)

    def attach(self, changes: ChangeSet, files: Sequence[EvidenceFile], said: str = "") -> Applied | None:
        """Write evidence together with its files."""
        sent = self._once(changes)
        return self._tell(lambda: self.ledger.attach(sent(), files), said, sent=sent)

    def issue(
        self, going: GoingOut, paper: bytes, said: str = "", not_done: Callable[[LedgerError], None] | None = None
    ) -> Applied | None:
        """Send a bulletin out for good. `not_done` is told of a problem instead of everybody."""
        told = (going.draft, going.figures, paper, going.on, going.entries)
        return self._tell(lambda: self.ledger.issue_bulletin(*told), said, undoable=False, not_done=not_done)

    def undo(self, said: str = "") -> Applied | None:
        """Take the newest edit back."""
        return self._take_back("undo", lambda op: self.ledger.undo(op), said, undoable=False)

    def redo(self, said: str = "") -> Applied | None:
        """Do the newest undone edit again."""
        return self._take_back("redo", lambda op: self.ledger.redo(op), said)

    def undo_batch(self, number: int, said: str = "") -> Applied | None:
        """Take an import back."""
        return self._take_back(f"undo {number}", lambda op: self.ledger.undo_batch(number, op), said, undoable=False)

    def reload(self) -> None:
        """Read again and recompute (F5)."""
        from liling_desk.ledger.entry import Applied

        self._say_changed(Applied(0, "reload", ()))

    def look_for_others(self) -> None:
        """Notice what another window, another desk or a script wrote."""
        if self._ledger is None:
            return
        try:
            if self._ledger.changed_elsewhere():
                self.reload()
        except ServerUnreachable as lost:
            self.unreachable.emit(lost)
        except LedgerError as problem:
            self._others.stop()
            self.problem.emit(problem)

    def _say_changed(self, applied: Applied) -> None:
        self.rows_changed.emit(applied)
        self.changed.emit(applied)

    def _once(self, changes: ChangeSet | Callable[[], ChangeSet]) -> Callable[[], ChangeSet]:
        """The set, put together when it is first asked for; the one that was sent already, where it is the same."""
        return cache(lambda: self.unconfirmed.as_sent(changes() if callable(changes) else changes))

    def _take_back(
        self, verb: str, write: Callable[[str], Applied], said: str, undoable: bool = True
    ) -> Applied | None:
        from liling_desk.ledger.changes import new_uuid

        op = self.unconfirmed.op_of(verb, new_uuid())
        return self._tell(lambda: write(op), said, undoable, sent=lambda: (verb, op))

    def _tell(
        self,
        write: Callable[[], Applied],
        said: str,
        undoable: bool = True,
        not_done: Callable[[LedgerError], None] | None = None,
        sent: Sent | None = None,
    ) -> Applied | None:
        applied: Applied | None = None
        while applied is None:
            try:
                if sent is not None:
                    sent()  # puts the set together here, where it may look at widgets
                applied = self._at_the_server(write) if self.is_shared else write()
            except Conflict as conflict:
                self.conflicted.emit(conflict)
                self.reload()
                return None
            except ServerUnreachable as lost:
                if lost.unconfirmed and sent is not None:
                    self.unconfirmed.remember(sent())
                self.unreachable.emit(lost)
                (not_done or self.problem.emit)(lost)
                return None
            except LedgerError as problem:
                if not self._try_again(problem, not_done or self.problem.emit):
                    return None
        if applied.seq:
            self.unconfirmed.forget()
            self._say_changed(applied)
            if said:
                self.announced.emit(said, undoable)
        return applied

    def _at_the_server(self, write: Callable[[], Applied]) -> Applied:
        """A server that is lost is looked for in the background: nothing is sent before, so nobody waits."""
        from liling_desk.gui.shared_ledger.patience import patiently

        if self.ledger.unreachable_since is not None:
            raise ServerUnreachable(self.ledger.address.name)
        self._is_writing = True
        try:
            return patiently(write)
        finally:
            self._is_writing = False
            if self._was_put_off:
                self._was_put_off = False
                QTimer.singleShot(0, self, self.reload)

    def _try_again(self, problem: LedgerError, tell: Callable[[LedgerError], None]) -> bool:
        """Tell of a problem. True where something outside can be put right and the user says that it is."""
        in_the_way = isinstance(problem, LedgerUnusable | FileUnusable) and not isinstance(problem, LedgerDamaged)
        if self.when_unwritten is None or not in_the_way:
            tell(problem)
            return False
        looking = self._others.isActive()
        self._others.stop()  # what others write is shown when the user has answered
        again = self.when_unwritten(problem)
        if looking and self._ledger is not None:
            self._others.start()
        return again
