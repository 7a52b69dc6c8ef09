"""The indicator of one item: what is promised, the latest value, what else the source states."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.fact_row import FactRow, FactValue
from liling_desk.gui.ledger_page.indicator_words import amount, ground, promise
from liling_desk.gui.look.bars import paint_progress_bar
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.indicator import Indicator, as_number
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Pace


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.fraction, self.mark, self.name = 0.0, None, "grey"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRect(0, 0, self.width(), self.height())
        paint_progress_bar(QPainter(self), box, self.fraction, self.mark, self.name, self._theme.tokens)


class IndicatorBlock(QWidget):
    """Hidden for an item without an indicator."""

    edit_requested = Signal()
    value_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        self.row = FactRow("", tr("修改{field}", field=tr("量化指标")), theme, 0, px=14, bold=True)
        self.row.edit_requested.connect(self.edit_requested)
        self._register = LinkButton(tr("登记数值"), theme, self, px=13)
        self._register.clicked.connect(self.value_requested)
        self._value = TextLabel("", theme, 22, "text", bold=True)
        self._target = TextLabel("", theme, 13, "text2", wrap=True)
        self._target.setMinimumWidth(1)
        self._bar = _Bar(theme)
        self._ground = TextLabel("", theme, 12, "text3", wrap=True)
        self._ground.setMinimumWidth(1)
        head = QHBoxLayout()
        head.addWidget(self.row, 1)
        head.addWidget(self._register, 0, Qt.AlignmentFlag.AlignVCenter)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._value)
        line.addWidget(self._target, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addWidget(self._ground)

    def show_standing(self, standing: Standing) -> None:
        """Show another item's indicator."""
        indicator, tr = standing.commitment.indicator, self._desk.tr
        self.setVisible(indicator is not None or self.row.is_editing())
        self._register.setVisible(not self.row.is_editing())
        if indicator is None:
            return
        self.row.show_value(FactValue(promise(indicator)))
        reported = standing.latest_value_on
        day = tr("{day} 报", day=reported.strftime("%m-%d")) if reported else ""
        self._value.setText(as_number(standing.latest_value))
        self._value.setVisible(standing.latest_value is not None)
        self._target.setText(self._target_words(indicator, standing, day))
        shows_bar = indicator.target is not None and not indicator.lower_is_better and indicator.target > 0
        self._bar.setVisible(shows_bar)
        if shows_bar:
            self._bar.fraction = (standing.latest_value or 0.0) / (indicator.target or 1.0)
            self._bar.name = _bar_name(standing, self._bar.fraction)
            self._bar.update()
        rows = [f"{word} {value}" for word, value in ground(indicator, tr)]
        self._ground.setText("    ".join(rows))
        self._ground.setVisible(bool(rows))

    def words(self) -> str:
        """Everything it says."""
        parts = (self.row.words(), self._value.text(), self._target.text(), self._ground.text())
        return " ".join(part for part in parts if part)

    def _target_words(self, indicator: Indicator, standing: Standing, day: str) -> str:
        tr = self._desk.tr
        if standing.latest_value is None:
            if indicator.target is None:
                return tr("原文未给目标值，还没有报过数值")
            return tr("还没有报过数值")
        if indicator.target is None:
            unit = indicator.unit or ""
            return "  ".join(part for part in (unit, tr("原文未给目标值"), day) if part)
        target = amount(indicator.target, indicator.unit)
        return tr("/ {target}，{day}", target=target, day=day) if day else f"/ {target}"


def _bar_name(standing: Standing, fraction: float) -> str:
    if fraction >= 1 or standing.pace in (Pace.AHEAD, Pace.ON_PACE):
        return "green"
    if standing.pace is Pace.BEHIND:
        return "red" if standing.light.colour == "red" else "yellow"
    return "grey"
