"""导入批次: what was imported, by whom and when; each batch can be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.batch_list import BatchList
from liling_desk.gui.import_page.words import undone_words
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.note_strip import NoteStrip

_SIZE = (640, 460)


class BatchesDialog(QDialog):
    """Undoes by the bridge, and says what was kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        self.setWindowTitle(tr("导入批次"))
        self.resize(*_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(TextLabel(tr("导入批次"), theme, px=16, role="text", bold=True))
        self.note = NoteStrip(desk)
        column.addWidget(self.note)
        self.empty = TextLabel(tr("还没有导入过。"), theme, px=14, role="text2")
        column.addWidget(self.empty)
        scroll = QScrollArea()
        scroll.setObjectName("bare")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 10, 0)
        self.list = BatchList(desk)
        self.list.undo_requested.connect(self._undo)
        inside.addWidget(self.list)
        inside.addStretch(1)
        scroll.setWidget(inner)
        column.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = Button(tr("关闭"), "plain", "", theme)
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)
        desk.bridge.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, _what: object = None) -> None:
        """Read the batches again."""
        ledger = self._desk.bridge.ledger
        batches = ledger.batches()
        self.empty.setVisible(not batches)
        self.list.show_batches(batches, not ledger.read_only)

    def _undo(self, number: int) -> None:
        applied = self._desk.bridge.undo_batch(number)
        if applied is not None:
            self.note.say(*undone_words(applied, number, self._desk.tr))
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
