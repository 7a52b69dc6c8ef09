"""What the detail panel shows below its head: nothing, one item, or several; each made when it is first needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_edit import FactEditor
from liling_desk.gui.ledger_page.detail_item import DetailItem
from liling_desk.gui.ledger_page.detail_summary import DetailSummary, NothingShown


class DetailPages(QStackedWidget):
    """`made` tells about a page that was just made, so that its signals can be connected."""

    made = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: DetailItem | None = None
        self._summary: DetailSummary | None = None
        self._scrolls: dict[QWidget, QScrollArea] = {}
        self._nothing = NothingShown(desk)
        self._add(self._nothing)

    @property
    def item(self) -> DetailItem:
        """What one item is shown in."""
        if self._item is None:
            self._item = DetailItem(self._desk)
            self._add(self._item)
            self.made.emit(self._item)
        return self._item

    @property
    def summary(self) -> DetailSummary:
        """What several items are summarised in."""
        if self._summary is None:
            self._summary = DetailSummary(self._desk)
            self._add(self._summary)
            self.made.emit(self._summary)
        return self._summary

    @property
    def editor(self) -> FactEditor | None:
        """The field being edited, if any."""
        return self._item.editor if self._item is not None else None

    def close_editor(self) -> None:
        """Take the editor away, whatever is in it."""
        if self._item is not None:
            self._item.close_editor()

    def turn_to(self, page: QWidget | None) -> None:
        """Show one of the pages; None: the one that says that nothing is selected."""
        self.setCurrentWidget(self._scrolls[page if page is not None else self._nothing])

    def to_top(self) -> None:
        """Scroll back to the top."""
        for scroll in self._scrolls.values():
            scroll.verticalScrollBar().setValue(0)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll a part of one item into view once it has its place."""
        if self._item is not None:
            scroll = self._scrolls[self._item]
            QTimer.singleShot(0, widget, lambda: scroll.ensureWidgetVisible(widget, 0, 24))

    def _add(self, page: QWidget) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        # setWidget makes the content paint the window's colour; the panel's own ground is to show.
        page.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._scrolls[page] = scroll
        self.addWidget(scroll)
