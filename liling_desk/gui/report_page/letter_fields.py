"""What stands in every letter of a run: number, days, whom to call, who signs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish
from liling_desk.gui.report_page.number_field import NumberField
from liling_desk.gui.report_page.option_fields import ChoiceField
from liling_desk.ledger.letter import PLACE
from liling_desk.translations import N_

EACH, JOINED = "each", "joined"
"""A file for each unit, or all letters in one."""

_LABELS = (
    N_("文号"), N_("首号"), N_("成文日期"), N_("回复期限"), N_("联系人"), N_("发文机关"), N_("版记"), N_("文件"),
)  # fmt: skip
_DAYS_TO_REPLY = 7


class LetterFields(QWidget):
    """`typed` comes with every change by hand, `numbered` with a first number by hand, `ended` when a field is left."""

    typed = Signal()
    ended = Signal()
    numbered = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        self.number, self.contact, self.issuer = QLineEdit(), QLineEdit(), QLineEdit()
        self.first = NumberField(tr("首号"), 9999, theme)
        self.imprint = QPlainTextEdit()
        self.issued_on, self.reply_by = _day_field(), _day_field()
        self.asks_reply = QCheckBox()
        self.form = ChoiceField(tr("文件"), [(EACH, tr("每个单位一份")), (JOINED, tr("合成一份"))])
        self.templates = LinkButton(tr("模板…"), theme, px=12)
        self.run = TextLabel("", theme, px=12, role="text3", wrap=True)
        self.run.setMinimumWidth(1)
        self.issued_on.setDate(_as_qt(desk.bridge.today))
        self.reply_by.setDate(_as_qt(desk.bridge.today + timedelta(_DAYS_TO_REPLY)))
        self.reply_by.setEnabled(False)
        self.number.setPlaceholderText(tr("如：醴督〔2021〕{place}号", place=PLACE))
        self.contact.setPlaceholderText(tr("姓名和电话"))
        self.issuer.setPlaceholderText(tr("如：醴陵市委督查室"))
        self.imprint.setPlaceholderText(tr("抄送、印发，一行一个"))
        self.imprint.setTabChangesFocus(True)
        self.asks_reply.setAccessibleName(tr("写明回复期限"))
        self._lay_out()
        self._connect()
        theme.changed.connect(self._measure)
        self._measure()

    def values(self) -> dict[str, str]:
        """The texts that are kept for the next time."""
        return {
            "number": self.number.text().strip(), "contact": self.contact.text().strip(),
            "issuer": self.issuer.text().strip(), "imprint": self.imprint.toPlainText().strip(),
            "form": self.form.value(),
        }  # fmt: skip

    def options(self) -> dict[str, Any]:
        """The fields of `LetterOptions` but the numbers and the units."""
        told = self.values()
        lines = tuple(line.strip() for line in told["imprint"].splitlines() if line.strip())
        reply_by = self.reply_by.date().toPython() if self.asks_reply.isChecked() else None
        return {
            "issuer": told["issuer"], "contact": told["contact"], "imprint": lines,
            "issued_on": self.issued_on.date().toPython(), "reply_by": reply_by,
        }  # fmt: skip

    def show_values(self, values: dict[str, str]) -> None:
        """Show kept texts; nothing is emitted, and what is the same stays."""
        shown = self.values()
        self.blockSignals(True)
        for name, field in (("number", self.number), ("contact", self.contact), ("issuer", self.issuer)):
            if shown[name] != values[name]:
                field.setText(values[name])
        if shown["imprint"] != values["imprint"]:
            self.imprint.setPlainText(values["imprint"])
        self.form.set_value(values["form"] or EACH)
        self.blockSignals(False)

    def show_first(self, number: int) -> None:
        """Show the number of the first letter; nothing is emitted."""
        self.blockSignals(True)
        self.first.set_value(number)
        self.blockSignals(False)

    def show_run(self, words: str, wrong: bool = False) -> None:
        """What the numbers will be, or what is wrong with the pattern."""
        self.run.setText(words)
        self.run.set_role("red" if wrong else "text3")
        self.first.setEnabled(bool(self.number.text().strip()) and not wrong)
        state = "wrong" if wrong else ""
        if (self.number.property("state") or "") != state:
            self.number.setProperty("state", state)
            repolish(self.number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.ended.emit()
        return False

    def _connect(self) -> None:
        for field in (self.number, self.contact, self.issuer, self.imprint):
            field.textChanged.connect(self.typed)
            field.installEventFilter(self)
        self.first.changed.connect(self.numbered)
        self.issued_on.dateChanged.connect(self.typed)
        self.reply_by.dateChanged.connect(self.typed)
        self.asks_reply.toggled.connect(self.reply_by.setEnabled)
        self.asks_reply.toggled.connect(self.typed)
        self.form.changed.connect(self.typed)
        self.form.changed.connect(self.ended)

    def _lay_out(self) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        numbers = QVBoxLayout()
        numbers.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.first)
        line.addWidget(self.run, 1)
        replied = QHBoxLayout()
        replied.setSpacing(4)
        replied.addWidget(self.asks_reply)
        replied.addWidget(self.reply_by, 1)
        saved = QHBoxLayout()
        saved.setSpacing(4)
        saved.addWidget(self.form, 1)
        saved.addWidget(self.templates)
        rows: tuple[tuple[QWidget, QLayout | None], ...] = (
            (self.number, None), (self.first, line), (self.issued_on, None), (self.reply_by, replied),
            (self.contact, None), (self.issuer, None), (self.imprint, None), (self.form, saved),
        )  # fmt: skip
        for place, (words, (field, layout)) in enumerate(zip(_LABELS, rows, strict=True)):
            label = TextLabel(tr(words), theme)
            label.setBuddy(field)
            field.setAccessibleName(label.text())
            if field is self.imprint:
                label.setContentsMargins(0, 7, 0, 0)  # beside its first line
                grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            else:
                grid.addWidget(label, place, 0)
            if layout is not None:
                grid.addLayout(layout, place, 1)
            else:
                grid.addWidget(field, place, 1)

    def _measure(self) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        labels = QFontMetrics(theme.font(13))
        # In line with the labels of the options below.
        widest = max(labels.horizontalAdvance(tr(words)) for words in (N_("数据截至"), N_("报送期"), N_("范围")))
        self._grid.setColumnMinimumWidth(0, widest)
        self.imprint.setFixedHeight(2 * QFontMetrics(theme.font(14)).lineSpacing() + 16)


def _day_field() -> QDateEdit:
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd")
    field.setKeyboardTracking(False)
    return field


def _as_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
