"""A condition that can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.look.buttons import PaintedButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme

_LONGEST = 260


class Chip(PaintedButton):
    """Text and a cross; a click, Enter, Space, Delete or Backspace emits `removed`."""

    removed = Signal()

    def __init__(self, text: str, theme: Theme, tooltip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, theme, parent)
        self._name(text, tooltip)
        self.clicked.connect(self.removed)

    def say(self, text: str, tooltip: str) -> None:
        """Stand for another condition."""
        if text != self.text():
            self.setText(text)
            self._name(text, tooltip)

    def _name(self, text: str, tooltip: str) -> None:
        self.setToolTip(tooltip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tooltip)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(12)).horizontalAdvance(self.text())
        return QSize(min(width, _LONGEST) + 8 + 6 + 12 + 7, self._theme.metrics.hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, metrics = self._theme.tokens, self._theme.metrics
        height = metrics.chip + 2
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        edge = tokens.accent if self.underMouse() else None
        fill_round(painter, box, metrics.radius_chip, tokens.sel, edge)
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.accent)
        room = self.width() - 8 - 6 - 12 - 7
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRect(8, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        paint_icon(painter, "x", QRectF(self.width() - 19, 0, 12, self.height()), tokens.accent)
        if self.shows_ring():
            draw_focus_ring(painter, box.adjusted(0, -2, 0, 2), tokens, metrics.radius_chip + 1)
