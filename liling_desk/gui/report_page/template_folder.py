"""The user's own Word templates of letters: the folder is opened, and made when that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk import places
from liling_desk.gui.desk import Desk
from liling_desk.ledger.errors import LedgerError

if TYPE_CHECKING:
    from liling_desk.gui.report_page.page import ReportPage


class TemplateFolder:
    """Asks in the page's strip before anything is put into the folder."""

    def __init__(self, desk: Desk, page: ReportPage) -> None:
        self._desk, self._page = desk, page

    def open(self) -> None:
        """Open it; where templates are missing, first ask whether the shipped ones are to be copied."""
        from liling_desk.reporting.own_templates import missing_templates

        tr, note, folder = self._desk.tr, self._page.note, places.letter_templates_dir()
        missing = missing_templates(folder)
        if not missing:
            self._page.delivery.open(folder)
            return
        note.say(
            tr("模板文件夹里没有 {files}", files=tr("、").join(missing)),
            tr("把自带的复制到 {folder}？在 Word 里改好，以后存的 Word 就照它来。", folder=folder),
            [(tr("复制并打开"), self._copy), (tr("不复制"), note.hide)],
        )
        note.focus_first()

    def _copy(self) -> None:
        from liling_desk.reporting.own_templates import copy_templates

        folder = places.letter_templates_dir()
        try:
            copy_templates(folder)
        except LedgerError as problem:
            self._page.note.say_problem(problem)
            return
        self._page.note.hide()
        self._page.delivery.open(folder)


def template_answers(problem: LedgerError, desk: Desk, page: ReportPage) -> list[tuple[str, Callable[[], object]]]:
    """A way to the template that can't be used, where that is the problem."""
    file = problem.where.file if problem.where is not None else ""
    if not file or Path(file).parent != places.letter_templates_dir():
        return []
    return [(desk.tr("打开模板文件夹"), lambda: page.delivery.open(Path(file).parent))]
