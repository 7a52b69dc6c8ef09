"""Where the parts stand: four columns on a wide page, two on a narrower one, one on a very narrow one."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from liling_desk.gui.overview_page.attention import Attention
from liling_desk.gui.overview_page.bars import Bars
from liling_desk.gui.overview_page.changes import Changes
from liling_desk.gui.overview_page.due import Due
from liling_desk.gui.overview_page.opener import Links
from liling_desk.gui.overview_page.tiles import Tiles
from liling_desk.gui.overview_page.unreported import RollCall
from liling_desk.ledger.overview import Overview

_WIDE, _NARROW = 1260, 840
_GAP = 12
_UNITS = 60
"""The grid's columns: a part's place is counted in these."""
_PLACES = {
    "wide": (
        ("changes", 0, 0, 35), ("due", 0, 35, 25),
        ("attention", 1, 0, 17), ("units", 1, 17, 15), ("programmes", 1, 32, 14), ("roll", 1, 46, 14),
    ),
    "usual": (
        ("changes", 0, 0, 34), ("due", 0, 34, 26), ("attention", 1, 0, 30), ("roll", 1, 30, 30),
        ("units", 2, 0, 30), ("programmes", 2, 30, 30),
    ),
    "narrow": tuple(
        (name, row, 0, _UNITS)
        for row, name in enumerate(("changes", "due", "attention", "roll", "units", "programmes"))
    ),
}  # fmt: skip
"""Part, row, first column, columns."""
_LEAST = {
    "changes": (6, 11),
    "due": (6, 8),
    "attention": (4, 7),
    "units": (7, 10),
    "programmes": (7, 10),
    "roll": (7, 9),
}
"""Rows that are always shown: on a wide page, which is not to scroll, and on others, which do."""


class Board(QScrollArea):
    """Scrolls only where the window is too small for every part's least rows."""

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = links.tr
        self._links = links
        self.setObjectName("bare")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tiles = Tiles(links)
        self.changes, self.due, self.attention = Changes(links), Due(links), Attention(links)
        self.units = Bars(tr("各单位"), tr("待分办"), links)
        self.programmes = Bars(tr("各工程"), tr("未填"), links)
        self.roll = RollCall(links)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(_GAP)
        column.addWidget(self.tiles)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        for place in range(_UNITS):
            self._grid.setColumnStretch(place, 1)
        column.addLayout(self._grid, 1)
        self._shape = ""
        self.setWidget(self._body)
        self._arrange("usual")

    def show_overview(self, seen: Overview) -> None:
        """Show it everywhere."""
        for _ in self.showing(seen):
            pass

    def showing(self, seen: Overview) -> Iterator[None]:
        """The same in steps: each makes the rows of one part."""
        for part in (self.tiles, self.changes, self.due, self.attention, self.roll):
            part.show_overview(seen)
            yield
        self.units.show_groups(seen.units)
        yield
        self.programmes.show_groups(seen.programmes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        scaled = self.width() * 13 / (13 + self._links.theme.metrics.step)
        self._arrange("wide" if scaled >= _WIDE else "usual" if scaled >= _NARROW else "narrow")

    def _arrange(self, shape: str) -> None:
        if shape == self._shape:
            return
        self._shape = shape
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        for name, row, column, columns in _PLACES[shape]:
            part = getattr(self, name)
            self._grid.removeWidget(part)
            self._grid.addWidget(part, row, column, 1, columns)
            self._grid.setRowStretch(row, 1)
            part.list.set_least(_LEAST[name][shape != "wide"])
