"""Asking for the reason of a decision."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.form_field import FormField
from liling_desk.gui.look.buttons import Button


class ReasonDialog(QDialog):
    """One text that must not be blank. Ctrl+Enter confirms."""

    def __init__(
        self, desk: Desk, title: str, prompt: str, parent: QWidget | None = None, hint: str = "", missing: str = ""
    ) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self._missing = missing or tr("请写明原因，它会进入历史。")
        self.setWindowTitle(title)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.metrics.control * 3)
        self.edit.installEventFilter(self)
        self.field = FormField(prompt, self.edit, theme, hint=hint or tr("必填。写进历史，报表里可查。"))
        self.ok = Button(title, "primary", "", theme)
        self.ok.setDefault(True)
        leave = Button(tr("取消"), "plain", "", theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.ok)
        column.addLayout(row)
        self.setMinimumWidth(400)
        leave.clicked.connect(self.reject)
        self.ok.clicked.connect(self.accept)
        self.edit.textChanged.connect(lambda: self.field.set_error(""))
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def reason(self) -> str:
        """What was written."""
        return self.edit.toPlainText().strip()

    def accept(self) -> None:
        if not self.reason():
            self.field.set_error(self._missing)
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return False


def ask_reason(desk: Desk, title: str, prompt: str, parent: QWidget | None) -> str | None:
    """A reason that is not blank, or None where the user thought better of it."""
    dialog = ReasonDialog(desk, title, prompt, parent)
    try:
        return dialog.reason() if dialog.exec() else None
    finally:
        dialog.deleteLater()
