"""Asks for the name of a mapping that is to be remembered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.popover import Popover


class NamePopover(Popover):
    """Emits `named(name)`."""

    named = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget, proposed: str) -> None:
        super().__init__(parent, desk.theme, width=300)
        tr, theme = desk.tr, desk.theme
        self.body.addWidget(TextLabel(tr("存为方案"), theme, px=15, role="text", bold=True))
        self.body.addWidget(
            TextLabel(tr("下次遇到同样的表头，按这个方案对列。"), theme, px=13, role="text2", wrap=True)
        )
        self.field = QLineEdit(proposed)
        self.field.setAccessibleName(tr("方案名称"))
        self.field.returnPressed.connect(self._accept)
        self.body.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(tr("取消"), "plain", "", theme)
        cancel.clicked.connect(self.dismiss)
        self.accept_button = Button(tr("保存"), "primary", "", theme)
        self.accept_button.clicked.connect(self._accept)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        self.body.addLayout(row)
        self.closed.connect(self.deleteLater)

    def _accept(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.named.emit(name)
            self.dismiss()
