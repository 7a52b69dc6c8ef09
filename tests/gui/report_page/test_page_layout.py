"""Where pages lie."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize

from liling_desk.gui.report_page.page_layout import GAP, MARGIN, lay_out

A4 = (595.0, 842.0)


def test_two_pages_side_by_side_where_there_is_room() -> None:
    layout = lay_out([A4] * 3, QSize(1047, 700), "width")
    assert layout.columns == 2
    assert layout.rects[1].left() - layout.rects[0].right() == GAP + 1
    assert layout.rects[2].top() > layout.rects[0].bottom()
    assert layout.size.width() <= 1047


def test_one_page_across_where_there_is_not() -> None:
    layout = lay_out([A4] * 3, QSize(800, 700), "width")
    assert layout.columns == 1
    assert layout.rects[0].width() == 800 - 2 * MARGIN


@pytest.mark.parametrize("viewport", [QSize(400, 300), QSize(1047, 700), QSize(2400, 1200)])
def test_a_whole_page_fits(viewport: QSize) -> None:
    for rect in lay_out([A4] * 2, viewport, "whole").rects:
        assert rect.width() <= viewport.width()
        assert rect.height() <= viewport.height()


def test_a_percentage_is_of_paper_at_96_dots() -> None:
    layout = lay_out([A4], QSize(400, 300), "150")
    assert layout.rects[0].width() == round(595 * 96 / 72 * 1.5)


def test_only_pages_in_the_window_are_visible() -> None:
    layout = lay_out([A4] * 10, QSize(800, 700), "width")
    assert layout.visible(QRect(0, layout.top_of(4), 800, 400)) == (4,)


def test_no_pages_no_rectangles() -> None:
    assert lay_out([], QSize(800, 700), "width").rects == ()
