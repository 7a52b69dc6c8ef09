"""导入: file → columns → every cell → apply → undo. Reading and comparing run in the background."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import TABLE_ENDINGS, FileQuestions
from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.batches_dialog import BatchesDialog
from liling_desk.gui.import_page.file_step import FileStep
from liling_desk.gui.import_page.reading import Choice, Reading, read
from liling_desk.gui.import_page.review import Review
from liling_desk.gui.import_page.steps import Steps
from liling_desk.gui.import_page.words import done_words, undone_words
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.importing.findings import Handled, Problem, Suggestion
from liling_desk.importing.rejects import write_problems_csv
from liling_desk.ledger.entry import Applied
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.saved_view import keep_profile

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
        self._choice: Choice | None = None
        self._reading: Reading | None = None
        self._work: Work | None = None
        self._writing = False
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        self.setAcceptDrops(True)
        self._build()
        desk.bridge.opened.connect(self._ledger_opened)
        desk.bridge.changed.connect(self._ledger_changed)
        desk.theme.changed.connect(self._measure)
        self._measure()
        self._show_file_step()

    @property
    def reading(self) -> Reading | None:
        """What is shown, None while there is no preview."""
        return self._reading

    @property
    def is_busy(self) -> bool:
        """Whether a newer preview is under way."""
        return self._work is not None

    def open_file(self, path: Path) -> None:
        """Read a file and show what it would change."""
        self._choice, self._reading = Choice(path), None
        self.review.model.show_preview(None, None)
        self.note.hide()
        self._again()

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
        if not event.spontaneous() and self._choice is None:
            self.file_step.refresh()
            self.file_step.focus_first()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.note = NoteStrip(self._desk, (20, 10, 20, 4))
        column.addWidget(self.note)
        self._stack = QStackedWidget()
        self.file_step = FileStep(self._desk)
        self.review = Review(self._desk)
        self._stack.addWidget(self.file_step)
        self._stack.addWidget(self.review)
        column.addWidget(self._stack, 1)
        step, review = self.file_step, self.review
        step.choose_requested.connect(self.choose_file)
        step.sample_chosen.connect(self.open_file)
        step.undo_requested.connect(self._undo_batch)
        step.all_batches_requested.connect(self.show_batches)
        review.facts.chosen.connect(self._fact_chosen)
        review.mapping.changed.connect(self._column_chosen)
        review.mapping.profile_named.connect(self._keep_profile)
        review.problems.decided.connect(self._decide)
        review.problems.retyped.connect(self._retype)
        review.problems.forget_requested.connect(self._forget)
        review.problems.save_requested.connect(self._save_problems)
        review.bar.cancelled.connect(self._leave)
        review.bar.applied.connect(self._apply)

    def _head(self) -> QFrame:
        tr, theme = self._desk.tr, self._desk.theme
        self._header = QFrame()
        self._header.setObjectName("pageHeader")
        row = QHBoxLayout(self._header)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(TextLabel(tr("导入"), theme, px=20, role="text", bold=True))
        row.addSpacing(16)
        self.steps = Steps(self._desk)
        self.steps.chosen.connect(self._go_to)
        row.addWidget(self.steps)
        row.addStretch(1)
        self.batches_button = Button(tr("导入批次"), "soft", "history", theme)
        self.batches_button.clicked.connect(self.show_batches)
        self.other_button = Button(tr("换文件"), "soft", "folder", theme)
        self.other_button.clicked.connect(self.choose_file)
        row.addWidget(self.batches_button)
        row.addWidget(self.other_button)
        return self._header

    def _measure(self) -> None:
        self._header.setFixedHeight(self._desk.theme.metrics.page_header)

    def _again(self, **fields: object) -> None:
        """Recompute the preview with some of the choices changed."""
        if self._choice is None or not self._desk.bridge.has_ledger:
            return
        self._choice = choice = self._choice.but(**fields)
        if self._work is not None:
            self._work.cancel()
        bridge = self._desk.bridge
        ledger, former = bridge.ledger, self._reading
        snapshot, profiles, today = ledger.snapshot(), ledger.profiles(), bridge.today
        self.review.show_waiting(self._desk.tr("正在核对…"))
        self._slow.start()
        self._work = self._desk.background.start(
            lambda report: read(choice, former, snapshot, profiles, today, report), self._show, self._unreadable
        )

    def _show(self, reading: Reading) -> None:
        self._work = None
        self._slow.stop()
        former, self._reading = self._reading, reading
        same_file = former is not None and former.sheet.sha256 == reading.sheet.sha256
        old = self.review.acceptance if same_file else None
        acceptance = old.carried_to(reading.preview) if old is not None else Acceptance.doubtless(reading.preview)
        first = self._stack.currentWidget() is not self.review or not same_file
        self.review.show_reading(reading, acceptance, self._why_not())
        self._hide_slow()
        self._stack.setCurrentWidget(self.review)
        self.other_button.show()
        self._show_steps()
        if first:
            self.review.focus_table()

    def _unreadable(self, problem: LedgerError) -> None:
        self._work = None
        self._slow.stop()
        self._reading = None
        assert self._choice is not None
        tr = self._desk.tr
        self.note.hide()
        self.review.show_unread(self._choice, tr.say(problem.what), tr.say(problem.remedy))
        self._stack.setCurrentWidget(self.review)
        self.other_button.show()
        self.steps.show_step("file", ("file",))

    def _say_slow(self) -> None:
        if self._choice is not None and self._work is not None:
            tr = self._desk.tr
            self._slow_words = tr("正在读取 {file}…", file=self._choice.path.name)
            self.note.say(self._slow_words, "", [(tr("取消"), self._stop_reading)])

    def _hide_slow(self) -> None:
        if self.note.what.text() == getattr(self, "_slow_words", None):
            self.note.hide()

    def _stop_reading(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._leave()

    def _why_not(self) -> str:
        ledger = self._desk.bridge.ledger
        return self._desk.tr("台账是只读的，不能写入") if ledger.read_only else ""

    def _show_steps(self) -> None:
        reading = self._reading
        if reading is None:
            return
        self.steps.show_step("check", ("file", "columns", "check", "apply"))

    def _show_file_step(self) -> None:
        self._stack.setCurrentWidget(self.file_step)
        self.other_button.hide()
        self.steps.show_step("file", ("file",))
        self.file_step.refresh()

    def _go_to(self, step: str) -> None:
        if step == "file":
            self._leave()
        elif step == "columns":
            self.review.mapping.focus_first()
        elif step == "check":
            self.review.focus_table()
        else:
            self.review.bar.apply_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Back to the first step; nothing was written."""
        self._slow.stop()
        self._choice, self._reading = None, None
        self.review.model.show_preview(None, None)
        self.note.hide()
        self._show_file_step()
        self.file_step.focus_first()

    def _ledger_opened(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._leave()

    def _ledger_changed(self, _what: object) -> None:
        if self._writing:
            return
        if self._choice is not None:
            self._again()
        else:
            # What the strip offers may be done already, by Ctrl+Z for one.
            self.note.hide()
            self._show_file_step()

    def _fact_chosen(self, what: str, value: object) -> None:
        # Another header or another reading of the bytes makes other columns.
        if what == "period":
            self._again(period=value)
        elif what == "header":
            self._again(header=value, columns=None, handled=Handled())
        else:
            self._again(**{what: value, "header": None, "columns": None, "handled": Handled()})

    def _column_chosen(self, index: int, field: str) -> None:
        if self._reading is not None:
            self._again(columns=self._reading.columns.with_field(index, field))

    def _keep_profile(self, name: str) -> None:
        if self._reading is None:
            return
        bridge, profile = self._desk.bridge, self._reading.columns.as_profile(name)
        former = next((each for each in bridge.ledger.profiles() if each.name == name), None)
        # None tells that it could not be written; an entry with seq 0 that it is there already.
        if bridge.run(keep_profile(profile, former)) is not None:
            self.note.say(self._desk.tr("已存为方案“{name}”，下次遇到同样的表头自动认出。", name=name))
            self._again(columns=None)

    def _decide(self, problem: Problem, suggestion: Suggestion) -> None:
        if self._choice is not None:
            self._again(handled=self._choice.handled.deciding(problem, suggestion))

    def _retype(self, problem: Problem, text: str) -> None:
        if self._choice is not None:
            self._again(handled=self._choice.handled.retyped(problem.row, problem.field, text))

    def _forget(self) -> None:
        self._again(handled=Handled())

    def _save_problems(self) -> None:
        reading, tr = self._reading, self._desk.tr
        if reading is None:
            return
        proposed = reading.choice.path.with_name(tr("{file}-问题行", file=reading.choice.path.stem) + ".csv")
        if not proposed.parent.is_dir():
            proposed = self._desk.bridge.ledger.path.with_name(proposed.name)
        path = self.ask.report_target(proposed, ".csv")
        if path is None:
            return
        try:
            write_problems_csv(path, reading.preview, reading.sheet, reading.header_index, tr)
        except LedgerError as problem:
            self.note.say_problem(problem)
        else:
            self.note.say(tr("问题行已存为 {file}", file=path.name), str(path.parent))

    def _apply(self) -> None:
        reading, acceptance, tr = self._reading, self.review.acceptance, self._desk.tr
        if reading is None or acceptance is None or self._work is not None:
            return
        tally = acceptance.tally()
        applied = self._write(reading, acceptance)
        if applied is None:
            self._again()
            return
        self._choice, self._reading = None, None
        self.review.model.show_preview(None, None)
        self._show_file_step()
        self.steps.show_step("apply", ("file",))
        self.note.say(done_words(tally, applied.batch, tr), "", self._result_actions(applied))
        self.note.focus_first()
        self.applied.emit(applied)

    def _write(self, reading: Reading, acceptance: Acceptance) -> Applied | None:
        """One transaction on the window's own connection: about a second for a thousand new items."""
        self._writing = True
        self.review.show_waiting(self._desk.tr("正在写入…"))
        self.review.bar.repaint()
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            changes = reading.preview.changes_for(acceptance.accepted)
            return self._desk.bridge.run_import(changes, reading.preview.facts)
        finally:
            QGuiApplication.restoreOverrideCursor()
            self._writing = False

    def _result_actions(self, applied: Applied) -> list[tuple[str, Callable[[], object]]]:
        tr = self._desk.tr
        number, codes = applied.batch, applied.codes
        actions: list[tuple[str, Callable[[], object]]] = [
            (tr("查看这些事项"), lambda: self.show_items.emit(LedgerFilter(codes=codes)))
        ]
        if number is not None:
            actions.append((tr("撤销这批"), lambda: self._undo_batch(number)))
        return actions

    def _undo_batch(self, number: int) -> None:
        applied = self._desk.bridge.undo_batch(number)
        if applied is not None:
            self.note.say(*undone_words(applied, number, self._desk.tr))
            self.steps.show_step("file", ("file",))
            self.file_step.focus_first()


def _table_in(event: QDropEvent) -> Path | None:
    """The first table among the files that are dragged."""
    for url in event.mimeData().urls():
        if url.isLocalFile() and Path(url.toLocalFile()).suffix.lower() in TABLE_ENDINGS:
            return Path(url.toLocalFile())
    return None
