"""Rows one below the other: as many as there is room for, and a last line that tells of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_BEFORE_LAYOUT = 320


class Row(Protocol):
    """A widget that knows its height. `keeps_next`: never the last one shown."""

    keeps_next: bool

    def height_for(self, width: int) -> int: ...


class FittingColumn(QWidget):
    """`least` rows are always shown; all of them when it is open.

    `tell_rest(shown)` makes the line for the rows from `shown` on, or gives None where it needs none.
    """

    fitted = Signal()
    """Other rows are shown than before."""

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._rows: list[QWidget] = []
        self._tell_rest: Callable[[int], QWidget | None] = lambda _shown: None
        self._rest: QWidget | None = None
        self._more = False
        self._shown = -1
        self._open = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def rows(self) -> list[QWidget]:
        """All rows, shown or not."""
        return self._rows

    @property
    def all_shown(self) -> bool:
        """Whether no row is hidden for want of room."""
        return self._shown >= len(self._rows) and not self._more

    @property
    def rest(self) -> QWidget | None:
        """The line that tells of the others."""
        return self._rest

    def fill(
        self, rows: Sequence[QWidget], tell_rest: Callable[[int], QWidget | None] | None = None, more: bool = False
    ) -> None:
        """Show other rows. `more`: there are more than were made, so the last line is always needed."""
        for old in (*self._rows, self._rest):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._rows, self._rest, self._shown, self._more = list(rows), None, -1, more
        self._tell_rest = tell_rest or (lambda _shown: None)
        for row in self._rows:
            row.setParent(self)
        self._changed()

    def set_open(self, is_open: bool) -> None:
        """Take the room for every row."""
        if is_open != self._open:
            self._open = is_open
            self._changed()

    def minimumSizeHint(self) -> QSize:
        wanted = self._rows if self._open else self._rows[: self._least]
        rest = 0 if len(wanted) == len(self._rows) and not self._more else self._rest_height()
        return QSize(0, self._height(wanted) + rest)

    def sizeHint(self) -> QSize:
        return QSize(_BEFORE_LAYOUT, self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._changed()
        return super().event(event)

    def _changed(self) -> None:
        self.updateGeometry()
        self._place()

    def _width(self) -> int:
        return self.width() if self.isVisible() else max(self.width(), _BEFORE_LAYOUT)

    def _height(self, rows: Sequence[QWidget]) -> int:
        width = self._width()
        return sum(row.height_for(width) for row in rows)  # type: ignore[attr-defined]

    def _rest_height(self) -> int:
        return 30

    def _fitting(self) -> int:
        if not self._more and self._height(self._rows) <= self.height():
            return len(self._rows)
        room, shown = self.height() - self._rest_height(), 0
        for row in self._rows:
            room -= row.height_for(self.width())  # type: ignore[attr-defined]
            if room < 0:
                break
            shown += 1
        while shown and self._rows[shown - 1].keeps_next:  # type: ignore[attr-defined]
            shown -= 1
        return shown

    def _place(self) -> None:
        shown, width, top = self._fitting(), self.width(), 0
        if shown != self._shown:
            self._shown = shown
            if self._rest is not None:
                self._rest.hide()
                self._rest.deleteLater()
            self._rest = None if self.all_shown else self._tell_rest(shown)
            if self._rest is not None:
                self._rest.setParent(self)
                self._rest.show()
            self.fitted.emit()
        for place, row in enumerate(self._rows):
            row.setVisible(place < shown)
            if place < shown:
                height = row.height_for(width)  # type: ignore[attr-defined]
                row.setGeometry(0, top, width, height)
                top += height
        if self._rest is not None:
            hint = self._rest.sizeHint()
            self._rest.setGeometry(0, top + 2, min(width, hint.width()), min(hint.height(), 28))
