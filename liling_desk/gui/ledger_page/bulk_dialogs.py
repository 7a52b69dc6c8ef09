"""Dialogs for one item or several: to whom they are assigned, and which status they get."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.status import Status

STATUSES = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.SUBMITTED, Status.SUSPENDED, Status.TERMINATED)
WITH_REASON = (Status.SUSPENDED, Status.TERMINATED)
_SEPARATORS = re.compile(r"[、,，;；\n]+")


@dataclass(frozen=True)
class Assignment:
    """`lead` and `support` are None where they stay as they are; an empty `lead` takes the unit away."""

    lead: str | None
    support: tuple[str, ...] | None


class _Decision(QDialog):
    """Title, fields, and two buttons at the lower right."""

    def __init__(self, desk: Desk, title: str, accept: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        self.setWindowTitle(title)
        self.setMinimumWidth(420 + 20 * theme.metrics.step)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(10)
        self._column.addWidget(TextLabel(title, theme, 16, "text", bold=True))
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self._column.addLayout(self._body)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        leave = Button(tr("取消"), "plain", "", theme, self)
        self._accept = Button(accept, "primary", "", theme, self)
        self._accept.setDefault(True)
        row.addWidget(leave)
        row.addWidget(self._accept)
        self._column.addSpacing(4)
        self._column.addLayout(row)
        leave.clicked.connect(self.reject)
        self._accept.clicked.connect(self.accept)

    def _note(self, text: str, role: str = "text3") -> TextLabel:
        label = TextLabel(text, self._desk.theme, 12, role, wrap=True)
        self._body.addWidget(label)
        return label


class AssignDialog(_Decision):
    """Lead unit from those that are known, or a new one; supporting units."""

    def __init__(self, desk: Desk, items: Sequence[Commitment], parent: QWidget | None = None) -> None:
        tr = desk.tr
        what = items[0].code if len(items) == 1 else tr("{n} 项", n=len(items))
        super().__init__(desk, tr("分办 {what}", what=what), tr("分办"), parent)
        self._leads = {item.lead_unit or "" for item in items}
        self._supports = {item.support_units for item in items}
        self._known = desk.bridge.ledger.snapshot().unit_by_name
        self.lead = QComboBox(self)
        self.support = QLineEdit(self)
        self._build()

    def _build(self) -> None:
        tr, keep = self._desk.tr, self._desk.tr("不一（保持不变）")
        names = sorted(set(self._known.values()))
        self.lead.setEditable(True)
        self.lead.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.lead.addItems([tr("待分办"), *names])
        completer = QCompleter(sorted(self._known), self.lead)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.lead.setCompleter(completer)
        one = next(iter(self._leads)) if len(self._leads) == 1 else None
        self.lead.setCurrentIndex(-1)
        self.lead.setEditText(one or "")
        line = self.lead.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("选择或写单位名称") if one is not None else keep)
        self.support.setPlaceholderText(tr("可不填，多个用顿号隔开") if len(self._supports) == 1 else keep)
        if len(self._supports) == 1:
            self.support.setText(tr("、").join(next(iter(self._supports))))
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for words, field in ((tr("牵头单位"), self.lead), (tr("配合单位"), self.support)):
            form.addRow(TextLabel(words, self._desk.theme, 13, "text2"), field)
            field.setAccessibleName(words)
        self._body.addLayout(form)
        self._new = self._note("")
        line.textChanged.connect(self._look)
        self.support.textChanged.connect(self._look)
        self._look()
        line.selectAll()
        self.lead.setFocus()

    def answer(self) -> Assignment:
        """What is to change; names are those that the ledger uses."""
        lead: str | None = self.lead.currentText().strip()
        if lead == self._desk.tr("待分办"):
            lead = ""
        elif not lead:
            lead = None if len(self._leads) > 1 else ""
        support = tuple(self._known.get(name, name) for name in self._support_names())
        keeps = not support and len(self._supports) > 1
        return Assignment(self._known.get(lead, lead) if lead else lead, None if keeps else support)

    def new_units(self) -> tuple[str, ...]:
        """Names that the ledger does not know yet."""
        answer = self.answer()
        names = (answer.lead or "", *(answer.support or ()))
        return tuple(dict.fromkeys(name for name in names if name and name not in self._known))

    def _support_names(self) -> list[str]:
        return [name.strip() for name in _SEPARATORS.split(self.support.text()) if name.strip()]

    def _look(self) -> None:
        new = self.new_units()
        tr = self._desk.tr
        self._new.setText(tr("将新建单位：{names}", names=tr("、").join(new)) if new else " ")


class StatusDialog(_Decision):
    """A status for each of the items; done is not among them, because it needs a basis."""

    def __init__(
        self, desk: Desk, items: Sequence[Commitment], status: Status | None = None, parent: QWidget | None = None
    ) -> None:
        tr = desk.tr
        what = items[0].code if len(items) == 1 else tr("{n} 项", n=len(items))
        super().__init__(desk, tr("改状态 {what}", what=what), tr("改状态"), parent)
        self._reason = QPlainTextEdit(self)
        self._choices = {each: QRadioButton(tr(each.word), self) for each in STATUSES}
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in self._choices.values():
            row.addWidget(button)
            button.toggled.connect(self._look)
        row.addStretch(1)
        self._body.addLayout(row)
        self._body.addWidget(TextLabel(tr("原因"), desk.theme, 13, "text2"))
        self._reason.setAccessibleName(tr("原因"))
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(3 * self._reason.fontMetrics().lineSpacing() + 12)
        self._body.addWidget(self._reason)
        self._rule = self._note(" ")
        done = sum(item.status is Status.DONE for item in items)
        if done:
            self._note(tr("其中 {n} 项已办结，不改；要改先重新打开。", n=done), "yellow")
        statuses = {item.status for item in items}
        first = status or (next(iter(statuses)) if len(statuses) == 1 else Status.IN_PROGRESS)
        self._choices.get(first, self._choices[Status.IN_PROGRESS]).setChecked(True)
        self._reason.textChanged.connect(self._look)
        self._look()
        (self._reason if status else self._choices[self.status]).setFocus()

    @property
    def status(self) -> Status:
        """The one that is chosen."""
        return next((status for status, button in self._choices.items() if button.isChecked()), Status.IN_PROGRESS)

    @property
    def reason(self) -> str:
        """Empty where none was written."""
        return self._reason.toPlainText().strip()

    def accept(self) -> None:
        if self.status in WITH_REASON and not self.reason:
            self._reason.setProperty("state", "wrong")
            repolish(self._reason)
            self._rule.set_role("red")
            self._reason.setFocus()
            return
        super().accept()

    def _look(self) -> None:
        tr, needed = self._desk.tr, self.status in WITH_REASON
        self._rule.setText(tr("必填。写进历史，灯下也写明。") if needed else tr("可不填。写进历史。"))
        if self._reason.property("state"):
            self._reason.setProperty("state", "")
            repolish(self._reason)
            self._rule.set_role("text3")
