"""One kind of report: its icon, its name, and what it is for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liling_desk.gui.look.buttons import PaintedButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.theme import Theme

_ICONS = {
    "status": "report", "bulletin": "bookmark", "problems": "warn", "unit": "building", "indicators": "overview",
    "rollcall": "bell", "ledger": "ledger", "item": "file", "assignment": "send", "reminder": "history",
    "due_soon": "calendar",
}  # fmt: skip
_ICON, _LEFT, _RIGHT, _PAD = 20, 42, 8, 7


class KindRow(PaintedButton):
    """Checkable; one of its group holds. As high as its words need at the width it is given."""

    def __init__(self, key: str, name: str, purpose: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, theme, parent)
        self.key = key
        self._purpose = purpose
        self.setCheckable(True)
        self.setAccessibleDescription(purpose)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = QRect(0, 0, max(width - _LEFT - _RIGHT, 60), 1000)
        purpose = QFontMetrics(self._theme.font(12)).boundingRect(words, Qt.TextFlag.TextWordWrap, self._purpose)
        return 2 * _PAD + self._name_height() + 1 + purpose.height()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width() or 200))

    def minimumSizeHint(self) -> QSize:
        name = QFontMetrics(self._theme.font(14, True)).horizontalAdvance(self._shown_text())
        return QSize(_LEFT + name + _RIGHT, self._name_height() + 2 * _PAD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, chosen = self._theme.tokens, self.isChecked()
        if chosen or self.underMouse():
            fill_round(painter, self.rect(), 6, tokens.sel if chosen else tokens.hover)
        name_height = self._name_height()
        icon_top = _PAD + (name_height - _ICON) // 2 + 1
        tint = tokens.accent if chosen else tokens.text2
        paint_icon(painter, _ICONS.get(self.key, "report"), QRect(12, icon_top, _ICON, _ICON), tint)
        room = self.width() - _LEFT - _RIGHT
        painter.setFont(self._theme.font(14, chosen))
        painter.setPen(tokens.accent if chosen else tokens.text)
        painter.drawText(QRect(_LEFT, _PAD, room, name_height), Qt.AlignmentFlag.AlignVCenter, self._shown_text())
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text2 if chosen else tokens.text3)
        below = QRect(_LEFT, _PAD + name_height + 1, room, self.height() - name_height - _PAD)
        painter.drawText(below, Qt.TextFlag.TextWordWrap, self._purpose)
        if self.shows_ring():
            draw_focus_ring(painter, self.rect(), tokens, 6)

    def _name_height(self) -> int:
        return QFontMetrics(self._theme.font(14, True)).height()
