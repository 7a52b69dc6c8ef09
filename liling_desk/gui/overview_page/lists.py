"""A card with rows: fills it, says what is left out, and keeps one tab stop for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.overview_page.card import Card
from liling_desk.gui.overview_page.fitting_column import FittingColumn
from liling_desk.gui.overview_page.grid_focus import GridFocus
from liling_desk.gui.overview_page.item_rows import HeadRow
from liling_desk.gui.overview_page.opener import Links, Opener, TextOpener
from liling_desk.ledger.overview import by_codes

MOST_ROWS = 40
"""No screen is higher."""


class ItemList(FittingColumn):
    """Heads and items; the rest is one link, with the heads that are left out beside it."""

    def __init__(self, least: int, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(least, parent)
        self._links = links
        self._codes: list[str] = []
        self._name = ""
        self._focus = GridFocus(self)
        self.fitted.connect(self._refocus)

    def show_rows(self, rows: Sequence[Opener], codes: Sequence[str], name: str) -> None:
        """`codes`: those of all items in order, also of the ones that have no row; `name`: what the rest is called."""
        self._codes, self._name = list(codes), name
        made = sum(not row.keeps_next for row in rows)  # type: ignore[attr-defined]
        self.fill(rows, self._tell, more=made < len(codes))

    def _tell(self, shown: int) -> QWidget:
        tr = self._links.tr
        visible = sum(not row.keeps_next for row in self.rows[:shown])  # type: ignore[attr-defined]
        left = by_codes(self._codes[visible:])
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(TextOpener(tr("还有 {n} 项", n=f"{left.number:,}"), left, self._links, self._name))
        for head in self.rows[shown:]:
            if isinstance(head, HeadRow):
                words = tr("{what} {n}", what=head.words, n=f"{head.count.number:,}")
                row.addWidget(TextOpener(words, head.count, self._links, head.name, 12))
        row.addStretch(1)
        return line

    def _refocus(self) -> None:
        rest = [] if self.rest is None else self.rest.findChildren(TextOpener)
        self._focus.set_rows([*([row] for row in self.rows), rest])


def add_list(card: Card, least: int, links: Links) -> ItemList:
    """Put a list into a card."""
    rows = ItemList(least, links, card)
    card.column.addWidget(rows, 1)
    return rows
