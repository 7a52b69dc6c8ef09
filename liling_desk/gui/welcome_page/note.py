"""The inline note: which ledger could not be opened, why, and the way on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.errors import LedgerError


class ProblemNote(QFrame):
    """`again`, `open_other` and `backups` are its buttons; `file` is the ledger that it speaks of."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._tr, self._choices = desk.tr, desk.choices
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
        self.file = ""
        self.again = Button(desk.tr("再试"), "primary", "", desk.theme)
        self.again.hide()
        row.addWidget(self.again)
        self.backups = Button(desk.tr("备份与恢复…"), "plain", "history", desk.theme)
        row.addWidget(self.backups)
        self.open_other = Button(desk.tr("打开其他…"), "plain", "", desk.theme)
        row.addWidget(self.open_other)

    def show_problem(self, problem: LedgerError, may_retry: bool = False) -> None:
        """Word it. `may_retry`: it was a server, which may answer the next time."""
        self.again.setVisible(may_retry)
        self.what.setText(self._tr.say(problem.what))
        self.remedy.setText(self._tr.say(problem.remedy))
        self.file = file = problem.where.file or ""
        self.backups.setVisible(bool(file) and self._has_backups(Path(file)))
        self.where.setText(file)
        self.where.setVisible(bool(file) and file not in self.what.text())

    def _has_backups(self, ledger: Path) -> bool:
        from liling_desk.open_ledger import backups_of  # only where something went wrong

        return bool(backups_of(ledger, self._choices.current.second_folder))
