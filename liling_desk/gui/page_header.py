"""The head of a page: its title, then whatever it puts into `row`."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.theme import Theme


class PageHeader(QFrame):
    """As high as the theme says."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("pageHeader")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(20, 0, 20, 0)
        self.row.setSpacing(8)
        self.row.addWidget(TextLabel(title, theme, px=20, role="text", bold=True))
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.metrics.page_header)
