"""The roll-call of the current period: who has not reported, who must report again, who was late."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.overview_page.folding_card import FoldingCard
from liling_desk.gui.overview_page.grid_focus import GridFocus
from liling_desk.gui.overview_page.opener import Links, Opener, TextOpener
from liling_desk.gui.overview_page.words import unit_words
from liling_desk.ledger.overview import OWED, Counted, Overview, Unreported
from liling_desk.ledger.status import Reported

_RIGHT = Qt.AlignmentFlag.AlignRight


class StateHead(Opener):
    """A state over its number in the whole ledger."""

    def __init__(self, state: Reported, count: Counted, links: Links, parent: QWidget) -> None:
        super().__init__(links.tr(state.word), count, links, "", parent)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font(12))
        width = max(metrics.horizontalAdvance(self.words), metrics.horizontalAdvance(f"{self.count.number:,}"))
        return QSize(width + 10, 36 + 2 * self._theme.metrics.step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._theme.tokens
        half = self.rect().adjusted(4, 1, -4, -self.height() // 2)
        painter.setFont(self._theme.font(12))
        painter.setPen(tokens.text3)
        painter.drawText(half, _RIGHT | Qt.AlignmentFlag.AlignVCenter, self.words)
        font = self._theme.font(13)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(tokens.accent if self.count.number else tokens.text3)
        low = half.translated(0, self.height() // 2 - 1)
        painter.drawText(low, _RIGHT | Qt.AlignmentFlag.AlignVCenter, f"{self.count.number:,}")
        self._paint_ring(painter)


class RollRow(QWidget):
    """A unit and its numbers; `widths` are those of the columns."""

    keeps_next = False

    def __init__(self, of_unit: Unreported, widths: Sequence[int], links: Links) -> None:
        super().__init__()
        self._theme, self._widths = links.theme, list(widths)
        tr, unit = links.tr, unit_words(of_unit.unit, links.tr)
        self.name = TextOpener(unit, of_unit.total, links, px=13, role="text", parent=self)
        self.numbers: list[TextOpener | None] = []
        for state in OWED:
            count = of_unit.states[state]
            made = None
            if count.number:
                made = TextOpener(f"{count.number:,}", count, links, align=_RIGHT, parent=self)
                made.say(tr("{what}，{light}：{n} 项", what=unit, light=tr(state.word), n=count.number))
            self.numbers.append(made)

    @property
    def links(self) -> list[QWidget]:
        """Left to right."""
        return [self.name, *(each for each in self.numbers if each is not None)]

    def height_for(self, width: int) -> int:
        """Its height in px."""
        return 25 + self._theme.metrics.step

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self.width() - sum(self._widths)
        hint = self.name.sizeHint().width()
        self.name.setGeometry(0, 0, min(max(left, 40), hint), self.height())
        for number, width in zip(self.numbers, self._widths, strict=True):
            if number is not None:
                number.setGeometry(left, 0, width, self.height())
            left += width


class _Heads(QWidget):
    """The period at the left, the states with their totals at the right."""

    def __init__(self, links: Links, parent: QWidget) -> None:
        super().__init__(parent)
        self._links = links
        self.heads: list[StateHead] = []
        self._period = ""
        self._focus = GridFocus(self)

    def show_overview(self, seen: Overview) -> None:
        for old in self.heads:
            old.hide()
            old.deleteLater()
        self.heads = [StateHead(state, seen.owed[state], self._links, self) for state in OWED]
        self._period = self._links.tr.say(seen.period) if seen.period is not None else ""
        self.setFixedHeight(self.heads[0].sizeHint().height())
        self._place()
        self._focus.set_rows([self.heads])

    def widths(self) -> list[int]:
        """Of the three columns."""
        return [head.sizeHint().width() for head in self.heads]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._links.theme.font(12))
        painter.setPen(self._links.theme.tokens.text3)
        room = self.rect().adjusted(4, 0, -sum(self.widths()), -1)
        flags = int(Qt.AlignmentFlag.AlignBottom) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, self._period)

    def _place(self) -> None:
        left = self.width() - sum(self.widths())
        for head, width in zip(self.heads, self.widths(), strict=True):
            head.setGeometry(left, 0, width, self.height())
            head.show()
            left += width


class RollCall(FoldingCard):
    """By unit; the ones with the most missing returns first."""

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(links.tr("本期未报送"), links, parent)
        self._units: Sequence[Unreported] = ()
        self.heads = _Heads(links, self)
        self.column.addWidget(self.heads)
        self.column.addWidget(self.list, 1)

    def show_overview(self, seen: Overview) -> None:
        """Show who owes what."""
        tr = self._links.tr
        self._units = seen.unreported
        self.set_title(tr("本期未报送"), seen.absent if seen.absent.number else None)
        self.heads.show_overview(seen)
        self.heads.setVisible(bool(self._units))
        self.say_empty("" if self._units else tr("没有未报送、退回或迟报的事项。"))
        self._fill()

    def _fill(self) -> None:
        widths = self.heads.widths()
        self.list.fill([partial(RollRow, each, widths, self._links) for each in self._units])
