"""Strokes of the preview: a sheet of paper, what was found on it, what can be clicked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.tokens import Tokens, light_tokens
from liling_desk.gui.report_page.finding import Hit
from liling_desk.gui.report_page.pdf_pages import PageLink, PagePicture

_PAPER = QColor("#FFFFFF")  # Paper is white in the dark theme as well.


def paint_sheet(
    painter: QPainter, box: QRect, picture: PagePicture | None, scale: float, ratio: float, tokens: Tokens
) -> None:
    """A page in its box. `scale`: device pixels a point that it should have, `ratio`: those of a pixel."""
    painter.fillRect(box.adjusted(-1, -1, 1, 2), tokens.line)
    painter.fillRect(box, _PAPER)
    if picture is None:
        return
    if abs(picture.scale - scale) < 1e-6:
        # Point by point: fitted into the box, a picture one pixel wider would lose a column of its letters.
        picture.image.setDevicePixelRatio(ratio)
        painter.drawImage(box.topLeft(), picture.image)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(box, picture.image)


def paint_hits(painter: QPainter, box: QRect, scale: float, page: int, hits: Sequence[Hit], current: int) -> None:
    """What was found on a page; the current one stands out by its frame."""
    accent = light_tokens().accent
    for number, hit in enumerate(hits):
        if hit.page != page:
            continue
        tint = QColor(accent)
        tint.setAlphaF(0.34 if number == current else 0.16)
        for rect in hit.rects:
            place = on_screen(rect, box, scale).adjusted(-2, -2, 2, 2)
            fill_round(painter, place, 3, tint, accent if number == current else None, 2)


def paint_link(painter: QPainter, box: QRect, scale: float, link: PageLink) -> None:
    """The ring of the link that was reached by keyboard."""
    fill_round(painter, on_screen(link.rect, box, scale).adjusted(-4, -4, 4, 4), 4, None, light_tokens().accent, 2)


def paint_veil(painter: QPainter, box: QRect, tokens: Tokens) -> None:
    """Dims a page that is about to be replaced."""
    veil = QColor(tokens.rail)
    veil.setAlphaF(0.55)
    painter.fillRect(box, veil)


def on_screen(rect: QRectF, box: QRect, scale: float) -> QRectF:
    """A part of a page in points, where the page stands in `box`."""
    corner = QPointF(box.topLeft()) + rect.topLeft() * scale
    return QRectF(corner, QSizeF(rect.width() * scale, rect.height() * scale))
