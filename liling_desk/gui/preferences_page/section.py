"""A card of the preferences: a title and labelled rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.theme import Theme

_LABEL_WIDTH = 120


class Section(QFrame):
    """Rows of a label, a control, and what it does."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(16)
        column.addWidget(TextLabel(title, theme, px=15, role="text", bold=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)

    def add(self, label: str, control: QWidget, hint: str = "", wide: bool = False) -> None:
        """A row; `wide` gives the control the hint's place too."""
        row = self._grid.rowCount()
        if label:
            name: QLabel = TextLabel(label, self._theme, px=13, role="text2")
            name.setBuddy(control)
            control.setAccessibleName(label)
            self._grid.addWidget(name, row, 0)
        if wide:
            self._grid.addWidget(control, row, 1, 1, 2)
            return
        self._grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignLeft)
        if hint:
            control.setAccessibleDescription(hint)
            self._grid.addWidget(TextLabel(hint, self._theme, px=12, role="text3", wrap=True), row, 2)
