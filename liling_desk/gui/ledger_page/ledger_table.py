"""The list itself: rows to select, tick boxes to click, keys for everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from liling_desk.gui.ledger_page.cell_painting import CellDelegate
from liling_desk.gui.ledger_page.columns import COLUMNS, TICK, TITLE
from liling_desk.gui.ledger_page.row_pictures import RowPictures
from liling_desk.gui.ledger_page.table_head import TableHead
from liling_desk.gui.ledger_page.table_model import LedgerModel
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.filters import SortOrder
from liling_desk.translations import Translator

_QUIET_BAR = "QScrollBar::handle:vertical:disabled { background: transparent; }"


class LedgerTable(QTableView):
    """Selecting a row and ticking it off are two things: the box never selects, a click never ticks."""

    tick_requested = Signal(list)
    """Codes whose popover is to be opened: that of the box, or the selected rows (Space)."""
    opened = Signal(str)
    """Enter or double click on a row."""
    current_changed = Signal(str)
    """The row with the keyboard's focus; "" for none."""
    selected_changed = Signal(list)
    """Codes of the selected rows, from top to bottom."""
    sort_chosen = Signal(object)
    """A `SortOrder`, from a click on a head."""

    def __init__(self, theme: Theme, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = LedgerModel(tr, self)
        self.cells = CellDelegate(theme, tr, self)
        self.head = TableHead(theme, self)
        self.pictures = RowPictures(self, self.cells, theme)
        self._press_on_tick = False
        self._build(tr)
        self.setModel(self.rows)
        self.setItemDelegate(self.cells)
        self.selectionModel().selectionChanged.connect(lambda *_what: self.tell_selection())
        self.selectionModel().currentRowChanged.connect(self._current)
        self.rows.modelReset.connect(lambda: self._hover(-1, False))
        theme.changed.connect(self.measure)

    def _build(self, tr: Translator) -> None:
        self.setHorizontalHeader(self.head)
        self.head.sectionClicked.connect(self._sort)
        self.setAccessibleName(tr("承诺事项列表"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # The bar keeps its room, so that the last column stays where it is when the bar appears.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setStyleSheet(_QUIET_BAR)
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.verticalHeader().hide()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def measure(self) -> None:
        """Rows as high as the theme and the density want them."""
        height = self.cells.row_height()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.head.setFixedHeight(self._theme.metrics.row_head)
        self.pictures.forget()
        self.viewport().update()

    @property
    def selected_codes(self) -> list[str]:
        """From top to bottom."""
        # By stretches: Qt would ask the model again and again for each of a hundred thousand rows.
        selection = self.selectionModel().selection()
        stretches = [selection.at(number) for number in range(selection.count())]
        rows = sorted({row for each in stretches for row in range(each.top(), each.bottom() + 1)})
        return [self.rows.standing(row).code for row in rows]

    @property
    def current_code(self) -> str:
        """The row with the keyboard's focus; "" for none."""
        row = self.currentIndex().row()
        return self.rows.standing(row).code if 0 <= row < self.rows.rowCount() else ""

    def select_codes(self, codes: list[str], current: str = "") -> None:
        """Select these rows, as far as they are shown, and put the keyboard's focus on one."""
        wanted = QItemSelection()
        last = len(COLUMNS) - 1
        for code in codes:
            if (row := self.rows.row_of(code)) is not None:
                wanted.select(self.rows.index(row, 0), self.rows.index(row, last))
        flags = QItemSelectionModel.SelectionFlag
        row = self.rows.row_of(current)
        if row is not None:
            self.selectionModel().setCurrentIndex(self.rows.index(row, TITLE), flags.NoUpdate)
        self.selectionModel().select(wanted, flags.ClearAndSelect)

    def step(self, by: int) -> None:
        """Go to a neighbouring row, as the arrow keys do."""
        row = min(max(self.currentIndex().row() + by, 0), self.rows.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, TITLE))

    def tick_rect(self, code: str) -> QRect:
        """The tick cell of a row in the view's viewport; scrolled to where it was out of sight."""
        row = self.rows.row_of(code)
        if row is None:
            return QRect(0, 0, self._theme.metrics.col_tick, self.cells.row_height())
        index = self.rows.index(row, TICK)
        if not self.viewport().rect().contains(self.visualRect(index).center()):
            self.scrollTo(index)
        return self.visualRect(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.pictures.paint(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Space and plain:
            codes = self.selected_codes or ([self.current_code] if self.current_code else [])
            if codes and not event.isAutoRepeat():
                self.tick_requested.emit(codes)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.current_code:
                self.opened.emit(self.current_code)
        elif key == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and plain and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1, TITLE))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) or (event.text().isprintable() and event.text() and plain):
            event.ignore()  # no search by typing: letters are the page's shortcuts
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._press_on_tick = event.button() == Qt.MouseButton.LeftButton and index.column() == TICK
        if self._press_on_tick:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        elif not index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.clearSelection()
        elif event.button() == Qt.MouseButton.RightButton and self.selectionModel().isRowSelected(index.row()):
            return  # the menu is for all that are selected
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not self._press_on_tick:
            super().mouseReleaseEvent(event)
        elif index.column() == TICK and index.row() == self.currentIndex().row():
            self.tick_requested.emit([self.rows.standing(index.row()).code])
        self._press_on_tick = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.column() == TICK:
            self.mousePressEvent(event)
        elif index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.rows.standing(index.row()).code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row(), index.column() == TICK)
        if not self._press_on_tick:
            super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1, False)
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_mouse and self.rows.rowCount() and not self.currentIndex().isValid():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.rows.index(0, TITLE), flag)
        self.viewport().update()

    def _sort(self, section: int) -> None:
        by = COLUMNS[section].sort
        if by:
            again = self.head.sort.by == by and not self.head.sort.descending
            self.sort_chosen.emit(SortOrder(by=by, descending=again))

    def tell_selection(self) -> None:
        """Say which rows are selected, also where Qt keeps quiet about it (rows that went away)."""
        self.viewport().update()
        self.selected_changed.emit(self.selected_codes)

    def _current(self, index: QModelIndex) -> None:
        self.viewport().update()
        self.current_changed.emit(self.rows.standing(index.row()).code if index.isValid() else "")

    def _hover(self, row: int, on_tick: bool) -> None:
        if (row, on_tick) == (self.cells.hovered_row, self.cells.hovered_tick):
            return
        self.cells.hovered_row, self.cells.hovered_tick = row, on_tick
        shape = Qt.CursorShape.PointingHandCursor if on_tick else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()
