"""报表: kinds and options at the left, the true pages at the right; saving and printing act on what is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.page_header import PageHeader
from liling_desk.gui.report_page.delivery import Delivery
from liling_desk.gui.report_page.options_panel import OptionsPanel
from liling_desk.gui.report_page.page_layout import WIDTH
from liling_desk.gui.report_page.page_view import PageView
from liling_desk.gui.report_page.preview_bar import PreviewBar
from liling_desk.gui.report_page.preview_maker import PreviewMaker
from liling_desk.gui.report_page.request import Ready, Request, Screen
from liling_desk.gui.report_page.scopes import CURRENT, WHOLE, scopes_of
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.report_material import material_of
from liling_desk.reporting.options import ReportOptions


class ReportPage(QWidget):
    """`delivery` asks for files and printers; tests put others in its place."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._current: tuple[LedgerFilter, SortOrder] | None = None
        self._maker = PreviewMaker(desk, self._request, self)
        self._build()
        self.delivery = Delivery(desk, self.note, self.bar.show_news, self)
        self._maker.finished.connect(self._show)
        self._maker.failed.connect(self._failed)
        bridge = desk.bridge
        bridge.opened.connect(self._ledger_opened)
        bridge.changed.connect(self._ledger_changed)
        bridge.as_of_changed.connect(self._ledger_changed)

    @property
    def ready(self) -> Ready | None:
        """What is shown, None until the first preview is finished."""
        return self._maker.ready

    @property
    def is_up_to_date(self) -> bool:
        """Whether what is shown is what is asked for."""
        return self._maker.is_up_to_date

    def show_filter(self, wanted: LedgerFilter, sort: SortOrder) -> None:
        """Offer the list's filter as a scope and choose it."""
        self._current = (wanted, sort)
        self._fill_scopes(WHOLE if wanted.is_empty else CURRENT)
        self.refresh()

    def refresh(self) -> None:
        """Make the preview again soon; many calls make one preview. Without being shown it waits until it is."""
        begin = self._desk.bridge.has_ledger and self.isVisible()
        if begin:
            self.view.set_stale(True)
            self.bar.show_news(self._desk.tr("正在更新预览…"))
        self._maker.outdate(begin)

    def save(self, ending: str) -> None:
        """Ask where, and write what is shown: ".pdf", ".xlsx" or ".csv"."""
        self._maker.when_ready(lambda ready: self.delivery.save(ready, ending))

    def print_report(self) -> None:
        """Ask for a printer, and print what is shown."""
        self._maker.when_ready(self.delivery.print_pages)

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
            if not self.is_up_to_date:
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
        self.bar = PreviewBar(desk, str(desk.choices.remembered("report_zoom", WIDTH)))
        self.view = PageView(desk)
        self.view.set_zoom(self.bar.zoom)
        self.bar.stepped.connect(self.view.step)
        self.bar.zoomed.connect(self.view.set_zoom)
        self.view.moved.connect(self._moved)
        self.view.zoom_stepped.connect(self.bar.step_zoom)
        self.view.picture_wanted.connect(self._make_picture)
        self.note = NoteStrip(desk, (16, 0, 16, 8))
        right.addWidget(self.bar)
        right.addWidget(self.note)
        right.addWidget(self.view, 1)
        across.addLayout(right, 1)
        column.addLayout(across, 1)

    def _head(self) -> PageHeader:
        tr, theme = self._desk.tr, self._desk.theme
        header = PageHeader(tr("报表"), theme)
        row = header.row
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
        return header

    def _ledger_opened(self) -> None:
        self._current = None
        if self._desk.bridge.has_ledger and self.isVisible():
            self._fill_scopes(WHOLE)
        self.refresh()

    def _ledger_changed(self, _what: object = None) -> None:
        if self._desk.bridge.has_ledger and self.isVisible():
            self._fill_scopes()
        self.refresh()

    def _fill_scopes(self, chosen: str = "") -> None:
        bridge = self._desk.bridge
        self.options.show_scopes(scopes_of(self._desk, self._current), chosen)
        self.options.show_as_of(bridge.as_of, bridge.as_of_is_today)

    def _request(self) -> Request:
        bridge, scope, view = self._desk.bridge, self.options.scope, self.view
        ledger = bridge.ledger
        options = ReportOptions(
            bridge.as_of,
            scope.filter,
            scope.sort,
            columns=self.options.columns(),
            thresholds=ledger.thresholds,
            **self.options.switched(),
        )
        screen = Screen(view.viewport().size(), view.zoom, view.devicePixelRatioF(), view.verticalScrollBar().value())
        rows = ledger.find(scope.filter, scope.sort, bridge.as_of)
        kind = self.options.kind
        return Request(kind, material_of(ledger, kind, rows), options, self._desk.tr, screen)

    def _show(self, ready: Ready) -> None:
        self.bar.show_news("")
        self.view.show_document(ready.pages, ready.pictures)

    def _failed(self, problem: LedgerError) -> None:
        self.bar.show_news("")
        self.note.say_problem(problem, [(self._desk.tr("再试一次"), self.refresh)])

    def _make_picture(self, index: int, scale: float) -> None:
        document = self.view.document
        if document is None:
            return

        def give(picture: QImage) -> None:
            if isValid(self):
                self.view.give_picture(document, index, scale, picture)

        self._desk.background.start(lambda _report: document.picture(index, scale), give, self._failed)

    def _moved(self, current: int, total: int) -> None:
        self.bar.show_place(current, total, self.view.is_on_last_row)


def _is_print(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_P
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )
