"""The leading columns of the preview, which stay where they are while the fields scroll sideways."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.diff_cells import DiffDelegate
from liling_desk.gui.import_page.diff_head import DiffHead
from liling_desk.gui.import_page.diff_model import LEADING, DiffModel


class FrozenColumns(QTableView):
    """Lies over a table that is scrolled sideways and shares its rows, its focus and its scrolling."""

    def __init__(self, desk: Desk, model: DiffModel, table: QTableView) -> None:
        super().__init__(table)
        self._theme, self._table = desk.theme, table
        self.setModel(model)
        own = self.selectionModel()
        self.setSelectionModel(table.selectionModel())
        own.deleteLater()
        self.setItemDelegate(DiffDelegate(desk.theme, desk.tr, self, table))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAutoScroll(False)
        for hide in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            hide(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head = DiffHead(desk, model, self)
        self.setHorizontalHeader(self.head)
        self.head.show()
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.place)
        self.hide()

    @property
    def span(self) -> int:
        """Its width in px, shown or not."""
        return sum(self._table.columnWidth(column) for column in range(LEADING))

    def place(self, _value: int = 0) -> None:
        """Lie over the table's own leading columns, or be gone where these are in sight."""
        table, model = self._table, self.model()
        scrolled = table.horizontalScrollBar().value() > 0 and self.span < table.viewport().width() * 2 // 3
        if not scrolled:
            self.hide()
            return
        for column in range(model.columnCount()):
            self.setColumnHidden(column, column >= LEADING)
            if column < LEADING:
                self.setColumnWidth(column, table.columnWidth(column))
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        height = table.horizontalHeader().height() + table.viewport().height()
        self.setGeometry(QRect(0, 0, self.span, height))
        self.show()
        self.raise_()
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The table scrolls for both."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        edge = QRect(self.viewport().width() - 1, 0, 1, self.viewport().height())
        QPainter(self.viewport()).fillRect(edge, self._theme.tokens.line2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._table.press(self.indexAt(event.position().toPoint()), event.button())  # type: ignore[attr-defined]

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._table.press_twice(self.indexAt(event.position().toPoint()), event.button())  # type: ignore[attr-defined]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._table.wheelEvent(event)
