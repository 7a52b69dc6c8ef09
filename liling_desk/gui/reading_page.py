"""What stands in a page's place while its ledger is being read."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.empty_state import EmptyState


class ReadingPage(QWidget):
    """For pages that can show nothing before the whole ledger is there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._said: EmptyState | None = None
        desk.bridge.arriving_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how much is being read."""
        arriving = self._desk.bridge.awaited
        if arriving is None:
            return
        if self._said is None:
            self._said = being_read(self._desk, arriving.items, self)
            self._column.addWidget(self._said)
        else:
            self._said.set_words(*reading_words(self._desk, arriving.items))


def being_read(desk: Desk, items: int, parent: QWidget) -> EmptyState:
    """In the place of rows or a whole page."""
    title, text = reading_words(desk, items)
    return EmptyState("sheet", title, text, [], desk.theme, parent)


def reading_words(desk: Desk, items: int) -> tuple[str, str]:
    """How much is being read, and what it is waited for."""
    return desk.tr("正在读取 {n} 项…", n=f"{items:,}"), desk.tr("读完就能查看、搜索和修改。")
