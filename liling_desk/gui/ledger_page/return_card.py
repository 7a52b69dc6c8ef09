"""One return beside its dot in the timeline."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.remark_note import RemarkNote
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.ledger.returns import Return
from liling_desk.words.indicators import amount
from liling_desk.words.returns import ReturnFacts


class ReturnCard(QWidget):
    """Period, unit, day and value over the text; what is odd about it; greyed where it was sent back."""

    send_back_requested = Signal(str)
    """The return's key."""

    def __init__(self, desk: Desk, report: Return, facts: ReturnFacts, unit: str | None) -> None:
        super().__init__()
        self._desk, self._report, self._facts = desk, report, facts
        column = QVBoxLayout(self)
        column.setSpacing(2)
        column.addLayout(self._head(unit))
        if report.progress:
            column.addWidget(self._label(report.progress, 13, "text3" if facts.sent_back else "text2"))
        notes = QVBoxLayout()
        notes.setSpacing(2)
        told = self._notes()
        for text, role in told:
            notes.addWidget(self._label(text, 12, role))
        # A link alone on its line is the space between two cards.
        column.setContentsMargins(0, 0, 0, 12 if told or facts.remarks or not facts.counts else 0)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addLayout(notes, 1)
        self.send_back = LinkButton(desk.tr("退回…"), desk.theme, self, px=12)
        self.send_back.setToolTip(desk.tr("退回重报：说明原因，这一期不再计入"))
        self.send_back.setAccessibleName(desk.tr("退回 {period}的报送…", period=facts.title))
        self.send_back.setVisible(facts.counts)
        self.send_back.clicked.connect(lambda: self.send_back_requested.emit(report.key))
        foot.addWidget(self.send_back, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        self.note = RemarkNote(desk.theme)
        column.addWidget(self.note)
        self.note.show_remarks([("warn", words) for words in facts.remarks])

    def _head(self, unit: str | None) -> QHBoxLayout:
        report, facts, tr, theme = self._report, self._facts, self._desk.tr, self._desk.theme
        grey = facts.sent_back
        head = QHBoxLayout()
        head.setSpacing(8)
        head.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.addWidget(TextLabel(facts.title, theme, 13, "text3" if grey else "text", bold=True))
        if facts.sent_back or facts.late:
            word = tr("已退回") if facts.sent_back else tr("迟报")
            head.addWidget(TextLabel(word, theme, 12, "text2" if facts.sent_back else "yellow"))
        day = tr("{day} 报", day=report.reported_on.strftime("%m-%d")) if report.reported_on else ""
        head.addWidget(self._label(" ".join(part for part in (report.unit or "", day) if part), 12, "text3"), 1)
        if report.value is not None:
            head.addWidget(TextLabel(amount(report.value, unit), theme, 13, "text3" if grey else "text"))
        return head

    def _notes(self) -> list[tuple[str, str]]:
        report, facts, tr = self._report, self._facts, self._desk.tr
        notes = []
        if facts.sent_back and report.sent_back_on is not None:
            day = report.sent_back_on.isoformat()
            notes.append((tr("{day} 退回：{reason}", day=day, reason=report.sent_back_reason), "text2"))
        if report.difficulties:
            notes.append((tr("困难：{text}", text=report.difficulties), "text3"))
        if report.claimed_status is not None:
            notes.append((tr("自报：{status}", status=tr(report.claimed_status.word)), "text3"))
        if report.batch is not None:
            notes.append((tr("第 {n} 批导入", n=report.batch), "text3"))
        if not facts.counts and not facts.sent_back:
            notes.append((tr("晚于数据截至日，不计入"), "text3"))
        return notes

    def _label(self, text: str, px: int, role: str) -> TextLabel:
        label = TextLabel(text, self._desk.theme, px, role, wrap=True)
        label.setMinimumWidth(1)
        label.set_selectable()
        return label
