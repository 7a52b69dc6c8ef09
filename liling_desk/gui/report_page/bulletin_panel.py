"""The bulletin on the report page: which issue, its draft, and sending it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.draft_writer import KEEP_AFTER_MS
from liling_desk.gui.report_page.draft_fields import DraftFields
from liling_desk.gui.report_page.issue_chooser import IssueChooser
from liling_desk.gui.report_page.issue_foot import IssueFoot
from liling_desk.gui.report_page.issue_state import NEW, IssueState
from liling_desk.gui.report_page.issued_facts import IssuedFacts
from liling_desk.gui.report_page.issuing import Issuing
from liling_desk.gui.report_page.kind_panels import KindPanel
from liling_desk.ledger.bulletin import Bulletin, draft, key_of, last_issued, next_number, revise_draft
from liling_desk.translations import Translator

if TYPE_CHECKING:
    from liling_desk.gui.report_page.page import ReportPage
    from liling_desk.gui.report_page.request import Ready

_TYPING_MS = 150
_NOT_FOR_ISSUES = frozenset({"scope", "as_of", "charts", "black_and_white", "letterhead"})


class BulletinPanel(KindPanel):
    """A draft follows the scope and the as-of day of the page; an issue is shown as it went out."""

    def __init__(self, desk: Desk, page: ReportPage) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        self.state = IssueState(desk)
        self._arranged: frozenset[str] | None = None
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._rested)
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._keeping.timeout.connect(self.state.save)
        self.chooser = IssueChooser(desk)
        self.fields = DraftFields(desk)
        self.about = IssuedFacts(desk)
        self.buttons = IssueFoot(desk)
        self.issuing = Issuing(desk, page, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        for widget in (self.chooser, self.about, self.fields):
            column.addWidget(widget)
        self._connect()

    @property
    def takes_over(self) -> frozenset[str]:  # type: ignore[override]
        """An issue is what it is: nothing of it can be chosen."""
        return _NOT_FOR_ISSUES if self.state.issue is not None else frozenset()

    def options(self) -> dict[str, Any]:
        issue = self.state.issue
        if issue is not None:
            return {"bulletin": issue, "as_of": issue.as_of, "filter": issue.filter, "sort": issue.sort}
        return {"bulletin": self.draft()}

    def paper(self) -> bytes | None:
        issue = self.state.issue
        return self._desk.bridge.ledger.bulletin_paper(issue) if issue is not None else None

    def foot(self) -> QWidget | None:
        return self.buttons

    def only_pdf(self) -> str:
        if self.state.issue is None:
            return ""
        tr = self._desk.tr
        return tr("已发出的通报只有当时的定稿，可以存为 PDF、打印。别的格式要按现在的台账重做，会与定稿不同。")

    def save(self, ready: Ready, ending: str) -> bool:
        refused = ready.paper is not None and ending != ".pdf"
        if refused:
            self._page.note.say(self._desk.tr("这一期只能存为 PDF"), self.only_pdf())
        return refused

    def draft(self) -> Bulletin:
        """The draft as it stands in the fields, on the scope and the day of the page."""
        values, scope = self.state.values(), self._page.options.scope
        key, day = key_of(values["year"], values["number"]), self._desk.bridge.as_of
        return Bulletin(key=key, **values, as_of=day, filter=scope.filter, sort=scope.sort)

    def refresh(self) -> None:
        self.state.read()
        self.issuing.look(self._desk.bridge.ledger.snapshot().entries)
        self._show()

    def choose(self, key: str) -> None:
        """Show another issue, or NEW. A draft brings along its day and its scope."""
        self.state.key = key
        self.state.read()
        self.buttons.back()
        self._show()
        self._adopt()
        self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._typing.isActive():
            self._rested()

    def _connect(self) -> None:
        buttons = self.buttons
        self.chooser.changed.connect(lambda: self.choose(self.chooser.value() or NEW))
        self.fields.typed.connect(self._edited)
        self.fields.adopt.clicked.connect(self._adopt)
        buttons.keep.clicked.connect(self._keep)
        buttons.discard.clicked.connect(self.issuing.discard)
        buttons.issue.clicked.connect(self.issuing.ask_issue)
        buttons.withdraw.clicked.connect(self.issuing.ask_withdraw)
        buttons.pdf.clicked.connect(lambda: self._page.save(".pdf"))
        buttons.print.clicked.connect(self._page.print_report)
        self.about.changes.clicked.connect(self.issuing.show_changes)
        self._page.options.changed.connect(self._show)
        self._page.options.changed.connect(buttons.back)

    def _edited(self) -> None:
        self.state.typed(self.fields.values())
        self.buttons.back()
        self._show_draft()
        self._page.maker.outdate(begin=False)  # who prints right now waits for what was typed
        self._typing.start()
        if not self._keeping.isActive():
            self._keeping.start()

    def _rested(self) -> None:
        self._typing.stop()
        self.state.save()
        self.changed.emit()

    def _keep(self) -> None:
        state, kept, now = self.state, self.state.kept, self.draft()
        self._typing.stop()
        said = self._desk.tr("已保存 {name}的草稿", name=now.name)
        if self._desk.bridge.run(draft(now) if kept is None else revise_draft(kept, now), said) is not None:
            state.forget()
            state.key = now.key
            state.forget()
            self._show()

    def _adopt(self) -> None:
        """The day and the scope of the kept draft become those of the page."""
        kept = self.state.kept
        if kept is None or kept.is_issued:
            return
        if kept.filter != self._page.options.scope.filter:
            self._page.show_filter(kept.filter, kept.sort)
        self._desk.bridge.set_as_of(kept.as_of)

    def _show(self) -> None:
        """Everything from what is known; no signals."""
        if self._page.panels.shown is not self or not self._desk.bridge.has_ledger:
            return
        tr, state, year = self._desk.tr, self.state, self._desk.bridge.as_of.year
        following = tr("{year} 年第 {number} 期", year=year, number=next_number(state.bulletins, year))
        self.chooser.show_bulletins(state.bulletins, following, state.key)
        issue = state.issue
        self.about.setVisible(issue is not None)
        self.fields.setVisible(issue is None)
        self.buttons.show_buttons(issue is None)
        if issue is not None:
            self.about.show_issue(issue, last_issued(state.bulletins, issue, issue.as_of) is not None)
        else:
            self._show_draft()
        self.issuing.show_withdrawable(issue)
        self._arrange()

    def _show_draft(self) -> None:
        tr, state, now = self._desk.tr, self.state, self.draft()
        self.fields.show_values(state.values())
        self.fields.show_compared(last_issued(state.bulletins, now, now.as_of))
        wrong = "" if now.year and now.number else tr("请填期号。")
        if now.key != state.key and any(each.key == now.key for each in state.bulletins):
            wrong = tr("{name}已经有了，请换一个期号。", name=now.name)
        self.fields.show_wrong(wrong)
        self.fields.show_difference(_difference(state.kept, now, tr))
        self.issuing.show_possible(state.kept, now, wrong)

    def _arrange(self) -> None:
        """The options beside this panel and the header, for a draft or an issue."""
        if self._page.panels.shown is self and self._arranged != self.takes_over:
            self._arranged = self.takes_over
            self._page.options.show_kind("bulletin", self.takes_over)
            self._page.head.limit_to_pdf(self.only_pdf())


def _difference(kept: Bulletin | None, now: Bulletin, tr: Translator) -> str:
    """Where the page shows another day or other items than the draft was kept with."""
    told = []
    if kept is not None and kept.as_of != now.as_of:
        told.append(tr("草稿存的是截至 {day}，页面是 {now}。", day=kept.as_of, now=now.as_of))
    if kept is not None and kept.filter != now.filter:
        told.append(tr("草稿存的范围与所选的不同。"))
    return "".join(told)
