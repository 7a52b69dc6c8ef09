"""The heads of the list's columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from liling_desk.gui.ledger_page.columns import COLUMNS, PADDING, SMALLEST, TICK
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.filters import USUAL_ORDER, SortOrder

_RETURN_EDGE = 12


class TableHead(QHeaderView):
    """12 px words over a hairline; an arrow at the column that the list is sorted by."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.sort = USUAL_ORDER
        self.setMinimumSectionSize(SMALLEST)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        theme.changed.connect(self._restyle)

    def show_sort(self, sort: SortOrder) -> None:
        """Put the arrow where it belongs; none for the usual order."""
        self.sort = sort
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(self.length(), self._theme.metrics.row_head)  # Qt's own measures every word

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, column = self._theme.tokens, COLUMNS[section]
        painter.save()
        hovered = self.underMouse() and rect.contains(self.viewport().mapFromGlobal(self.cursor().pos()))
        painter.fillRect(rect, tokens.hover if hovered and column.sort else tokens.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        if section != TICK:
            self._paint_word(painter, rect, section)
        painter.restore()

    def _paint_word(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens, column = self._theme.tokens, COLUMNS[section]
        sorted_by = column.sort == self.sort.by and self.sort != USUAL_ORDER
        font = self._theme.font(12)
        metrics = QFontMetricsF(font)
        word = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        side = 12 + self._theme.metrics.step // 2
        box = rect.adjusted(2 if column.right else PADDING, 0, -(_RETURN_EDGE if column.right else 2), -1)
        room = box.width() - (side + 2 if sorted_by else 0)
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room + 1)
        wide = round(metrics.horizontalAdvance(shown))
        left = box.right() + 1 - wide if column.right else box.left()
        painter.setFont(font)
        painter.setPen(tokens.text if sorted_by else tokens.text3)
        text = QRect(left, box.top(), wide + 2, box.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if sorted_by:
            at = left - side - 2 if column.right else left + wide + 3
            arrow = QRect(at, box.center().y() - side // 2, side, side)
            paint_icon(painter, "down" if self.sort.descending else "up", arrow, tokens.accent)

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.metrics.row_head)
        self.viewport().update()
