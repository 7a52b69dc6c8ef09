"""The headline figures."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liling_desk.gui.look.icons import paint_icon
from liling_desk.gui.look.light_glyphs import LIGHT_ORDER, paint_light
from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.overview_page.grid_focus import GridFocus
from liling_desk.gui.overview_page.opener import Links, Opener
from liling_desk.gui.overview_page.words import short_day, tile_words
from liling_desk.ledger.overview import Overview, Tile

_GAP = 12
_SIDE = 16


class TileOpener(Opener):
    """Word, number, and how it differs from the day compared with."""

    def __init__(self, tile: Tile, since: date, links: Links, parent: QWidget | None = None) -> None:
        tr = links.tr
        words = tile_words(tile.key, tr)
        super().__init__(words, tile.count, links, "", parent)
        self.key = tile.key
        day = short_day(since, links.desk.bridge.as_of)
        if tile.more is None:
            self._note = tr("没有牵头单位") if tile.key == "unassigned" else ""
        elif tile.more == 0:
            self._note = tr("与 {day} 持平", day=day)
        else:
            sign = "+" if tile.more > 0 else "−"
            self._note = tr("较 {day} {change}", day=day, change=f"{sign}{abs(tile.more):,}")
        self.say(tr("{what}：{n} 项", what=words, n=tile.count.number) + (f"，{self._note}" if self._note else ""))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._theme
        number = QFontMetrics(theme.font(30, True)).horizontalAdvance(self._number())
        note = QFontMetrics(theme.font(12)).horizontalAdvance(self._note)
        word = QFontMetrics(theme.font(13)).horizontalAdvance(self.words)
        step = theme.metrics.step
        return QSize(2 * _SIDE + max(number + 8 + note, word + 2 * (14 + step) + 20), 82 + 2 * step)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, tokens = self._theme, self._theme.tokens
        over = self.underMouse() or self.isDown()
        border = tokens.line2 if over else tokens.line
        fill_round(painter, self.rect(), theme.metrics.radius_card, tokens.hover if over else tokens.surface, border)
        left, side = _SIDE, 14 + theme.metrics.step // 2
        top = QRect(left, 10, self.width() - 2 * _SIDE, 26 + theme.metrics.step)
        if self.key in LIGHT_ORDER:
            paint_light(painter, self.key, QRectF(left, top.center().y() - side / 2 + 0.5, side, side), tokens)
            top.setLeft(left + side + 6)
        painter.setFont(theme.font(13))
        painter.setPen(tokens.text2)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, self.words)
        paint_icon(painter, "right", QRectF(self.width() - _SIDE - 12, top.center().y() - 6, 13, 13), tokens.text3)
        low = QRect(left, top.bottom(), self.width() - 2 * _SIDE, self.height() - top.bottom() - 8)
        painter.setFont(theme.font(30, True))
        painter.setPen(tokens.text)
        painter.drawText(low, Qt.AlignmentFlag.AlignVCenter, self._number())
        width = painter.fontMetrics().horizontalAdvance(self._number())
        painter.setFont(theme.font(12))
        painter.setPen(tokens.text3)
        note = low.adjusted(width + 8, 7, 6, 0)
        painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, self._note)
        if self.shows_ring():
            draw_focus_ring(painter, self.rect(), tokens, theme.metrics.radius_card)

    def _number(self) -> str:
        return f"{self.count.number:,}"


class Tiles(QWidget):
    """In one line, or in two where they don't fit."""

    def __init__(self, links: Links, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links = links
        self.tiles: list[TileOpener] = []
        self._focus = GridFocus(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        links.theme.changed.connect(self._place)

    def show_overview(self, seen: Overview) -> None:
        """Show its figures."""
        for old in self.tiles:
            old.hide()
            old.deleteLater()
        self.tiles = [TileOpener(tile, seen.since, self._links, self) for tile in seen.tiles]
        for tile in self.tiles:
            tile.show()
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _in_line(self) -> int:
        widest = max((tile.sizeHint().width() for tile in self.tiles), default=1)
        room = (self.width() + _GAP) // (widest + _GAP)
        return len(self.tiles) if room >= len(self.tiles) else max(1, min(room, (len(self.tiles) + 1) // 2))

    def _place(self) -> None:
        if not self.tiles:
            return
        columns, height = self._in_line(), self.tiles[0].sizeHint().height()
        width = (self.width() - (columns - 1) * _GAP) / columns
        for place, tile in enumerate(self.tiles):
            row, column = divmod(place, columns)
            left, right = round(column * (width + _GAP)), round(column * (width + _GAP) + width)
            tile.setGeometry(left, row * (height + _GAP), right - left, height)
        lines = (len(self.tiles) + columns - 1) // columns
        self.setFixedHeight(lines * (height + _GAP) - _GAP)
        self._focus.set_rows([self.tiles[start : start + columns] for start in range(0, len(self.tiles), columns)])
