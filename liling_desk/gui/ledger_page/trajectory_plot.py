"""The plot of an indicator: target, plan, reported values, the way that is left, and the gap in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from liling_desk.gui.ledger_page.indicator_words import amount
from liling_desk.gui.ledger_page.plot_labels import Label, Point
from liling_desk.gui.ledger_page.plot_layout import Dot, Layout, TextSize, lay_out
from liling_desk.gui.ledger_page.trajectory import Reading, Trajectory
from liling_desk.gui.look.palette import faded
from liling_desk.gui.look.theme import Theme
from liling_desk.ledger.periods import Reporting, month_of, period_of
from liling_desk.translations import Translator

_REACH = 12.0
_DENSE = 7.0


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
        painter = QPainter(self)
        self._axes(painter, layout)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._plans(painter, layout)
        self._values(painter, layout)
        self._bracket(painter, layout)
        for label in layout.labels:
            self._write(painter, label)

    def _axes(self, painter: QPainter, layout: Layout) -> None:
        tokens, plot = self._theme.tokens, layout.plot
        painter.setFont(self._theme.font(12))
        for text, box, y in layout.values:
            painter.fillRect(QRectF(plot.left, round(y), plot.width, 1), tokens.line)
            painter.setPen(tokens.text3)
            words = _rect(box.left - 2, box.top, box.width + 4, box.height)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        painter.fillRect(QRectF(plot.left, round(plot.bottom), plot.width, 1), tokens.line2)
        for tick in layout.days:
            painter.fillRect(QRectF(round(tick.at), round(plot.bottom), 1, 4), tokens.line2)
            painter.setPen(tokens.text3)
            box = _rect(tick.left - 2, plot.bottom + 5, tick.width + 4, self._tall(12))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tick.text)

    def _plans(self, painter: QPainter, layout: Layout) -> None:
        tokens, plot = self._theme.tokens, layout.plot
        _draw(painter, layout.planned, QPen(tokens.bar_grey, 2))
        _draw(painter, layout.ramp, QPen(tokens.bar_grey, 1.4))
        if layout.required:
            pen = QPen(tokens.line2, 1)
            pen.setDashPattern([2, 3])
            _draw(painter, layout.required, pen)
        if layout.target_y is not None:
            pen = QPen(tokens.text2, 1.4)
            pen.setDashPattern([4, 3])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            y = round(layout.target_y) + 0.5
            _draw(painter, ((plot.left, y), (plot.right, y)), pen)
        if layout.as_of_x is not None:
            pen = QPen(tokens.text3, 1.2)
            pen.setDashPattern([1, 2.4])
            x = round(layout.as_of_x) + 0.5
            _draw(painter, ((x, plot.top - 6), (x, plot.bottom)), pen)

    def _values(self, painter: QPainter, layout: Layout) -> None:
        tokens = self._theme.tokens
        for line in layout.lines:
            _draw(painter, line, QPen(tokens.accent, 2, j=Qt.PenJoinStyle.RoundJoin))
        radius = self._radius(layout)
        told = [dot for dot in layout.dots if dot.reading.report is not None]
        for dot in layout.dots:
            newest = bool(told) and dot is told[-1]
            big = dot == self._hovered
            side = 5.0 if big else 4.0 if newest or dot.reading.report is None else radius
            if side <= 0:
                continue
            hollow = dot.reading.report is None
            painter.setPen(QPen(tokens.accent if hollow else tokens.surface, 1.6 if hollow else 1.2))
            painter.setBrush(tokens.surface if hollow else tokens.accent)
            painter.drawEllipse(QPointF(*dot.at), side, side)

    def _radius(self, layout: Layout) -> float:
        """Small points where they stand close, none where they would run together."""
        apart = layout.plot.width / max(len(layout.dots) - 1, 1)
        return 3.4 if apart > 2 * _DENSE else 2.6 if apart > _DENSE else 0.0

    def _bracket(self, painter: QPainter, layout: Layout) -> None:
        if layout.bracket is None:
            return
        x, planned, actual = layout.bracket
        colour = self._theme.tokens.colour(self._role)
        if abs(planned - actual) < 3:
            return
        painter.setPen(QPen(colour, 1.6))
        painter.drawLine(QPointF(x, planned), QPointF(x, actual))
        for y in (planned, actual):
            painter.drawLine(QPointF(x - 3, y), QPointF(x + 3, y))

    def _write(self, painter: QPainter, label: Label) -> None:
        tokens, box = self._theme.tokens, label.box
        ground = _rect(box.left - 1, box.top + 1, box.width + 2, box.height - 2)
        painter.fillRect(ground, faded(tokens.surface, 0.82))
        painter.setFont(self._theme.font(label.px, label.bold))
        painter.setPen(QColor(tokens.colour(label.role)))
        words = _rect(box.left, box.top, box.width + 4, box.height)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label.text)

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
        # Noto's own line is half as high again as its characters: two lines of a plot stand closer.
        return (px + self._theme.font_step) * 1.3

    def _restyle(self) -> None:
        self._layout = self._hovered = None
        self.updateGeometry()
        self.update()


def _draw(painter: QPainter, line: Sequence[Point], pen: QPen) -> None:
    if len(line) > 1:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))


def _rect(left: float, top: float, width: float, height: float) -> QRectF:
    return QRectF(left, top, width, height)
