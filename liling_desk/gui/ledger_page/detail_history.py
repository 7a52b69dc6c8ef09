"""The history of one item in words, newest first, each entry whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.timeline import Timeline
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.entry import Entry
from liling_desk.words.history import history_item, line_words


class HistoryTab(QWidget):
    """Who, when, and each field before → after."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timeline = Timeline(desk.theme, desk.tr)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        self._said = TextLabel("", desk.theme, 13, "text2", wrap=True)
        self._said.setMinimumWidth(1)
        self._said.hide()
        column.addWidget(self._said)
        column.addWidget(self._timeline)

    def show_history(self, entries: Sequence[Entry]) -> None:
        """Show another item's history."""
        self._timeline.show_entries(entries, self._entry, told=lambda entry: entry)

    def explain(self, words: str) -> None:
        """Why there is nothing to be seen; "" where there is."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _entry(self, entry: object) -> QWidget:
        assert isinstance(entry, Entry)
        tr, theme = self._desk.tr, self._desk.theme
        item = history_item(entry, tr)
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(TextLabel(item.what, theme, 13, "text", bold=True))
        who = TextLabel(f"{item.who}  {item.when}", theme, 12, "text3", wrap=True)
        who.setMinimumWidth(1)
        if item.account:
            who.setToolTip(tr("系统账户：{account}", account=item.account))
        head.addWidget(who, 1)
        column.addLayout(head)
        lines = [line_words(line, tr) for line in item.lines]
        if item.reason:
            lines.append(tr("原因：{reason}", reason=item.reason))
        for text in lines:
            label = TextLabel(text, theme, 12, "text2", wrap=True)
            label.setMinimumWidth(1)
            label.set_selectable()
            column.addWidget(label)
        return widget
