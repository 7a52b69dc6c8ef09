"""What changed since the day compared with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QWidget

from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.overview_page.card import Card
from liling_desk.gui.overview_page.grid_focus import GridFocus
from liling_desk.gui.overview_page.item_rows import TurnRow, turn_columns
from liling_desk.gui.overview_page.lists import Head, Item, Others, add_list
from liling_desk.gui.overview_page.opener import Links, Opener, TextOpener
from liling_desk.gui.overview_page.words import short_day
from liling_desk.ledger.overview import Counted, Overview, TurnGroup

_LOOKED_AT = 12
"""So many titles of a kind decide how wide the column of titles is."""


class Changes(Card):
    """From-light → to-light and why, by kind; below, what came in."""

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__("", links, parent)
        self._name = ""
        self._turns: tuple[TurnGroup, ...] = ()
        self._columns = (0, 0)
        self._filled_for = 0
        self.list = add_list(self, 6, links)
        self.list.installEventFilter(self)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        self.column.addWidget(line)
        self._foot = FlowBox(20, self)
        self._foot_focus = GridFocus(self._foot)
        self.column.addWidget(self._foot)

    def show_overview(self, seen: Overview) -> None:
        """Show its changes."""
        tr = self._links.tr
        self._name = tr("{day} 以来的变化", day=short_day(seen.since, seen.as_of))
        self.set_title(self._name, seen.turned if seen.turned.number else None, self._name)
        self._turns = seen.turns
        turns = [turn for group in seen.turns for turn in group.turns[:_LOOKED_AT]]
        codes, titles = [each.standing.code for each in turns], [each.standing.commitment.title for each in turns]
        self._columns = turn_columns(codes, titles, self._links.theme)
        empty = tr("{day} 以来，没有事项的亮灯或办结情况有变化。", day=seen.since.isoformat())
        self.say_empty("" if turns else empty)
        self._show_turns()
        self._show_foot(seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.Resize and self._lines() != self._filled_for:
            self._show_turns()
        return False

    def _lines(self) -> int:
        return max(self.list.height() // (25 + self._links.theme.metrics.step), self.list.least)

    def _show_turns(self) -> None:
        """Of every kind some, where there is no room for all."""
        self._filled_for = self._lines()
        entries: list[Head | Item] = []
        left_out: list[Head | Others] = []
        numbers = shares([len(group.turns) for group in self._turns], self._filled_for)
        for group, number in zip(self._turns, numbers, strict=True):
            words = self._links.tr(group.kind.word)
            head = Head(words, group.count, words)
            if number:
                entries.append(head)
            else:
                left_out.append(head)
            for turn in group.turns[:number]:
                entries.append(Item(turn.standing.code, partial(TurnRow, turn, self._columns, self._links)))
            if codes := [turn.standing.commitment.code for turn in group.turns[number:]]:
                left_out.append(Others(codes))
        self.list.show_entries(entries, self._name, left_out)

    def _show_foot(self, seen: Overview) -> None:
        tr, moved = self._links.tr, seen.movements
        self._foot.clear()
        shown = []
        papers = tr("新收报送 {n} 份", n=f"{moved.returns:,}")
        for words, name, count in (
            (papers, tr("新收报送"), moved.reported),
            (tr("数值更新"), tr("数值更新"), moved.valued),
            (tr("新批延期"), tr("新批延期"), moved.extended),
        ):
            shown += self._movement(words, name, count)
        self._foot_focus.set_rows([shown])

    def _movement(self, words: str, name: str, count: Counted) -> list[Opener]:
        tr = self._links.tr
        pair = FlowBox(4, self._foot)
        pair.add(self._words(words))
        number = tr("{n} 项", n=f"{count.number:,}")
        link = None
        if count.number:
            link = TextOpener(number, count, self._links, name)
            link.say(tr("{what}：{n} 项", what=name, n=count.number))
            pair.add(link)
        else:
            pair.add(self._words(number))
        self._foot.add(pair)
        return [] if link is None else [link]

    def _words(self, words: str) -> TextLabel:
        theme = self._links.theme
        label = TextLabel(words, theme, 12, "text3")
        label.setMinimumHeight(theme.metrics.hit - 4)
        return label


def shares(sizes: Sequence[int], lines: int) -> list[int]:
    """How many rows of each group to show in so many lines, each with a head, and a line for the rest.

    All of them where they fit; else a few of each of the first groups, and nothing of the last ones.
    """
    if sum(sizes) + len(sizes) <= lines:
        return list(sizes)
    groups = max(1, min(len(sizes), (lines - 1) * 2 // 5))
    room, given = max(lines - groups - 1, 1), [0] * len(sizes)
    while room and given[:groups] != list(sizes[:groups]):
        for place, size in enumerate(sizes[:groups]):
            if given[place] < size and room:
                given[place] += 1
                room -= 1
    return given
