"""The overview page: headline figures, changes, what is due, what is wrong and why, who owes a return."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.as_of_button import AsOfButton
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.empty_state import EmptyState
from liling_desk.gui.overview_page.board import Board
from liling_desk.gui.overview_page.compare_button import CompareButton
from liling_desk.gui.overview_page.counting import Counting
from liling_desk.gui.overview_page.opener import Links, Opener
from liling_desk.gui.page_header import PageHeader
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import EVERYTHING, USUAL_ORDER
from liling_desk.ledger.overview import Overview


class OverviewPage(QWidget):
    """Reads the ledger when it is shown, and while it is shown whenever something changes."""

    items_requested = Signal(object, str)
    """`LedgerFilter`, and what named items have in common: open the list on them."""
    report_requested = Signal(object, object, str)
    """`LedgerFilter`, `SortOrder`, kind of report."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self.seen: Overview | None = None
        self.said: EmptyState | None = None
        """What stands in the board's place while many items are counted."""
        self._waits_with: tuple[Opener, bool] | None = None
        self._steps: Iterator[None] = iter(())
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_rest)
        self._counting = Counting(desk, self)
        self._counting.counted.connect(self._show)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.board = Board(Links(desk, self.items_requested.emit), self)
        column.addWidget(self.board, 1)
        self.compare.changed.connect(self.refresh)
        self.compare.changed.connect(self._shorten)
        desk.theme.changed.connect(self._shorten)
        bridge = desk.bridge
        for signal in (bridge.changed, bridge.as_of_changed, bridge.opened):
            signal.connect(self.refresh)

    def refresh(self, _what: object = None) -> None:
        """Read again, now or when the page is shown next."""
        self._stale = True
        self._counting.cancel()
        self._later.stop()
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()
        if not event.spontaneous():
            self._focus_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        """The button says less where the day compared with would be cut."""
        tr = self._desk.tr
        self.report.setText(tr("生成总体情况报表"))
        self.report.setAccessibleName(self.report.text())
        if self._header.row.sizeHint().width() > self.width():
            self.report.setText(tr("总体情况报表"))

    def _head(self) -> PageHeader:
        tr, theme = self._desk.tr, self._desk.theme
        self._header = header = PageHeader(tr("总览"), theme)
        self.compare = CompareButton(self._desk)
        self.as_of = AsOfButton(self._desk)
        self.report = Button(tr("生成总体情况报表"), "primary", "report", theme)
        self.report.clicked.connect(self._make_report)
        header.row.addSpacing(8)
        header.row.addWidget(self.compare)
        header.row.addStretch(1)
        header.row.addWidget(self.as_of)
        header.row.addWidget(self.report)
        return header

    def _read(self) -> None:
        bridge = self._desk.bridge
        if not bridge.has_ledger:
            return
        self.compare.refresh()
        focused = self._had_focus()
        try:
            items = self._counting.begin(self.compare.since)
        except LedgerError as problem:
            bridge.problem.emit(problem)
            return
        self._stale = False
        if items:
            self._waits_with = focused
            self._say_counting(items)

    def _had_focus(self) -> tuple[Opener, bool] | None:
        """The link that has the focus, or had it when the counting began, and whether it shows a ring."""
        focused = self.focusWidget()
        if self._waits_with is None and isinstance(focused, Opener):
            return focused, focused.shows_ring()
        return self._waits_with

    def _say_counting(self, items: int) -> None:
        """In the place of figures that are of another day, or of what was there before."""
        tr = self._desk.tr
        title, text = tr("正在统计 {n} 项…", n=f"{items:,}"), tr("统计好就显示。可以先去别的页面。")
        if self.said is None:
            self.said = EmptyState("sheet", title, text, [], self._desk.theme, self)
            self._column.addWidget(self.said, 1)
        self.said.set_words(title, text)
        self.board.hide()
        self.said.show()

    def _show(self, seen: Overview) -> None:
        self.seen = seen
        self._steps = self.board.showing(seen)
        self._show_rest()

    def _show_rest(self) -> None:
        """A part at a time while nobody sees the board; all at once where it is seen."""
        if self.board.isHidden() and next(self._steps, self) is None:
            self._later.start()
            return
        focused, self._waits_with = self._had_focus(), None
        for _ in self._steps:
            pass
        if self.said is not None:
            self.said.hide()
        self.board.show()
        if focused is not None:
            self._focus_like(*focused)
        elif self.isVisible() and self.focusWidget() is None:
            self._focus_again()

    def _focus_like(self, gone: Opener, ringed: bool) -> None:
        """Give the focus to the new link that stands where the old one stood."""
        for link in self.board.findChildren(type(gone)):
            same = (link.count.filter, link.name) == (gone.count.filter, gone.name)
            if same and link is not gone and link.isVisibleTo(self) and not link.isHidden():
                link.clearFocus()  # it may have been given the focus, with a ring, when the old one went
                link.setFocus(Qt.FocusReason.OtherFocusReason if ringed else Qt.FocusReason.MouseFocusReason)
                return

    def _make_report(self) -> None:
        self.report_requested.emit(EVERYTHING, USUAL_ORDER, "status")

    def _focus_again(self) -> None:
        """Where one was before, else on the first figure."""
        target = self.focusWidget()
        if target is not None and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.board.tiles.tiles:
            # Without a ring: nobody has chosen it yet.
            self.board.tiles.tiles[0].setFocus(Qt.FocusReason.MouseFocusReason)
