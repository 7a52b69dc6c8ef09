"""Registering a progress return."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.completing import unit_edit
from liling_desk.gui.ledger_page.form_dialog import FormDialog
from liling_desk.gui.ledger_page.indicator_fields import read_number
from liling_desk.gui.ledger_page.writing import write
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger import edits
from liling_desk.ledger.deadline import read_day
from liling_desk.ledger.periods import Cycle, period_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.translations import N_
from liling_desk.words.indicators import promise
from liling_desk.words.returns import period_named

_WORDS = {
    "period": N_("报送期"),
    "reported_on": N_("报送日期"),
    "unit": N_("报送单位"),
    "progress": N_("进展"),
    "difficulties": N_("困难和下一步"),
    "value": N_("数值"),
    "claimed_status": N_("单位自报"),
}
_PERIOD = re.compile(r"(\d{4})\s*(?:-|/|年)?\s*(\d{1,2})\s*月?")
_QUARTER = re.compile(r"(\d{4})\s*年?\s*(?:[Qq]|第)\s*([1-4一二三四])\s*(?:季度?)?")
_HALF = re.compile(r"(\d{4})\s*年?\s*(上|下)半年")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_CLAIMS = (None, Status.NOT_STARTED, Status.IN_PROGRESS, Status.DONE)


def read_period(text: str) -> str | None:
    """`2021-06` from 2021-6, 2021年6月, 202106, 2021年第二季度, 2021Q2, 2021年上半年; None where it is no period."""
    if quarter := _QUARTER.fullmatch(text.strip()):
        number = _QUARTERS.get(quarter[2]) or int(quarter[2])
        return f"{quarter[1]}-{number * 3:02}"
    if half := _HALF.fullmatch(text.strip()):
        return f"{half[1]}-{'06' if half[2] == '上' else '12'}"
    found = _PERIOD.fullmatch(text.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return f"{found[1]}-{int(found[2]):02}"


class ReturnForm(FormDialog):
    """One return of one item; a claim of done makes the item 待核定, never 已办结."""

    def __init__(self, desk: Desk, code: str, parent: QWidget | None = None) -> None:
        tr = desk.tr
        words = [tr(each) for each in _WORDS.values()]
        super().__init__(desk, tr("登记报送 {code}", code=code), tr("登记报送"), words, parent)
        self._code = code
        item = desk.bridge.ledger.get(code)
        self.period, self.reported_on, self.value = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit = unit_edit(desk)
        self.progress, self.difficulties = QPlainTextEdit(), QPlainTextEdit()
        self.claimed_status = QComboBox()
        for status in _CLAIMS:
            self.claimed_status.addItem(tr(status.word) if status else tr("没有自报"), str(status or ""))
        as_of, self._reporting = desk.bridge.as_of, item.reporting
        now = period_of(as_of, item.reporting.cycle)
        self.period.setText(now.key if now is not None else f"{as_of.year}-{as_of.month:02}")
        self.reported_on.setText(as_of.isoformat())
        self.unit.setText(item.lead_unit or "")
        title = TextLabel(item.title, desk.theme, 15, "text", bold=True, wrap=True)
        title.setMinimumWidth(1)
        self._rows.addWidget(title)
        for name in _WORDS:
            if name != "value" or item.indicator is not None:
                self.add_field(name, tr(_WORDS[name]), getattr(self, name))
            if name == "reported_on":
                self.beside("period", "reported_on")
        for edit in (self.progress, self.difficulties):
            edit.setFixedHeight(desk.theme.metrics.control * 3)
        if item.indicator is not None:
            unit = tr("单位：{unit}", unit=item.indicator.unit) if item.indicator.unit else ""
            hint = "    ".join(part for part in (promise(item.indicator), unit) if part)
            self.fields["value"].set_hint(hint)
        self.claimed_status.currentIndexChanged.connect(lambda _index: self._explain())
        for line in (self.period, self.reported_on):
            line.textChanged.connect(lambda _text: self._name_period())
        self._name_period()
        self.fit(580, self.progress)
        self.keep_draft("return", code)

    def submit(self) -> bool:
        """Write the return; what can't be read stays open in words."""
        tr = self._desk.tr
        period, day = read_period(self.period.text()), read_day(self.reported_on.text())
        value = read_number(self.value.text()) if self.value.text().strip() else None
        if self.value.text().strip() and value is None:
            self.refuse(tr("“{text}”不是数字，请只写数字。", text=self.value.text().strip()), "value")
        if day is None and self.reported_on.text().strip():
            text = self.reported_on.text()
            self.refuse(tr("“{text}”不是完整的日期，请写成 2021-12-31 这样。", text=text), "reported_on")
        if period is None and self.period.text().strip():
            self.refuse(tr("“{text}”不是月份，请写成 2021-06 这样。", text=self.period.text()), "period")
        claim = self.claimed_status.currentData()
        notes = self.progress.toPlainText().strip() + self.difficulties.toPlainText().strip()
        if not notes and not claim and not self.value.text().strip():
            self.refuse(tr("进展、困难、数值、自报至少写一样。"), "progress")
        if self.refusal():
            return False
        return self._write(period, day, value, Status(claim) if claim else None)

    def _write(self, period: str | None, day: date | None, value: float | None, claim: Status | None) -> bool:
        code, ledger = self._code, self._desk.bridge.ledger
        report = Return(
            key=edits.new_key(), commitment=code, period=period, reported_on=day, unit=self.unit.text().strip() or None,
            progress=self.progress.toPlainText().strip(), difficulties=self.difficulties.toPlainText().strip(),
            value=value, claimed_status=claim,
        )  # fmt: skip
        said = self._desk.tr("已登记 {code} 的报送", code=code)
        written = write(self._desk, lambda: edits.add_return(report, ledger.get(code)), said)
        if not written:
            self.refuse(written.why, written.field)
        return bool(written)

    def _name_period(self) -> None:
        """Which of the item's periods it is, and whether the return comes late."""
        tr, day = self._desk.tr, read_day(self.reported_on.text())
        period = period_named(read_period(self.period.text()), self._reporting)
        late = ""
        if period is not None and self._reporting.cycle is not Cycle.NONE:
            due = period.due(self._reporting)
            if day is not None and day > due:
                late = tr("过了报送日 {due}，记为迟报", due=due.isoformat())
        self.fields["period"].set_hint(tr.say(period.name) if period is not None and period.months > 1 else "")
        self.fields["reported_on"].set_hint(late)

    def _explain(self) -> None:
        done = self.claimed_status.currentData() == Status.DONE
        words = self._desk.tr("自报已办结的事项变为待核定，由督查室核定销号。") if done else ""
        self.fields["claimed_status"].set_hint(words)


def new_return(desk: Desk, code: str, parent: QWidget | None) -> bool:
    """Ask for a return of one item and write it; whether it was written."""
    form = ReturnForm(desk, code, parent)
    try:
        return bool(form.exec())
    finally:
        form.deleteLater()
