"""The five lights: a shape, a word and a colour, so that they read on a grey printout too."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.tokens import Tokens

LIGHT_ORDER = ("red", "yellow", "green", "blue", "grey")
# Message ids, by the names that ledger/light.py gives the colours; "blue" is done.
LIGHT_WORDS = {"red": "红灯", "yellow": "黄灯", "green": "绿灯", "blue": "办结", "grey": "未评"}


def paint_light(
    painter: QPainter, name: str, rect: QRectF | QRect, tokens: Tokens, ground: QColor | None = None
) -> None:
    """Draw a light's glyph in the middle of the rectangle. `ground` is what shows through the marks."""
    box = QRectF(rect)
    side = min(box.width(), box.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center() - QPointF(side / 2, side / 2))
    painter.scale(side / 16, side / 16)
    colour = tokens.light(name)
    mark = ground if ground is not None else tokens.surface
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    _SHAPES[name](painter, colour, mark)
    painter.restore()


def _octagon(painter: QPainter, _colour: QColor, mark: QColor) -> None:
    path = QPainterPath()
    for corner in range(8):
        angle = math.radians(22.5 + 45 * corner)
        point = QPointF(8 + 7.6 * math.cos(angle), 8 + 7.6 * math.sin(angle))
        if corner:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    painter.drawPath(path)
    _exclamation(painter, mark, 4.4, 8.7, 11.3)


def _triangle(painter: QPainter, colour: QColor, mark: QColor) -> None:
    path = QPainterPath(QPointF(8, 2.0))
    path.lineTo(14.8, 14.0)
    path.lineTo(1.2, 14.0)
    path.closeSubpath()
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    _exclamation(painter, mark, 6.0, 9.8, 12.2)


def _exclamation(painter: QPainter, mark: QColor, top: float, foot: float, dot: float) -> None:
    painter.setPen(QPen(mark, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(8, top), QPointF(8, foot))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark)
    painter.drawEllipse(QPointF(8, dot), 1.05, 1.05)


def _disc(painter: QPainter, _colour: QColor, _mark: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5.4, 5.4)


def _ringed_tick(painter: QPainter, _colour: QColor, mark: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 7.4, 7.4)
    pen = QPen(mark, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([QPointF(4.8, 8.3), QPointF(7.1, 10.6), QPointF(11.3, 5.7)])


def _ring_with_bar(painter: QPainter, colour: QColor, _mark: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawEllipse(QPointF(8, 8), 5.6, 5.6)
    painter.drawLine(QPointF(5.6, 8), QPointF(10.4, 8))


_SHAPES = {
    "red": _octagon,
    "yellow": _triangle,
    "green": _disc,
    "blue": _ringed_tick,
    "grey": _ring_with_bar,
}


def _chip_font(theme: Theme) -> QFont:
    return theme.font(13)


def light_chip_width(word: str, theme: Theme) -> int:
    """Width in px of a chip with that word."""
    step = theme.metrics.step
    return math.ceil(7 + 14 + step / 2 + 5 + QFontMetricsF(_chip_font(theme)).horizontalAdvance(word) + 8)


def paint_light_chip(
    painter: QPainter, rect: QRectF | QRect, name: str, word: str, theme: Theme, font: QFont | None = None
) -> None:
    """Draw glyph and word on the light's tint, 22 px high, at the left of the rectangle and centred in height."""
    tokens, metrics = theme.tokens, theme.metrics
    box = QRectF(rect)
    width = min(float(light_chip_width(word, theme)), box.width())
    chip = QRectF(box.left(), round(box.center().y() - metrics.chip / 2), width, metrics.chip)
    tint = tokens.light_tint(name)
    fill_round(painter, chip, metrics.radius_chip, tint)
    side = 14 + metrics.step / 2
    paint_light(painter, name, QRectF(chip.left() + 7, chip.center().y() - side / 2, side, side), tokens, tint)
    painter.save()
    painter.setFont(font if font is not None else _chip_font(theme))
    painter.setPen(tokens.light(name))
    text = chip.adjusted(7 + side + 5, 0, 0, 0)
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


class _LightEngine(QIconEngine):
    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._name, self._theme = name, theme

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.5)
        paint_light(painter, self._name, rect, self._theme.tokens)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # The size comes in device-independent pixels, the pixmap must have the screen's.
        pixmap = self.pixmap(size * scale, mode, state)
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def clone(self) -> QIconEngine:
        copy = _LightEngine(self._name, self._theme)
        self._theme.keep_alive(copy)
        return copy


def light_icon(name: str, theme: Theme) -> QIcon:
    """A light's glyph as an icon. KeyError for an unknown name."""
    if name not in _SHAPES:
        raise KeyError(name)
    return QIcon(_LightEngine(name, theme))


class LightGlyph(QWidget):
    """A light's glyph alone; put the word beside it."""

    def __init__(self, name: str, theme: Theme, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, name
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def set_light(self, name: str) -> None:
        """Show another light."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_light(QPainter(self), self._name, self.rect(), self._theme.tokens)


class LightChip(QWidget):
    """Glyph and word on the light's tint."""

    def __init__(self, name: str, word: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name, self._word = theme, name, word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)
        theme.changed.connect(self._restyle)

    def set_light(self, name: str, word: str) -> None:
        """Show another light."""
        self._name, self._word = name, word
        self.setAccessibleName(word)
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(light_chip_width(self._word, self._theme), self._theme.metrics.chip)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_light_chip(QPainter(self), self.rect(), self._name, self._word, self._theme)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
