"""The open ledger as the window sees it: change, undo, and one signal that says what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.entry import Applied, BatchFacts
from liling_desk.ledger.errors import Conflict, FileUnusable, LedgerDamaged, LedgerError, LedgerUnusable

if TYPE_CHECKING:
    from liling_desk.ledger.evidence_file import EvidenceFile
    from liling_desk.open_ledger import OpenLedger
    from liling_desk.report_material import GoingOut

LOOK_FOR_OTHERS_MS = 1000


class LedgerBridge(QObject):
    """Every page changes the ledger through a verb of this, and refreshes on `changed`."""

    opened = Signal()
    """Another ledger is open, or none (`ledger` is None)."""
    changed = Signal(object)
    """`Applied`: codes and fields that were written. No codes and seq 0: anything may have changed elsewhere."""
    as_of_changed = Signal(object)
    """The as-of `date` that everything is computed at."""
    announced = Signal(str, bool)
    """A sentence for the toast, and whether it can be undone."""
    problem = Signal(object)
    """A `LedgerError` to be shown; what was asked for was not written."""
    conflicted = Signal(object)
    """A `Conflict`: mine, theirs and base, to be chosen from."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._ledger: OpenLedger | None = None
        self._as_of: date | None = None
        self.when_unwritten: Callable[[LedgerError], bool] | None = None
        """Asked where a write found no room, no drive or no rights; True: try it once more. It has told the user."""
        self._others = QTimer(self)
        self._others.setInterval(LOOK_FOR_OTHERS_MS)
        self._others.timeout.connect(self.look_for_others)

    @property
    def ledger(self) -> OpenLedger:
        """The open ledger. Pages are only shown when there is one."""
        assert self._ledger is not None, "no ledger is open"
        return self._ledger

    @property
    def has_ledger(self) -> bool:
        """Whether a ledger is open."""
        return self._ledger is not None

    @property
    def today(self) -> date:
        """Today, as the window was told."""
        return self._today()

    @property
    def as_of(self) -> date:
        """The day at which everything on the screen is computed: today unless chosen."""
        return self._as_of or self._today()

    @property
    def as_of_is_today(self) -> bool:
        """Whether the as-of day is today."""
        return self.as_of == self._today()

    def set_as_of(self, day: date | None) -> None:
        """Compute everything at another day; None, and today, go on with every new day."""
        before = self.as_of
        self._as_of = None if day == self.today else day
        if self.as_of != before:
            self.as_of_changed.emit(self.as_of)

    def show_ledger(self, ledger: OpenLedger | None) -> None:
        """Take over an open ledger (closing the former), or close it."""
        if self._ledger is not None and self._ledger is not ledger:
            self._ledger.close()
        self._ledger = ledger
        if ledger is not None:
            self._others.start()
        else:
            self._others.stop()
        self.opened.emit()

    def run(self, changes: ChangeSet | Callable[[], ChangeSet], said: str = "") -> Applied | None:
        """Write a change and tell everybody. None where it could not be written (a signal has said why).

        `changes` may be a call that makes the set, so that an `InvalidEdit` is shown the same way.
        `said` is the toast's sentence; empty: no toast.
        """
        return self._tell(lambda: self.ledger.apply(changes() if callable(changes) else changes), said)

    def run_import(self, changes: ChangeSet, facts: BatchFacts, said: str = "") -> Applied | None:
        """Write an accepted preview as one batch."""
        return self._tell(lambda: self.ledger.apply_import(changes, facts), said)

    def attach(self, changes: ChangeSet, files: Sequence[EvidenceFile], said: str = "") -> Applied | None:
        """Write evidence together with its files."""
        return self._tell(lambda: self.ledger.attach(changes, files), said)

    def issue(
        self, going: GoingOut, paper: bytes, said: str = "", not_done: Callable[[LedgerError], None] | None = None
    ) -> Applied | None:
        """Send a bulletin out for good. `not_done` is told of a problem instead of everybody."""
        told = (going.draft, going.figures, paper, going.on, going.entries)
        return self._tell(lambda: self.ledger.issue_bulletin(*told), said, undoable=False, not_done=not_done)

    def undo(self, said: str = "") -> Applied | None:
        """Take the newest edit back."""
        return self._tell(self.ledger.undo, said, undoable=False)

    def redo(self, said: str = "") -> Applied | None:
        """Do the newest undone edit again."""
        return self._tell(self.ledger.redo, said)

    def undo_batch(self, number: int, said: str = "") -> Applied | None:
        """Take an import back."""
        return self._tell(lambda: self.ledger.undo_batch(number), said, undoable=False)

    def reload(self) -> None:
        """Read again and recompute (F5)."""
        self.changed.emit(Applied(0, "reload", ()))

    def look_for_others(self) -> None:
        """Notice what another window or a script wrote."""
        if self._ledger is None:
            return
        try:
            if self._ledger.changed_elsewhere():
                self.reload()
        except LedgerError as problem:
            self._others.stop()
            self.problem.emit(problem)

    def _tell(
        self,
        write: Callable[[], Applied],
        said: str,
        undoable: bool = True,
        not_done: Callable[[LedgerError], None] | None = None,
    ) -> Applied | None:
        applied: Applied | None = None
        while applied is None:
            try:
                applied = write()
            except Conflict as conflict:
                self.conflicted.emit(conflict)
                self.reload()
                return None
            except LedgerError as problem:
                if not self._try_again(problem, not_done or self.problem.emit):
                    return None
        if applied.seq:
            self.changed.emit(applied)
            if said:
                self.announced.emit(said, undoable)
        return applied

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
