"""The line over the detail: code, place, row above, row below, close."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import IconButton
from liling_desk.gui.look.labels import ElidedLabel, TextLabel


class DetailHead(QWidget):
    """Stays while the rest scrolls."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme, tr = desk.theme, desk.tr
        self._code = TextLabel("", theme, 13, "text2")
        self._code.set_selectable()
        self._place = ElidedLabel("", theme, 13, "text3")
        self.up = IconButton("up", tr("上一项"), theme)
        self.down = IconButton("down", tr("下一项"), theme)
        self.close_button = IconButton("x", tr("关闭详情"), theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 14, 2)
        row.setSpacing(6)
        row.addWidget(self._code)
        row.addWidget(self._place, 1)
        for button in (self.up, self.down, self.close_button):
            row.addWidget(button)

    def show_place(self, code: str, place: str) -> None:
        """Show another item's code and place."""
        self._code.setText(code)
        self._place.setText(place)

    def words(self) -> str:
        """What it says."""
        return f"{self._code.text()} {self._place.text()}"
