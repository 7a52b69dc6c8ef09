"""What is asked in place before something is done for good: a sentence, perhaps a reason, two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel


class SecondStep(QFrame):
    """Esc goes back. With a reason asked for, nothing is agreed to without one."""

    agreed = Signal(str)
    """With the reason, or ""."""
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self._needs_reason = False
        self.setObjectName("note")
        self.words = TextLabel("", theme, px=13, role="text", wrap=True)
        self.words.setMinimumWidth(1)
        self.reason = QLineEdit()
        self.reason.textChanged.connect(self._typed)
        self.reason.returnPressed.connect(self._agree)
        self.yes = Button("", "primary", "", theme)
        self.no = Button(tr("返回"), "plain", "", theme)
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addWidget(self.reason)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        column.addLayout(row)

    def ask(self, words: str, yes: str, reason: str = "") -> None:
        """Show a sentence and the word for going on; `reason` names what has to be written, if anything."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.yes.setText(yes)
        self.yes.updateGeometry()
        self._needs_reason = bool(reason)
        self.reason.clear()
        self.reason.setVisible(bool(reason))
        self.reason.setPlaceholderText(reason)
        self.reason.setAccessibleName(reason)
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While it is being done nothing can be clicked."""
        self.yes.setEnabled(not busy and (not self._needs_reason or bool(self.reason.text().strip())))
        self.no.setEnabled(not busy)

    def focus_first(self) -> None:
        """The reason where one is asked for; else the way back, for what is done for good should be meant."""
        (self.reason if self._needs_reason else self.no).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.no.isEnabled():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self.set_busy(False)

    def _agree(self) -> None:
        if self.yes.isEnabled():
            self.agreed.emit(self.reason.text().strip())
