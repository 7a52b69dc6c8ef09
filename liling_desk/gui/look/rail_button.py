"""The button of the rail: icon over a word, marked when its page is the current one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.look.buttons import PaintedButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.theme import Theme


class RailButton(PaintedButton):
    """Checkable and exclusive among its siblings; as wide as the rail."""

    def __init__(self, text: str, icon_name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, theme, parent)
        self._icon_name = icon_name
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.metrics.rail_width, self._theme.metrics.rail_button + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        tile = QRectF(self.rect()).adjusted(8, 2, -8, -2)
        if self.isChecked():
            fill_round(painter, tile, 8, tokens.surface)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawRoundedRect(QRectF(8, self.height() / 2 - 11, 3, 22), 1.5, 1.5)
        elif self.underMouse() and self.isEnabled():
            fill_round(painter, tile, 8, tokens.hover if tokens.is_dark else tokens.bg)
        colour = tokens.accent if self.isChecked() else tokens.text2
        if not self.isEnabled():
            colour = faded(tokens.text3, 0.55)
        line = 17 + self._theme.metrics.step
        top = tile.center().y() - (22 + 1 + line) / 2
        paint_icon(painter, self._icon_name, QRectF(tile.center().x() - 11, top, 22, 22), colour)
        bold = self._theme.font(12, self.isChecked())
        fits = QFontMetrics(bold).horizontalAdvance(self._shown_text()) <= tile.width() - 8
        painter.setFont(bold if fits else self._theme.font(12))
        painter.setPen(colour)
        word = QRectF(0, top + 23, self.width(), line)
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, self._shown_text())
        if self.shows_ring():
            draw_focus_ring(painter, tile, tokens, 8)
