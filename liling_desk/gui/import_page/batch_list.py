"""Applied imports, newest first, each with the way to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.words import batch_counts_words, batch_source_words, batch_words
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.look.permit import permit
from liling_desk.ledger.entry import Batch


class BatchList(QWidget):
    """`detailed` also says sender, hash and counts, and leads to the items and to the file itself."""

    undo_requested = Signal(int)
    """The number of the batch to be taken back; so for the others."""
    items_requested = Signal(int)
    file_requested = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None, detailed: bool = False) -> None:
        super().__init__(parent)
        self._desk, self._detailed = desk, detailed
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.undo_buttons: dict[int, LinkButton] = {}
        self.item_buttons: dict[int, LinkButton] = {}
        self.file_buttons: dict[int, LinkButton] = {}

    def show_batches(self, batches: Sequence[Batch], why_not: str) -> None:
        """List them; a batch that was taken back says so. `why_not`: nothing can be taken back here."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.undo_buttons, self.item_buttons, self.file_buttons = {}, {}, {}
        for place, batch in enumerate(batches):
            if place:
                line = QFrame()
                line.setObjectName("hairline")
                line.setFixedHeight(1)
                self._column.addWidget(line)
            self._column.addWidget(self._row(batch, why_not))

    def _row(self, batch: Batch, why_not: str) -> QWidget:
        tr, theme = self._desk.tr, self._desk.theme
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(_name(batch), theme, px=14, role="text"))
        words.addWidget(TextLabel(batch_words(batch, tr), theme, px=12, role="text3"))
        if self._detailed:
            source = ElidedLabel(batch_source_words(batch, tr), theme, px=12, role="text3")
            words.addWidget(source)
            if counts := batch_counts_words(batch, tr):
                words.addWidget(TextLabel(counts, theme, px=12, role="text2", wrap=True))
        row.addLayout(words, 1)
        if self._detailed:
            if batch.kept:
                self._link(row, tr("另存原件…"), batch, self.file_requested.emit, self.file_buttons)
            self._link(row, tr("查看事项"), batch, self.items_requested.emit, self.item_buttons)
        if batch.undone:
            row.addWidget(TextLabel(tr("已撤销"), theme, px=13, role="text3"), 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            button = self._link(row, tr("撤销整批"), batch, self.undo_requested.emit, self.undo_buttons)
            permit(button, why_not)
        return widget

    def _link(
        self, row: QHBoxLayout, text: str, batch: Batch, act: Callable[[int], object], kept: dict[int, LinkButton]
    ) -> LinkButton:
        button = LinkButton(text, self._desk.theme)
        described = self._desk.tr("第 {batch} 批，{file}", batch=batch.number, file=_name(batch))
        button.setAccessibleDescription(described)
        button.clicked.connect(lambda _checked=False, number=batch.number: act(number))
        kept[batch.number] = button
        row.addWidget(button)
        return button


def _name(batch: Batch) -> str:
    return batch.file.replace("\\", "/").rsplit("/", 1)[-1]
