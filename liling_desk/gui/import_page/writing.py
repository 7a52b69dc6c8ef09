"""Applying what was accepted, taking a batch back, saving what can't be taken, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

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
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.entry import Applied, BatchFacts
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter

Actions = Sequence[tuple[str, Callable[[], object]]]
"""Links of a strip: their words and what they do."""


class ImportWriter(QObject):
    """Speaks through the page's strip."""

    show_items = Signal(object)
    """A `LedgerFilter` of the imported items."""

    def __init__(self, desk: Desk, note: NoteStrip, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._note = desk, note
        self.is_writing = False

    def write(
        self, acceptance: Acceptance, reading: Reading | None = None, also: ChangeSet | None = None
    ) -> Applied | None:
        """One transaction on the window's own connection: about a second for a thousand new items.

        `also`: a mapping to be remembered, written before so that the import is what an undo takes back first.
        None where nothing was written (a signal has said why).
        """
        self.is_writing = True
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            if also is not None:
                self._desk.bridge.run(also)
            preview, accepted = acceptance.preview, acceptance.accepted
            facts = preview.facts if reading is None else _facts(acceptance, reading)
            return self._desk.bridge.run_import(preview.changes_for(accepted), facts)
        finally:
            QGuiApplication.restoreOverrideCursor()
            self.is_writing = False

    def say_done(self, acceptance: Acceptance, applied: Applied, remembered: str = "", more: Actions = ()) -> None:
        """What was imported, the way on (`more`), the way to it, and the way back; the mapping that was remembered."""
        tr = self._desk.tr
        kept = tr("这样对列已记为方案“{name}”，下次同样的表自动认出。", name=remembered) if remembered else ""
        self._note.say(done_words(acceptance.tally(), applied.batch, tr), kept, (*more, *self._actions(applied)))
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
        folder = reading.choice.path.parent if reading.choice.pasted is None else Path.home()
        stem = Path(reading.choice.name(tr)).stem
        ending = usual_ending(reading.table)
        path = ask.report_target(folder / (tr("{file}-问题行", file=stem) + ending), ending)
        if path is None:
            return
        try:
            write_problems(path, reading.preview, reading.table, tr)
        except LedgerError as problem:
            self._note.say_problem(problem)
        else:
            self._note.say(tr("问题行已存为 {file}", file=path.name), str(path.parent))

    def _actions(self, applied: Applied) -> Actions:
        tr, number, codes = self._desk.tr, applied.batch, applied.codes
        actions: list[tuple[str, Callable[[], object]]] = [
            (tr("查看这些事项"), lambda: self.show_items.emit(LedgerFilter(codes=codes)))
        ]
        if number is not None:
            actions.append((tr("撤销这批"), lambda: self.undo(number)))
        return actions


def _facts(acceptance: Acceptance, reading: Reading) -> BatchFacts:
    """What the batch says about itself; pasted cells leave no file behind."""
    original = original_of(reading.choice.path) if reading.choice.pasted is None else None
    facts = facts_of(acceptance.preview, reading.table, reading.snapshot, acceptance.accepted, original)
    return replace(facts, sender=reading.sender or None)
