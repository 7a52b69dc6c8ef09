"""What could not be written: why, and 重试 or a copy of the ledger elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.problem_dialog import ProblemDialog, detail_of
from liling_desk.ledger.errors import LedgerError


class UnwrittenDialog(ProblemDialog):
    """Accepted: try again. Otherwise the change stays unwritten, and what was typed stays where it was typed."""

    def __init__(
        self, problem: LedgerError, desk: Desk, copy_elsewhere: Callable[[], Path | None], parent: QWidget | None = None
    ) -> None:
        tr, theme = desk.tr, desk.theme
        super().__init__(tr.say(problem.what), tr.say(problem.remedy), detail_of(problem, tr), tr, theme, parent)
        self._copy_elsewhere = copy_elsewhere
        self.setWindowTitle(tr("没有写进台账"))
        told = tr("台账还是上一次保存的样子，这次的改动没有写入。排除问题后点“重试”。")
        self.said = TextLabel(told, theme, px=13, role="text2", wrap=True)
        self.elsewhere = Button(tr("另存一份到别处…"), "plain", "", theme)
        self.elsewhere.setToolTip(tr("把台账上一次保存的样子存成另一个文件，存好后检查一遍"))
        self.elsewhere.clicked.connect(self._copy)
        self.close_button.setText(tr("先不写"))
        self.close_button.set_kind("plain")
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self.reject)
        self.retry = Button(tr("重试"), "primary", "", theme)
        self.retry.clicked.connect(self.accept)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(1, self.said)
        self.row.insertWidget(self.row.indexOf(self.close_button), self.elsewhere)
        self.row.addWidget(self.retry)
        self.retry.setDefault(True)
        self.retry.setFocus()

    def _copy(self) -> None:
        tr = self._tr
        try:
            made = self._copy_elsewhere()
        except LedgerError as problem:
            self.said.setText(f"{tr.say(problem.what)}{tr.say(problem.remedy)}")
        else:
            if made is not None:
                self.said.setText(tr("已另存到 {file}，检查过，完好。这次的改动不在里面。", file=made))
        self.adjustSize()
