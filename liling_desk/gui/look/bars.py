"""Bars: stacked by light, and one indicator's progress."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from liling_desk.gui.look.light_glyphs import LIGHT_ORDER
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.tokens import Tokens


def stacked_segments(rect: QRectF | QRect, counts: Sequence[tuple[str, int]], scale: int) -> list[tuple[str, QRectF]]:
    """Where each light's segment lies, in the fixed order; `scale` is the count that fills the whole width."""
    box = QRectF(rect)
    if scale <= 0:
        return []
    by_name = dict(counts)
    segments = []
    left = box.left()
    for name in LIGHT_ORDER:
        count = by_name.get(name, 0)
        if count > 0:
            width = box.width() * count / scale
            segments.append((name, QRectF(left, box.top(), width, box.height())))
            left += width
    return segments


def paint_stacked_bar(
    painter: QPainter,
    rect: QRectF | QRect,
    counts: Sequence[tuple[str, int]],
    scale: int,
    theme: Theme,
) -> list[tuple[str, QRectF]]:
    """Draw the segments red, yellow, green, done (hatched), grey, each with its number where it fits.

    Returns the segments, for tooltips and clicks. A number that does not fit is left to the tooltip.
    """
    tokens = theme.tokens
    segments = stacked_segments(rect, counts, scale)
    if not segments:
        return []
    by_name = dict(counts)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font(12))
    metrics = QFontMetricsF(painter.font())
    last = segments[-1][1]
    for name, segment in segments:
        fill = segment if segment is last else segment.adjusted(0, 0, -min(1.5, segment.width() / 3), 0)
        fill_round(painter, fill, 2, tokens.bar(name))
        if name == "blue":
            _hatch(painter, fill, tokens)
        word = str(by_name[name])
        width = metrics.horizontalAdvance(word)
        # Without stripes beside its number, done would look like green on paper.
        if width + (10 if name == "blue" else 2) <= fill.width():
            if name == "blue":
                clear = QRectF(fill.center().x() - width / 2 - 2, fill.top(), width + 4, fill.height())
                painter.fillRect(clear, tokens.bar_done)
            painter.setPen(_number_colour(tokens.bar(name)))
            painter.drawText(fill, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()
    return segments


def paint_swatch(painter: QPainter, rect: QRectF | QRect, name: str, tokens: Tokens) -> None:
    """A legend's little square, hatched for done like the bars."""
    fill_round(painter, rect, 2, tokens.bar(name))
    if name == "blue":
        _hatch(painter, QRectF(rect), tokens)


def paint_progress_bar(
    painter: QPainter,
    rect: QRectF | QRect,
    fraction: float,
    mark: float | None,
    name: str,
    tokens: Tokens,
) -> None:
    """Draw a 5 px bar filled to `fraction` in a light's bar colour, and a 2 px mark at the required fraction."""
    box = QRectF(rect)
    middle = round(box.center().y())
    track = QRectF(box.left(), middle - 2.5, box.width(), 5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.track)
    painter.drawRoundedRect(track, 2.5, 2.5)
    share = min(max(fraction, 0.0), 1.0)
    if share > 0:
        painter.setBrush(tokens.bar(name))
        painter.drawRoundedRect(QRectF(track.left(), track.top(), max(5.0, track.width() * share), 5), 2.5, 2.5)
    if mark is not None:
        at = track.left() + (track.width() - 2) * min(max(mark, 0.0), 1.0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(round(at), middle - 5, 2, 10), tokens.text)
    painter.restore()


def _hatch(painter: QPainter, segment: QRectF, tokens: Tokens) -> None:
    """Slanted stripes: on paper green and done are the same grey."""
    painter.save()
    clip = QPainterPath()
    clip.addRoundedRect(segment, 2, 2)
    painter.setClipPath(clip)
    painter.setPen(QPen(faded(tokens.surface, 0.75), 1.6))
    height = segment.height()
    left = segment.left() - height
    while left < segment.right():
        painter.drawLine(QPointF(left, segment.bottom()), QPointF(left + height, segment.top()))
        left += 5.5
    painter.restore()


def _number_colour(ground: QColor) -> QColor:
    return QColor("#FFFFFF") if _luminance(ground) < 0.2 else QColor("#14171D")


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
