"""报表: kinds and options at the left, the true pages at the right; saving and printing act on what is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeyEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.background import Work
from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.report_page.options_panel import OptionsPanel
from liling_desk.gui.report_page.page_layout import WIDTH
from liling_desk.gui.report_page.page_view import PageView
from liling_desk.gui.report_page.preview_bar import PreviewBar
from liling_desk.gui.report_page.printing import PrintJob, ask_printer, printer_for
from liling_desk.gui.report_page.request import Ready, Request, Screen, prepare
from liling_desk.gui.report_page.scopes import CURRENT, WHOLE, scopes_of
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.reporting.options import LedgerFacts, ReportOptions
from liling_desk.reporting.write import write_report

QUIET_MS = 120
"""A preview is begun when nothing was changed for so long."""


class ReportPage(QWidget):
    """`ask` asks for files and `ask_printer(printer, pages, parent)` for a printer; tests put others in their place."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ask = FileQuestions(desk.tr, self)
        self.ask_printer: Callable[[QPrinter, int, QWidget], bool] = ask_printer
        self._current: tuple[LedgerFilter, SortOrder] | None = None
        self._ready: Ready | None = None
        self._work: Work | None = None
        self._then: Callable[[], None] | None = None
        self._job: PrintJob | None = None
        self._outdated = True
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._begin)
        self._build()
        bridge = desk.bridge
        bridge.opened.connect(self._ledger_opened)
        bridge.changed.connect(self._refresh)
        bridge.as_of_changed.connect(self._refresh)

    @property
    def ready(self) -> Ready | None:
        """What is shown, None until the first preview is finished."""
        return self._ready

    @property
    def is_up_to_date(self) -> bool:
        """Whether what is shown is what is asked for."""
        return self._ready is not None and not self._outdated

    def show_filter(self, wanted: LedgerFilter, sort: SortOrder) -> None:
        """Offer the list's filter as a scope and choose it."""
        self._current = (wanted, sort)
        self._fill_scopes(WHOLE if wanted.is_empty else CURRENT)
        self.refresh()

    def refresh(self) -> None:
        """Make the preview again soon; many calls make one preview. Without being shown it waits until it is."""
        self._outdated = True
        if self._work is not None:
            self._work.cancel()
            self._work = None
        self._quiet.stop()
        if self._desk.bridge.has_ledger and self.isVisible():
            self.view.set_stale(True)
            self.bar.show_news(self._desk.tr("正在更新预览…"))
            self._quiet.start()

    def save(self, ending: str) -> None:
        """Ask where, and write what is shown: ".pdf", ".xlsx" or ".csv"."""
        self._when_ready(lambda: self._save(ending))

    def print_report(self) -> None:
        """Ask for a printer, and print what is shown."""
        self._when_ready(self._print)

    def event(self, event: QEvent) -> bool:
        # Before the menu's own Ctrl+P: here it prints at once.
        if event.type() == QEvent.Type.ShortcutOverride and _is_print(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_print(event):
            self.print_report()
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.view.step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._desk.bridge.has_ledger and not event.spontaneous():
            self._fill_scopes()
            if self._outdated:
                self.refresh()
            self.options.focus_first()

    def _build(self) -> None:
        desk = self._desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        across = QHBoxLayout()
        across.setSpacing(0)
        self.options = OptionsPanel(desk)
        self.options.changed.connect(self.refresh)
        across.addWidget(self.options)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedWidth(1)
        across.addWidget(line)
        right = QVBoxLayout()
        right.setSpacing(0)
        zoom = str(desk.choices.remembered("report_zoom", WIDTH))
        self.bar = PreviewBar(desk, zoom)
        self.view = PageView(desk)
        self.view.set_zoom(self.bar.zoom)
        self.bar.stepped.connect(self.view.step)
        self.bar.zoomed.connect(self._zoom)
        self.view.moved.connect(self._moved)
        self.view.zoom_stepped.connect(self.bar.step_zoom)
        self.view.picture_wanted.connect(self._make_picture)
        self.note = NoteStrip(desk, (16, 0, 16, 8))
        right.addWidget(self.bar)
        right.addWidget(self.note)
        right.addWidget(self.view, 1)
        across.addLayout(right, 1)
        column.addLayout(across, 1)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def _head(self) -> QFrame:
        tr, theme = self._desk.tr, self._desk.theme
        self._header = QFrame()
        self._header.setObjectName("pageHeader")
        row = QHBoxLayout(self._header)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(TextLabel(tr("报表"), theme, px=20, role="text", bold=True))
        row.addStretch(1)
        self.pdf_button = Button(tr("存为 PDF"), "soft", "file", theme)
        self.excel_button = Button("Excel", "soft", "", theme)
        self.csv_button = Button("CSV", "soft", "", theme)
        self.print_button = Button(tr("打印"), "primary", "print", theme)
        self.excel_button.setAccessibleName(tr("存为 Excel"))
        self.csv_button.setAccessibleName(tr("存为 CSV"))
        self.print_button.setToolTip("Ctrl+P")
        for button, ending in ((self.pdf_button, ".pdf"), (self.excel_button, ".xlsx"), (self.csv_button, ".csv")):
            button.clicked.connect(lambda _checked=False, ending=ending: self.save(ending))
            row.addWidget(button)
        self.print_button.clicked.connect(self.print_report)
        row.addWidget(self.print_button)
        return self._header

    def _measure(self) -> None:
        self._header.setFixedHeight(self._desk.theme.metrics.page_header)

    def _ledger_opened(self) -> None:
        self._current = None
        if self._desk.bridge.has_ledger and self.isVisible():
            self._fill_scopes(WHOLE)
        self.refresh()

    def _refresh(self, _what: object = None) -> None:
        if self._desk.bridge.has_ledger and self.isVisible():
            self._fill_scopes()
        self.refresh()

    def _fill_scopes(self, chosen: str = "") -> None:
        bridge = self._desk.bridge
        self.options.show_scopes(scopes_of(self._desk, self._current), chosen)
        self.options.show_as_of(bridge.as_of, bridge.as_of_is_today)

    def _begin(self) -> None:
        try:
            request = self._request()
        except LedgerError as problem:
            self._failed(problem)
            return
        self._work = self._desk.background.start(lambda report: prepare(request, report), self._show, self._failed)

    def _request(self) -> Request:
        bridge, scope = self._desk.bridge, self.options.scope
        ledger = bridge.ledger
        options = ReportOptions(
            bridge.as_of, scope.filter, scope.sort, columns=self.options.columns(),
            due_soon_days=ledger.due_soon_days, **self.options.switched(),
        )  # fmt: skip
        snapshot = ledger.snapshot()
        present = sum(not item.deleted for item in snapshot.commitments.values())
        facts = LedgerFacts(ledger.path.name, ledger.entry_count, present)
        screen = Screen(
            self.view.viewport().size(), self.view.zoom, self.view.devicePixelRatioF(),
            self.view.verticalScrollBar().value(),
        )  # fmt: skip
        rows = ledger.find(scope.filter, scope.sort, bridge.as_of)
        return Request(self.options.kind, rows, options, facts, snapshot.returns, self._desk.tr, screen)

    def _show(self, ready: Ready) -> None:
        self._work, self._ready, self._outdated = None, ready, False
        self.bar.show_news("")
        self.view.show_document(ready.pages, ready.pictures)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _failed(self, problem: LedgerError) -> None:
        self._work, self._then = None, None
        self.bar.show_news("")
        self.note.say_problem(problem, [(self._desk.tr("再试一次"), self.refresh)])

    def _make_picture(self, index: int, scale: float) -> None:
        document = self.view.document
        if document is None:
            return

        def give(picture: QImage) -> None:
            self.view.give_picture(document, index, scale, picture)

        self._desk.background.start(lambda _report: document.picture(index, scale), give, self._failed)

    def _zoom(self, zoom: str) -> None:
        self.view.set_zoom(zoom)
        self._desk.choices.remember("report_zoom", zoom)

    def _moved(self, current: int, total: int) -> None:
        self.bar.show_place(current, total, self.view.is_on_last_row)

    def _when_ready(self, act: Callable[[], None]) -> None:
        if self.is_up_to_date:
            act()
        else:
            self._then = act

    def _save(self, ending: str) -> None:
        ready = self._ready
        assert ready is not None
        path = self.ask.report_target(self._proposed(ready, ending), ending)
        if path is None:
            return
        self.bar.show_news(self._desk.tr("正在保存 {file}…", file=path.name))
        self._desk.background.start(
            lambda _report: write_report(ready.report, path), lambda _none: self._saved(path), self._not_done
        )

    def _proposed(self, ready: Ready, ending: str) -> Path:
        folder = str(self._desk.choices.remembered("report_folder", ""))
        parent = Path(folder) if folder and Path(folder).is_dir() else self._desk.bridge.ledger.path.parent
        return parent / f"{ready.report.title}-{ready.report.as_of.isoformat()}{ending}"

    def _saved(self, path: Path) -> None:
        tr = self._desk.tr
        self.bar.show_news("")
        self._desk.choices.remember("report_folder", str(path.parent))
        self.note.say(
            tr("已存为 {file}", file=path.name),
            str(path.parent),
            [
                (tr("打开"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))),
                (tr("打开所在文件夹"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))),
            ],
        )

    def _not_done(self, problem: LedgerError) -> None:
        self._job = None
        self.bar.show_news("")
        self.note.say_problem(problem)

    def _print(self) -> None:
        ready = self._ready
        assert ready is not None
        if self._job is not None:
            return
        printer = printer_for(ready.pages, ready.report.title)
        if not self.ask_printer(printer, len(ready.pages), self):
            return
        self._job = PrintJob(ready.pages, printer, self._desk.background, self)
        self._job.progressed.connect(self._printing)
        self._job.finished.connect(self._printed)
        self._job.failed.connect(self._not_done)
        self._job.start()

    def _printing(self, done: int, total: int) -> None:
        tr = self._desk.tr
        if done < total:
            self.note.say(
                tr("正在打印 第 {page} / {pages} 页", page=done + 1, pages=total), "", [(tr("取消"), self._stop_print)]
            )

    def _printed(self) -> None:
        pages = self._job.total if self._job is not None else 0
        self._job = None
        self.note.say(self._desk.tr("已送打印机，{n} 页", n=pages))

    def _stop_print(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.note.say(self._desk.tr("打印已取消，已送出的页可能还会印出"))


def _is_print(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_P
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )
