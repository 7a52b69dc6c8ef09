"""The day compared with: a named one that moves with the as-of day, or one that was chosen."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.popover import Popover
from liling_desk.ledger.since import USUAL_SINCE, Since, day_of

KEPT = "overview_since"


class CompareButton(QWidget):
    """Remembers the choice by itself. A chosen day that is not before the as-of day gives way to the usual one."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._popover: Popover | None = None
        self._menu: QMenu | None = None
        self.button = Button("", "soft", "", desk.theme, self, trailing_icon="down")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(TextLabel(desk.tr("对比"), desk.theme, 13, "text3"))
        row.addWidget(self.button)
        self.button.clicked.connect(self.open_menu)
        desk.bridge.as_of_changed.connect(self.refresh)
        self.refresh()

    @property
    def since(self) -> date:
        """The day compared with, always before the as-of day."""
        as_of = self._desk.bridge.as_of
        kept = self._kept()
        if isinstance(kept, date):
            return kept if kept < as_of else day_of(USUAL_SINCE, as_of)
        return day_of(kept, as_of)

    def refresh(self, _day: object = None) -> None:
        """Say the day again."""
        tr, kept, since = self._desk.tr, self._kept(), self.since
        words = since.isoformat()
        if not isinstance(kept, date) or kept != since:
            named = USUAL_SINCE if isinstance(kept, date) else kept
            words = tr("{name}，{day}", name=tr(named.word), day=since.isoformat())
        self.button.setText(words)
        self.button.setAccessibleName(tr("对比 {day}", day=words))
        self.button.setToolTip(tr("与这一天相比，有哪些变化"))
        self.button.updateGeometry()

    def open_menu(self) -> None:
        """Choose another day."""
        tr, menu = self._desk.tr, QMenu(self)
        group = QActionGroup(menu)
        kept = self._kept()
        for since in Since:
            day = day_of(since, self._desk.bridge.as_of)
            action = menu.addAction(tr("{name}，{day}", name=tr(since.word), day=day.isoformat()))
            action.setCheckable(True)
            action.setChecked(kept is since)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, since=since: self.choose(since))
        menu.addSeparator()
        menu.addAction(tr("选一天…")).triggered.connect(self.open_calendar)
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def open_calendar(self) -> None:
        """Choose any earlier day."""
        from PySide6.QtWidgets import QCalendarWidget

        page, since = self.window(), self.since
        last = self._desk.bridge.as_of - timedelta(days=1)
        popover = Popover(page, self._desk.theme)
        calendar = QCalendarWidget(popover)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMaximumDate(QDate(last.year, last.month, last.day))
        calendar.setSelectedDate(QDate(since.year, since.month, since.day))
        calendar.setMinimumWidth(300)
        popover.body.addWidget(calendar)
        popover.closed.connect(popover.deleteLater)
        calendar.clicked.connect(self._day_chosen)
        calendar.activated.connect(self._day_chosen)
        self._popover = popover
        corner = self.button.mapTo(page, self.button.rect().topLeft())
        popover.open_at(self.button.rect().translated(corner), self.button, calendar)

    def choose(self, since: Since | date) -> None:
        """Compare with this from now on."""
        self._desk.choices.remember(KEPT, since.isoformat() if isinstance(since, date) else since.value)
        self.refresh()
        self.changed.emit()

    def _day_chosen(self, day: QDate) -> None:
        popover, self._popover = self._popover, None
        if popover is not None:
            popover.dismiss()
            self.choose(date(day.year(), day.month(), day.day()))

    def _kept(self) -> Since | date:
        kept = self._desk.choices.remembered(KEPT)
        if isinstance(kept, str):
            with suppress(ValueError):
                return Since(kept)
            with suppress(ValueError):
                return date.fromisoformat(kept)
        return USUAL_SINCE
