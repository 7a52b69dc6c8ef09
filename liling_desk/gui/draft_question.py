"""The one question at closing: what to do with a text that is not saved."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel

Answer = Literal["save", "drop", "stay"]


class DraftQuestion(QDialog):
    """`answer` is "stay" unless a button said otherwise (Esc, the window's cross)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self.answer: Answer = "stay"
        self.setWindowTitle(tr("有没保存的修改"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(16)
        column.addWidget(TextLabel(tr("详情里有一处修改还没有保存。"), theme, px=15, role="text", bold=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.save = Button(tr("保存"), "primary", "", theme)
        self.drop = Button(tr("放弃"), "plain", "", theme)
        self.stay = Button(tr("继续编辑"), "plain", "", theme)
        answers: tuple[tuple[Button, Answer], ...] = (
            (self.stay, "stay"),
            (self.drop, "drop"),
            (self.save, "save"),
        )
        row.addStretch(1)
        for button, answer in answers:
            button.clicked.connect(lambda _checked=False, answer=answer: self._answer(answer))
            row.addWidget(button)
        column.addLayout(row)
        self.save.setDefault(True)
        self.save.setFocus()

    def _answer(self, answer: Answer) -> None:
        self.answer = answer
        self.accept()
