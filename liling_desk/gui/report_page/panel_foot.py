"""A strip at the foot of a scrolled column that stays where it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class PanelFoot(QFrame):
    """Holds one widget at a time, as high as that wants to be. `set_margins` are the area's own viewport margins."""

    def __init__(self, area: QScrollArea, set_margins: Callable[[int, int, int, int], None]) -> None:
        super().__init__(area)
        self._area, self._set_margins = area, set_margins
        self._held: QWidget | None = None
        self._below_bar = QWidget()
        area.addScrollBarWidget(self._below_bar, Qt.AlignmentFlag.AlignBottom)
        self.setObjectName("panelFoot")
        self._column = QVBoxLayout(self)
        area.installEventFilter(self)
        area.verticalScrollBar().installEventFilter(self)
        self.hide()

    def show_widget(self, widget: QWidget | None) -> None:
        """Hold this one, or none."""
        if widget is not self._held:
            if self._held is not None:
                self._column.removeWidget(self._held)
                self._held.hide()
            self._held = widget
            if widget is not None:
                self._column.addWidget(widget)
                widget.show()
        self.setVisible(widget is not None)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() in (QEvent.Type.Show, QEvent.Type.Hide)
        if shown or (watched is self._area and event.type() == QEvent.Type.Resize):
            self._place()
        return False

    def _place(self) -> None:
        if self.isHidden():
            self._leave(0)
            return
        width = self._area.width()
        layout, bar = self._column, self._area.verticalScrollBar()
        layout.setContentsMargins(16, 12, 14 + (bar.width() if bar.isVisible() else 0), 14)
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        self._leave(height)
        self.setGeometry(QRect(0, self._area.height() - height, width, height))

    def _leave(self, height: int) -> None:
        """Keep the area's viewport and its scroll bar out of the way."""
        self._set_margins(0, 0, 0, height)
        self._below_bar.setFixedHeight(height)
