"""The open ledger's file name at the menu bar's right end."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.theme import Theme

_ICON, _GAP, _END, _WIDEST = 14, 6, 16, 420
_SPARE = 4
"""The menu bar grows by its own margins when its corner is as high as itself."""


class LedgerName(QWidget):
    """Painted by itself: the menu bar's style sheet would recolour a label."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        theme.changed.connect(self._measure)
        self._measure()

    def text(self) -> str:
        """The name shown."""
        return self._name

    def show_file(self, name: str, path: str) -> None:
        """Show a name, its path as the tooltip; empty: nothing."""
        self._name = name
        self.setToolTip(path)
        self.setAccessibleName(name)
        self.setVisible(bool(name))
        self._measure()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(13)).horizontalAdvance(self._name) + _ICON + _GAP + _END + 2
        return QSize(min(width, _WIDEST), self._theme.metrics.menu_bar - _SPARE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, font = self._theme.tokens, self._theme.font(13)
        paint_icon(painter, "db", QRect(0, (self.height() - _ICON) // 2, _ICON, _ICON), tokens.text2)
        painter.setFont(font)
        painter.setPen(tokens.text2)
        room = self.rect().adjusted(_ICON + _GAP, 0, -_END, 0)
        name = QFontMetrics(font).elidedText(self._name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()

    def _measure(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()
