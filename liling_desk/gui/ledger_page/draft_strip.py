"""Asking, inline, what becomes of unsaved text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.labels import TextLabel


class DraftStrip(QWidget):
    """保存 / 放弃 / 继续编辑."""

    save_chosen = Signal()
    discard_chosen = Signal()
    stay_chosen = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self._tr = tr
        note = QFrame(self)
        note.setObjectName("noteYellow")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 4, 20, 8)
        whole.addWidget(note)
        self._words = TextLabel("", theme, 13, "text", wrap=True)
        self._words.setMinimumWidth(1)
        self.save = Button(tr("保存"), "primary", "", theme)
        self.discard = Button(tr("放弃"), "plain", "", theme)
        self.stay = LinkButton(tr("继续编辑"), theme)
        row = FlowBox(gap=8)
        for button in (self.save, self.discard, self.stay):
            row.add(button)
        column = QVBoxLayout(note)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(row)
        self.save.clicked.connect(self.save_chosen)
        self.discard.clicked.connect(self.discard_chosen)
        self.stay.clicked.connect(self.stay_chosen)
        self.hide()

    def ask(self, code: str, field: str) -> None:
        """Show the question and focus the first answer."""
        self._words.setText(self._tr("{code} 的“{field}”写了还没有保存。", code=code, field=field))
        self.show()
        self.save.setFocus(Qt.FocusReason.OtherFocusReason)
