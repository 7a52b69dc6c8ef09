"""The plot of an indicator: target, plan, reported values, the way that is left, and the gap in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from liling_desk.gui.ledger_page.plot_painting import line_height, paint_trajectory
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.periods import Reporting, month_of, period_of
from liling_desk.ledger.trajectory import Reading, Trajectory
from liling_desk.plots.labels import TextSize
from liling_desk.plots.trajectory_layout import Dot, Layout, lay_out
from liling_desk.translations import Translator
from liling_desk.words.indicators import amount

_REACH = 12.0


class TrajectoryPlot(QWidget):
    """Draws one trajectory; nothing on it is said by colour alone."""

    def __init__(self, theme: Theme, tr: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tr = theme, tr
        self._shown: Trajectory | None = None
        self._role = "text2"
        self._reporting = Reporting()
        self._layout: Layout | None = None
        self._hovered: Dot | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)
        theme.changed.connect(self._restyle)

    def show_trajectory(self, shown: Trajectory, role: str, reporting: Reporting, sentence: str) -> None:
        """Show another one. `role`: the token of the gap's words; `sentence`: the whole for screen readers."""
        self._shown, self._role, self._reporting = shown, role, reporting
        self._layout = self._hovered = None
        self.setAccessibleName(self._tr("{metric}的进度图", metric=shown.indicator.metric))
        self.setAccessibleDescription(sentence)
        self.update()

    def layout_now(self) -> Layout | None:
        """Where everything stands at the present size."""
        if self._layout is None and self._shown is not None:
            size = TextSize(self._wide, self._tall)
            self._layout = lay_out(self._shown, self.width(), self.height(), size, self._tr, self._role)
        return self._layout

    def tip_of(self, reading: Reading) -> str:
        """What a point says: the period or day, the value, who reported it and when."""
        tr, report = self._tr, reading.report
        indicator = self._shown.indicator if self._shown is not None else None
        value = amount(reading.value, indicator.unit if indicator is not None else None)
        if report is None:
            return tr("基数 {value}（{day}）", value=value, day=reading.day.isoformat())
        first = month_of(report.period)
        period = period_of(first, self._reporting.cycle) if first is not None else None
        head = tr.say(period.name) if period is not None else report.period or reading.day.isoformat()
        told = tr("{day} 报", day=report.reported_on.isoformat()) if report.reported_on else ""
        return "\n".join(
            part for part in (tr("{head}：{text}", head=head, text=value), " ".join((report.unit or "", told)).strip())
            if part
        )  # fmt: skip

    def sizeHint(self) -> QSize:
        return QSize(300, 176 + 8 * self._theme.metrics.step)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    def resizeEvent(self, event: QEvent) -> None:
        self._layout = self._hovered = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._dot_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            dot = self._dot_at(QPointF(event.pos()))
            if dot is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.tip_of(dot.reading), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self.layout_now()
        if layout is None:
            return
        paint_trajectory(QPainter(self), layout, self._theme, self._role, self._hovered)

    def _dot_at(self, at: QPointF) -> Dot | None:
        layout = self.layout_now()
        return layout.nearest((at.x(), at.y()), _REACH) if layout is not None else None

    def _hover(self, dot: Dot | None) -> None:
        if dot != self._hovered:
            self._hovered = dot
            self.update()

    def _wide(self, text: str, px: int, bold: bool) -> float:
        return QFontMetricsF(self._theme.font(px, bold)).horizontalAdvance(text)

    def _tall(self, px: int) -> float:
        return line_height(px, self._theme)

    def _restyle(self) -> None:
        self._layout = self._hovered = None
        self.updateGeometry()
        self.update()
