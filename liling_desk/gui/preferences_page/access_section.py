"""使用: whether this machine writes or only looks, the passphrase of the ledger, locking."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.permit import permit
from liling_desk.gui.look.segmented import Segmented
from liling_desk.gui.look.spin_box import SpinBox
from liling_desk.gui.preferences_page.section import Section
from liling_desk.translations import N_

_ROLES = (("desk", N_("督查室")), ("reader", N_("只看")))
_LONGEST = 240


class AccessSection(Section):
    """`role_chosen` carries desk or reader: the window opens the ledger anew. `lock_chosen`: the time was changed."""

    role_chosen = Signal(str)
    passphrase_requested = Signal()
    lock_chosen = Signal()

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
        self.add(tr("台账口令"), self._passphrase(), wide=True)
        self.lock = SpinBox()
        self.lock.setRange(0, _LONGEST)
        self.lock.setSuffix(tr(" 分钟"))
        self.lock.setSpecialValueText(tr("不锁"))
        self.lock.setFixedWidth(160)
        self.lock.setValue(desk.choices.current.lock_minutes)
        self.lock.valueChanged.connect(self._set_lock)
        self.add(tr("不用时锁定"), self.lock, tr("设了口令的台账，这么久没有操作就锁上，写了一半的内容不丢"))
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen, and what it means."""
        tr, bridge = self._desk.tr, self._desk.bridge
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
        sealed = bridge.has_ledger and bridge.ledger.access.passphrase is not None
        self.state.setText(tr("已设") if sealed else tr("没有设"))
        no_ledger = "" if bridge.has_ledger else tr("先打开或新建一个台账")
        permit(self.change, self._desk.why_no_passphrase or self._desk.why_read_only or no_ledger)
        permit(self.lock, "" if sealed else tr("设了口令的台账才能锁定"))

    def _passphrase(self) -> QWidget:
        tr, theme = self._desk.tr, self._desk.theme
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.state = TextLabel("", theme, px=13, role="text")
        self.change = Button(tr("口令…"), "plain", "", theme)
        self.change.clicked.connect(self.passphrase_requested)
        row.addWidget(self.state)
        row.addWidget(self.change)
        row.addStretch(1)
        return both

    def _set_lock(self, minutes: int) -> None:
        self._desk.choices.change(lock_minutes=minutes)
        self.lock_chosen.emit()
