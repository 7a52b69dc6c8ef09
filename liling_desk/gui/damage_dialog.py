"""A damaged ledger: what can be done about it; and afterwards, what of it could not be rescued."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.problem_dialog import ProblemDialog, detail_of
from liling_desk.ledger.errors import LedgerError

if TYPE_CHECKING:
    from liling_desk.store.rescue import Rescued


class DamageDialog(ProblemDialog):
    """`wanted` after it was closed: "restore", "rescue", or "" where it is to stay as it is."""

    def __init__(self, problem: LedgerError, desk: Desk, has_backups: bool, parent: QWidget | None = None) -> None:
        tr, theme = desk.tr, desk.theme
        super().__init__(tr.say(problem.what), tr.say(problem.remedy), detail_of(problem, tr), tr, theme, parent)
        self.wanted = ""
        self.setWindowTitle(tr("台账已损坏"))
        first = (
            tr("先看备份：它是完整的，只缺备份以后的改动。抢救是把坏文件里还读得出的内容放进一个新台账。")
            if has_backups
            else tr("这个台账旁边没有备份。抢救是把坏文件里还读得出的内容放进一个新台账。")
        )
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        told = tr("坏文件只读取、不改动，请留着它。")
        column.insertWidget(1, TextLabel(f"{first}{told}", theme, px=13, role="text2", wrap=True))
        self.rescue = self._choice(tr("抢救到新台账…"), "plain" if has_backups else "primary", "rescue", theme)
        self.rescue.setVisible(not desk.access.reader)
        self.restore = self._choice(tr("用备份恢复…"), "primary", "restore", theme)
        self.restore.setVisible(has_backups)
        self.close_button.setText(tr("先不管"))
        self.close_button.set_kind("plain")
        (self.restore if has_backups else self.rescue).setDefault(True)
        (self.restore if has_backups else self.rescue).setFocus()

    def _choice(self, text: str, kind: str, wanted: str, theme: Theme) -> Button:
        button = Button(text, kind, "", theme)
        button.clicked.connect(lambda: self._choose(wanted))
        self.row.addWidget(button)
        return button

    def _choose(self, wanted: str) -> None:
        self.wanted = wanted
        self.accept()


class RescuedDialog(ProblemDialog):
    """What is in the new ledger, and the list of what is missing."""

    def __init__(self, target: Path, rescued: Rescued, desk: Desk, parent: QWidget | None = None) -> None:
        tr = desk.tr
        what = tr("已抢救到 {file}", file=target.name)
        counts = tr(
            "{items} 项，{returns} 次报送，{entries} 条操作记录。",
            items=rescued.items,
            returns=rescued.returns,
            entries=rescued.entries,
        )
        lost = len(rescued.missing)
        told = tr("有 {n} 处没有找回，列在下面；请对照备份或原件补上。", n=lost) if lost else tr("没有缺少什么。")
        detail = "\n".join(tr.say(each) for each in rescued.missing)
        super().__init__(what, f"{counts}{told}", detail, tr, desk.theme, parent)
        self.setWindowTitle(tr("抢救台账"))
        if lost:
            self.more.setChecked(True)
            self.more.hide()
