"""The fields of a bulletin that is not out yet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import repolish
from liling_desk.gui.report_page.number_field import NumberField
from liling_desk.ledger.bulletin import Bulletin
from liling_desk.reporting.bulletin_report import TITLE
from liling_desk.translations import N_

_REMARK_LINES = 5


class DraftFields(QWidget):
    """Number, title, what the desk asks for, and what it is compared with. `typed` comes with every change by hand."""

    typed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr = desk.tr
        self.year = NumberField(tr("年份"), 9999, desk.theme)
        self.number = NumberField(tr("期号"), 999, desk.theme)
        self.title, self.remarks = QLineEdit(), QPlainTextEdit()
        self.compared = TextLabel("", desk.theme, px=13, role="text", wrap=True)
        self.wrong = TextLabel("", desk.theme, px=12, role="red", wrap=True)
        for box in (self.year, self.number):
            box.changed.connect(self.typed)
        self.title.setPlaceholderText(tr(TITLE))
        self.remarks.setPlaceholderText(tr("领导批示、下一步要求，一段一行"))
        self.remarks.setTabChangesFocus(True)
        self.title.textChanged.connect(self.typed)
        self.remarks.textChanged.connect(self.typed)
        self.differs = TextLabel("", desk.theme, px=12, role="yellow", wrap=True)
        self.adopt = LinkButton(tr("按草稿的"), desk.theme, px=12)
        for label in (self.compared, self.wrong, self.differs):
            label.setMinimumWidth(1)
        self._lay_out()
        desk.theme.changed.connect(self._measure)
        self._measure()

    def values(self) -> dict[str, Any]:
        """What stands in the fields, by field of `Bulletin`."""
        return {
            "year": self.year.value(), "number": self.number.value(), "title": self.title.text().strip(),
            "remarks": self.remarks.toPlainText().strip(),
        }  # fmt: skip

    def show_values(self, values: dict[str, Any]) -> None:
        """Show others; nothing is emitted, and what is the same stays, cursor and all."""
        shown = self.values()
        self.blockSignals(True)
        for name, box in (("year", self.year), ("number", self.number)):
            if shown[name] != values[name]:
                box.set_value(values[name])
        if shown["title"] != values["title"]:
            self.title.setText(values["title"])
        if shown["remarks"] != values["remarks"]:
            self.remarks.setPlainText(values["remarks"])
        self.blockSignals(False)

    def show_compared(self, last: Bulletin | None) -> None:
        """The issue that the figures are compared with."""
        tr = self._desk.tr
        words = tr("{name}\n截至 {day}", name=last.name, day=last.as_of) if last else tr("没有上期，这是第一期")
        self.compared.setText(words)
        self.compared.set_role("text" if last else "text3")

    def show_wrong(self, why: str) -> None:
        """Why the number can't be had, or ""."""
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))
        if self.number.property("state") != ("wrong" if why else ""):
            self.number.setProperty("state", "wrong" if why else "")
            repolish(self.number)

    def show_difference(self, words: str) -> None:
        """What the page shows otherwise than the draft was kept, or ""; beside the way back to that."""
        self.differs.setText(words)
        self.differs.setVisible(bool(words))
        self.adopt.setVisible(bool(words))

    def _lay_out(self) -> None:
        tr, theme = self._desk.tr, self._desk.theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        numbered = QVBoxLayout()
        numbered.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(6)
        for part in (self.year, TextLabel(tr("年第"), theme), self.number, TextLabel(tr("期"), theme)):
            line.addWidget(part)
        line.addStretch(1)
        numbered.addLayout(line)
        numbered.addWidget(self.wrong)
        self.wrong.hide()
        grid.addWidget(self._label(tr("期号"), self.number), 0, 0)
        grid.addLayout(numbered, 0, 1)
        grid.addWidget(self._label(tr("通报标题"), self.title), 1, 0)
        grid.addWidget(self.title, 1, 1)
        grid.addWidget(self._label(tr("工作要求"), self.remarks), 2, 0, 1, 2)
        grid.addWidget(self.remarks, 3, 0, 1, 2)
        grid.addWidget(self._label(tr("对比"), None), 4, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.compared, 4, 1)
        grid.addWidget(self.differs, 5, 0, 1, 2)
        grid.addWidget(self.adopt, 6, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.differs.hide()
        self.adopt.hide()

    def _label(self, words: str, field: QWidget | None) -> TextLabel:
        label = TextLabel(words, self._desk.theme)
        if field is not None:
            label.setBuddy(field)
            if not field.accessibleName():
                field.setAccessibleName(words)
        return label

    def _measure(self) -> None:
        tr, metrics = self._desk.tr, QFontMetrics(self._desk.theme.font(14))
        # In line with the labels of the options below.
        labels = QFontMetrics(self._desk.theme.font(13))
        widest = max(labels.horizontalAdvance(tr(words)) for words in (N_("数据截至"), N_("范围")))
        self._grid.setColumnMinimumWidth(0, widest)
        self.remarks.setFixedHeight(_REMARK_LINES * metrics.lineSpacing() + 16)
