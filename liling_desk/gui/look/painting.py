"""Small strokes that every painted widget shares."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from liling_desk.gui.look.tokens import Tokens

RING = 2.0


def fill_round(
    painter: QPainter,
    rect: QRectF | QRect,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Fill a rounded rectangle and stroke its edge inside the given bounds."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    if border is not None:
        half = width / 2
        box = box.adjusted(half, half, -half, -half)
        painter.setPen(QPen(border, width))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


def draw_focus_ring(painter: QPainter, rect: QRectF | QRect, tokens: Tokens, radius: float = 6.0) -> None:
    """The 2 px accent ring just inside the rectangle: give the control's bounds grown by 2 px where there is room."""
    fill_round(painter, rect, radius, None, tokens.accent, RING)


def repolish(widget: QWidget) -> None:
    """Let the style sheet see a changed dynamic property."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
