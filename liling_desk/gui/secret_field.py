"""A line for a passphrase: hidden unless the eye is open, and never in undo, drafts or the clipboard history."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.theme import Theme
from liling_desk.translations import Translator

_LONGEST = 200


class SecretField(QWidget):
    """`line` is the input. Input methods work while the text is shown."""

    def __init__(self, words: str, tr: Translator, theme: Theme) -> None:
        super().__init__()
        self._tr = tr
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName(words)
        self.line.setMinimumWidth(240)
        self.reveal = Button(tr("显示"), "plain", "", theme)
        self.reveal.setCheckable(True)
        self.reveal.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reveal.setToolTip(tr("显示正在输入的口令；口令里有中文时要先显示"))
        self.reveal.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.reveal)
        self.setFocusProxy(self.line)
        self._show(False)

    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Empty, and hidden again."""
        self.line.clear()
        self.reveal.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.reveal.setText(self._tr("隐藏") if shown else self._tr("显示"))
