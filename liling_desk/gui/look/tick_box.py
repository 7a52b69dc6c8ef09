"""The tick box of a row: the desk's verdict, not the selection."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from liling_desk.gui.look.painting import draw_focus_ring, fill_round
from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.tokens import Tokens

TICK_STATES = ("empty", "submitted", "suspended", "done", "terminated")
_SIDE = 18.0


def paint_tick_box(
    painter: QPainter,
    rect: QRectF | QRect,
    state: str,
    tokens: Tokens,
    focused: bool = False,
    hovered: bool = False,
    enabled: bool = True,
) -> None:
    """Draw the box (18 px, or the rectangle if smaller) in the middle of the rectangle.

    empty; submitted: amber dot; suspended: two bars; done: filled blue with a tick; terminated: a cross.
    """
    outer = QRectF(rect)
    side = min(_SIDE, outer.width(), outer.height())
    box = QRectF(round(outer.center().x() - side / 2), round(outer.center().y() - side / 2), side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not enabled:
        painter.setOpacity(0.5)
    _ground(painter, box, state, tokens, hovered)
    painter.translate(box.topLeft())
    painter.scale(side / 18, side / 18)
    _mark(painter, state, tokens)
    painter.restore()
    if focused:
        draw_focus_ring(painter, box.adjusted(-4, -4, 4, 4), tokens, 7)


def _ground(painter: QPainter, box: QRectF, state: str, tokens: Tokens, hovered: bool) -> None:
    if state == "done":
        fill_round(painter, box, 4, tokens.done)
        return
    fill = tokens.yellow_tint if state == "submitted" else tokens.surface
    if state == "terminated":
        fill = tokens.grey_tint
    if hovered and state == "empty":
        fill = tokens.sel
    edge = tokens.accent if hovered else tokens.yellow if state == "submitted" else tokens.line2
    fill_round(painter, box, 4, fill, edge, 1.5)


def _mark(painter: QPainter, state: str, tokens: Tokens) -> None:
    if state == "submitted":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.yellow)
        painter.drawEllipse(QPointF(9, 9), 2.7, 2.7)
        return
    lines: list[list[QPointF]] = []
    colour, width = tokens.text2, 2.0
    if state == "suspended":
        lines = [[QPointF(7, 6), QPointF(7, 12)], [QPointF(11, 6), QPointF(11, 12)]]
    elif state == "terminated":
        colour, width = tokens.text3, 1.7
        lines = [[QPointF(5.8, 5.8), QPointF(12.2, 12.2)], [QPointF(12.2, 5.8), QPointF(5.8, 12.2)]]
    elif state == "done":
        colour = tokens.surface
        lines = [[QPointF(4.6, 9.3), QPointF(7.7, 12.4), QPointF(13.4, 5.9)]]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    for line in lines:
        painter.drawPolyline(line)


def paint_check_box(
    painter: QPainter, rect: QRectF | QRect, checked: bool, tokens: Tokens, enabled: bool = True
) -> None:
    """An ordinary 16 px check box (facets, diff rows): accent when checked."""
    outer = QRectF(rect)
    box = QRectF(round(outer.center().x() - 8), round(outer.center().y() - 8), 16, 16)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not enabled:
        painter.setOpacity(0.5)
    if not checked:
        fill_round(painter, box, 4, tokens.surface, faded(tokens.line2, 1.0), 1.4)
    else:
        fill_round(painter, box, 4, tokens.accent)
        painter.translate(box.topLeft())
        painter.setPen(
            QPen(tokens.on_accent, 1.9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.drawPolyline([QPointF(4.1, 8.3), QPointF(6.9, 11.0), QPointF(12.0, 5.3)])
    painter.restore()
