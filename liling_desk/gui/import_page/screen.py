"""The import page's widgets and where they stand: header, strips, queue, first step, review."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.file_step import FileStep
from liling_desk.gui.import_page.incoming import tables_in
from liling_desk.gui.import_page.progress_strip import ProgressStrip
from liling_desk.gui.import_page.queue_panel import QueuePanel
from liling_desk.gui.import_page.reading import Choice
from liling_desk.gui.import_page.review import Review
from liling_desk.gui.import_page.steps import STEPS, Steps
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.page_header import PageHeader
from liling_desk.ledger.entry import Batch
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.person import name_in
from liling_desk.words.entries import local_time


class ImportScreen(QWidget):
    """What the import page shows."""

    dropped = Signal(object)
    """A list of `Path`s, one of them at least a table or a folder."""
    batches_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAcceptDrops(True)
        self._build()

    def show_file_step(self) -> None:
        """The first step."""
        self._stack.setCurrentWidget(self.file_step)
        self.other_button.hide()
        self.steps.show_step("file", ("file",))
        self.file_step.refresh()

    def show_review(self) -> None:
        """Columns, cells, problems."""
        self._stack.setCurrentWidget(self.review)
        self.other_button.show()
        self.steps.show_step("check", STEPS)

    def show_unread(self, choice: Choice, problem: LedgerError) -> None:
        """A file that can't be read, with the controls that may help."""
        tr = self._desk.tr
        self.clear_strips()
        self.review.show_unread(choice, tr.say(problem.what), tr.say(problem.remedy))
        self.review.facts.focus_first()
        self._stack.setCurrentWidget(self.review)
        self.other_button.show()
        self.steps.show_step("file", ("file",))

    def show_working(self, name: str) -> None:
        """A preview is under way; the one that is shown is out of date."""
        self.review.show_waiting(self._desk.tr("正在核对…"))
        self.progress.start(name)

    def show_seen_before(self, batch: Batch | None) -> None:
        """Say that the file was imported before, and as which batch."""
        self.seen_before.hide()
        if batch is None:
            return
        tr, when = self._desk.tr, local_time(batch.at)
        day, who = when.date().isoformat() if when else batch.at[:10], name_in(batch.actor)
        said = {"day": day, "n": batch.number, "actor": who}
        if batch.undone:
            what, more = tr("这份文件 {day} 导入过，后来撤销了（第 {n} 批，{actor}）", **said), ""
        else:
            what = tr("这份文件 {day} 已导入过（第 {n} 批，{actor}）", **said)
            more = tr("再应用一次也可以，相同的内容不会重复登记。")
        self.seen_before.say(what, more, [(tr("看这一批"), self.batches_wanted.emit)])

    def clear_strips(self) -> None:
        """Nothing is under way, and nothing to be said."""
        self.progress.stop()
        self.note.hide()
        self.seen_before.hide()

    def focus_step(self, step: str) -> None:
        """Give the focus to what a later step is about."""
        if step == "columns":
            self.review.mapping.focus_first()
        elif step == "check":
            self.review.focus_table()
        else:
            self.review.bar.apply_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Other files (a ledger, say) are the window's business.
        if tables_in(event.mimeData()):
            event.acceptProposedAction()
            self.file_step.set_dragging(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.file_step.set_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.file_step.set_dragging(False)
        paths = tables_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.dropped.emit(paths))

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
        self.note, self.seen_before = (NoteStrip(self._desk, (20, 10, 20, 4)) for _ in range(2))
        self.progress = ProgressStrip(self._desk)
        self.queue_panel = QueuePanel(self._desk)
        self._stack = QStackedWidget()
        self.file_step, self.review = FileStep(self._desk), Review(self._desk)
        for page in (self.file_step, self.review):
            self._stack.addWidget(page)
        for widget in (header, self.note, self.seen_before, self.progress):
            column.addWidget(widget)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.queue_panel)
        across.addWidget(self._stack, 1)
        column.addLayout(across, 1)
