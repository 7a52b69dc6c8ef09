"""本机用途: whether this machine writes or only looks."""

from __future__ import annotations

from PySide6.QtCore import Signal

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.segmented import Segmented
from liling_desk.gui.preferences_page.section import Section
from liling_desk.translations import N_

_ROLES = (("desk", N_("督查室")), ("reader", N_("只看")))


class AccessSection(Section):
    """`role_chosen` carries desk or reader; the window opens the ledger anew."""

    role_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        tr, theme = desk.tr, desk.theme
        super().__init__(tr("使用"), theme)
        self._desk = desk
        self.role = Segmented(theme)
        self.role.set_options([(key, tr(word), None) for key, word in _ROLES])
        self.role.chosen.connect(self.role_chosen)
        self.add(tr("本机用途"), self.role)
        self.said = TextLabel("", theme, px=12, role="text3", wrap=True)
        self.add("", self.said, wide=True)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen, and what it means."""
        tr = self._desk.tr
        self.role.set_current("reader" if self._desk.access.reader else "desk")
        self.role.setEnabled(not self._desk.only_looking)
        if self._desk.only_looking:
            self.said.setText(tr("这次是带 --reader 启动的，只能看；要修改请不带它再启动。"))
        elif self._desk.access.reader:
            self.said.setText(
                tr("台账按只读打开，什么也不写入，也不做自动备份。防的是误改：能写这个文件的人可以改回督查室。")
            )
        else:
            self.said.setText(tr("给领导或同事看的电脑可选“只看”：台账按只读打开，什么也不写入。"))
