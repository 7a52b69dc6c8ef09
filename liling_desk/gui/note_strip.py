"""One line inside a page that says what happened and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import IconButton, LinkButton
from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.errors import LedgerError

Tone = Literal["plain", "problem", "reminder"]

_SIGNS: dict[Tone, tuple[str, str]] = {
    "plain": ("check", "accent"),
    "problem": ("warn", "yellow"),
    "reminder": ("info", "text2"),
}


class NoteStrip(QWidget):
    """Hidden until it has something to say; its cross hides it. `margins` lie outside its frame."""

    def __init__(
        self, desk: Desk, margins: tuple[int, int, int, int] = (0, 0, 0, 0), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tr, self._theme = desk.tr, desk.theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*margins)
        self._frame = QFrame()
        outer.addWidget(self._frame)
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(12)
        self._sign = _Sign(desk.theme)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.what = TextLabel("", desk.theme, px=13, role="text", bold=True, wrap=True)
        self.more = TextLabel("", desk.theme, px=13, role="text2", wrap=True)
        for label in (self.what, self.more):
            label.set_selectable()
            words.addWidget(label)
        row.addLayout(words, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        row.addLayout(self._actions)
        self.close_button = IconButton("x", desk.tr("关闭提示"), desk.theme, size=16)
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def say(
        self, what: str, more: str = "", actions: Sequence[tuple[str, Callable[[], object]]] = (), tone: Tone = "plain"
    ) -> None:
        """Show a sentence, perhaps a second one, and what can be clicked."""
        self._frame.setObjectName("noteYellow" if tone == "problem" else "note")
        repolish(self._frame)
        self._sign.show_sign(*_SIGNS[tone])
        self.what.setText(what)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        while (item := self._actions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for text, act in actions:
            button = LinkButton(text, self._theme)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._actions.addWidget(button)
            button.show()  # a layout on the screen shows what comes into it a moment later only
        self.setAccessibleName(f"{what} {more}".strip())
        self.show()

    def focus_first(self) -> None:
        """Give the focus to the first thing that can be clicked."""
        first = self._actions.itemAt(0)
        target = first.widget() if first is not None else self.close_button
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_problem(self, problem: LedgerError, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """What went wrong and what to do."""
        self.say(self._tr.say(problem.what), self._tr.say(problem.remedy), actions, "problem")
        self.setToolTip(problem.detail)


class _Sign(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._name, self._role = theme, "info", "text2"
        self.setFixedSize(18, 20)
        theme.changed.connect(self.update)

    def show_sign(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self._name, self.rect(), self._theme.tokens.colour(self._role))
