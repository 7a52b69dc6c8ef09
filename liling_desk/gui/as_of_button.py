"""The day at which everything is computed: always in sight, and plain to see when it isn't today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, LinkButton
from liling_desk.gui.look.painting import fill_round

if TYPE_CHECKING:
    from liling_desk.gui.look.popover import Popover


class _DayButton(Button):
    framed = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.framed and not self.shows_ring():
            radius = self._theme.metrics.radius_control
            fill_round(QPainter(self), QRectF(self.rect()), radius, None, self._theme.tokens.yellow, 2)


class AsOfButton(QWidget):
    """A button with a calendar below, and the way back to today."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._popover: Popover | None = None
        self.day = _DayButton("", "soft", "calendar", desk.theme, self)
        self.today = LinkButton(desk.tr("回到今天"), desk.theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.today)
        row.addWidget(self.day)
        self.day.clicked.connect(self.open_calendar)
        self.today.clicked.connect(self._to_today)
        desk.bridge.as_of_changed.connect(self.refresh)
        desk.bridge.opened.connect(self.refresh)
        self.refresh()

    def refresh(self, _day: object = None) -> None:
        """Say the day again."""
        bridge, tr = self._desk.bridge, self._desk.tr
        self.day.setText(tr("数据截至 {day}", day=bridge.as_of.isoformat()))
        self.day.framed = not bridge.as_of_is_today
        tip = tr("时效和亮灯按这一天计算")
        self.day.setToolTip(tip if bridge.as_of_is_today else tr("不是今天：{tip}", tip=tip))
        self.day.updateGeometry()
        self.day.update()
        self.today.setVisible(not bridge.as_of_is_today)

    def open_calendar(self) -> None:
        """Choose another day."""
        from PySide6.QtWidgets import QCalendarWidget

        from liling_desk.gui.look.popover import Popover

        page, day = self.window(), self._desk.bridge.as_of
        popover = Popover(page, self._desk.theme)
        calendar = QCalendarWidget(popover)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.setMinimumWidth(300)
        popover.body.addWidget(calendar)
        popover.closed.connect(popover.deleteLater)
        calendar.clicked.connect(self._choose)
        calendar.activated.connect(self._choose)
        self._popover = popover
        corner = self.day.mapTo(page, self.day.rect().topLeft())
        popover.open_at(self.day.rect().translated(corner), self.day, calendar)

    def _choose(self, day: QDate) -> None:
        popover, self._popover = self._popover, None
        if popover is not None:
            popover.dismiss()
            self._desk.bridge.set_as_of(date(day.year(), day.month(), day.day()))

    def _to_today(self) -> None:
        self._desk.bridge.set_as_of(None)
        self.day.setFocus()
