"""Logging letters at their items: asked for, or offered once they were saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.kind_panels import Offer
from liling_desk.gui.report_page.letter_numbers import all_letters
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.letter import Letter, are_logged, issue_letters, next_number, numbers_of
from liling_desk.reporting.letters import letters_of, papers_of

if TYPE_CHECKING:
    from liling_desk.gui.report_page.letters_panel import LettersPanel
    from liling_desk.gui.report_page.page import ReportPage
    from liling_desk.gui.report_page.request import Ready
    from liling_desk.reporting.options import LetterOptions


class LetterLogging(QObject):
    """Remembers the run that was logged: it keeps its numbers until something else is asked for."""

    def __init__(self, desk: Desk, page: ReportPage, panel: LettersPanel) -> None:
        super().__init__(panel)
        self._desk, self._page, self._panel = desk, page, panel
        self._asked: Ready | None = None
        self._logged: tuple[tuple[object, ...], tuple[Letter, ...], str] | None = None
        desk.bridge.opened.connect(self._ledger_opened)

    def is_logged(self) -> bool:
        """Whether the run that is shown stands in the ledger."""
        if self._logged is None:
            return False
        key, letters, _ = self._logged
        if key != self._panel.run_key() or not are_logged(letters, all_letters(self._desk)):
            self._logged = None
        return self._logged is not None

    def forget(self) -> None:
        """Another run is shown from now on."""
        self._logged = None

    def show_state(self, units: int) -> None:
        """The button, dimmed with a reason, or what was logged. A second step is taken back."""
        tr = self._desk.tr
        if self.is_logged() and self._logged is not None:
            self._panel.bottom.show_logged(self._logged[2])
            return
        why = "" if units else tr("没有选中的单位")
        self._panel.bottom.show_button(self._desk.why_read_only or why)

    def ask(self) -> None:
        """The first step, on the newest preview."""
        self._page.maker.when_ready(self._ask)

    def agreed(self) -> None:
        """The second step."""
        if self._asked is not None:
            self._log(self._asked)

    def offer(self, ready: Ready) -> Offer:
        """The question once letters were saved or printed; none where they are logged, or can't be."""
        tr, bridge = self._desk.tr, self._desk.bridge
        if not bridge.has_ledger or ready.ledger is not bridge.ledger:
            return "", ()  # another ledger was opened while it was saved or printed
        letters = self._letters(ready)
        if not letters or self._desk.bridge.ledger.read_only or are_logged(letters, all_letters(self._desk)):
            return "", ()
        return tr("登记为已发出？"), ((tr("登记发文"), lambda: self._log(ready)), (tr("不登记"), self._page.note.hide))

    def _ledger_opened(self) -> None:
        self._asked = self._logged = None

    def _ask(self, ready: Ready) -> None:
        letters = self._letters(ready)
        if not letters or self._panel.isHidden():
            return
        self._asked = ready
        self._panel.bottom.ask(self._sentence(ready), self._desk.tr("登记发文"))

    def _sentence(self, ready: Ready) -> str:
        tr, count = self._desk.tr, len(papers_of(ready.report))
        items, numbers = len(self._letters(ready)), _numbers(self._options(ready), count)
        if numbers:
            return tr("登记 {n} 份，{numbers}，到 {items} 项的历史。", n=count, numbers=numbers, items=items)
        return tr("登记 {n} 份，没有文号，到 {items} 项的历史。", n=count, items=items)

    def _log(self, ready: Ready) -> None:
        tr, bridge, letters = self._desk.tr, self._desk.bridge, self._letters(ready)
        try:
            changes = issue_letters(letters, all_letters(self._desk))
        except LedgerError as problem:
            self._not_done(problem, self._options(ready))
            return
        count = len(papers_of(ready.report))
        said = tr("已登记{kind} {n} 份，{items} 项", kind=tr(self._panel.kind.word), n=count, items=len(letters))
        numbers = _numbers(self._options(ready), count)
        words = tr("已登记 {numbers}\n{day}，{n} 份", numbers=numbers, day=letters[0].issued_on, n=count)
        if not numbers:
            words = tr("已登记 {n} 份\n{day}，没有文号", day=letters[0].issued_on, n=count)
        if ready is self._page.ready and self._page.is_up_to_date:
            # Known before it is written: the preview that follows keeps these numbers.
            self._logged = (self._panel.run_key(), letters, words)
        self._page.note.hide()
        if bridge.run(changes, said) is None:
            self._logged = None
            self._panel.refresh()

    def _not_done(self, problem: LedgerError, options: LetterOptions) -> None:
        tr = self._desk.tr
        following = next_number(all_letters(self._desk), options.number)
        answer = (tr("从 {n} 号编起", n=following), lambda: self._from(following))
        self._page.note.say_problem(problem, [answer])

    def _from(self, number: int) -> None:
        self._page.note.hide()
        self._panel.number_from(number)

    def _letters(self, ready: Ready) -> tuple[Letter, ...]:
        return letters_of(ready.report, ready.options) if ready.options is not None else ()

    def _options(self, ready: Ready) -> LetterOptions:
        assert ready.options is not None
        return ready.options.letters


def _numbers(options: LetterOptions, count: int) -> str:
    return numbers_of(options.number, options.first_number, count) if options.number.strip() else ""
