"""The middle of the page: summary line, the table or what stands in its place, and the selection bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.ledger_table import LedgerTable
from liling_desk.gui.ledger_page.listing import Listing
from liling_desk.gui.ledger_page.selection_bar import SelectionBar
from liling_desk.gui.ledger_page.summary_line import SummaryLine
from liling_desk.gui.ledger_page.table_layout import TableLayout

if TYPE_CHECKING:
    from liling_desk.gui.arriving import Arriving


class ListPanel(QFrame):
    """Builds and holds the parts; the page connects them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("listPanel")
        self.setMinimumWidth(320)
        self._desk = desk
        self.table = LedgerTable(desk.theme, desk.tr, self)
        self.columns = TableLayout(desk, self.table)
        self.listing = Listing(desk, self.table)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.summary = SummaryLine(desk, self._menu, self)
        self.bar = SelectionBar(desk, self)
        self._empty: QWidget | None = None
        line = QFrame(self)
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        middle = QWidget(self)
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.summary, line):
            column.addWidget(widget)
        column.addWidget(middle, 1)
        column.addWidget(self.bar)

    @property
    def empty(self) -> QWidget | None:
        """What stands in the table's place now."""
        return self._empty

    def show_table(self) -> None:
        """The rows."""
        if self._empty is not None:
            focus = QApplication.focusWidget()
            had_focus = focus is not None and self._empty.isAncestorOf(focus)
            self._stack.setCurrentWidget(self.table)
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
            if had_focus:
                self.table.setFocus()

    def show_instead(self, widget: QWidget) -> None:
        """Something else in the table's place."""
        self.show_table()
        self._empty = widget
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def show_arriving(self, arriving: Arriving) -> None:
        """The first rows while the rest is read, or that it is being read where only the rest tells which these are."""
        self.summary.show_reading(arriving.items, self.listing.sort)
        if self.table.rows.rowCount() or arriving.rows is None:
            self.show_table()
        else:
            from liling_desk.gui.reading_page import being_read

            self.show_instead(being_read(self._desk, arriving.items, self))

    def focus_list(self) -> None:
        """The rows, or the first button of what stands in their place."""
        buttons = self._empty.findChildren(QPushButton) if self._empty is not None else []
        (buttons[0] if buttons else self.table).setFocus(Qt.FocusReason.TabFocusReason)

    def _fill_menu(self) -> None:
        self._menu.clear()
        self.columns.fill_menu(self._menu)
