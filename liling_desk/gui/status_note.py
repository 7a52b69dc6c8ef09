"""A quiet note in the status bar: one sentence, what can be done about it, and a cross."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import IconButton, LinkButton
from liling_desk.gui.look.icons import icon
from liling_desk.gui.look.labels import ElidedLabel
from liling_desk.ledger.errors import LedgerError

_LOW = 24
"""Buttons that fit into the bar."""


class StatusNote(QWidget):
    """Hidden until it has something to say. The tooltip holds the whole problem."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr, self._theme = desk.tr, desk.theme
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._sign = QLabel()
        row.addWidget(self._sign)
        self.words = ElidedLabel("", desk.theme, px=12, role="text")
        row.addWidget(self.words, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(2)
        row.addLayout(self._actions)
        self.close_button = IconButton("x", desk.tr("关闭提示"), desk.theme, size=14)
        _make_low(self.close_button)
        self.close_button.clicked.connect(self.hide)
        row.addWidget(self.close_button)
        self.hide()

    def say(self, what: str, problem: LedgerError, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show it; what can be clicked hides it first."""
        whole = f"{what}\n{self._tr.say(problem.what)}\n{self._tr.say(problem.remedy)}"
        self._sign.setPixmap(icon("warn", self._theme, 14, "yellow").pixmap(14, 14))
        self.words.setText(what)
        self.words.setMinimumWidth(self.words.fontMetrics().horizontalAdvance(what) + 4)
        self.setToolTip(whole)
        self.setAccessibleName(whole)
        while (item := self._actions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for text, act in actions:
            button = LinkButton(text, self._theme, px=12)
            button.clicked.connect(lambda _checked=False, act=act: self._do(act))
            _make_low(button)
            self._actions.addWidget(button)
        self.show()

    def buttons(self) -> list[LinkButton]:
        """What can be clicked, from left to right."""
        found = (self._actions.itemAt(place).widget() for place in range(self._actions.count()))
        return [each for each in found if isinstance(each, LinkButton)]

    def _do(self, act: Callable[[], object]) -> None:
        self.hide()
        act()


def _make_low(button: QWidget) -> None:
    button.setProperty("kind", "bare")  # the style sheet gives other buttons the height of a control
    button.setFixedHeight(_LOW)
