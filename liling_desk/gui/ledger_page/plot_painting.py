"""Painting a trajectory's layout from the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.theme import Theme
from liling_desk.plots.labels import Label, Point
from liling_desk.plots.trajectory_layout import Dot, Layout

_DENSE = 7.0
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_trajectory(painter: QPainter, layout: Layout, theme: Theme, role: str, hovered: Dot | None) -> None:
    """`role`: the token of the gap; `hovered`: the dot under the mouse, drawn larger."""
    _axes(painter, layout, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _plans(painter, layout, theme)
    _values(painter, layout, theme, hovered)
    _bracket(painter, layout, theme.tokens.colour(role))
    for label in layout.labels:
        _write(painter, label, theme)


def line_height(px: int, theme: Theme) -> float:
    """Of one line in the plot: the font's own is half as high again as its characters, here lines stand closer."""
    return (px + theme.font_step) * 1.3


def _axes(painter: QPainter, layout: Layout, theme: Theme) -> None:
    tokens, plot = theme.tokens, layout.plot
    painter.setFont(theme.font(12))
    for text, box, y in layout.values:
        painter.fillRect(QRectF(plot.left, round(y), plot.width, 1), tokens.line)
        painter.setPen(tokens.text3)
        words = QRectF(box.left - 2, box.top, box.width + 4, box.height)
        painter.drawText(words, _CENTRE, text)
    painter.fillRect(QRectF(plot.left, round(plot.bottom), plot.width, 1), tokens.line2)
    for tick in layout.days:
        painter.fillRect(QRectF(round(tick.at), round(plot.bottom), 1, 4), tokens.line2)
        painter.setPen(tokens.text3)
        words = QRectF(tick.left - 2, plot.bottom + 5, tick.width + 4, line_height(12, theme))
        painter.drawText(words, _CENTRE, tick.text)


def _plans(painter: QPainter, layout: Layout, theme: Theme) -> None:
    tokens, plot = theme.tokens, layout.plot
    _draw(painter, layout.planned, QPen(tokens.bar_grey, 2))
    _draw(painter, layout.ramp, QPen(tokens.bar_grey, 1.4))
    if layout.required:
        pen = QPen(tokens.line2, 1)
        pen.setDashPattern([2, 3])
        _draw(painter, layout.required, pen)
    if layout.target_y is not None:
        pen = QPen(tokens.text2, 1.4)
        pen.setDashPattern([4, 3])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        y = round(layout.target_y) + 0.5
        _draw(painter, ((plot.left, y), (plot.right, y)), pen)
    if layout.as_of_x is not None:
        pen = QPen(tokens.text3, 1.2)
        pen.setDashPattern([1, 2.4])
        x = round(layout.as_of_x) + 0.5
        _draw(painter, ((x, plot.top - 6), (x, plot.bottom)), pen)


def _values(painter: QPainter, layout: Layout, theme: Theme, hovered: Dot | None) -> None:
    tokens = theme.tokens
    for line in layout.lines:
        _draw(painter, line, QPen(tokens.accent, 2, j=Qt.PenJoinStyle.RoundJoin))
    radius = _radius(layout)
    told = [dot for dot in layout.dots if dot.reading.report is not None]
    for dot in layout.dots:
        newest = bool(told) and dot is told[-1]
        big = dot == hovered
        side = 5.0 if big else 4.0 if newest or dot.reading.report is None else radius
        if side <= 0:
            continue
        hollow = dot.reading.report is None
        painter.setPen(QPen(tokens.accent if hollow else tokens.surface, 1.6 if hollow else 1.2))
        painter.setBrush(tokens.surface if hollow else tokens.accent)
        painter.drawEllipse(QPointF(*dot.at), side, side)


def _radius(layout: Layout) -> float:
    """Small points where they stand close, none where they would run together."""
    apart = layout.plot.width / max(len(layout.dots) - 1, 1)
    return 3.4 if apart > 2 * _DENSE else 2.6 if apart > _DENSE else 0.0


def _bracket(painter: QPainter, layout: Layout, colour: QColor) -> None:
    if layout.bracket is None:
        return
    x, planned, actual = layout.bracket
    if abs(planned - actual) < 3:
        return
    painter.setPen(QPen(colour, 1.6))
    painter.drawLine(QPointF(x, planned), QPointF(x, actual))
    for y in (planned, actual):
        painter.drawLine(QPointF(x - 3, y), QPointF(x + 3, y))


def _write(painter: QPainter, label: Label, theme: Theme) -> None:
    tokens, box = theme.tokens, label.box
    ground = QRectF(box.left - 1, box.top + 1, box.width + 2, box.height - 2)
    painter.fillRect(ground, faded(tokens.surface, 0.82))
    painter.setFont(theme.font(label.px, label.bold))
    painter.setPen(QColor(tokens.colour(label.role)))
    words = QRectF(box.left, box.top, box.width + 4, box.height)
    painter.drawText(words, _LEFT, label.text)


def _draw(painter: QPainter, line: Sequence[Point], pen: QPen) -> None:
    if len(line) > 1:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))
