"""One tab stop for rows of links; the arrow keys move inside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
}  # fmt: skip


class GridFocus(QObject):
    """Up and Down go to the row's link with the same place, Left and Right along the row."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[list[QWidget]] = []
        self._current: QWidget | None = None

    def set_rows(self, rows: Sequence[Sequence[QWidget]]) -> None:
        """The links, row by row; hidden ones are stepped over."""
        for link in self._links():
            link.removeEventFilter(self)
        self._rows = [list(row) for row in rows if row]
        for link in self._links():
            link.installEventFilter(self)
        self._mark(self._current)

    def refresh(self) -> None:
        """Other links are shown than before: the tab stop must be one of them."""
        self._mark(self._current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._mark(watched)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._step(watched, Qt.Key(event.key()), event.modifiers())
        return False

    def _links(self) -> list[QWidget]:
        return [link for row in self._rows for link in row]

    def _shown(self) -> list[list[QWidget]]:
        rows = ([link for link in row if link.isVisibleTo(self._root())] for row in self._rows)
        return [row for row in rows if row]

    def _root(self) -> QWidget:
        root = self.parent()
        assert isinstance(root, QWidget)
        return root

    def _step(self, watched: QObject, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        rows = self._shown()
        at = next(((row, links.index(watched)) for row, links in enumerate(rows) if watched in links), None)
        if at is None:
            return False
        target = _target(rows, at, key)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _mark(self, current: QWidget | None) -> None:
        shown = [link for row in self._shown() for link in row]
        self._current = current if current in shown else shown[0] if shown else None
        for link in self._links():
            stop = link is self._current
            link.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)


def _target(rows: list[list[QWidget]], at: tuple[int, int], key: Qt.Key) -> QWidget | None:
    row, place = at
    if key in _STEPS:
        down, along = _STEPS[key]
        row = min(max(row + down, 0), len(rows) - 1)
        links = rows[row]
        if down and row != at[0]:
            middle = rows[at[0]][place].geometry().center().x() if len(rows[at[0]]) > 1 else 0
            return min(links, key=lambda link: abs(link.geometry().center().x() - middle))
        return links[min(max(place + along, 0), len(links) - 1)]
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        return rows[0][0] if key == Qt.Key.Key_Home else rows[-1][0]
    return None
