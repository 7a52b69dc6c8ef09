"""What changed since the day compared with."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.overview_page.card import Card
from liling_desk.gui.overview_page.grid_focus import GridFocus
from liling_desk.gui.overview_page.item_rows import HeadRow, TurnRow, code_width
from liling_desk.gui.overview_page.lists import MOST_ROWS, add_list
from liling_desk.gui.overview_page.opener import Links, Opener, TextOpener
from liling_desk.gui.overview_page.words import short_day
from liling_desk.ledger.overview import Counted, Overview


class Changes(Card):
    """From-light → to-light and why, by kind; below, what came in."""

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__("", links, parent)
        self.list = add_list(self, 8, links)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        self.column.addWidget(line)
        self._foot = FlowBox(20, self)
        self._foot_focus = GridFocus(self._foot)
        self.column.addWidget(self._foot)

    def show_overview(self, seen: Overview) -> None:
        """Show its changes."""
        tr, links = self._links.tr, self._links
        day = short_day(seen.since, seen.as_of)
        name = tr("{day} 以来的变化", day=day)
        self.set_title(name, seen.turned if seen.turned.number else None, name)
        codes = [turn.standing.code for group in seen.turns for turn in group.turns]
        width = code_width(codes[:MOST_ROWS], links.theme)
        rows: list[Opener] = []
        for group in seen.turns:
            words = tr(group.kind.word)
            rows.append(HeadRow(words, group.count, links, words))
            rows += [TurnRow(turn, width, links) for turn in group.turns[: max(MOST_ROWS - len(rows), 0)]]
        self.say_empty("" if rows else tr("{day} 以来，没有事项的亮灯或办结情况有变化。", day=seen.since.isoformat()))
        self.list.show_rows(rows, codes, name)
        self._show_foot(seen)

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
        tr, theme = self._links.tr, self._links.theme
        pair = FlowBox(4, self._foot)
        pair.add(TextLabel(words, theme, 12, "text3"))
        number = tr("{n} 项", n=f"{count.number:,}")
        link = None
        if count.number:
            link = TextOpener(number, count, self._links, name)
            link.say(tr("{what}：{n} 项", what=name, n=count.number))
            pair.add(link)
        else:
            pair.add(TextLabel(number, theme, 12, "text3"))
        self._foot.add(pair)
        return [] if link is None else [link]
