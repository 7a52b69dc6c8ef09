"""One tab stop for a group of rows; the arrow keys move inside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class RovingFocus(QObject):
    """Keeps the tab stop on the row that had the focus last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._current = 0

    def set_rows(self, rows: Sequence[QWidget]) -> None:
        """The rows, top to bottom; those that are hidden are stepped over."""
        for row in self._rows:
            row.removeEventFilter(self)
        self._rows = list(rows)
        for row in self._rows:
            row.installEventFilter(self)
        self._mark(min(self._current, max(len(self._rows) - 1, 0)))

    def focus(self) -> bool:
        """Put the focus on the row with the tab stop; False where no row is shown."""
        shown = [row for row in self._rows if not row.isHidden()]
        if not shown:
            return False
        current = self._rows[self._current] if self._current < len(self._rows) else shown[0]
        target = current if current in shown else shown[0]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched in self._rows:
            self._mark(self._rows.index(watched))
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self._rows:
            return self._step(self._rows.index(watched), Qt.Key(event.key()), event.modifiers())
        return False

    def _step(self, place: int, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        shown = [index for index, row in enumerate(self._rows) if not row.isHidden()]
        if key in _STEPS:
            at = shown.index(place) + _STEPS[key]
            target = shown[min(max(at, 0), len(shown) - 1)]
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            target = shown[0] if key == Qt.Key.Key_Home else shown[-1]
        else:
            return False
        self._rows[target].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _mark(self, current: int) -> None:
        self._current = current
        for index, row in enumerate(self._rows):
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == current else Qt.FocusPolicy.ClickFocus)
