"""Painting the cells of the list from the tokens: style sheets and the view's own colours play no part."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from liling_desk.gui.ledger_page import cell_words
from liling_desk.gui.ledger_page.columns import COLUMNS, PADDING
from liling_desk.gui.ledger_page.table_model import STANDING_ROLE
from liling_desk.gui.look.bars import paint_progress_bar
from liling_desk.gui.look.light_glyphs import light_chip_width, paint_light_chip
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.tick_box import paint_tick_box
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Status
from liling_desk.translations import Translator
from liling_desk.words.indicators import pace_colour, planned_share

TICK_OF = {Status.SUBMITTED: "submitted", Status.SUSPENDED: "suspended", Status.DONE: "done"} | {
    Status.TERMINATED: "terminated"
}
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ONE_LINE = str.maketrans("\n\r\t\u2028\u2029", "     ")
_EDGE = 3
_Index = QModelIndex | QPersistentModelIndex
_RETURN_EDGE = 12
_Font = tuple[QFont, QFontMetricsF, float, float]
"""A font with its metrics, height and ascent."""
_Chip = tuple[str, str, float, int]
"""A light's name and word, pixels a point, height."""
_Box = tuple[tuple[str, bool, bool, bool], float, int, int]
"""State of a tick box, whether it has the ring, is beneath the mouse, is enabled; pixels a point, width, height."""


class RowState(NamedTuple):
    """How a row looks beside what it says."""

    selected: bool = False
    hovered: bool = False
    hovered_tick: bool = False
    focused: bool = False
    """Whether its box has the ring."""


class CellDelegate(QStyledItemDelegate):
    """Draws every cell; two lines a row, or one in the compact density."""

    def __init__(self, theme: Theme, tr: Translator, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme, self._tr = theme, tr
        self._fonts: dict[int, _Font] = {}
        self._colours: dict[str, QColor] = {}
        self._chips: dict[_Chip, tuple[QPixmap, int]] = {}
        self._boxes: dict[_Box, QPixmap] = {}
        self.compact = False
        self.code_apart = False
        """Whether the code has its own column."""
        self.asked = ""
        """The code whose popover is open: its box keeps the ring."""
        self.hovered_row = -1
        self.hovered_tick = False
        theme.changed.connect(self._forget)

    def ground(self, painter: QPainter, row: QRect, state: RowState, first: int | None) -> None:
        """What a whole row stands on. `first`: where its leftmost cell begins, which has the edge of a selected row."""
        tokens = self._theme.tokens
        painter.fillRect(row, tokens.sel if state.selected else tokens.hover if state.hovered else tokens.surface)
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), tokens.line)
        if state.selected and first is not None:
            painter.fillRect(QRect(first, row.top(), _EDGE, row.height()), tokens.accent)

    def draw(self, painter: QPainter, rect: QRect, section: int, standing: Standing, state: RowState) -> None:
        """One cell."""
        painter.setClipRect(rect)
        key = COLUMNS[section].key
        if key == "tick":
            self._tick(painter, rect, standing, state.focused, state.hovered_tick)
        else:
            self._draw(painter, key, rect, standing)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        standing = index.data(STANDING_ROLE)
        if standing is None:
            return QSize(0, self.row_height())
        return QSize(self.natural_width(COLUMNS[index.column()].key, standing), self.row_height())

    def row_height(self) -> int:
        """In px."""
        return self._theme.metrics.row_compact if self.compact else self._theme.metrics.row

    def natural_width(self, key: str, standing: Standing) -> int:
        """The width in px at which nothing of a cell is cut."""
        tr = self._tr
        if key == "tick":
            return self._theme.metrics.col_tick
        if key == "light":
            return light_chip_width(cell_words.light_word(standing, tr), self._theme) + 2 * PADDING
        if key == "title":
            wide = max(self._wide(14, standing.commitment.title), self._wide(12, self._second_line(standing)))
        elif key in ("deadline", "return"):
            make = cell_words.deadline_lines if key == "deadline" else cell_words.return_lines
            lines = make(standing, tr)
            wide = max(self._wide(13, lines.first), self._wide(12, lines.second))
        elif key == "indicator":
            wide = self._wide(13, cell_words.value_words(standing)) + 6
            wide += self._wide(12, cell_words.target_words(standing, tr))
        else:
            wide = self._wide(13, next(each for each in COLUMNS if each.key == key).text(standing, tr))
        return int(wide) + 2 * PADDING + 2

    def _draw(self, painter: QPainter, key: str, rect: QRect, standing: Standing) -> None:
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        item, tr = standing.commitment, self._tr
        if key == "light":
            self._light(painter, inner.adjusted(-2, 0, 4, 0), standing)
        elif key == "title":
            self._title(painter, inner, standing)
        elif key == "deadline":
            self._two(painter, inner, cell_words.deadline_lines(standing, tr))
        elif key == "return":
            lines = cell_words.return_lines(standing, tr)
            self._two(painter, rect.adjusted(2, 0, -_RETURN_EDGE, -1), lines, _RIGHT)
        elif key == "indicator" and item.indicator is not None:
            painter.save()
            self._indicator(painter, inner, standing)
            painter.restore()
        elif key == "unit":
            role = "text" if item.lead_unit else "text3"
            self._two_lines(painter, inner, cell_words.unit_words(standing, tr), 13, role)
        elif key != "indicator":
            role = "text2" if key == "code" else "text"
            text = next(each for each in COLUMNS if each.key == key).text(standing, tr)
            self._text(painter, inner, text, 13, role)

    def _light(self, painter: QPainter, inner: QRect, standing: Standing) -> None:
        """The chip; one set by hand has a rim, and says so under it where the row is high enough."""
        name, word = standing.light.colour.value, cell_words.light_word(standing, self._tr)
        if not standing.light.by_hand:
            _paint_usual_chip(painter, inner, (name, word), self._theme, self._chips)
            return
        chip, below = inner, self._metrics(12)[1].height() * 0.9
        if not self.compact:
            chip = inner.adjusted(0, 0, 0, -round(below))
            rest = QRect(inner.left() + 7, inner.bottom() - round(below) - 3, inner.width(), round(below))
            self._text(painter, rest, self._tr("手动"), 12, "text3")
        paint_light_chip(painter, chip, name, word, self._theme)
        high, wide = self._theme.metrics.chip, light_chip_width(word, self._theme)
        rim = QRectF(chip.left(), round(chip.center().y() + 0.5 - high / 2), min(wide, chip.width()), high)
        fill_round(painter, rim, self._theme.metrics.radius_chip, None, self._theme.tokens.light(name))

    def _tick(self, painter: QPainter, rect: QRect, standing: Standing, focused: bool, hovered: bool) -> None:
        status = standing.commitment.status
        box, ratio = QRect(2, 0, rect.width() - 2, rect.height() - 1), painter.device().devicePixelRatioF()
        look = (TICK_OF.get(status, "empty"), focused, hovered, not standing.commitment.deleted)
        key = (look, ratio, rect.width(), rect.height())
        kept = self._boxes.get(key)
        if kept is None:
            kept = self._boxes[key] = _empty_picture(rect.size(), ratio)
            drawing = QPainter(kept)
            state, *rest = look
            paint_tick_box(drawing, box, state, self._theme.tokens, *rest)
            drawing.end()
        painter.drawPixmap(rect.topLeft(), kept)

    def _title(self, painter: QPainter, inner: QRect, standing: Standing) -> None:
        item = standing.commitment
        role = "text3" if item.status is Status.TERMINATED or item.deleted else "text"
        if self.compact:
            if not self.code_apart:
                wide = round(self._wide(12, item.code)) + 10
                self._text(painter, inner, item.code, 12, "text3")
                inner = inner.adjusted(wide, 0, 0, 0)
            self._text(painter, inner, item.title, 14, role)
            return
        top, bottom = self._halves(inner, 14)
        self._text(painter, top, item.title, 14, role)
        self._text(painter, bottom, self._second_line(standing), 12, "text3")

    def _second_line(self, standing: Standing) -> str:
        place = cell_words.place_words(standing)
        return place if self.code_apart else f"{standing.code}   {place}".rstrip()

    def _two(self, painter: QPainter, inner: QRect, lines: cell_words.Lines, flags: Qt.AlignmentFlag = _LEFT) -> None:
        if self.compact or not lines.second:
            plain = "text" if lines.second else "text2"
            told = lines.role != "text3" and (self.compact or not lines.second)
            self._text(painter, inner, lines.first, 13, lines.role if told else plain, flags)
            return
        top, bottom = self._halves(inner, 13)
        self._text(painter, top, lines.first, 13, "text", flags)
        self._text(painter, bottom, lines.second, 12, lines.role, flags)

    def _indicator(self, painter: QPainter, inner: QRect, standing: Standing) -> None:
        indicator = standing.commitment.indicator
        assert indicator is not None
        value, target = cell_words.value_words(standing), cell_words.target_words(standing, self._tr)
        top, bottom = self._halves(inner, 13)
        if indicator.target is None:
            if value and not self.compact:
                self._text(painter, top, f"{value} {indicator.unit or ''}".rstrip(), 13, "text")
                self._text(painter, bottom, target, 12, "text3")
            else:
                self._text(painter, inner, value or target, 13 if value else 12, "text3")
            return
        line = inner if self.compact else top
        self._text(painter, line, value or "—", 13, "text" if value else "text3")
        left = line.adjusted(round(self._wide(13, value or "—")) + 4, 0, 0, 0)
        self._text(painter, left, target, 12, "text3", _RIGHT)
        if not self.compact:
            box = QRectF(inner.left(), bottom.center().y() - 4, inner.width(), 8)
            self._bar(painter, box, standing)

    def _bar(self, painter: QPainter, box: QRectF, standing: Standing) -> None:
        indicator, value, tokens = standing.commitment.indicator, standing.latest_value, self._theme.tokens
        assert indicator is not None
        assert indicator.target is not None
        name = pace_colour(standing)
        if indicator.lower_is_better:
            # Staying below is the promise: a mark at the limit and a point where it stands.
            paint_progress_bar(painter, box, 0.0, 0.5, "grey", tokens)
            if value is not None and indicator.target > 0:
                at = box.left() + box.width() * min(max(value / indicator.target / 2, 0.02), 0.98)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens.accent if name == "grey" else tokens.bar(name))
                painter.drawEllipse(QPointF(at, round(box.center().y())), 4, 4)
            return
        share = value / indicator.target if value is not None and indicator.target > 0 else 0.0
        paint_progress_bar(painter, box, share, planned_share(standing), name, tokens)

    def _halves(self, inner: QRect, px: int) -> tuple[QRect, QRect]:
        high, low = self._metrics(px)[2] * 0.97, self._metrics(12)[2] * 0.97
        first = inner.top() + round((inner.height() - high - low) / 2)
        top = QRect(inner.left(), first, inner.width(), round(high))
        return top, QRect(inner.left(), first + round(high), inner.width(), round(low))

    def _text(
        self, painter: QPainter, box: QRect, text: str, px: int, role: str, flags: Qt.AlignmentFlag = _LEFT
    ) -> None:
        font, metrics, high, rise = self._metrics(px)
        painter.setFont(font)
        colour = self._colours.get(role)
        if colour is None:
            colour = self._colours[role] = QColor(self._theme.tokens.colour(role))
        painter.setPen(colour)
        shown = text = text if text.isprintable() else text.translate(_ONE_LINE)
        # No character is wider than it is high: most texts are short enough without being measured.
        if len(text) * px > box.width() and metrics.horizontalAdvance(text) > box.width() + 1:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        # Qt takes twice as long to put a text into a box as to put it at a point.
        left = box.left() if flags is _LEFT else box.left() + box.width() - metrics.horizontalAdvance(shown)
        painter.drawText(QPointF(left, box.top() + (box.height() - high) / 2 + rise), shown)

    def _two_lines(self, painter: QPainter, box: QRect, text: str, px: int, role: str) -> None:
        """A name that is too long for one line goes on in a second where the row is high enough."""
        wide, metrics = box.width() + 1, self._metrics(px)[1]
        if len(text) * px <= wide or self._wide(px, text) <= wide or box.height() < 2 * metrics.height() * 0.9:
            self._text(painter, box, text, px, role)
            return
        too_long = bisect_left(range(len(text)), True, key=lambda at: self._wide(px, text[:at]) > wide)
        end = max(too_long - 1, 1)
        high = round(metrics.height() * 0.95)
        top = QRect(box.left(), box.center().y() - high + 1, box.width(), high)
        self._text(painter, top, text[:end], px, role)
        self._text(painter, top.translated(0, high), text[end:].lstrip(), px, role)

    def _wide(self, px: int, text: str) -> float:
        return self._metrics(px)[1].horizontalAdvance(text)

    def _forget(self) -> None:
        for kept in (self._fonts, self._colours, self._chips, self._boxes):
            kept.clear()

    def _metrics(self, px: int) -> _Font:
        kept = self._fonts.get(px)
        if kept is None:
            font = self._theme.font(px)
            metrics = QFontMetricsF(font)
            kept = self._fonts[px] = (font, metrics, metrics.height(), metrics.ascent())
        return kept


def _paint_usual_chip(
    painter: QPainter, inner: QRect, light: tuple[str, str], theme: Theme, chips: dict[_Chip, tuple[QPixmap, int]]
) -> None:
    """A light's chip by its name and word. Few stand in thousands of rows: each is drawn once, and copied."""
    ratio = painter.device().devicePixelRatioF()
    key = (*light, ratio, inner.height())
    kept = chips.get(key)
    if kept is None:
        wide = light_chip_width(light[1], theme)
        picture = _empty_picture(QSize(wide, inner.height()), ratio)
        drawing = QPainter(picture)
        paint_light_chip(drawing, QRect(0, 0, wide, inner.height()), *light, theme)
        drawing.end()
        kept = chips[key] = (picture, wide)
    if kept[1] > inner.width():
        paint_light_chip(painter, inner, *light, theme)  # its word has no room
    else:
        painter.drawPixmap(inner.topLeft(), kept[0])


def _empty_picture(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
