"""Where the pages of a document lie on the screen: pure arithmetic, also used by the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from liling_desk.gui.report_page.pdf_pages import POINTS_PER_INCH, PREVIEW_DPI

MARGIN = 16
GAP = 24
LEAST_PAGE_WIDTH = 460
"""Two pages stand side by side where each gets at least so many pixels."""

WIDTH, WHOLE = "width", "whole"
PERCENTAGES = (75, 100, 125, 150, 200)


@dataclass(frozen=True)
class PageLayout:
    """`rects` in content coordinates, `scale` in logical pixels a point, `columns` pages side by side."""

    rects: tuple[QRect, ...]
    scale: float
    columns: int
    size: QSize

    def visible(self, window: QRect) -> tuple[int, ...]:
        """Pages that a part of the content touches."""
        return tuple(index for index, rect in enumerate(self.rects) if rect.intersects(window))

    def top_of(self, index: int) -> int:
        """The scroll value that puts a page at the top."""
        return max(0, self.rects[index].top() - MARGIN)


def lay_out(sizes: Sequence[tuple[float, float]], viewport: QSize, zoom: str) -> PageLayout:
    """`zoom` is "width", "whole" or a percentage such as "150"."""
    if not sizes:
        return PageLayout((), 1.0, 1, QSize(0, 0))
    widest, tallest = max(width for width, _ in sizes), max(height for _, height in sizes)
    columns = _columns(widest, tallest, len(sizes), viewport, zoom)
    scale = _scale(widest, tallest, columns, viewport, zoom)
    rects: list[QRect] = []
    top = MARGIN
    content = columns * _pixels(widest * scale) + (columns - 1) * GAP
    left_edge = max(MARGIN, (viewport.width() - content) // 2)
    for start in range(0, len(sizes), columns):
        row = sizes[start : start + columns]
        for place, (width, height) in enumerate(row):
            left = left_edge + place * (_pixels(widest * scale) + GAP)
            rects.append(QRect(left, top, _pixels(width * scale), _pixels(height * scale)))
        top += max(_pixels(height * scale) for _, height in row) + GAP
    return PageLayout(tuple(rects), scale, columns, QSize(content + 2 * MARGIN, top - GAP + MARGIN))


def _pixels(length: float) -> int:
    """Whole pixels, never more than there are."""
    return int(length + 0.01)


def _columns(widest: float, tallest: float, count: int, viewport: QSize, zoom: str) -> int:
    if count < 2 or zoom not in (WIDTH, WHOLE):
        return 1
    if zoom == WIDTH:
        return 2 if (viewport.width() - 2 * MARGIN - GAP) / 2 >= LEAST_PAGE_WIDTH and widest < tallest else 1
    height = viewport.height() - 2 * MARGIN
    return 2 if 2 * widest * height / tallest + GAP + 2 * MARGIN <= viewport.width() else 1


def _scale(widest: float, tallest: float, columns: int, viewport: QSize, zoom: str) -> float:
    if zoom not in (WIDTH, WHOLE):
        return int(zoom) / 100 * PREVIEW_DPI / POINTS_PER_INCH
    across = (viewport.width() - 2 * MARGIN - (columns - 1) * GAP) / (columns * widest)
    if zoom == WHOLE:
        return max(0.1, min(across, (viewport.height() - 2 * MARGIN) / tallest))
    return max(0.1, across)
