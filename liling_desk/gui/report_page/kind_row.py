"""One kind of report: its icon, its name, and what it is for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liling_desk.gui.look.buttons import PaintedButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme

_ICONS = {"status": "report", "ledger": "ledger"}


class KindRow(PaintedButton):
    """Checkable; one of its group holds."""

    def __init__(self, key: str, name: str, purpose: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, theme, parent)
        self.key = key
        self._purpose = purpose
        self.setCheckable(True)
        self.setAccessibleDescription(purpose)
        self.setToolTip(purpose)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, 54 + 2 * self._theme.font_step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, chosen = self._theme.tokens, self.isChecked()
        if chosen or self.underMouse():
            fill_round(painter, self.rect(), 6, tokens.sel if chosen else tokens.hover)
        painter_colour = tokens.accent if chosen else tokens.text2
        middle = self.height() // 2
        paint_icon(painter, _ICONS.get(self.key, "report"), QRect(14, middle - 10, 20, 20), painter_colour)
        left, room = 46, self.width() - 54
        name_font, purpose_font = self._theme.font(14, chosen), self._theme.font(13)
        name_height = QFontMetrics(name_font).height()
        top = middle - (name_height + QFontMetrics(purpose_font).height()) // 2
        painter.setFont(name_font)
        painter.setPen(tokens.accent if chosen else tokens.text)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, top, room, name_height), flags, self._shown_text())
        painter.setFont(purpose_font)
        painter.setPen(tokens.text2)
        metrics = QFontMetrics(purpose_font)
        shown = metrics.elidedText(self._purpose, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top + name_height, room, metrics.height()), flags, shown)
        if self.shows_ring():
            draw_focus_ring(painter, self.rect(), tokens, 6)
