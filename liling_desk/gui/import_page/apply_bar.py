"""What applying would do, in words, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.acceptance import Tally
from liling_desk.gui.import_page.words import doing_words, leaving_words
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel


class ApplyBar(QWidget):
    """Emits `applied` and `cancelled`."""

    applied = Signal()
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = desk.tr
        self.setObjectName("applyBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.doing = TextLabel("", desk.theme, px=14, role="text", bold=True, wrap=True)
        self.leaving = TextLabel("", desk.theme, px=13, role="text2", wrap=True)
        words.addWidget(self.doing)
        words.addWidget(self.leaving)
        row.addLayout(words, 1)
        self.cancel_button = Button(desk.tr("取消"), "plain", "", desk.theme)
        self.apply_button = Button("", "primary", "check", desk.theme)
        for button in (self.cancel_button, self.apply_button):
            button.set_tall()
            row.addWidget(button)
        self.cancel_button.clicked.connect(self.cancelled)
        self.apply_button.clicked.connect(self.applied)
        self.show_waiting("")

    def show_tally(self, tally: Tally, why_not: str = "") -> None:
        """Say what would be done; `why_not` keeps the button off and says why."""
        tr = self._tr
        self.doing.setText(doing_words(tally, tr))
        self.leaving.setText(leaving_words(tally, tr))
        self.apply_button.setText(tr("应用 {n} 项", n=tally.items))
        self._enable(bool(tally.items) and not why_not, why_not or tr("先勾选要接受的改动"))

    def show_waiting(self, what: str) -> None:
        """Nothing can be applied while something is under way, or while there is nothing."""
        if what:
            self.doing.setText(what)
            self.leaving.setText("")
        else:
            self.apply_button.setText(self._tr("应用"))
        self._enable(False, what)

    def _enable(self, enabled: bool, why_not: str) -> None:
        self.apply_button.setEnabled(enabled)
        self.apply_button.setToolTip("" if enabled else why_not)
