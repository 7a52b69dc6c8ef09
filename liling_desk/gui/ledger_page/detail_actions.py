"""What the desk can do with one item: one primary button by its status, the rest behind ···."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.judging import JUDGING, can_judge, judge
from liling_desk.gui.ledger_page.reason_dialog import ask_reason
from liling_desk.gui.ledger_page.writing import write
from liling_desk.gui.look.buttons import Button, IconButton
from liling_desk.gui.look.flow_box import FlowBox
from liling_desk.gui.look.icons import icon
from liling_desk.gui.look.permit import permit
from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.status import OPEN, Status


class ActionRow(QWidget):
    """Decisions that need a reason ask for it; everything here can be undone, so nothing asks twice."""

    tick_requested = Signal(str)
    return_requested = Signal(str)
    split_requested = Signal(str)
    assign_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: Commitment | None = None
        tr, theme = desk.tr, desk.theme
        self.primary = Button("", "primary", "", theme, self)
        self.second = Button("", "plain", "", theme, self)
        self.more = IconButton("more", tr("更多操作"), theme, self, kind="soft")
        self._primary_work: Callable[[], None] = lambda: None
        self._second_work: Callable[[], None] = lambda: None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = FlowBox(gap=8)
        words.add(self.primary)
        words.add(self.second)
        row.addWidget(words, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.primary.clicked.connect(lambda: self._primary_work())
        self.second.clicked.connect(lambda: self._second_work())
        self.more.clicked.connect(self._open_menu)

    def show_item(self, item: Commitment) -> None:
        """Offer what the item's status calls for."""
        self._item = item
        tr = self._desk.tr
        report = (tr("登记报送"), "plus", lambda: self.return_requested.emit(item.code))

        def tick() -> None:
            self.tick_requested.emit(item.code)

        second: tuple[str, str, Callable[[], None]] | None = None
        if item.deleted:
            first = (tr("恢复"), "undo", self.restore)
        elif item.status is Status.SUBMITTED:
            first, second = (tr("核定销号…"), "check", tick), (tr("退回…"), "undo", self.send_back)
        elif item.status in OPEN:
            first, second = report, (tr("销号…"), "check", tick)
        else:
            first, second = (tr("重新打开…"), "undo", self.reopen), report
        self._fill(self.primary, first)
        self.second.setVisible(second is not None)
        if second is not None:
            self._fill(self.second, second)
        self._primary_work = first[2]
        self._second_work = second[2] if second else (lambda: None)
        self.more.setVisible(not item.deleted)
        for button in (self.primary, self.second, self.more):
            permit(button, self._desk.why_read_only)

    def menu(self) -> QMenu:
        """The rest of what can be done."""
        item, tr, theme = self._shown(), self._desk.tr, self._desk.theme
        menu = QMenu(self)
        menu.addAction(icon("user", theme), tr("分办…"), self.assign_requested.emit)
        if item.status is Status.SUBMITTED:
            menu.addAction(icon("plus", theme), tr("登记报送"), lambda: self.return_requested.emit(item.code))
        if item.status is Status.NOT_STARTED:
            menu.addAction(icon("arrow", theme), tr("改为推进中"), lambda: self._set(Status.IN_PROGRESS))
        if item.status is Status.IN_PROGRESS:
            menu.addAction(icon("arrow", theme), tr("改为未启动"), lambda: self._set(Status.NOT_STARTED))
        if item.status in OPEN:
            menu.addAction(icon("pause", theme), tr("暂缓…"), self.suspend)
            menu.addAction(icon("x", theme), tr("终止…"), self.terminate)
        menu.addSeparator()
        for name, words, picture in JUDGING:
            if name == "by_rule" and not can_judge(name, [item]):
                continue
            action = QAction(icon(picture, theme), tr(words), menu)
            action.triggered.connect(lambda _checked=False, name=name: self._judge(name))
            action.setEnabled(can_judge(name, [item]))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(icon("split", theme), tr("拆分…"), lambda: self.split_requested.emit(item.code))
        menu.addAction(icon("trash", theme), tr("删除"), self.delete)
        return menu

    def send_back(self) -> None:
        """Refuse a claim, with a reason."""
        tr = self._desk.tr
        self._with_reason(tr("退回…"), tr("为什么不能认定办结？"), edits.send_back, tr("已退回 {code}"))

    def reopen(self) -> None:
        """Take a verdict back, with a reason."""
        tr = self._desk.tr
        self._with_reason(tr("重新打开…"), tr("为什么要重新打开？"), edits.reopen, tr("已重新打开 {code}"))

    def suspend(self) -> None:
        """Put it off, with a reason."""
        tr = self._desk.tr
        self._with_reason(tr("暂缓…"), tr("为什么暂缓？"), edits.suspend, tr("已暂缓 {code}"))

    def terminate(self) -> None:
        """End it without doing it, with a reason."""
        tr = self._desk.tr
        self._with_reason(tr("终止…"), tr("为什么终止？"), edits.terminate, tr("已终止 {code}"))

    def delete(self) -> None:
        """Into the bin."""
        self._run(edits.delete, self._desk.tr("已删除 {code}"))

    def restore(self) -> None:
        """Out of the bin."""
        self._run(edits.restore, self._desk.tr("已恢复 {code}"))

    def _judge(self, name: str) -> None:
        judge(self._desk, name, [self._shown().code], self.window(), self.more.setFocus)

    def _set(self, status: Status) -> None:
        said = self._desk.tr("{code} 已改为{status}", code="{code}", status=self._desk.tr(status.word))
        self._run(lambda item: edits.set_status(item, status), said)

    def _with_reason(self, verb: str, prompt: str, make: Callable[[Commitment, str], ChangeSet], said: str) -> None:
        title = f"{verb.rstrip('…')} {self._shown().code}"
        reason = ask_reason(self._desk, title, prompt, self.window())
        if reason is not None:
            self._run(lambda item: make(item, reason), said)

    def _run(self, make: Callable[[Commitment], ChangeSet], said: str) -> None:
        code, ledger = self._shown().code, self._desk.bridge.ledger
        write(self._desk, lambda: make(ledger.get(code)), said.format(code=code))

    def _shown(self) -> Commitment:
        assert self._item is not None, "no item is shown"
        return self._item

    def _fill(self, button: Button, offer: tuple[str, str, Callable[[], None]]) -> None:
        button.setText(offer[0])
        button.set_icon_name(offer[1])

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.more.mapToGlobal(self.more.rect().bottomRight())
        menu.popup(corner - QPoint(menu.sizeHint().width(), -4))
