"""What can be done with an issue of the bulletin: keep it, send it out; print it, withdraw it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.report_page.second_step import SecondStep


class IssueFoot(QWidget):
    """One of three: buttons of a draft, buttons of an issue, or the second step of one of them."""

    agreed = Signal(str)
    """The second step was taken; with the reason that was asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, theme = desk.tr, desk.theme
        self.issue = Button(tr("发出本期…"), "primary", "bookmark", theme)
        self.keep = Button(tr("保存草稿"), "plain", "", theme)
        self.discard = LinkButton(tr("丢弃草稿"), theme)
        self.pdf = Button(tr("存为 PDF"), "plain", "file", theme)
        self.print = Button(tr("打印"), "plain", "print", theme)
        self.withdraw = LinkButton(tr("撤回本期…"), theme)
        self.step = SecondStep(desk)
        self._draft = _column(self.issue, (self.keep, self.discard))
        self._issued = _column(None, (self.pdf, self.print), self.withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._draft, self._issued, self.step):
            column.addWidget(widget)
        self._is_draft = True
        self._from: QWidget | None = None
        self.step.left.connect(self.back)
        self.step.agreed.connect(self.agreed)
        self.back()

    @property
    def is_asking(self) -> bool:
        """Whether the second step is shown."""
        return not self.step.isHidden()

    def show_buttons(self, is_draft: bool) -> None:
        """Those of a draft, or of an issue; a second step that is shown stays."""
        if is_draft != self._is_draft:
            self._is_draft = is_draft
            self.back()

    def ask(self, words: str, yes: str, asked_by: QWidget, reason: str = "") -> None:
        """Show the second step; the focus goes back to `asked_by` afterwards."""
        self._from = asked_by
        self.step.ask(words, yes, reason)
        self._draft.hide()
        self._issued.hide()
        self.step.show()
        self.step.focus_first()

    def back(self) -> None:
        """To the buttons."""
        had_focus = self.step.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.step.hide()
        self._draft.setVisible(self._is_draft)
        self._issued.setVisible(not self._is_draft)
        if had_focus and self._from is not None and self._from.isVisible():
            self._from.setFocus(Qt.FocusReason.OtherFocusReason)


def _column(first: Button | None, pair: tuple[Button, Button], last: Button | None = None) -> QWidget:
    """The first over the whole width, two side by side, the last by itself."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    if first is not None:
        first.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(first)
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in pair:
        row.addWidget(button, 1)
        if not isinstance(button, LinkButton):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    column.addLayout(row)
    if last is not None:
        column.addWidget(last, 0, Qt.AlignmentFlag.AlignLeft)
    return held
