"""What the report page asks for, and the work that makes it: no widgets, runs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from liling_desk.gui.report_page.page_layout import lay_out
from liling_desk.gui.report_page.pdf_pages import PagePicture, PdfPages
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.read_ledger import ReadLedger
from liling_desk.reporting.kinds import make_report
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Report
from liling_desk.translations import Translator


@dataclass(frozen=True)
class Screen:
    """Where the result will be shown: the first pictures are made for it. `top`: how far it is scrolled."""

    size: QSize
    zoom: str
    ratio: float
    top: int


@dataclass(frozen=True)
class Request:
    """Everything that a preview depends on. `paper`: a PDF that exists already and is shown as it is.

    `ledger` is only looked at to tell one open ledger from another: the worker asks nothing of it.
    """

    kind: str
    material: Material
    options: ReportOptions
    tr: Translator
    screen: Screen
    paper: bytes | None = None
    ledger: ReadLedger | None = None


@dataclass(frozen=True)
class Ready:
    """A finished preview. `pdf` is what is shown, with links to `filters`; `paper` is the request's, to be kept as is.

    `missing`: characters that no shipped font has. `options`: what it was asked for with, of which `ledger`.
    """

    report: Report
    pdf: bytes
    pages: PdfPages
    pictures: Mapping[int, PagePicture]
    filters: Sequence[LedgerFilter] = ()
    missing: str = ""
    paper: bytes | None = None
    options: ReportOptions | None = None
    ledger: ReadLedger | None = None


def prepare(request: Request, report: Callable[[int, int], None]) -> Ready:
    """Make the report, its PDF and the pages that will be seen first. Raises `LedgerError`."""
    made = make_report(request.kind, request.material, request.options, request.tr)
    report(1, 3)
    pdf, filters = (request.paper, ()) if request.paper is not None else _laid_out(made)
    report(2, 3)
    pages = PdfPages(pdf)
    pictures = {}
    for index, scale in _first_seen(pages, request.screen):
        report(2, 3)
        pictures[index] = pages.page(index, scale)
    missing = _missing(made)
    return Ready(made, pdf, pages, pictures, filters, missing, request.paper, request.options, request.ledger)


def _first_seen(pages: PdfPages, screen: Screen) -> list[tuple[int, float]]:
    layout = lay_out(pages.sizes, screen.size, screen.zoom)
    top = min(screen.top, max(0, layout.size.height() - screen.size.height()))
    window = QRect(0, top, max(screen.size.width(), layout.size.width()), screen.size.height())
    return [(index, layout.scale * screen.ratio) for index in layout.visible(window)]


def _laid_out(made: Report) -> tuple[bytes, Sequence[LedgerFilter]]:
    from liling_desk.reporting.typst_pdf import pdf_with_links

    return pdf_with_links(made)


def _missing(made: Report) -> str:
    from liling_desk.reporting.glyphs import missing_glyphs

    return " ".join(each.character for each in missing_glyphs(made))
