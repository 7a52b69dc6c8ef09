"""Asking for a view's name right in the panel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import IconButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish


class ViewNameField(QWidget):
    """Enter keeps, Esc leaves; `refusal` says why a name can't be taken ("" where it can)."""

    named = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, refusal: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self._refusal = refusal
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(40)
        self.edit.setPlaceholderText(tr("视图名称"))
        self.edit.setAccessibleName(tr("视图名称"))
        self.edit.setMinimumWidth(60)
        self.keep = IconButton("check", tr("保存（Enter）"), theme, self, size=16)
        self.leave = IconButton("x", tr("取消（Esc）"), theme, self, size=16)
        self._why = TextLabel("", theme, 12, "red", wrap=True, parent=self)
        self._why.hide()
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.edit, 1)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 0, 6)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._why)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self._leave)
        self.edit.textEdited.connect(lambda _text: self._say(""))
        self.hide()

    def ask(self, name: str = "") -> None:
        """Show the field with a name to begin with."""
        self.edit.setText(name)
        self.edit.selectAll()
        self._say("")
        self.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        name = " ".join(self.edit.text().split())
        if why := self._refusal(name):
            self._say(why)
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.hide()
        self.named.emit(name)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _say(self, why: str) -> None:
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.edit.setProperty("state", "wrong" if why else "")
        repolish(self.edit)
