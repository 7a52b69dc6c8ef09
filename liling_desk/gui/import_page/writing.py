"""Applying what was accepted, taking a batch back, saving what can't be taken, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.reading import Reading
from liling_desk.gui.import_page.words import done_words, undone_words
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.importing.batch_facts import facts_of, original_of
from liling_desk.importing.rejects import usual_ending, write_problems
from liling_desk.ledger.entry import Applied
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter


class ImportWriter(QObject):
    """Speaks through the page's strip."""

    show_items = Signal(object)
    """A `LedgerFilter` of the imported items."""

    def __init__(self, desk: Desk, note: NoteStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._note = desk, note
        self.is_writing = False

    def write(self, acceptance: Acceptance, reading: Reading | None = None) -> Applied | None:
        """One transaction on the window's own connection: about a second for a thousand new items.

        None where nothing was written (a signal has said why).
        """
        self.is_writing = True
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            preview, accepted = acceptance.preview, acceptance.accepted
            facts = preview.facts
            if reading is not None:
                original = original_of(reading.choice.path)
                facts = facts_of(preview, reading.table, reading.snapshot, accepted, original)
            return self._desk.bridge.run_import(preview.changes_for(accepted), facts)
        finally:
            QGuiApplication.restoreOverrideCursor()
            self.is_writing = False

    def say_done(self, acceptance: Acceptance, applied: Applied) -> None:
        """What was imported, the way to it, and the way back."""
        self._note.say(done_words(acceptance.tally(), applied.batch, self._desk.tr), "", self._actions(applied))
        self._note.focus_first()

    def undo(self, number: int) -> bool:
        """Take a batch back and say what was kept. False where it could not be."""
        applied = self._desk.bridge.undo_batch(number)
        if applied is not None:
            self._note.say(*undone_words(applied, number, self._desk.tr))
        return applied is not None

    def save_problems(self, reading: Reading | None, ask: FileQuestions) -> None:
        """Ask where, and write the rows with problems, to be sent back."""
        tr = self._desk.tr
        if reading is None:
            return
        source = reading.choice.path
        ending = usual_ending(reading.table)
        path = ask.report_target(source.with_name(tr("{file}-问题行", file=source.stem) + ending), ending)
        if path is None:
            return
        try:
            write_problems(path, reading.preview, reading.table, tr)
        except LedgerError as problem:
            self._note.say_problem(problem)
        else:
            self._note.say(tr("问题行已存为 {file}", file=path.name), str(path.parent))

    def _actions(self, applied: Applied) -> Sequence[tuple[str, Callable[[], object]]]:
        tr, number, codes = self._desk.tr, applied.batch, applied.codes
        actions: list[tuple[str, Callable[[], object]]] = [
            (tr("查看这些事项"), lambda: self.show_items.emit(LedgerFilter(codes=codes)))
        ]
        if number is not None:
            actions.append((tr("撤销这批"), lambda: self.undo(number)))
        return actions
