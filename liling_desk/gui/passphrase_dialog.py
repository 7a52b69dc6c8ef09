"""Asking for the passphrase of a ledger that is to be opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.secret_field import SecretField
from liling_desk.ledger.passphrase import Passphrase

_WIDTH = 440


class PassphraseDialog(QDialog):
    """`attempt` tries a passphrase and gives back why it did not fit, or ""; then the dialog is accepted.

    There is no limit to tries; each takes the half second that deriving the key takes.
    """

    def __init__(
        self, words: str, desk: Desk, attempt: Callable[[Passphrase], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self._attempt = attempt
        self.setWindowTitle(tr("输入口令"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(TextLabel(words, theme, px=15, role="text", bold=True, wrap=True))
        self.field = SecretField(tr("口令"), tr, theme)
        column.addWidget(self.field)
        self.said = TextLabel("", theme, px=12, role="red", wrap=True)
        self.said.setMinimumWidth(1)
        self.said.hide()
        column.addWidget(self.said)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.cancel = Button(tr("取消"), "plain", "", theme)
        self.cancel.clicked.connect(self.reject)
        self.ok = Button(tr("打开"), "primary", "", theme)
        self.ok.clicked.connect(self.attempt)
        row.addWidget(self.cancel)
        row.addWidget(self.ok)
        column.addLayout(row)
        self.ok.setDefault(True)
        self.field.line.textChanged.connect(self._typed)
        self._typed()
        self.field.line.setFocus()

    def attempt(self) -> None:
        """Try what is typed."""
        if not self.field.text():
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            why_not = self._attempt(Passphrase(self.field.text()))
        finally:
            QGuiApplication.restoreOverrideCursor()
        if not why_not:
            self.accept()
            return
        self.said.setText(why_not)
        self.said.show()
        self.field.line.setAccessibleDescription(why_not)
        self.field.line.selectAll()
        self.field.line.setFocus()

    def done(self, result: int) -> None:
        self.field.clear()
        super().done(result)

    def _typed(self, _text: str = "") -> None:
        self.ok.setEnabled(bool(self.field.text()))
