"""What the report page asks for, and the work that makes it: no widgets, runs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage

from liling_desk.gui.report_page.page_layout import lay_out
from liling_desk.gui.report_page.pdf_pages import PdfPages
from liling_desk.reporting.kinds import make_report
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Report
from liling_desk.translations import Translator


@dataclass(frozen=True)
class Screen:
    """Where the result will be shown: the first pictures are made for it."""

    size: QSize
    zoom: str
    ratio: float
    top: int


@dataclass(frozen=True)
class Request:
    """Everything that a preview depends on."""

    kind: str
    material: Material
    options: ReportOptions
    tr: Translator
    screen: Screen


@dataclass(frozen=True)
class Ready:
    """A finished preview. `pictures`: page to (device pixels a point, picture)."""

    report: Report
    pdf: bytes
    pages: PdfPages
    pictures: Mapping[int, tuple[float, QImage]]


def prepare(request: Request, report: Callable[[int, int], None]) -> Ready:
    """Make the report, its PDF and the pages that will be seen first. Raises `LedgerError`."""
    from liling_desk.reporting.typst_pdf import pdf_of

    made = make_report(request.kind, request.material, request.options, request.tr)
    report(1, 3)
    pdf = pdf_of(made)
    report(2, 3)
    pages = PdfPages(pdf)
    screen = request.screen
    layout = lay_out(pages.sizes, screen.size, screen.zoom)
    top = min(screen.top, max(0, layout.size.height() - screen.size.height()))
    pictures = {}
    for index in layout.visible(QRect(0, top, max(screen.size.width(), layout.size.width()), screen.size.height())):
        report(2, 3)
        scale = layout.scale * screen.ratio
        pictures[index] = (scale, pages.picture(index, scale))
    return Ready(made, pdf, pages, pictures)
