"""Icons that are drawn from the tokens in force, at whatever pixel ratio the screen has."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap

from liling_desk.gui.look.icon_paths import icon_names, icon_shape
from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.theme import Theme

ICON_NAMES = icon_names()
ICON_SIZES = (14, 16, 18, 22)
_GRID = 24.0
_STROKE = 1.7


def paint_icon(painter: QPainter, name: str, rect: QRectF | QRect, colour: QColor) -> None:
    """Draw an icon in the largest square in the middle of the rectangle. KeyError for an unknown name."""
    stroked, filled = icon_shape(name)
    box = QRectF(rect)
    side = min(box.width(), box.height())
    scale = side / _GRID
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center() - QPointF(side / 2, side / 2))
    painter.scale(scale, scale)
    # At small sizes the grid's stroke would fall under 1.2 px and look pale.
    pen = QPen(colour, max(_STROKE, 1.25 / scale))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPath(stroked)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(filled)
    painter.restore()


class _ThemedEngine(QIconEngine):
    """Draws one icon with the theme's tokens of the moment."""

    def __init__(self, name: str, theme: Theme, size: int, role: str) -> None:
        super().__init__()
        self._name, self._theme, self._size, self._role = name, theme, size, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tokens = self._theme.tokens
        role = "accent" if state == QIcon.State.On else self._role
        colour = tokens.colour(role)
        if mode == QIcon.Mode.Disabled:
            colour = faded(tokens.text3)
        paint_icon(painter, self._name, rect, colour)

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

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def clone(self) -> QIconEngine:
        copy = _ThemedEngine(self._name, self._theme, self._size, self._role)
        self._theme.keep_alive(copy)
        return copy


def icon(name: str, theme: Theme, size: int = 18, role: str = "text2") -> QIcon:
    """An icon in a token's colour; dimmed when disabled, accent when On. KeyError for an unknown name."""
    icon_shape(name)
    return QIcon(_ThemedEngine(name, theme, size, role))
