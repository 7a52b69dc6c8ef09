"""Dots on a line, newest on top, with something beside each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme
from liling_desk.translations import Translator

PAGE = 20
"""So many entries are made at a time."""


class _Dot(QWidget):
    def __init__(self, first: bool, last: bool, theme: Theme) -> None:
        super().__init__()
        self._first, self._last, self._theme = first, last, theme
        self.setFixedWidth(12)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        middle = self._theme.metrics.step // 2 + 10
        painter.fillRect(
            QRectF(5, 0 if not self._first else middle, 2, (middle if self._last else self.height())), tokens.line
        )
        box = QRectF(1, middle - 5, 10, 10)
        if self._first:
            fill_round(painter, box, 5, tokens.accent)
        else:
            fill_round(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), 4.5, tokens.surface, tokens.line2, 2)


class Timeline(QWidget):
    """`make` builds what stands beside one entry; older ones are built on demand."""

    def __init__(self, theme: Theme, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tr = theme, tr
        self._entries: Sequence[object] = ()
        self._make: Callable[[object], QWidget] = lambda _entry: QWidget()
        self._made = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(0)
        self._older = LinkButton("", theme, self, px=13)
        self._older.clicked.connect(self._more)
        self._column.addWidget(self._older)
        self._older.hide()

    def show_entries(self, entries: Sequence[object], make: Callable[[object], QWidget]) -> None:
        """Show other entries, newest first."""
        while self._column.count() > 1:
            widget = self._column.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._entries, self._make, self._made = entries, make, 0
        self._more()

    def _more(self) -> None:
        for place in range(self._made, min(self._made + PAGE, len(self._entries))):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            row.addWidget(_Dot(place == 0, place == len(self._entries) - 1, self._theme))
            beside = self._make(self._entries[place])
            row.addWidget(beside, 1)
            self._column.insertWidget(self._column.count() - 1, line)
            self._made += 1
        left = len(self._entries) - self._made
        self._older.setText(self._tr("更早的 {n} 条", n=left))
        self._older.setVisible(left > 0)
        self._older.updateGeometry()
