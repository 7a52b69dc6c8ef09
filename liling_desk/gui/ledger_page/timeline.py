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
    def __init__(self, first: bool, last: bool, look: str, theme: Theme) -> None:
        super().__init__()
        self._first, self._last, self._look, self._theme = first, last, look, theme
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
        if self._look == "newest":
            fill_round(painter, box, 5, tokens.accent)
        elif self._look == "muted":
            fill_round(painter, box.adjusted(1, 1, -1, -1), 4, tokens.surface, tokens.line, 2)
        else:
            fill_round(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), 4.5, tokens.surface, tokens.line2, 2)


class Timeline(QWidget):
    """`make` builds what stands beside one entry; older ones are built on demand."""

    def __init__(self, theme: Theme, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tr = theme, tr
        self._entries: Sequence[object] = ()
        self._make: Callable[[object], QWidget] = lambda _entry: QWidget()
        self._is_muted: Callable[[object], bool] = lambda _entry: False
        self._made: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(0)
        self._older = LinkButton("", theme, self, px=13)
        self._older.clicked.connect(self._more)
        self._column.addWidget(self._older)
        self._older.hide()

    def entries(self) -> list[QWidget]:
        """What stands beside the dots, from top to bottom, as far as it was built."""
        return list(self._made)

    def show_entries(
        self,
        entries: Sequence[object],
        make: Callable[[object], QWidget],
        is_muted: Callable[[object], bool] = lambda _entry: False,
    ) -> None:
        """Show other entries, newest first. The dot of a muted one is paler; the first of the others is filled."""
        while self._column.count() > 1:
            widget = self._column.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._entries, self._make, self._is_muted, self._made = entries, make, is_muted, []
        self._more()

    def _more(self) -> None:
        newest = next((place for place, each in enumerate(self._entries) if not self._is_muted(each)), -1)
        begun = len(self._made)
        for place in range(begun, min(begun + PAGE, len(self._entries))):
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(12)
            look = "newest" if place == newest else "muted" if self._is_muted(self._entries[place]) else ""
            row.addWidget(_Dot(place == 0, place == len(self._entries) - 1, look, self._theme))
            beside = self._make(self._entries[place])
            row.addWidget(beside, 1)
            self._column.insertWidget(self._column.count() - 1, line)
            self._made.append(beside)
        left = len(self._entries) - len(self._made)
        self._older.setText(self._tr("更早的 {n} 条", n=left))
        self._older.setVisible(left > 0)
        self._older.updateGeometry()
