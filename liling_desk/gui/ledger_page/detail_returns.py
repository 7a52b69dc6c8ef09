"""The returns of one item, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.reason_dialog import ask_reason
from liling_desk.gui.ledger_page.return_card import ReturnCard
from liling_desk.gui.ledger_page.timeline import Timeline
from liling_desk.gui.ledger_page.writing import write
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.permit import permit
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.returns import Return
from liling_desk.words.returns import ReturnFacts, facts_of, title_of


class _Told(NamedTuple):
    """All that a card shows."""

    report: Return
    facts: ReturnFacts
    unit: str | None
    deleted: bool
    why_read_only: str


class ReturnsTab(QWidget):
    """Says so where there are none, and offers to register one."""

    return_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: Commitment | None = None
        self._returns: Sequence[Return] = ()
        self._as_of = date.min
        self._has_evidence = False
        self.timeline = Timeline(desk.theme, desk.tr)
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
        column.addWidget(self.timeline)
        column.addWidget(self._none)

    def show_returns(self, item: Commitment, returns: Sequence[Return], as_of: date) -> None:
        """`returns`: all of the item's, newest first; those after the as-of day are marked as not counting."""
        self._item, self._returns, self._as_of = item, returns, as_of
        self._none.setVisible(not returns)
        permit(self.register, self._desk.why_read_only)
        self.timeline.setVisible(bool(returns))
        self._has_evidence = bool(self._desk.bridge.ledger.snapshot().evidence.get(item.code))
        self.timeline.show_entries(returns, self._entry, self._is_muted, self._told)

    def send_back(self, key: str) -> None:
        """Ask for the reason and send a return back for correction."""
        tr, ledger = self._desk.tr, self._desk.bridge.ledger
        report = next((each for each in self._returns if each.key == key), None)
        if report is None or self._item is None:
            return
        period, code, as_of = title_of(report, self._item.reporting, tr), report.commitment, self._as_of
        reason = ask_reason(
            self._desk, tr("退回报送"), tr("{code} {period}为什么退回", code=code, period=period), self.window()
        )
        if reason is None:
            return
        said = tr("已退回 {code} {period}的报送", code=code, period=period)
        written = write(
            self._desk, lambda: edits.return_for_correction(report, ledger.get(code), reason, as_of), said
        )  # fmt: skip
        if not written:
            self._desk.bridge.announced.emit(written.why, False)
        self._focus_next()

    def _told(self, report: object) -> _Told:
        assert isinstance(report, Return)
        assert self._item is not None
        item = self._item
        facts = facts_of(report, item, self._returns, self._as_of, self._has_evidence, self._desk.tr)
        unit = item.indicator.unit if item.indicator else None
        return _Told(report, facts, unit, item.deleted, self._desk.why_read_only)

    def _entry(self, report: object) -> QWidget:
        told = self._told(report)
        card = ReturnCard(self._desk, told.report, told.facts, told.unit)
        card.send_back_requested.connect(self.send_back)
        if told.deleted:
            card.send_back.hide()
        permit(card.send_back, told.why_read_only)
        return card

    def _is_muted(self, report: object) -> bool:
        return isinstance(report, Return) and not report.counted(self._as_of)

    def _focus_next(self) -> None:
        """The card that was clicked is drawn anew: stay at the next one that can be sent back."""
        for card in self.timeline.entries():
            if isinstance(card, ReturnCard) and not card.send_back.isHidden():
                card.send_back.setFocus(Qt.FocusReason.OtherFocusReason)
                return
