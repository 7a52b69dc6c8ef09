"""A field of a form: its word, its input, a hint and, where something is wrong, why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish
from liling_desk.gui.look.theme import Theme


class FormField(QWidget):
    """The word stands at the left in a column `label_width` px wide, or above where that is 0; "" takes no room."""

    def __init__(
        self, words: str, editor: Any, theme: Theme, label_width: int = 0, required: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self._theme, self.editor, self._fixed_hint = theme, editor, hint
        self._label = TextLabel(words + (" *" if required else ""), theme, 13, "text3", wrap=True)
        self._label.setBuddy(editor)
        self._hint = TextLabel(hint, theme, 12, "text3", wrap=True)
        self._error = TextLabel("", theme, 12, "red", wrap=True)
        for label in (self._hint, self._error):
            label.setMinimumWidth(1)
        if not hint:  # never shown here: without a parent it would be a window
            self._hint.hide()
        if not words:
            self._label.hide()
        self._error.hide()
        editor.setAccessibleName(words)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(editor)
        right.addWidget(self._hint)
        right.addWidget(self._error)
        if label_width:
            line = QHBoxLayout(self)
            self._label.setFixedWidth(label_width)
            self._label.setMinimumHeight(theme.metrics.control)
            self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
            line.addLayout(right, 1)
        else:
            column = QVBoxLayout(self)
            column.setSpacing(3)
            column.addWidget(self._label)
            column.addLayout(right)
        self.layout().setContentsMargins(0, 0, 0, 0)

    def set_hint(self, hint: str, role: str = "text3") -> None:
        """Say something beside the input, in a token's colour; "" goes back to the fixed hint."""
        self._hint.setText(hint or self._fixed_hint)
        self._hint.set_role(role)
        self._hint.setVisible(bool(self._hint.text()))

    def hint(self) -> str:
        """What the hint says."""
        return self._hint.text()

    def set_error(self, why: str) -> None:
        """Frame the input as wrong and say why; "" takes that back."""
        self._error.setText(why)
        self._error.setVisible(bool(why))
        self.editor.setProperty("state", "wrong" if why else "")
        repolish(self.editor)
        if why:
            self.editor.setAccessibleDescription(why)

    def error(self) -> str:
        """Why the input is wrong, or ""."""
        return self._error.text()


def label_column(words: list[str], theme: Theme, widest: int = 128) -> int:
    """A width in px that holds the words, no wider than `widest` at the standard font."""
    metrics = QFontMetrics(theme.font(13))
    limit = widest * (13 + theme.metrics.step) // 13
    return min(max((metrics.horizontalAdvance(word) for word in words), default=0) + 12, limit)
