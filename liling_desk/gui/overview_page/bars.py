"""Stacked bars by unit and by programme: each name, segment and total opens the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liling_desk.gui.look.bars import paint_stacked_bar, paint_swatch, stacked_segments
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.light_glyphs import LIGHT_ORDER
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.overview_page.folding_card import FoldingCard
from liling_desk.gui.overview_page.opener import Links, Opener, TextOpener
from liling_desk.ledger.overview import Group
from liling_desk.ledger.status import Colour

_GAP = 8


class Segment(Opener):
    """One light's part of a bar; the row paints the bar, this paints mouse and focus."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        box = QRectF(self.rect()).adjusted(0, 3, 0, -3)
        if self.underMouse():
            fill_round(painter, box, 2, None, tokens.text, 1.5)
        if self.shows_ring():
            fill_round(painter, self.rect(), 3, None, tokens.surface, 4)
            fill_round(painter, self.rect(), 3, None, tokens.accent, 2)


@dataclass(frozen=True)
class Measures:
    """What the rows of a card share: widths of name and total in px, and the count that fills the bar's room."""

    name: int
    total: int
    scale: int


class BarRow(QWidget):
    """Name, bar, total."""

    keeps_next = False

    def __init__(self, words: str, group: Group, measures: Measures, links: Links) -> None:
        super().__init__()
        self._links, self._group, self._measures = links, group, measures
        tr = links.tr
        self.name = TextOpener(words, group.total, links, px=13, role="text", parent=self)
        self.name.say(tr("{what}：{n} 项", what=words, n=group.total.number))
        self.segments = {
            colour.value: Segment("", group.lights[colour], links, "", self)
            for colour in Colour
            if group.lights[colour].number
        }
        for name, segment in self.segments.items():
            segment.say(tr("{what}，{light}：{n} 项", what=words, light=tr(Colour(name).word), n=segment.count.number))
        number = f"{group.total.number:,}"
        self.total = TextOpener(number, group.total, links, align=Qt.AlignmentFlag.AlignRight, parent=self)
        self.total.say(tr("{what}：{n} 项", what=words, n=group.total.number))

    @property
    def links(self) -> list[QWidget]:
        """Left to right."""
        return [self.name, *(self.segments[name] for name in LIGHT_ORDER if name in self.segments), self.total]

    def height_for(self, width: int) -> int:
        """Its height in px."""
        return 25 + self._links.theme.metrics.step

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Put the links where they belong."""
        height, bar = self.height(), self._bar()
        self.name.setGeometry(0, 0, self._names(), height)
        for name, box in stacked_segments(bar, self._counts(), self._measures.scale):
            left, right = round(box.left()), max(round(box.right()), round(box.left()) + 4)
            self.segments[name].setGeometry(left, 0, right - left, height)
        self.total.setGeometry(self.width() - self._measures.total, 0, self._measures.total, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_stacked_bar(QPainter(self), self._bar(), self._counts(), self._measures.scale, self._links.theme)

    def _names(self) -> int:
        return min(self._measures.name, max(self.width() * 42 // 100, 60))

    def _bar(self) -> QRectF:
        left, step = self._names() + _GAP, self._links.theme.metrics.step
        right = self.width() - self._measures.total - 4
        height = 16 + step
        return QRectF(left, (self.height() - height) / 2, max(right - left, 10), height)

    def _counts(self) -> list[tuple[str, int]]:
        return [(colour.value, count.number) for colour, count in self._group.lights.items()]


class _Legend(QWidget):
    def __init__(self, name: str, links: Links, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._links, self._word = name, links, links.tr(Colour(name).word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._links.theme
        width = QFontMetrics(theme.font(12)).horizontalAdvance(self._word)
        return QSize(12 + 5 + width + 2, 18 + theme.metrics.step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._links.theme
        paint_swatch(painter, QRectF(0, self.height() / 2 - 6, 12, 12), self._name, theme.tokens)
        painter.setFont(theme.font(12))
        painter.setPen(theme.tokens.text2)
        painter.drawText(QRect(17, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self._word)


class Bars(FoldingCard):
    """The most urgent groups first; 全部 opens the card for all of them."""

    def __init__(self, title: str, blank: str, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(title, links, parent)
        self._blank = blank
        self._groups: Sequence[Group] = ()
        self.column.addWidget(self.list, 1)
        legend = FlowBox(8, self)
        for name in LIGHT_ORDER:
            legend.add(_Legend(name, links, legend))
        self.column.addWidget(legend)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these."""
        self._groups = groups
        self._fill()

    def _words(self, group: Group) -> str:
        return group.value or self._blank

    def _fill(self) -> None:
        metrics = QFontMetrics(self._links.theme.font(13))
        longest = max((metrics.horizontalAdvance(self._words(group)) for group in self._groups), default=0)
        scale = max((group.total.number for group in self._groups), default=1)
        measures = Measures(longest + 10, metrics.horizontalAdvance(f"{scale:,}") + 12, scale)
        self.list.fill([partial(BarRow, self._words(group), group, measures, self._links) for group in self._groups])
