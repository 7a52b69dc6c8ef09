"""The frame of one part of the page: title, number, a link at the right, content below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.overview_page.opener import Links, TextOpener
from liling_desk.ledger.overview import Counted


class Card(QFrame):
    """Put content into `column`; `head` takes further links at its right end."""

    def __init__(self, title: str, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._links = links
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 8, 12, 12)
        self.column.setSpacing(4)
        self.head = QHBoxLayout()
        self.head.setSpacing(4)
        self._title = TextLabel(title, links.theme, 15, "text", bold=True)
        self.head.addWidget(self._title)
        self._count: TextOpener | None = None
        self.head.addStretch(1)
        self.column.addLayout(self.head)
        self._empty: TextLabel | None = None
        links.theme.changed.connect(self._measure)
        self._measure()

    def set_title(self, title: str, count: Counted | None = None, name: str = "") -> None:
        """Say the title again, with a number that opens the list."""
        self._title.setText(title)
        if self._count is not None:
            self._count.hide()
            self._count.deleteLater()
            self._count = None
        if count is not None:
            made = TextOpener(f"{count.number:,}", count, self._links, name, 14, "accent")
            made.say(self._links.tr("{what}：{n} 项", what=title, n=count.number))
            self.head.insertWidget(1, made)
            self._count = made

    def say_empty(self, words: str) -> None:
        """What stands in place of rows; "" takes it away."""
        if self._empty is None:
            self._empty = TextLabel("", self._links.theme, 13, "text3", wrap=True)
            self._empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.column.insertWidget(1, self._empty)
        self._empty.setText(words)
        self._empty.setVisible(bool(words))

    def _measure(self) -> None:
        self._title.setMinimumHeight(self._links.theme.metrics.hit + 2)
