"""The returns of one item, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.indicator_words import amount
from liling_desk.gui.ledger_page.timeline import Timeline
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.returns import Return


class ReturnsTab(QWidget):
    """Says so where there are none, and offers to register one."""

    return_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._unit: str | None = None
        self._timeline = Timeline(desk.theme, desk.tr)
        self._none = QWidget()
        none = QVBoxLayout(self._none)
        none.setContentsMargins(0, 12, 0, 8)
        none.setSpacing(10)
        none.addWidget(TextLabel(desk.tr("还没有报送"), desk.theme, 13, "text3"))
        self.register = Button(desk.tr("登记报送"), "plain", "plus", desk.theme)
        self.register.clicked.connect(self.return_requested)
        none.addWidget(self.register)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self._timeline)
        column.addWidget(self._none)

    def show_returns(self, returns: Sequence[Return], unit: str | None, as_of: date) -> None:
        """`unit` is the indicator's; returns after the as-of day are marked as not counting."""
        self._unit, self._as_of = unit, as_of
        self._none.setVisible(not returns)
        self._timeline.setVisible(bool(returns))
        self._timeline.show_entries(returns, self._entry)

    def _entry(self, report: object) -> QWidget:
        assert isinstance(report, Return)
        desk, tr, theme = self._desk, self._desk.tr, self._desk.theme
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        title = tr("{period} 期", period=report.period) if report.period else tr("未写报送期")
        head.addWidget(TextLabel(title, theme, 13, "text", bold=True))
        day = tr("{day} 报", day=report.reported_on.strftime("%m-%d")) if report.reported_on else ""
        who = TextLabel(" ".join(part for part in (report.unit or "", day) if part), theme, 12, "text3", wrap=True)
        who.setMinimumWidth(1)
        head.addWidget(who, 1)
        if report.value is not None:
            head.addWidget(TextLabel(amount(report.value, self._unit), theme, 13, "text"))
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        notes = [(report.progress, 13, "text2")]
        if report.difficulties:
            notes.append((tr("困难：{text}", text=report.difficulties), 12, "text3"))
        if report.claimed_status is not None:
            notes.append((tr("自报：{status}", status=tr(report.claimed_status.word)), 12, "text3"))
        if report.batch is not None:
            notes.append((tr("第 {n} 批导入", n=report.batch), 12, "text3"))
        if report.reported_on is not None and report.reported_on > self._as_of:
            notes.append((tr("晚于数据截至日，不计入"), 12, "text3"))
        for text, px, role in notes:
            if text:
                label = TextLabel(text, desk.theme, px, role, wrap=True)
                label.setMinimumWidth(1)
                label.set_selectable()
                column.addWidget(label)
        return widget
