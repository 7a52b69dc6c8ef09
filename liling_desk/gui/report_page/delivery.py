"""What is shown becomes a file or goes to the printer; what came of it is said in the page's strip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.note_strip import NoteStrip
from liling_desk.gui.report_page.kind_panels import Offer
from liling_desk.gui.report_page.printing import PrintJob, ask_printer, printer_for
from liling_desk.gui.report_page.recent_reports import RecentReports
from liling_desk.gui.report_page.report_head import PDF_A
from liling_desk.gui.report_page.request import Ready
from liling_desk.gui.saving_place import folder_for
from liling_desk.ledger.errors import LedgerError
from liling_desk.reporting.whole_file import write_whole
from liling_desk.reporting.write import write_report

_FOLDER = "report_folder"


class Delivery:
    """`ask` asks for files and `ask_printer(printer, pages, parent)` for a printer; tests put others in their place."""

    def __init__(self, desk: Desk, note: NoteStrip, show_news: Callable[[str], None], page: QWidget) -> None:
        self._desk, self._note, self._show_news, self._page = desk, note, show_news, page
        self.ask = FileQuestions(desk.tr, page)
        self.ask_printer: Callable[[QPrinter, int, QWidget], bool] = ask_printer
        self.open: Callable[[Path], None] = open_path
        self.offer: Callable[[Ready], Offer] = lambda _ready: ("", ())
        """What is asked once something was saved or printed."""
        self.recent = RecentReports(desk.choices)
        self._job: PrintJob | None = None

    def save(self, ready: Ready, ending: str) -> None:
        """Ask where, and write ".pdf", PDF_A, ".xlsx", ".docx" or ".csv"."""
        archive = ending == PDF_A
        ending = ".pdf" if archive else ending
        path = self.ask.report_target(self._proposed(ready, ending), ending)
        if path is None:
            return
        self._show_news(self._desk.tr("正在保存 {file}…", file=path.name))
        self._desk.background.start(
            lambda _report: _write(ready, path, archive),
            lambda _none: self._saved(ready, path),
            self._not_done,
            owner=self._note,
            crashed=lambda: self._show_news(""),
        )

    def print_pages(self, ready: Ready) -> None:
        """Ask for a printer and send the pages; one job at a time."""
        if self._job is not None and self._job.is_under_way:
            return
        printer = printer_for(ready.pages, ready.report.title)
        if not self.ask_printer(printer, len(ready.pages), self._page):
            return
        self._job = PrintJob(ready.pages, printer, self._desk.background, self._page)
        self._job.progressed.connect(self._printing)
        self._job.finished.connect(lambda: self._printed(ready))
        self._job.failed.connect(self._not_printed)
        self._job.start()

    def _proposed(self, ready: Ready, ending: str) -> Path:
        folder = str(self._desk.choices.remembered(_FOLDER, ""))
        parent = Path(folder) if folder and Path(folder).is_dir() else folder_for(self._desk.bridge.ledger.address)
        return parent / f"{ready.report.title}-{ready.report.as_of.isoformat()}{ending}"

    def _saved(self, ready: Ready, path: Path) -> None:
        tr, report = self._desk.tr, ready.report
        question, answers = self.offer(ready)
        self._show_news("")
        self._desk.choices.remember(_FOLDER, str(path.parent))
        self.recent.add(report.title, report.as_of.isoformat(), str(path))
        self._note.say(
            tr("已存为 {file}", file=path.name),
            question or str(path.parent),
            [*answers, (tr("打开"), lambda: self.open(path)), (tr("打开所在文件夹"), lambda: self.open(path.parent))],
        )

    def _not_done(self, problem: LedgerError) -> None:
        self._show_news("")
        self._note.say_problem(problem)

    def _not_printed(self, problem: LedgerError) -> None:
        self._job = None
        self._not_done(problem)

    def _printing(self, done: int, total: int) -> None:
        tr = self._desk.tr
        if done < total:
            words = tr("正在打印 第 {page} / {pages} 页", page=done + 1, pages=total)
            self._note.say(words, "", [(tr("取消"), self._stop)])

    def _printed(self, ready: Ready) -> None:
        pages = self._job.total if self._job is not None else 0
        self._job = None
        self.recent.add(ready.report.title, ready.report.as_of.isoformat())
        self._note.say(self._desk.tr("已送打印机，{n} 页", n=pages), *self.offer(ready))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._note.say(self._desk.tr("打印已取消，已送出的页可能还会印出"))


def _write(ready: Ready, path: Path, archive: bool) -> None:
    if ready.paper is not None and path.suffix.lower() == ".pdf":
        write_whole(path, ready.paper)
    elif archive:
        from liling_desk.reporting.typst_pdf import pdf_of

        write_whole(path, pdf_of(ready.report, archive=True))
    else:
        write_report(ready.report, path)


def open_path(path: Path) -> None:
    """Open a file or a folder with whatever the system opens it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
