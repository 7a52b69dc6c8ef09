"""Pages to a printer: pictures at 300 ppi made on a worker, painted one by one so that the window stays alive."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QObject, QRect, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from liling_desk.gui.background import Background, Work
from liling_desk.gui.report_page.pdf_pages import POINTS_PER_INCH, PdfPages
from liling_desk.ledger.errors import FileUnusable, LedgerError
from liling_desk.translations import N_, Message

PRINT_PPI = 300


def printer_for(pages: PdfPages, title: str) -> QPrinter:
    """A printer set to A4 in the document's orientation, without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Liling Desk")
    width, height = pages.sizes[0]
    turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF()))
    printer.setFullPage(True)
    return printer


def ask_printer(printer: QPrinter, pages: int, parent: QWidget) -> bool:
    """The system's print dialog; False where the user thought better of it."""
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return dialog.exec() == QPrintDialog.DialogCode.Accepted


def pages_in_order(printer: QPrinter, count: int) -> list[int]:
    """Page numbers (from 0) in the order in which they go out, copies included."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    chosen = list(range(max(first, 1) - 1, min(last, count)))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _ in range(copies)]


class PrintJob(QObject):
    """One job. `progressed(done, total)`, then `finished()` or `failed(LedgerError)`; after `cancel` neither."""

    progressed = Signal(int, int)
    finished = Signal()
    failed = Signal(object)

    def __init__(
        self, pages: PdfPages, printer: QPrinter, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pages, self._printer, self._background = pages, printer, background
        self._order = pages_in_order(printer, len(pages))
        self._done = 0
        self._painter = QPainter()
        self._work: Work | None = None

    @property
    def total(self) -> int:
        """Sheets of this job."""
        return len(self._order)

    def start(self) -> None:
        """Begin; the first page is under way when this returns."""
        if not self._order or not self._painter.begin(self._printer):
            self._fail(_unprintable())
            return
        self._next()

    @property
    def is_under_way(self) -> bool:
        """Whether pages are still to come."""
        return self._work is not None and self._work.is_under_way

    def cancel(self) -> None:
        """Stop; pages already sent may still come out."""
        if self._work is not None:
            self._work.cancel()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _next(self) -> None:
        self.progressed.emit(self._done, self.total)
        if self._done == self.total:
            ended = self._painter.end()
            if ended and self._printer.printerState() != QPrinter.PrinterState.Error:
                self.finished.emit()
            else:
                self._fail(_unprintable())
            return
        self._work = self._background.start(
            self._picture_of(self._order[self._done]),
            self._paint,
            self._fail,
            owner=self,
            crashed=lambda: self._fail(_unprintable()),
        )

    def _picture_of(self, index: int) -> Callable[[Callable[[int, int], None]], QImage]:
        return lambda _report: self._pages.picture(index, PRINT_PPI / POINTS_PER_INCH)

    def _paint(self, picture: QImage) -> None:
        if self._done and not self._printer.newPage():
            self._fail(_unprintable())
            return
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(_fitted(picture, QRect(0, 0, paper.width(), paper.height())), picture)
        self._done += 1
        self._next()

    def _fail(self, problem: LedgerError) -> None:
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        self.failed.emit(problem)


def _fitted(picture: QImage, paper: QRect) -> QRect:
    """The largest rectangle of the picture's shape in the middle of the paper."""
    scale = min(paper.width() / picture.width(), paper.height() / picture.height())
    width, height = round(picture.width() * scale), round(picture.height() * scale)
    return QRect((paper.width() - width) // 2, (paper.height() - height) // 2, width, height)


def _unprintable() -> FileUnusable:
    return FileUnusable(
        Message(N_("打印机没有接受这份报表。")), Message(N_("请检查打印机是否连接、有纸，或先存为 PDF 再打印。"))
    )
