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
        self._as, self._theme = (first, last, look), theme
        self.setFixedWidth(12)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def look_as(self, first: bool, last: bool, look: str) -> None:
        """Another place on the line."""
        if self._as != (first, last, look):
            self._as = (first, last, look)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        first, last, look = self._as
        painter, tokens = QPainter(self), self._theme.tokens
        middle = self._theme.metrics.step // 2 + 10
        painter.fillRect(QRectF(5, 0 if not first else middle, 2, (middle if last else self.height())), tokens.line)
        box = QRectF(1, middle - 5, 10, 10)
        if look == "newest":
            fill_round(painter, box, 5, tokens.accent)
        elif look == "muted":
            fill_round(painter, box.adjusted(1, 1, -1, -1), 4, tokens.surface, tokens.line, 2)
        else:
            fill_round(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), 4.5, tokens.surface, tokens.line2, 2)


class _Line(QWidget):
    """A dot with something beside it. `told`: all that this shows; None where that is not known."""

    def __init__(self, dot: _Dot, beside: QWidget, told: object) -> None:
        super().__init__()
        self.dot, self.beside, self.told = dot, beside, told
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(dot)
        row.addWidget(beside, 1)


class Timeline(QWidget):
    """`make` builds what stands beside one entry; older ones are built on demand."""

    def __init__(self, theme: Theme, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tr = theme, tr
        self._entries: Sequence[object] = ()
        self._make: Callable[[object], QWidget] = lambda _entry: QWidget()
        self._is_muted: Callable[[object], bool] = lambda _entry: False
        self._told: Callable[[object], object] = lambda _entry: None
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(0)
        self._older = LinkButton("", theme, self, px=13)
        self._older.clicked.connect(lambda: self._more())
        self._column.addWidget(self._older)
        self._older.hide()

    def entries(self) -> list[QWidget]:
        """What stands beside the dots, from top to bottom, as far as it was built."""
        return [line.beside for line in self._lines]

    def show_entries(
        self,
        entries: Sequence[object],
        make: Callable[[object], QWidget],
        is_muted: Callable[[object], bool] = lambda _entry: False,
        told: Callable[[object], object] = lambda _entry: None,
    ) -> None:
        """Show other entries, newest first. The dot of a muted one is paler; the first of the others is filled.

        `told` gives all that `make` shows of an entry. From the top on, what shows the same stays; below the first
        difference everything is made anew, so that Tab goes from top to bottom.
        """
        self._entries, self._make, self._is_muted, self._told = entries, make, is_muted, told
        former, self._lines = self._lines, []
        self._more(former)

    def _more(self, former: Sequence[_Line] = ()) -> None:
        newest = next((place for place, each in enumerate(self._entries) if not self._is_muted(each)), -1)
        begun, stays = len(self._lines), True
        for place in range(begun, min(begun + PAGE, len(self._entries))):
            entry = self._entries[place]
            look = "newest" if place == newest else "muted" if self._is_muted(entry) else ""
            as_told = self._told(entry)
            stays = stays and place < len(former) and as_told is not None and former[place].told == as_told
            if stays:
                line = former[place]
            else:
                line = _Line(_Dot(False, False, "", self._theme), self._make(entry), as_told)
                self._column.insertWidget(place, line)
            line.dot.look_as(place == 0, place == len(self._entries) - 1, look)
            self._lines.append(line)
        for line in former:
            if line not in self._lines:
                self._column.removeWidget(line)
                line.hide()
                line.deleteLater()
        rest = len(self._entries) - len(self._lines)
        self._older.setText(self._tr("更早的 {n} 条", n=rest))
        self._older.setVisible(rest > 0)
        self._older.updateGeometry()
