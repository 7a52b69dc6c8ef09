"""A list of items in a card: fills it, says what is left out, and keeps one tab stop for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.overview_page.card import Card
from liling_desk.gui.overview_page.fitting_column import FittingColumn
from liling_desk.gui.overview_page.grid_focus import GridFocus
from liling_desk.gui.overview_page.item_rows import HeadRow
from liling_desk.gui.overview_page.opener import Links, TextOpener
from liling_desk.ledger.overview import Counted, by_codes


@dataclass(frozen=True)
class Head:
    """The head over the items that follow it."""

    words: str
    count: Counted
    name: str = ""
    light: str = ""


@dataclass(frozen=True)
class Item:
    """An item, and what makes its row."""

    code: str
    make: Callable[[], QWidget]


@dataclass(frozen=True)
class Others:
    """Items that have no rows: more than any window has room for."""

    codes: Sequence[str]


MOST_ROWS = 200
"""So many rows are more than any window has room for."""


class ItemList(FittingColumn):
    """What is left out is one link, with the heads that are left out beside it."""

    def __init__(self, least: int, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(least, parent)
        self._links = links
        self._entries: Sequence[Head | Item] = ()
        self._name = ""
        self._left_out: Sequence[Head | Others] = ()
        self._focus = GridFocus(self)
        self.fitted.connect(self._refocus)

    def show_entries(self, entries: Sequence[Head | Item], name: str, left_out: Sequence[Head | Others] = ()) -> None:
        """`name`: what the items that are left out are called; `left_out`: what is in no case shown."""
        self._entries, self._name, self._left_out = entries, name, left_out
        self.fill([self._maker(each) for each in entries], self._tell, always=bool(left_out))

    def _maker(self, entry: Head | Item) -> Callable[[], QWidget]:
        if isinstance(entry, Item):
            return entry.make
        return lambda: HeadRow(entry.words, entry.count, self._links, entry.name, entry.light)

    def _tell(self, shown: int) -> QWidget:
        tr, hidden = self._links.tr, self._entries[shown:]
        codes = [each.code for each in hidden if isinstance(each, Item)]
        for others in self._left_out:
            codes += others.codes if isinstance(others, Others) else ()
        left = by_codes(codes)
        heads = [each for each in (*hidden, *self._left_out) if isinstance(each, Head)]
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        if sum(head.count.number for head in heads) < left.number:
            row.addWidget(TextOpener(tr("还有 {n} 项", n=f"{left.number:,}"), left, self._links, self._name))
        else:
            row.addSpacing(4)
            row.addWidget(TextLabel(tr("还有"), self._links.theme, 12, "text3"))
        for head in heads:
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
