"""导入: file → columns → every cell → apply → undo. Reading and comparing run in the background."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.import_page.batches_dialog import BatchesDialog
from liling_desk.gui.import_page.incoming import Incoming
from liling_desk.gui.import_page.reading import Pasted, Reading
from liling_desk.gui.import_page.screen import ImportScreen
from liling_desk.gui.import_page.session import ImportSession
from liling_desk.gui.import_page.writing import ImportWriter
from liling_desk.ledger.errors import LedgerError


class ImportPage(ImportScreen):
    """`ask` asks for files; tests put another object in its place."""

    applied = Signal(object)
    """`Applied` of an import."""
    show_items = Signal(object)
    """A `LedgerFilter`: see the imported items in the list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ask = FileQuestions(desk.tr, self)
        self.session = ImportSession(desk, self)
        self._writer = ImportWriter(desk, self.note, self)
        self.incoming = Incoming(desk, self.queue_panel, self)
        self._connect()
        self.show_file_step()

    @property
    def reading(self) -> Reading | None:
        """What is shown, None while there is no preview."""
        return self.session.reading

    @property
    def is_busy(self) -> bool:
        """Whether a newer preview is under way."""
        return self.session.is_busy

    def open_file(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self._put_away()
        self.incoming.show_current(path)
        self.session.open(path)

    def open_cells(self, pasted: Pasted) -> None:
        """Read what was pasted and show what it would change."""
        self._put_away()
        self.session.paste(pasted)

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        path = self.ask.table_to_import()
        if path is not None:
            self.open_file(path)

    def show_batches(self) -> None:
        """Open the list of applied imports."""
        if self._desk.bridge.has_ledger:
            dialog = BatchesDialog(self._desk, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.show_items.connect(self.show_items)
            dialog.open()

    def leave(self) -> None:
        """Back to the first step; nothing was written."""
        self._put_away()
        self.incoming.show_current(None)
        self.show_file_step()
        self.file_step.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.session.choice is None:
            self.file_step.refresh()
            self.file_step.focus_first()

    def _connect(self) -> None:
        step, review, session, bridge = self.file_step, self.review, self.session, self._desk.bridge
        incoming = self.incoming
        self.steps.chosen.connect(lambda step: self.leave() if step == "file" else self.focus_step(step))
        self.dropped.connect(incoming.take)
        self.batches_wanted.connect(self.show_batches)
        self.batches_button.clicked.connect(self.show_batches)
        self.other_button.clicked.connect(self.choose_file)
        incoming.file_wanted.connect(self.open_file)
        incoming.cells_wanted.connect(self.open_cells)
        incoming.failed.connect(self.note.say_problem)
        step.choose_requested.connect(self.choose_file)
        step.folder_requested.connect(self._choose_folder)
        step.paste_requested.connect(incoming.paste)
        step.sample_chosen.connect(self.open_file)
        step.undo_requested.connect(self._writer.undo)
        step.all_batches_requested.connect(self.show_batches)
        review.facts.chosen.connect(session.set_fact)
        review.mapping.changed.connect(session.set_column)
        review.mapping.profile_named.connect(self._save_profile)
        review.problems.handled_changed.connect(lambda handled: session.again(handled=handled))
        review.problems.save_requested.connect(lambda: self._writer.save_problems(self.reading, self.ask))
        review.bar.cancelled.connect(self.leave)
        review.bar.applied.connect(self._apply)
        session.started.connect(self._started)
        session.progressed.connect(self.progress.show_progress)
        self.progress.cancelled.connect(self._stop)
        session.finished.connect(self._show)
        session.crashed.connect(self._stop)
        session.unreadable.connect(self._show_unread)
        self._writer.show_items.connect(self.show_items)
        bridge.opened.connect(self._ledger_opened)
        bridge.changed.connect(self._ledger_changed)

    def _started(self) -> None:
        choice = self.session.choice
        self.show_working(choice.name(self._desk.tr) if choice is not None else "")

    def _stop(self) -> None:
        """Give up what is under way: back to what was shown, else to the first step."""
        if not self.session.back():
            self.leave()

    def _show(self, reading: Reading, same_file: bool) -> None:
        self.progress.stop()
        ledger = self._desk.bridge.ledger
        old = self.review.acceptance if same_file else None
        acceptance = reading.start if old is None else old.carried_onto(reading.start)
        self.review.mapping.show_table(reading.table)
        self.review.show_reading(reading, acceptance, self._desk.why_read_only)
        self.show_review()
        self.incoming.saw(reading)
        if not same_file:
            seen = self._desk.bridge.read(lambda: ledger.batch_of(reading.sheet.sha256), None)
            self.show_seen_before(seen)
            self.review.focus_table()

    def _show_unread(self, problem: LedgerError) -> None:
        choice = self.session.choice
        if choice is None or (choice.pasted is not None and not choice.by_hand):
            # There is nothing to be tried with a clipboard: the words stand where one can paste again.
            self.leave()
            self.note.say_problem(problem)
            return
        self.show_unread(choice, problem)
        self.incoming.could_not_read(choice.path, problem)

    def _put_away(self) -> None:
        self.session.close()
        self.review.model.show_preview(None, None)
        self.clear_strips()

    def _ledger_opened(self) -> None:
        self.incoming.clear()
        self.leave()

    def _choose_folder(self) -> None:
        folder = self.ask.folder_to_import()
        if folder is not None:
            self.incoming.take([folder])

    def _ledger_changed(self, _what: object) -> None:
        if self._writer.is_writing:
            return
        if self.session.choice is not None:
            self.session.again()
        else:
            # What the strip offers may be done already, by Ctrl+Z for one.
            self.note.hide()
            self.show_file_step()

    def _save_profile(self, name: str) -> None:
        if self.session.save_profile(name):
            self.note.say(self._desk.tr("已存为方案“{name}”，下次遇到同样的表头自动认出。", name=name))

    def _apply(self) -> None:
        acceptance = self.review.acceptance
        if acceptance is None or self.is_busy or not acceptance.accepted:
            return
        self.review.show_waiting(self._desk.tr("正在写入…"))
        self.review.bar.repaint()
        name, also = self.session.answers() or ("", None)
        reading = self.session.reading
        applied = self._writer.write(acceptance, reading, also)
        if applied is None:
            self.session.again()
            return
        if reading is not None:
            self.incoming.applied(reading.choice.path, applied.batch)
        self.leave()
        self.steps.show_step("apply", ("file",))
        on = [(self._desk.tr("下一份"), self.incoming.open_next)] if self.incoming.has_next else []
        self._writer.say_done(acceptance, applied, name, on)
        self.applied.emit(applied)
