"""The inline note: which ledger could not be opened, why, and the way on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.errors import LedgerError


class ProblemNote(QFrame):
    """`open_other` is its button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._tr = desk.tr
        self.setObjectName("noteYellow")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.what = TextLabel("", desk.theme, px=13, role="text", bold=True, wrap=True)
        self.remedy = TextLabel("", desk.theme, px=13, role="text2", wrap=True)
        self.where = TextLabel("", desk.theme, px=12, role="text3", wrap=True)
        for label in (self.what, self.remedy, self.where):
            words.addWidget(label)
        row.addLayout(words, 1)
        self.open_other = Button(desk.tr("打开其他…"), "plain", "", desk.theme)
        row.addWidget(self.open_other)

    def show_problem(self, problem: LedgerError) -> None:
        """Word it."""
        self.what.setText(self._tr.say(problem.what))
        self.remedy.setText(self._tr.say(problem.remedy))
        file = problem.where.file or ""
        self.where.setText(file)
        self.where.setVisible(bool(file) and file not in self.what.text())
