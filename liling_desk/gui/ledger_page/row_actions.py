"""What the desk does with rows: every verb once, whether it comes from the box, the bar, a key or the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.judging import JUDGING, can_judge, judge
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.filters import USUAL_ORDER, LedgerFilter
from liling_desk.ledger.status import Status
from liling_desk.translations import N_
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.bulk_dialogs import Assignment
    from liling_desk.gui.ledger_page.tick_popover import Verdict
    from liling_desk.ledger import changes, edits
    from liling_desk.ledger.changes import ChangeSet
else:
    changes, edits = WhenNeeded("liling_desk.ledger.changes"), WhenNeeded("liling_desk.ledger.edits")

_VERDICTS = {
    "tick_off": (N_("已销号 {what}"), "tick_off"),
    "reopen": (N_("已重新打开 {what}"), "reopen"),
    "send_back": (N_("已退回 {what}"), "send_back"),
}


LETTERS = (("assignment", N_("督办单…")), ("reminder", N_("催办单…")), ("due_soon", N_("提醒函…")))
"""Letters about items, by their kind of report."""


class RowActions(QObject):
    """Asks where something has to be asked, and writes through the bridge: one edit, one sentence, one undo."""

    tick_wanted = Signal(list)
    edit_wanted = Signal(str)
    export_wanted = Signal(list)
    copy_wanted = Signal()
    files_given = Signal(str, list)
    """The code of an item that was just ticked off, and the paths of files that the verdict rests on."""
    report_wanted = Signal(object, object, str)
    """`LedgerFilter`, `SortOrder` and the kind of report or letter."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    @property
    def writable(self) -> bool:
        """Whether there is a ledger that can be changed."""
        bridge = self._desk.bridge
        return bridge.has_ledger and not bridge.ledger.read_only

    def may_write(self) -> bool:
        """Like `writable`, and tells the user why not."""
        if not self.writable and self._desk.bridge.has_ledger:
            self._desk.bridge.announced.emit(self._desk.why_read_only, False)
        return self.writable

    def decide(self, verdict: Verdict) -> bool:
        """Write what was decided in the popover; whether it was written."""
        ledger = self._desk.bridge.ledger
        make: dict[str, Callable[[Commitment], ChangeSet]] = {
            "tick_off": lambda item: edits.tick_off(item, verdict.text, verdict.on, ledger.actor),
            "reopen": lambda item: edits.reopen(item, verdict.text),
            "send_back": lambda item: edits.send_back(item, verdict.text),
        }
        said, action = _VERDICTS[verdict.kind]
        reason = verdict.text if verdict.kind != "tick_off" else ""
        written = self._run(action, verdict.codes, make[verdict.kind], said, reason)
        if written and verdict.files:
            self.files_given.emit(verdict.codes[0], list(verdict.files))
        return written

    def assign(self, codes: Sequence[str]) -> None:
        """Ask for the units, then assign."""
        if not codes or not self.may_write():
            return
        from liling_desk.gui.ledger_page.bulk_dialogs import AssignDialog

        dialog = AssignDialog(self._desk, self._items(codes), self._page)
        self._ask(dialog, lambda: self._assign(codes, dialog.answer(), dialog.new_units()))

    def set_status(self, codes: Sequence[str], status: Status | None = None) -> None:
        """Ask for the status and a reason, then write them; items that are done stay done."""
        if not codes or not self.may_write():
            return
        from liling_desk.gui.ledger_page.bulk_dialogs import StatusDialog

        dialog = StatusDialog(self._desk, self._items(codes), status, self._page)
        self._ask(dialog, lambda: self._set_status(codes, dialog.status, dialog.reason))

    def judge(self, name: str, codes: Sequence[str]) -> None:
        """Extend, set a light by hand, or change the reporting cycle (`judging.JUDGING`)."""
        if codes and self.may_write():
            judge(self._desk, name, codes, self._page, self._page.setFocus)

    def split(self, code: str) -> None:
        """Ask for the child items' names and make them."""
        from liling_desk.gui.ledger_page.split_dialog import split

        if self.may_write():
            split(self._desk, code, self._page)

    def new_return(self, code: str) -> None:
        """Ask for a progress return."""
        from liling_desk.gui.ledger_page.return_form import new_return

        if self.may_write():
            new_return(self._desk, code, self._page)

    def delete(self, codes: Sequence[str]) -> None:
        """Put into the bin at once: the toast takes it back."""
        if self.may_write():
            self._run("delete", codes, edits.delete, N_("已删除 {what}"))

    def restore(self, codes: Sequence[str]) -> None:
        """Take out of the bin."""
        if self.may_write():
            self._run("restore", codes, edits.restore, N_("已恢复 {what}"))

    def report(self, kind: str, codes: Sequence[str]) -> None:
        """Ask the window for a report or letters of this kind on these items."""
        if codes:
            self.report_wanted.emit(LedgerFilter(codes=tuple(codes)), USUAL_ORDER, kind)

    def letter_menu(self, codes: Sequence[str]) -> QMenu:
        """The kinds of letters that can be written about these items."""
        menu = QMenu(self._page)
        for kind, words in LETTERS:
            action = menu.addAction(self._desk.tr(words))
            action.triggered.connect(lambda _checked=False, kind=kind: self.report(kind, codes))
        return menu

    def menu(self, codes: Sequence[str]) -> QMenu:
        """The same actions as the bar and the detail."""
        tr, menu = self._desk.tr, QMenu(self._page)
        items = self._items(codes)
        one = codes[0] if len(codes) == 1 else ""
        writable = self.writable
        entries: list[tuple[str, Callable[[], object], bool]] = []
        if all(item.deleted for item in items):
            entries = [(tr("恢复"), lambda: self.restore(codes), writable)]
        else:
            done = all(item.status is Status.DONE for item in items)
            entries = [
                (tr("看详情并修改\tEnter"), lambda: self.edit_wanted.emit(one), bool(one)),
                (tr("登记报送…\tCtrl+R"), lambda: self.new_return(one), bool(one) and writable),
                ("", lambda: None, True),
                (tr("重新打开…") if done else tr("销号…\tSpace"), lambda: self.tick_wanted.emit(list(codes)), writable),
                (tr("分办…"), lambda: self.assign(codes), writable),
                (tr("改状态…"), lambda: self.set_status(codes), writable and not done),
                (tr("暂缓…"), lambda: self.set_status(codes, Status.SUSPENDED), writable and not done),
                (tr("终止…"), lambda: self.set_status(codes, Status.TERMINATED), writable and not done),
                ("", lambda: None, True),
                *(
                    (tr(words), lambda name=name: self.judge(name, codes), writable and can_judge(name, items))
                    for name, words, _ in JUDGING
                    if name != "by_rule" or can_judge(name, items)
                ),
                ("", lambda: None, True),
                (tr("拆分为子事项…"), lambda: self.split(one), bool(one) and writable),
                ("", lambda: None, True),
                *((tr(words), lambda kind=kind: self.report(kind, codes), True) for kind, words in LETTERS),
                ("", lambda: None, True),
                (tr("复制\tCtrl+C"), self.copy_wanted.emit, True),
                (tr("导出…"), lambda: self.export_wanted.emit(list(codes)), True),
                ("", lambda: None, True),
                (tr("删除"), lambda: self.delete(codes), writable),
            ]
        for text, work, enabled in entries:
            if not text:
                menu.addSeparator()
                continue
            action = menu.addAction(text)
            action.setEnabled(enabled)
            action.triggered.connect(lambda _checked=False, work=work: work())
        return menu

    def _assign(self, codes: Sequence[str], answer: Assignment, new: Iterable[str]) -> None:
        lead = answer.lead

        def make(item: Commitment) -> ChangeSet:
            return edits.assign(item, item.lead_unit if lead is None else lead, answer.support)

        units = [edits.add_unit(Unit(name=name)) for name in new]
        said = N_("已分办 {what}：{unit}") if lead else N_("已改分办 {what}")
        self._run("assign", codes, make, said, before=units, unit=lead or "")

    def _set_status(self, codes: Sequence[str], status: Status, reason: str) -> None:
        open_ones = [item.code for item in self._items(codes) if item.status is not Status.DONE]
        action = {Status.SUSPENDED: "suspend", Status.TERMINATED: "terminate"}.get(status, "status")
        said = N_("{what} 改为{status}")
        self._run(
            action, open_ones, lambda item: edits.set_status(item, status, reason, action), said, reason,
            status=self._desk.tr(status.word),
        )  # fmt: skip

    def _run(
        self,
        action: str,
        codes: Sequence[str],
        make: Callable[[Commitment], ChangeSet],
        said: str,
        reason: str = "",
        before: Sequence[ChangeSet] = (),
        **words: object,
    ) -> bool:
        if not codes:
            return False
        items = self._items(codes)
        tr = self._desk.tr
        what = f"{items[0].code} {items[0].title}" if len(items) == 1 else tr("{n} 项", n=len(items))
        applied = self._desk.bridge.run(
            lambda: changes.together(action, (*before, *(make(item) for item in items)), reason),
            tr(said, what=what, **words),
        )
        return applied is not None

    def _ask(self, dialog: QDialog, then: Callable[[], None]) -> None:
        dialog.accepted.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        # Back to the row it came from, not to a button of the bar.
        dialog.finished.connect(lambda _result: self._page.setFocus())
        dialog.open()

    def _items(self, codes: Sequence[str]) -> list[Commitment]:
        commitments = self._desk.bridge.ledger.snapshot().commitments
        return [commitments[code] for code in codes if code in commitments]
