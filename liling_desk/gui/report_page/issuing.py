"""What is done with a bulletin from the window: sent out in two steps, withdrawn, thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.permit import permit
from liling_desk.ledger.bulletin import Bulletin, discard_draft, withdraw
from liling_desk.ledger.errors import LedgerError, Outdated
from liling_desk.report_material import GoingOut, going_out
from liling_desk.translations import N_, Translator

if TYPE_CHECKING:
    from liling_desk.gui.report_page.bulletin_panel import BulletinPanel
    from liling_desk.gui.report_page.page import ReportPage
    from liling_desk.gui.report_page.request import Ready

_CHANGES = N_("与上期相比")
"""The heading that the bulletin itself has."""


class Issuing(QObject):
    """Problems are said in the page's strip; nothing is written but what the second step agreed to."""

    def __init__(self, desk: Desk, page: ReportPage, panel: BulletinPanel) -> None:
        super().__init__(panel)
        self._desk, self._page, self._panel = desk, page, panel
        self._asked: Ready | None = None
        self._found: tuple[tuple[object, ...], bool] | None = None
        panel.buttons.agreed.connect(self._agreed)
        desk.bridge.opened.connect(self._ledger_opened)

    def show_possible(self, kept: Bulletin | None, now: Bulletin, wrong: str) -> None:
        """Dim what can't be done with this draft now, and say why; `wrong`: what is wrong with its number."""
        tr, buttons, read_only = self._desk.tr, self._panel.buttons, self._desk.why_read_only
        why = read_only or wrong
        same = tr("已经保存，没有新的改动") if kept is not None and kept == now else ""
        nothing = "" if self._has_items(now) else tr("所选范围里没有事项")
        permit(buttons.keep, why or same)
        permit(buttons.issue, why or nothing)
        buttons.discard.setVisible(kept is not None)
        permit(buttons.discard, read_only)

    def show_withdrawable(self, issue: Bulletin | None) -> None:
        """Whether an issue can be taken out of use."""
        button = self._panel.buttons.withdraw
        button.setVisible(issue is not None and not issue.is_withdrawn)
        permit(button, self._desk.why_read_only)

    def look(self, entries: int) -> None:
        """The ledger may have changed: what was asked on other figures is asked no more."""
        if self._asked is None or self._asked.report.generated_from[1] == entries or not self._panel.buttons.is_asking:
            return
        self._panel.buttons.back()
        self._not_done(Outdated())

    def ask_issue(self) -> None:
        """The first step, on the newest preview."""
        self._page.maker.when_ready(self._ask_issue)

    def ask_withdraw(self) -> None:
        """The first step of a withdrawal; it can be undone, but it needs a reason."""
        tr, issue = self._desk.tr, self._panel.state.issue
        if issue is None:
            return
        self._asked = None
        words = tr("{name}撤回以后不再作为上期来比。期号不再用，定稿留在台账里。", name=issue.name)
        self._panel.buttons.ask(words, tr("撤回本期"), self._panel.buttons.withdraw, tr("撤回的原因，会进入历史"))

    def discard(self) -> None:
        """Throw a kept draft away; undoing brings it back."""
        kept = self._panel.state.kept
        if kept is not None:
            said = self._desk.tr("已丢弃 {name}的草稿", name=kept.name)
            self._desk.bridge.run(lambda: discard_draft(kept), said)

    def show_changes(self) -> None:
        """Go to where the paper tells them."""
        ready = self._page.ready
        if ready is None:
            return
        titles = {self._desk.tr(_CHANGES), *(Translator(each)(_CHANGES) for each in ("zh_CN", "en"))}
        found = next((each for each in ready.pages.outline if any(title in each.title for title in titles)), None)
        if found is not None:
            self._page.bar.jumped.emit(found.page, found.top)

    def _ledger_opened(self) -> None:
        self._asked = self._found = None
        self._panel.buttons.back()

    def _is_of_now(self, asked: Ready) -> bool:
        bridge = self._desk.bridge
        return bridge.has_ledger and asked.ledger is bridge.ledger

    def _has_items(self, now: Bulletin) -> bool:
        """Found out once for the same items, not with every letter that is typed."""
        ledger = self._desk.bridge.ledger
        found_in = (ledger.address.text, ledger.snapshot().entries, now.filter, now.as_of)
        if self._found is None or self._found[0] != found_in:
            self._found = (found_in, bool(ledger.count(now.filter, now.as_of)))
        return self._found[1]

    def _ask_issue(self, ready: Ready) -> None:
        now = ready.options.bulletin if ready.options is not None else None
        if ready.report.kind != "bulletin" or now is None or now.is_issued or self._panel.isHidden():
            return
        self._asked = ready
        count = self._desk.bridge.ledger.count(now.filter, now.as_of)
        words = self._desk.tr("发出后不能修改；{name}，截至 {day}，{n} 项。", name=now.name, day=now.as_of, n=count)
        self._panel.buttons.ask(words, self._desk.tr("发出"), self._panel.buttons.issue)

    def _agreed(self, reason: str) -> None:
        tr, bridge, issue = self._desk.tr, self._desk.bridge, self._panel.state.issue
        if issue is not None:
            said = tr("已撤回 {name}", name=issue.name)
            if bridge.run(lambda: withdraw(issue, bridge.today, reason), said) is not None:
                self._panel.buttons.back()
            return
        asked = self._asked
        if asked is None or asked.options is None or asked.options.bulletin is None:
            return
        self._panel.buttons.step.set_busy(True)
        seen = asked.report.generated_from[1]
        try:
            going = going_out(bridge.ledger, asked.options.bulletin, asked.options, bridge.today, tr, seen)
        except LedgerError as problem:
            self._not_done(problem)
            return
        self._desk.background.start(
            lambda _report: going.paper(),
            lambda paper: self._send(asked, going, paper),
            lambda problem: self._not_done(problem, asked),
            owner=self,
            crashed=self._panel.buttons.back,
        )

    def _send(self, asked: Ready, going: GoingOut, paper: bytes) -> None:
        if not self._is_of_now(asked):
            return  # another ledger was opened
        self._asked = None  # what it writes itself is no change to be looked at again
        said = self._desk.tr("已发出 {name}，{n} 项", name=going.draft.name, n=len(going.figures.items))
        if self._desk.bridge.issue(going, paper, said, self._not_done) is None:
            return
        self._panel.state.forget()
        self._panel.buttons.back()
        self._panel.choose(going.draft.key)
        if not self._panel.isHidden():
            self._panel.chooser.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_done(self, problem: LedgerError, asked: Ready | None = None) -> None:
        if asked is not None and not self._is_of_now(asked):
            return
        self._panel.buttons.back()
        self._page.note.say_problem(problem, [(self._desk.tr("再看一次"), self._look_again)])

    def _look_again(self) -> None:
        self._page.note.hide()
        self._desk.bridge.reload()
