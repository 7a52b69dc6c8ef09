"""One file on its way in: the user's choices, and the preview made anew in the background at each of them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.reading import Choice, Pasted, Reading, let_go, read
from liling_desk.importing.findings import Handled
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.saved_view import Profile, keep_profile


class ImportSession(QObject):
    """Nothing is written here but profiles."""

    started = Signal()
    """A preview is under way; the one that is shown is out of date."""
    progressed = Signal(int, int)
    """Done so far and in all, in parts of the file; 0 of 0 once it is read and is being compared."""
    finished = Signal(object, bool)
    """A `Reading`, and whether it is of the same file as the one before."""
    crashed = Signal()
    """The preview can't be made because of a bug, which is told elsewhere."""
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
        return self._work is not None and self._work.is_under_way

    def open(self, path: Path) -> None:
        """Take up another file."""
        self._take_up(Choice(path))

    def paste(self, pasted: Pasted) -> None:
        """Take up cells from the clipboard."""
        self._take_up(Choice.of_clipboard(pasted))

    def close(self) -> None:
        """Let go of the file."""
        if self._work is not None:
            self._work.cancel()
        if self.reading is not None:
            held = [self.reading]
            self._desk.background.start(lambda _report: let_go(held), _nothing, _nothing, owner=self)
        self._work, self.choice, self.reading = None, None, None

    def back(self) -> bool:
        """Give up what is under way and show again what was shown; False where nothing was."""
        if self.reading is None:
            return False
        if self._work is not None:
            self._work.cancel()
        self._work, self.choice = None, self.reading.choice
        self.finished.emit(self.reading, True)
        return True

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
            lambda report: read(choice, former, snapshot, profiles, today, report),
            self._finish,
            self._fail,
            self.progressed.emit,
            owner=self,
            crashed=self.crashed.emit,
        )
        self.started.emit()

    def set_fact(self, what: str, value: object) -> None:
        """Another period, sender, header (indexes), worksheet, encoding or delimiter; the last four, other columns."""
        if what in ("period", "sender"):
            self.again(**{what: value})
        elif what == "header":
            self.again(header=value, columns=None, handled=Handled())
        else:
            self.again(**{what: value, "header": None, "columns": None, "handled": Handled()})

    def set_column(self, index: int, field: str) -> None:
        """A column fills another field, or none ("")."""
        if self.reading is not None:
            self.again(columns=self.reading.columns.with_field(index, field))

    def save_profile(self, name: str) -> bool:
        """Remember the mapping. False where it could not be written (a signal has said why)."""
        if self.reading is None:
            return False
        bridge, reading = self._desk.bridge, self.reading
        profile = reading.columns.as_profile(name, reading.layout_sender)
        former = next((each for each in bridge.read(bridge.ledger.profiles, ()) if each.name == name), None)
        if bridge.run(keep_profile(profile, former)) is None:
            return False
        self.again(columns=None)
        return True

    def answers(self) -> tuple[str, ChangeSet] | None:
        """The columns as the user settled them, to be remembered for this sender and layout; None where none were."""
        reading = self.reading
        if reading is None or reading.choice.columns is None:
            return None
        bridge = self._desk.bridge
        known = bridge.read(bridge.ledger.profiles, [])
        wanted = reading.columns.as_profile("", reading.layout_sender)
        former = next((each for each in known if (each.sender, each.layout) == (wanted.sender, wanted.layout)), None)
        name = former.name if former else _free_name(reading, wanted.sender, known)
        changes = keep_profile(wanted.model_copy(update={"name": name}), former)
        return (name, changes) if changes.changes else None

    def _take_up(self, choice: Choice) -> None:
        self.close()
        self.choice = choice
        self.again()

    def _finish(self, reading: Reading) -> None:
        former, self._work, self.reading = self.reading, None, reading
        self.choice = reading.choice
        self.finished.emit(reading, former is not None and former.sheet.sha256 == reading.sheet.sha256)

    def _fail(self, problem: LedgerError) -> None:
        self._work, self.reading = None, None
        self.unreadable.emit(problem)


def _nothing(_value: object) -> None:
    """Nobody waits for it."""


def _free_name(reading: Reading, sender: str, known: list[Profile]) -> str:
    """The sender's name, else the file's; with a number where another layout has it."""
    base = sender or reading.sheet.name.rsplit(".", 1)[0]
    names, name, number = {each.name for each in known}, base, 2
    while name in names:
        name, number = f"{base} {number}", number + 1
    return name
