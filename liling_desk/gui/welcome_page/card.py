"""One way in: a sign, a title, what happens, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.theme import Theme


class Card(QFrame):
    """The primary one has the accent's border."""

    def __init__(self, icon_name: str, title: str, text: str, button: QPushButton, primary: bool, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("cardPrimary" if primary else "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(_Sign(icon_name, "accent" if primary else "text2", theme))
        head.addWidget(TextLabel(title, theme, px=15, role="text", bold=True))
        head.addStretch(1)
        column.addLayout(head)
        words = TextLabel(text, theme, px=13, role="text2", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(words, 1)
        column.addSpacing(4)
        button.setAccessibleDescription(text)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class _Sign(QWidget):
    def __init__(self, icon_name: str, role: str, theme: Theme) -> None:
        super().__init__()
        self._icon_name, self._role, self._theme = icon_name, role, theme
        self.setFixedSize(22, 22)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._icon_name, self.rect(), self._theme.tokens.colour(self._role))
        painter.end()
