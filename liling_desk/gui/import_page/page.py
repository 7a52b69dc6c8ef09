"""导入: file → columns → every cell → apply → undo. Reading and comparing run in the background."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import TABLE_ENDINGS, FileQuestions
from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.batches_dialog import BatchesDialog
from liling_desk.gui.import_page.file_step import FileStep
from liling_desk.gui.import_page.reading import Reading
from liling_desk.gui.import_page.review import Review
from liling_desk.gui.import_page.session import ImportSession
from liling_desk.gui.import_page.steps import STEPS, Steps
from liling_desk.gui.import_page.writing import ImportWriter
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.page_header import PageHeader
from liling_desk.ledger.errors import LedgerError

SLOW_MS = 300
"""Work that takes longer is named on the screen, with a way to stop it."""


class ImportPage(QWidget):
    """`ask` asks for files; tests put another object in its place."""

    applied = Signal(object)
    """`Applied` of an import."""
    show_items = Signal(object)
    """A `LedgerFilter`: see the imported items in the list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ask = FileQuestions(desk.tr, self)
        self.setAcceptDrops(True)
        self._build()
        self.session = ImportSession(desk, self)
        self._writer = ImportWriter(desk, self.note, self)
        self._slow = _SlowNote(desk, self)
        self._connect()
        self._show_file_step()

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
        self.review.model.show_preview(None, None)
        self.note.hide()
        self.session.open(path)

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
            dialog.open()

    def leave(self) -> None:
        """Back to the first step; nothing was written."""
        self._slow.stop()
        self.session.close()
        self.review.model.show_preview(None, None)
        self.note.hide()
        self._show_file_step()
        self.file_step.focus_first()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Other files (a ledger, say) are the window's business.
        if _table_in(event) is not None:
            event.acceptProposedAction()
            self.file_step.set_dragging(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.file_step.set_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.file_step.set_dragging(False)
        path = _table_in(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.open_file(path))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.session.choice is None:
            self.file_step.refresh()
            self.file_step.focus_first()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tr, theme = self._desk.tr, self._desk.theme
        header = PageHeader(tr("导入"), theme)
        row = header.row
        row.addSpacing(16)
        self.steps = Steps(self._desk)
        row.addWidget(self.steps)
        row.addStretch(1)
        self.batches_button = Button(tr("导入批次"), "soft", "history", theme)
        self.other_button = Button(tr("换文件"), "soft", "folder", theme)
        row.addWidget(self.batches_button)
        row.addWidget(self.other_button)
        self.note = NoteStrip(self._desk, (20, 10, 20, 4))
        self._stack = QStackedWidget()
        self.file_step, self.review = FileStep(self._desk), Review(self._desk)
        for page in (self.file_step, self.review):
            self._stack.addWidget(page)
        for widget in (header, self.note):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        step, review, session, bridge = self.file_step, self.review, self.session, self._desk.bridge
        self.steps.chosen.connect(self._go_to)
        self.batches_button.clicked.connect(self.show_batches)
        self.other_button.clicked.connect(self.choose_file)
        step.choose_requested.connect(self.choose_file)
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
        session.started.connect(self._slow.start)
        session.finished.connect(self._show)
        session.unreadable.connect(self._show_unread)
        self._writer.show_items.connect(self.show_items)
        bridge.opened.connect(self.leave)
        bridge.changed.connect(self._ledger_changed)

    def _show(self, reading: Reading, same_file: bool) -> None:
        self._slow.stop()
        tr, ledger = self._desk.tr, self._desk.bridge.ledger
        old = self.review.acceptance if same_file else None
        acceptance = old.carried_to(reading.preview) if old is not None else Acceptance.doubtless(reading.preview)
        self.review.show_reading(reading, acceptance, tr("台账是只读的，不能写入") if ledger.read_only else "")
        self._stack.setCurrentWidget(self.review)
        self.other_button.show()
        self.steps.show_step("check", STEPS)
        if not same_file:
            self.review.focus_table()

    def _show_unread(self, problem: LedgerError) -> None:
        self._slow.stop()
        self.note.hide()
        if self.session.choice is not None:
            tr = self._desk.tr
            self.review.show_unread(self.session.choice, tr.say(problem.what), tr.say(problem.remedy))
        self._stack.setCurrentWidget(self.review)
        self.other_button.show()
        self.steps.show_step("file", ("file",))

    def _show_file_step(self) -> None:
        self._stack.setCurrentWidget(self.file_step)
        self.other_button.hide()
        self.steps.show_step("file", ("file",))
        self.file_step.refresh()

    def _go_to(self, step: str) -> None:
        if step == "file":
            self.leave()
        elif step == "columns":
            self.review.mapping.focus_first()
        elif step == "check":
            self.review.focus_table()
        else:
            self.review.bar.apply_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ledger_changed(self, _what: object) -> None:
        if self._writer.is_writing:
            return
        if self.session.choice is not None:
            self.session.again()
        else:
            # What the strip offers may be done already, by Ctrl+Z for one.
            self.note.hide()
            self._show_file_step()

    def _save_profile(self, name: str) -> None:
        if self.session.save_profile(name):
            self.note.say(self._desk.tr("已存为方案“{name}”，下次遇到同样的表头自动认出。", name=name))

    def _apply(self) -> None:
        acceptance = self.review.acceptance
        if acceptance is None or self.is_busy:
            return
        self.review.show_waiting(self._desk.tr("正在写入…"))
        self.review.bar.repaint()
        applied = self._writer.write(acceptance, self.session.reading)
        if applied is None:
            self.session.again()
            return
        self.leave()
        self.steps.show_step("apply", ("file",))
        self._writer.say_done(acceptance, applied)
        self.applied.emit(applied)


class _SlowNote(QTimer):
    """Marks the preview as out of date, and names a file that takes long, with a way to stop."""

    def __init__(self, desk: Desk, page: ImportPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._said = False
        self.setSingleShot(True)
        self.setInterval(SLOW_MS)
        self.timeout.connect(self._say)

    def start(self) -> None:  # type: ignore[override]
        self._page.review.show_waiting(self._desk.tr("正在核对…"))
        super().start()

    def stop(self) -> None:
        super().stop()
        if self._said:
            self._page.note.hide()
        self._said = False

    def _say(self) -> None:
        choice, tr = self._page.session.choice, self._desk.tr
        if choice is not None and self._page.is_busy:
            self._said = True
            words = tr("正在读取 {file}…", file=choice.path.name)
            self._page.note.say(words, "", [(tr("取消"), self._page.leave)])


def _table_in(event: QDropEvent) -> Path | None:
    """The first table among the files that are dragged."""
    for url in event.mimeData().urls():
        if url.isLocalFile() and Path(url.toLocalFile()).suffix.lower() in TABLE_ENDINGS:
            return Path(url.toLocalFile())
    return None
