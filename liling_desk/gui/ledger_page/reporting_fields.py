"""The inputs of a reporting cycle: how often, by which day, from when on; what that means stands beneath."""

from __future__ import annotations

import json

from pydantic import ValidationError
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.spin_box import SpinBox
from liling_desk.ledger.deadline import read_day
from liling_desk.ledger.errors import InvalidEdit, Where
from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.translations import N_, Message
from liling_desk.words.reporting import reporting_words

_MONTHS = {
    Cycle.MONTHLY: (N_("当月"), N_("次月")),
    Cycle.QUARTERLY: (N_("季末月"), N_("下季首月")),
    Cycle.HALF_YEARLY: (N_("6 月和 12 月"), N_("7 月和 1 月")),
    Cycle.NONE: (N_("当月"), N_("次月")),
}


def reporting_text(reporting: Reporting) -> str:
    """The fields as they are typed, as JSON."""
    since = reporting.since.isoformat() if reporting.since else ""
    return _as_text(str(reporting.cycle), reporting.due_day, reporting.next_month, since)


def reporting_from(text: str, code: str = "") -> Reporting:
    """Back from what was typed. Raises `InvalidEdit` for a day that is none."""
    typed = json.loads(text)
    since = read_day(typed["since"])
    if typed["since"].strip() and since is None:
        raise InvalidEdit(
            Message(N_("“{text}”不是完整的日期。"), {"text": typed["since"].strip()}),
            Message(N_("请写成 2021-12-31 这样。")),
            Where(code=code, column="reporting"),
        )
    try:
        return Reporting(**{**typed, "since": since})
    except ValidationError as problem:
        raise InvalidEdit(
            Message(N_("报送周期不能这样填。")),
            Message(N_("报送日是 1 到 31 之间的一天。")),
            Where(code=code, column="reporting"),
        ) from problem


class ReportingFields(QWidget):
    """`text` and `set_text` exchange everything as one JSON text."""

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = desk.tr
        tr, theme = desk.tr, desk.theme
        self.cycle, self.month, self.day, self.since = QComboBox(), QComboBox(), SpinBox(), QLineEdit()
        for cycle in Cycle:
            self.cycle.addItem(tr(cycle.word), str(cycle))
        for later in (False, True):
            self.month.addItem("", later)
        self.day.setRange(1, 31)
        self.day.setSuffix(tr(" 日前"))
        self.since.setPlaceholderText(tr("可不填"))
        self.setFocusProxy(self.cycle)
        self._means = TextLabel("", theme, 12, "text3", wrap=True)
        self._means.setMinimumWidth(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        places: tuple[tuple[str, QWidget, int, int], ...] = (
            (tr("周期"), self.cycle, 0, 0),
            (tr("从哪天起报送"), self.since, 0, 1),
            (tr("报送月"), self.month, 2, 0),
            (tr("报送日"), self.day, 2, 1),
        )
        for words, widget, row, column in places:
            label = TextLabel(words, theme, 12, "text3")
            label.setMinimumWidth(1)
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            widget.setMinimumWidth(60)
            grid.addWidget(label, row, column)
            grid.addWidget(widget, row + 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._means, 4, 0, 1, 2)
        self.cycle.currentIndexChanged.connect(self._changed)
        self.month.currentIndexChanged.connect(self._changed)
        self.day.valueChanged.connect(self._changed)
        self.since.textChanged.connect(self._changed)
        self._show()

    def text(self) -> str:
        """What is chosen."""
        later = bool(self.month.currentData())
        return _as_text(str(self.cycle.currentData()), self.day.value(), later, self.since.text().strip())

    def set_text(self, text: str) -> None:
        """Show what `reporting_text` gave."""
        typed = json.loads(text)
        self.cycle.setCurrentIndex(max(self.cycle.findData(typed["cycle"]), 0))
        self.month.setCurrentIndex(int(bool(typed["next_month"])))
        self.day.setValue(int(typed["due_day"]))
        self.since.setText(str(typed["since"]))
        self._show()

    def meaning(self) -> str:
        """What stands beneath."""
        return self._means.text()

    def _changed(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        cycle = Cycle(str(self.cycle.currentData()))
        for place, words in enumerate(_MONTHS[cycle]):
            self.month.setItemText(place, self._tr(words))
        for widget in (self.month, self.day, self.since):
            widget.setEnabled(cycle is not Cycle.NONE)
        try:
            words, role = reporting_words(reporting_from(self.text()), self._tr), "text3"
        except InvalidEdit as problem:
            words, role = self._tr.say(problem.what), "yellow"
        self._means.setText(words)
        self._means.set_role(role)


def _as_text(cycle: str, due_day: int, next_month: bool, since: str) -> str:
    return json.dumps({"cycle": cycle, "due_day": due_day, "next_month": next_month, "since": since})
