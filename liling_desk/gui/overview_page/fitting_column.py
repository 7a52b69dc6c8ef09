"""Rows one below the other: as many as there is room for, and a last line that tells of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_BEFORE_LAYOUT = 320
_REST = 30
_REST_STEP = 2


class FittingColumn(QWidget):
    """`least` rows are always shown; all of them when it is open. Rows are made when there is room for them.

    A row says `height_for(width)` and `keeps_next`: whether it is never the last one shown. `tell_rest(shown)` makes
    the line for the rows from `shown` on, or gives None where it needs none.
    """

    fitted = Signal()
    """Other rows are shown than before."""

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least = least
        self._makers: Sequence[Callable[[], QWidget]] = ()
        self._rows: list[Any] = []
        self._tell_rest: Callable[[int], QWidget | None] = _nothing
        self._rest: QWidget | None = None
        self._rest_height = 0
        self._always = False
        self._shown = -1
        self._open = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def rows(self) -> list[Any]:
        """The rows that are shown."""
        return self._rows[: max(self._shown, 0)]

    @property
    def all_shown(self) -> bool:
        """Whether no row is hidden for want of room."""
        return self._shown >= len(self._makers)

    @property
    def rest(self) -> QWidget | None:
        """The line that tells of the others."""
        return self._rest

    def fill(
        self,
        makers: Sequence[Callable[[], QWidget]],
        tell_rest: Callable[[int], QWidget | None] | None = None,
        always: bool = False,
    ) -> None:
        """Show other rows: a call for each makes it, without a parent. `always`: the line for the rest is shown too."""
        for old in (*self._rows, self._rest):
            if old is not None:
                old.hide()
                old.deleteLater()
        self._makers, self._rows, self._rest, self._shown = makers, [], None, -1
        self._tell_rest = tell_rest or _nothing
        self._rest_height = 0 if tell_rest is None else _REST
        self._always = always
        self._changed()

    def set_least(self, least: int) -> None:
        """Always show so many rows, or all of fewer."""
        if least != self.least:
            self.least = least
            self._changed()

    def set_open(self, is_open: bool) -> None:
        """Take the room for every row."""
        if is_open != self._open:
            self._open = is_open
            self._changed()

    def minimumSizeHint(self) -> QSize:
        wanted = len(self._makers) if self._open else min(self.least, len(self._makers))
        rest = 0 if wanted == len(self._makers) and not self._always else self._rest_height
        return QSize(0, sum(self._height(place) for place in range(wanted)) + rest)

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

    def _height(self, place: int) -> int:
        while len(self._rows) <= place:
            row = self._makers[len(self._rows)]()
            row.setParent(self)
            self._rows.append(row)
        width = self.width() if self.isVisible() else max(self.width(), _BEFORE_LAYOUT)
        return int(self._rows[place].height_for(width))

    def _fitting(self) -> int:
        """How many rows there is room for: with the line for the rest, unless they are all of them."""
        total, used, with_rest = len(self._makers), 0, 0
        whole = self.height() - (self._rest_height if self._always else 0)
        for place in range(total):
            used += self._height(place)
            if used > whole:
                break
            if used + self._rest_height <= self.height():
                with_rest = place + 1
        else:
            return total
        while with_rest and self._rows[with_rest - 1].keeps_next:
            with_rest -= 1
        return with_rest

    def _place(self) -> None:
        shown, width, top = self._fitting(), self.width(), 0
        if shown != self._shown:
            self._show(shown)
        for row in self._rows[:shown]:
            height = row.height_for(width)
            row.setGeometry(0, top, width, height)
            top += height
        if self._rest is not None:
            hint = self._rest.sizeHint()
            self._rest.setGeometry(0, top + _REST_STEP, min(width, hint.width()), min(hint.height(), _REST - 2))

    def _show(self, shown: int) -> None:
        self._shown = shown
        for place, row in enumerate(self._rows):
            row.setVisible(place < shown)
        if self._rest is not None:
            self._rest.hide()
            self._rest.deleteLater()
        self._rest = None if self.all_shown and not self._always else self._tell_rest(shown)
        if self._rest is not None:
            self._rest.setParent(self)
            self._rest.show()
        self.fitted.emit()


def _nothing(_shown: int) -> None:
    return None
