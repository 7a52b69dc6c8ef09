"""The indicator of one item: what is promised, how it goes against the plan, and whether the promise adds up."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.fact_row import FactRow, FactValue
from liling_desk.gui.ledger_page.remark_note import RemarkNote
from liling_desk.gui.ledger_page.trajectory_plot import TrajectoryPlot
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.permit import permit
from liling_desk.ledger.promise import promise_of
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.trajectory import Trajectory, trajectory_of
from liling_desk.words.indicators import ground, pace_colour, pace_words, promise

_GAP_ROLES = {"red": "red", "yellow": "yellow"}


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
        self.plot = TrajectoryPlot(theme, tr)
        self.note = RemarkNote(theme)
        self._words = TextLabel("", theme, 13, "text2", wrap=True)
        self._ground = TextLabel("", theme, 12, "text3", wrap=True)
        for label in (self._words, self._ground):
            label.setMinimumWidth(1)
            label.set_selectable()
        head = QHBoxLayout()
        head.addWidget(self.row, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._register, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        for widget in (self.plot, self._words, self._ground, self.note):
            column.addWidget(widget)

    def show_standing(self, standing: Standing) -> None:
        """Show another item's indicator."""
        indicator, tr = standing.commitment.indicator, self._desk.tr
        self.setVisible(indicator is not None or self.row.is_editing())
        self._register.setVisible(not self.row.is_editing())
        permit(self._register, self._desk.why_read_only)
        self.row.permit(self._desk.why_read_only)
        if indicator is None:
            return
        self.row.show_value(FactValue(promise(indicator)))
        shown = trajectory_of(standing, self._desk.bridge.ledger.returns(standing.code))
        assert shown is not None
        words = pace_words(standing, tr)
        self.plot.setVisible(not shown.is_empty)
        self.plot.show_trajectory(
            shown, _GAP_ROLES.get(pace_colour(standing), "text2"), standing.commitment.reporting,
            self._sentence(standing, shown),
        )  # fmt: skip
        # What the plot says beside its lines is not said twice.
        self._words.setText(words)
        self._words.setVisible(shown.is_empty or shown.gap is None)
        rows = [f"{word} {value}" for word, value in ground(indicator, tr)]
        self._ground.setText("    ".join(rows))
        self._ground.setVisible(bool(rows))
        self.note.show_remarks(self._remarks(standing))

    def words(self) -> str:
        """Everything it says."""
        parts = (self.row.words(), self._words.text(), self._ground.text(), self.note.words())
        return " ".join(part for part in parts if part)

    def _sentence(self, standing: Standing, shown: Trajectory) -> str:
        """The whole plot in words."""
        tr = self._desk.tr
        parts = [promise(shown.indicator), pace_words(standing, tr)]
        if shown.due is not None:
            parts.append(tr("完成时限 {day}", day=shown.due.isoformat()))
        parts.append(tr("截至 {day}", day=shown.as_of.isoformat()))
        return tr("；").join(part for part in parts if part)

    def _remarks(self, standing: Standing) -> list[tuple[str, str]]:
        """The promise, whether it adds up or not; what is said about a return stands beside that return."""
        tr = self._desk.tr
        promised = promise_of(standing.commitment)
        if promised is None:
            return []
        return [("info" if promised.reaches else "warn", tr.say(promised.words))]
