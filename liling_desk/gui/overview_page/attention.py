"""What is red and why, then what is yellow and why."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from liling_desk.gui.overview_page.card import Card
from liling_desk.gui.overview_page.due import nearest
from liling_desk.gui.overview_page.item_rows import ReasonRow
from liling_desk.gui.overview_page.lists import MOST_ROWS, Head, Item, Others, add_list
from liling_desk.gui.overview_page.opener import Links
from liling_desk.ledger.overview import Overview
from liling_desk.ledger.status import Colour


class Attention(Card):
    """Red first, then yellow as space allows."""

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(links.tr("红黄灯事项和原因"), links, parent)
        self.list = add_list(self, 4, links)

    def show_overview(self, seen: Overview) -> None:
        """Show its red and yellow items."""
        tr, links = self._links.tr, self._links
        entries: list[Head | Item] = []
        left_out: list[Head | Others] = []
        for colour, count, standings in (
            (Colour.RED, seen.red, seen.red_rows),
            (Colour.YELLOW, seen.yellow, seen.yellow_rows),
        ):
            room, head = MOST_ROWS - len(entries), Head(tr(colour.word), count, "", colour.value)
            if standings and room > 0:
                entries.append(head)
            elif standings:
                left_out.append(head)
            entries += [Item(each.code, partial(ReasonRow, each, links)) for each in standings[: max(room, 0)]]
            if codes := [each.commitment.code for each in standings[max(room, 0) :]]:
                left_out.append(Others(codes))
        words = "" if seen.red.number else tr("没有红灯。") + ("" if seen.due.number == 0 else nearest(seen, links))
        self.say_empty(words)
        self.list.show_entries(entries, tr("其余红黄灯"), left_out)
