"""What a person does on the report page."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from liling_desk.gui.report_page.page import ReportPage
from liling_desk.gui.report_page.page_view import PageView
from liling_desk.gui.report_page.pdf_pages import PageLink, PdfPages


class Answers:
    """Stands for the system's file dialog."""

    def __init__(self, target: Path | None) -> None:
        self.target = target
        self.proposed: Path | None = None

    def report_target(self, proposed: Path, ending: str) -> Path | None:
        self.proposed = proposed
        return self.target


def settle(page: ReportPage, qtbot: QtBot) -> None:
    """Wait until what is shown is what is asked for."""
    qtbot.waitUntil(lambda: page.is_up_to_date, timeout=10_000)


def pdf_text(data: bytes) -> str:
    """The words of all pages."""
    with PdfPages.alone(), pypdfium2.PdfDocument(data) as document:
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(words.get_text_range())
            words.close()
            page.close()
        return "\n".join(texts)


def row_of(page: ReportPage, kind: str) -> QAbstractButton:
    """The row of a kind."""
    return next(row for row in page.kinds.rows.buttons() if row.key == kind)


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click in the middle."""
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def tick(qtbot: QtBot, box: QAbstractButton) -> None:
    """Click on the box of a check box."""
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(12, box.height() // 2))


def choose(page: ReportPage, kind: str, qtbot: QtBot) -> None:
    """Click a kind and wait for its pages."""
    page.kinds.ensureWidgetVisible(row_of(page, kind))
    click(qtbot, row_of(page, kind))
    settle(page, qtbot)


def place_of(view: PageView, link: PageLink) -> QPoint:
    """Where a link stands in the viewport."""
    view.reveal(link.page, link.rect)
    corner = next(QPoint(x, 40) for x in range(0, view.width(), 4) if _is_on(view, QPoint(x, 40), link.page))
    _, start = view.point_at(corner)
    _, further = view.point_at(corner + QPoint(100, 0))
    scale = 100 / (further.x() - start.x())
    return corner + ((link.rect.center() - start) * scale).toPoint()


def _is_on(view: PageView, place: QPoint, page: int) -> bool:
    found = view.point_at(place)
    return found is not None and found[0] == page and found[1].x() >= 0
