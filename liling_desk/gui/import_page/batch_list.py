"""Applied imports, newest first, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.words import batch_words
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.ledger.entry import Batch


class BatchList(QWidget):
    """Emits `undo_requested(batch number)`."""

    undo_requested = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.undo_buttons: dict[int, LinkButton] = {}

    def show_batches(self, batches: Sequence[Batch], writable: bool) -> None:
        """List them; a batch that was taken back says so."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.undo_buttons = {}
        for place, batch in enumerate(batches):
            if place:
                line = QFrame()
                line.setObjectName("hairline")
                line.setFixedHeight(1)
                self._column.addWidget(line)
            self._column.addWidget(self._row(batch, writable))

    def _row(self, batch: Batch, writable: bool) -> QWidget:
        tr, theme = self._desk.tr, self._desk.theme
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = batch.file.replace("\\", "/").rsplit("/", 1)[-1]
        words.addWidget(ElidedLabel(name, theme, px=14, role="text"))
        words.addWidget(TextLabel(batch_words(batch, tr), theme, px=12, role="text3"))
        row.addLayout(words, 1)
        if batch.undone:
            row.addWidget(TextLabel(tr("已撤销"), theme, px=13, role="text3"), 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            button = LinkButton(tr("整批撤销"), theme)
            button.setAccessibleDescription(tr("第 {batch} 批，{file}", batch=batch.number, file=name))
            button.setEnabled(writable)
            button.clicked.connect(lambda _checked=False, number=batch.number: self.undo_requested.emit(number))
            self.undo_buttons[batch.number] = button
            row.addWidget(button)
        return widget
