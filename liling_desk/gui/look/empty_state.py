"""What a page says where it has nothing to show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.light_glyphs import paint_light
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme


class _Picture(QWidget):
    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._theme = name, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(90, 106) if self._name == "sheet" else QSize(48, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        if self._name != "sheet":
            paint_icon(painter, self._name, self.rect(), tokens.line2)
            return
        fill_round(painter, QRectF(1, 1, 88, 104), 9, tokens.surface, tokens.line2, 1.5)
        for place, (light, width) in enumerate((("blue", 40), ("green", 32), ("yellow", 39), ("grey", 26))):
            top = 18 + place * 21
            paint_light(painter, light, QRectF(14, top, 14, 14), tokens)
            fill_round(painter, QRectF(36, top + 5, width, 5), 2.5, tokens.track)


class EmptyState(QWidget):
    """Picture, title, text and buttons in the middle. icon_name "sheet" draws a small ledger."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        buttons: Sequence[QWidget],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = TextLabel(title, theme, 20, "text", bold=True)
        self._text = TextLabel(text, theme, 14, "text2", wrap=True)
        if not text:  # and not shown otherwise: before it stands anywhere it would be a window of its own
            self._text.hide()
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text.setMaximumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(_Picture(icon_name, theme, self), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        column.addWidget(self._title)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._text, 8)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)

    def set_words(self, title: str, text: str) -> None:
        """Change title and text."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
