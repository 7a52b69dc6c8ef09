"""Letters as files: one for each unit, in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.kind_panels import Offer
from liling_desk.gui.report_page.letter_fields import EACH
from liling_desk.gui.report_page.template_folder import template_answers
from liling_desk.gui.saving_place import folder_for
from liling_desk.ledger.errors import LedgerError
from liling_desk.reporting.letters import papers_of

if TYPE_CHECKING:
    from liling_desk.gui.report_page.page import ReportPage
    from liling_desk.gui.report_page.request import Ready

_FOLDER = "report_folder"


class LetterFolder:
    """What came of it is said in the page's strip, with the question that follows."""

    def __init__(self, desk: Desk, page: ReportPage) -> None:
        self._desk, self._page = desk, page

    def save(self, ready: Ready, ending: str, form: str, offer: Callable[[Ready], Offer]) -> bool:
        """Ask for a folder and write a file for each unit. False: these are saved like every report."""
        if form != EACH or ending not in (".docx", ".pdf") or not papers_of(ready.report):
            return False
        page, tr = self._page, self._desk.tr
        parent = page.delivery.ask.folder_for_letters(self._proposed())
        if parent is None:
            return True
        folder = _free(parent / f"{ready.report.title}-{ready.report.as_of.isoformat()}")
        page.bar.show_news(tr("正在保存 {file}…", file=folder.name))
        self._desk.background.start(
            lambda _report: _write(ready, folder, ending),
            lambda count: self._saved(ready, folder, count, offer),
            self._not_done,
            owner=page,
            crashed=lambda: page.bar.show_news(""),
        )
        return True

    def _proposed(self) -> Path:
        kept = str(self._desk.choices.remembered(_FOLDER, ""))
        return Path(kept) if kept and Path(kept).is_dir() else folder_for(self._desk.bridge.ledger.address)

    def _saved(self, ready: Ready, folder: Path, count: int, offer: Callable[[Ready], Offer]) -> None:
        page, tr = self._page, self._desk.tr
        page.bar.show_news("")
        self._desk.choices.remember(_FOLDER, str(folder.parent))
        page.delivery.recent.add(ready.report.title, ready.report.as_of.isoformat(), str(folder))
        question, answers = offer(ready)
        page.note.say(
            tr("已存 {n} 份到 {folder}", n=count, folder=folder.name),
            question or str(folder.parent),
            [*answers, (tr("打开文件夹"), lambda: page.delivery.open(folder))],
        )

    def _not_done(self, problem: LedgerError) -> None:
        self._page.bar.show_news("")
        self._page.note.say_problem(problem, template_answers(problem, self._desk, self._page))


def _write(ready: Ready, folder: Path, ending: str) -> int:
    from liling_desk.reporting.word_letter import letter_files

    return len(letter_files(ready.report, folder, ending))


def _free(folder: Path) -> Path:
    """This one, or the first free name beside it."""
    found, number = folder, 2
    while found.exists():
        found, number = folder.with_name(f"{folder.name}-{number}"), number + 1
    return found
