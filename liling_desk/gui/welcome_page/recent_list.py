"""The ledgers that were open lately, one link a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import ElidedLabel, TextLabel
from liling_desk.gui.saving_place import name_of, place_of

_SHOWN = 4


class RecentList(QWidget):
    """Emits `chosen(address)`; hidden while there is nothing to show."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.links: list[LinkButton] = []

    def fill(self, ledgers: Sequence[str]) -> None:
        """Show these ledgers (paths, or addresses of servers), newest first."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.links = []
        if ledgers:
            head = TextLabel(self._desk.tr("最近打开"), self._desk.theme, px=12, role="text3", bold=True)
            self._column.addWidget(head)
        for path in ledgers[:_SHOWN]:
            self._column.addWidget(self._line(path))
        self.setVisible(bool(ledgers))

    def _line(self, path: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        link = LinkButton(name_of(path), self._desk.theme)
        link.setToolTip(path)
        link.clicked.connect(lambda _checked=False: self.chosen.emit(path))
        self.links.append(link)
        row.addWidget(link)
        row.addWidget(ElidedLabel(place_of(path), self._desk.theme, px=12, role="text3"), 1)
        return line
