"""What was odd about the file, as quiet lines: two of them, and the rest on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import ElidedLabel

_FEW = 2


class FileNotes(QWidget):
    """Hidden where there is nothing to say."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notes: tuple[str, ...] = ()
        self._all = False
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 0, 0, 0)
        row.setSpacing(12)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        row.addLayout(self._lines, 1)
        self.more = LinkButton("", desk.theme)
        self.more.clicked.connect(self._turn)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Show other notes; what was unfolded stays so where the notes are the same."""
        if self._notes != tuple(notes):
            self._notes, self._all = tuple(notes), False
        self._show()

    def shown(self) -> tuple[str, ...]:
        """The notes that are on the screen."""
        return self._notes if self._all else self._notes[:_FEW]

    def _turn(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for note in self.shown():
            self._lines.addWidget(ElidedLabel(note, self._desk.theme, px=12, role="text3"))
        left = len(self._notes) - _FEW
        self.more.setText(self._desk.tr("收起") if self._all else self._desk.tr("更多 {n}", n=left))
        self.more.setVisible(left > 0)
        self.setVisible(bool(self._notes))
