"""One file on its way in: the user's choices, and the preview made anew in the background at each of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.reading import Choice, Reading, read
from liling_desk.importing.findings import Handled, Problem, Suggestion
from liling_desk.importing.sender import layout_sender
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.saved_view import keep_profile


class ImportSession(QObject):
    """Nothing is written here but profiles."""

    started = Signal()
    """A preview is under way; the one that is shown is out of date."""
    finished = Signal(object, bool)
    """A `Reading`, and whether it is of the same file as the one before."""
    unreadable = Signal(object)
    """A `LedgerError`: the file can't be read with these choices."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.choice: Choice | None = None
        self.reading: Reading | None = None
        self._work: Work | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a preview is under way."""
        return self._work is not None

    def open(self, path: Path) -> None:
        """Take up another file."""
        self.close()
        self.choice = Choice(path)
        self.again()

    def close(self) -> None:
        """Let go of the file."""
        if self._work is not None:
            self._work.cancel()
        self._work, self.choice, self.reading = None, None, None

    def again(self, **fields: object) -> None:
        """Make the preview anew, with some of the choices changed."""
        bridge = self._desk.bridge
        if self.choice is None or not bridge.has_ledger:
            return
        if self._work is not None:
            self._work.cancel()
        self.choice = choice = self.choice.but(**fields)
        ledger, former = bridge.ledger, self.reading
        try:
            snapshot, profiles, today = ledger.snapshot(), ledger.profiles(), bridge.today
        except LedgerError as problem:
            self._fail(problem)
            return
        self._work = self._desk.background.start(
            lambda report: read(choice, former, snapshot, profiles, today, report), self._finish, self._fail
        )
        self.started.emit()

    def set_fact(self, what: str, value: object) -> None:
        """Another period, header row (index), encoding or delimiter; the last three make other columns."""
        if what == "period":
            self.again(period=value)
        elif what == "header":
            self.again(header=value, columns=None, handled=Handled())
        else:
            self.again(**{what: value, "header": None, "columns": None, "handled": Handled()})

    def set_column(self, index: int, field: str) -> None:
        """A column fills another field, or none ("")."""
        if self.reading is not None:
            self.again(columns=self.reading.columns.with_field(index, field))

    def decide(self, problem: Problem, suggestion: Suggestion) -> None:
        """Take one of the ways out of a problem."""
        if self.choice is not None:
            self.again(handled=self.choice.handled.deciding(problem, suggestion))

    def retype(self, problem: Problem, text: str) -> None:
        """Put another text into a problem's cell."""
        if self.choice is not None:
            self.again(handled=self.choice.handled.retyped(problem.row, problem.field, text))

    def forget_decisions(self) -> None:
        """Take back what was decided about problems."""
        self.again(handled=Handled())

    def save_profile(self, name: str) -> bool:
        """Remember the mapping. False where it could not be written (a signal has said why)."""
        if self.reading is None:
            return False
        bridge, reading = self._desk.bridge, self.reading
        profile = reading.columns.as_profile(name, layout_sender(reading.table, reading.snapshot.units))
        former = next((each for each in bridge.ledger.profiles() if each.name == name), None)
        if bridge.run(keep_profile(profile, former)) is None:
            return False
        self.again(columns=None)
        return True

    def _finish(self, reading: Reading) -> None:
        if not isValid(self):
            return  # the window was built anew meanwhile, in another language
        former, self._work, self.reading = self.reading, None, reading
        self.finished.emit(reading, former is not None and former.sheet.sha256 == reading.sheet.sha256)

    def _fail(self, problem: LedgerError) -> None:
        if not isValid(self):
            return  # the window was built anew meanwhile, in another language
        self._work, self.reading = None, None
        self.unreadable.emit(problem)
