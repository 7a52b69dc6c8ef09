"""A quiet note (提示): what the desk should look at twice. It changes no light."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.theme import Theme


class _Sign(QWidget):
    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._theme = name, theme
        self.setFixedSize(14, 16 + theme.metrics.step)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        role = "yellow" if self._name == "warn" else "text3"
        paint_icon(QPainter(self), self._name, self.rect(), self._theme.tokens.colour(role))


class RemarkNote(QFrame):
    """One line for each remark; hidden without any."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: list[str] = []
        self.setObjectName("note")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 7, 10, 7)
        self._column.setSpacing(4)
        self.hide()

    def show_remarks(self, remarks: Sequence[tuple[str, str]]) -> None:
        """Show others: (icon's name, sentence)."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._words = [words for _, words in remarks]
        for name, words in remarks:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(7)
            row.addWidget(_Sign(name, self._theme), 0, Qt.AlignmentFlag.AlignTop)
            label = TextLabel(words, self._theme, 12, "text2", wrap=True)
            label.setMinimumWidth(1)
            label.set_selectable()
            row.addWidget(label, 1)
            self._column.addWidget(line)
        self.setAccessibleName(" ".join(self._words))
        self.setVisible(bool(remarks))

    def words(self) -> str:
        """Everything it says."""
        return " ".join(self._words)
