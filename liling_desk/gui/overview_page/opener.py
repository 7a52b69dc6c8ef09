"""What a click on a number, a name or a bar does: it opens the list on exactly the items that are counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import PaintedButton
from liling_desk.gui.look.painting import draw_focus_ring
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.overview import Counted
from liling_desk.translations import Translator


@dataclass(frozen=True)
class Links:
    """What every part of the page is given. `open(filter, name)`: `name` says what named items have in common."""

    desk: Desk
    open: Callable[[LedgerFilter, str], None]

    @property
    def tr(self) -> Translator:
        """The language."""
        return self.desk.tr

    @property
    def theme(self) -> Theme:
        """The look."""
        return self.desk.theme


class Opener(PaintedButton):
    """A part of the page that stands for counted items. Its accessible name says what it counts, and how many."""

    def __init__(self, words: str, count: Counted, links: Links, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), links.theme, parent)
        self.words, self.count, self.name, self._links = words, count, name, links
        self.setProperty("kind", "bare")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(links.tr("{what}：{n} 项", what=words, n=count.number))
        self.clicked.connect(self._open)

    def say(self, words: str) -> None:
        """Tooltip and accessible name."""
        self.setToolTip(words)
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self._links.open(self.count.filter, self.name)

    def _paint_ring(self, painter: QPainter) -> None:
        if self.shows_ring():
            draw_focus_ring(painter, self.rect(), self._theme.tokens, self._theme.metrics.radius_chip)


class TextOpener(Opener):
    """Words or a number as a link, underlined under the mouse."""

    def __init__(
        self,
        words: str,
        count: Counted,
        links: Links,
        name: str = "",
        px: int = 13,
        role: str = "accent",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, count, links, name, parent)
        self._px, self._role, self._align = px, role, align

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(self._px)).horizontalAdvance(self.words)
        return QSize(width + 8, self._theme.metrics.hit - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._theme.font(self._px)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(self._theme.tokens.colour(self._role))
        draw_elided(painter, self.rect().adjusted(4, 0, -4, 0), self.words, self._align)
        self._paint_ring(painter)


def draw_elided(
    painter: QPainter, rect: QRect, text: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> bool:
    """Draw one line, ended by … where it does not fit. Gives whether it was cut."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 1)
    painter.drawText(rect.adjusted(0, 0, 2, 0), align | Qt.AlignmentFlag.AlignVCenter, shown)
    return shown != text
