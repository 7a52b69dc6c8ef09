"""A whole number that is typed; Up and Down count."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from liling_desk.gui.look.theme import Theme


class NumberField(QLineEdit):
    """As wide as its largest number. `value()` is 0 while nothing is typed."""

    changed = Signal()

    def __init__(self, name: str, largest: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._largest, self._theme = largest, theme
        self.setAccessibleName(name)
        self.setValidator(QIntValidator(0, largest, self))
        self.textChanged.connect(self.changed)
        theme.changed.connect(self._measure)
        self._measure()

    def value(self) -> int:
        """What is typed."""
        return int(self.text() or 0)

    def set_value(self, number: int) -> None:
        """Show a number; `changed` comes where it is another one."""
        if number != self.value():
            self.setText(str(number) if number else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.set_value(min(max(self.value() + step, 1), self._largest))
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        self.setFixedWidth(QFontMetrics(self._theme.font(14)).horizontalAdvance(str(self._largest)) + 24)
