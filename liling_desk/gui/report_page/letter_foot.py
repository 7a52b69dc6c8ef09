"""The foot of the letters: log them as issued, in two steps; afterwards what was logged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.permit import permit
from liling_desk.gui.report_page.second_step import SecondStep


class LetterFoot(QWidget):
    """One of three: the button, its second step, or what was logged."""

    agreed = Signal()
    next_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self.log = Button(tr("登记发文…"), "primary", "bookmark", theme)
        self.log.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.step = SecondStep(desk)
        self.done = QFrame()
        self.done.setObjectName("note")
        self.logged = TextLabel("", theme, px=13, role="text", wrap=True)
        self.logged.setMinimumWidth(1)
        self.logged.set_selectable()
        following = LinkButton(tr("写下一批"), theme)
        following.clicked.connect(self.next_wanted)
        inside = QVBoxLayout(self.done)
        inside.setContentsMargins(8, 10, 12, 6)
        inside.setSpacing(2)
        self.logged.setContentsMargins(4, 0, 0, 0)  # in line with the words of the link
        inside.addWidget(self.logged)
        inside.addWidget(following, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.log, self.step, self.done):
            column.addWidget(widget)
        self.step.left.connect(self._leave)
        self.step.agreed.connect(self.agreed)
        self.show_button()

    @property
    def is_asking(self) -> bool:
        """Whether the second step is shown."""
        return not self.step.isHidden()

    def show_button(self, why_not: str = "") -> None:
        """The first step; dimmed where it can't be taken."""
        permit(self.log, why_not)
        self._show(self.log)

    def ask(self, words: str, yes: str) -> None:
        """The second step."""
        self.step.ask(words, yes)
        self._show(self.step)
        self.step.focus_first()

    def show_logged(self, words: str) -> None:
        """What was logged."""
        self.logged.setText(words)
        self._show(self.done)

    def _leave(self) -> None:
        self._show(self.log)
        self.log.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: QWidget) -> None:
        for widget in (self.log, self.step, self.done):
            widget.setVisible(widget is shown)
