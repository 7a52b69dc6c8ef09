"""What can be done with several rows: a dark bar in a strip of its own, so that it never covers rows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.look.buttons import Button, IconButton
from liling_desk.gui.look.labels import TextLabel
from liling_desk.gui.look.painting import fill_round
from liling_desk.gui.look.permit import permit
from liling_desk.gui.look.theme import Theme
from liling_desk.translations import N_

ACTIONS = (
    ("assign", N_("分办…"), "user"),
    ("status", N_("改状态…"), "edit"),
    ("tick", N_("销号…"), "check"),
    ("letters", N_("发函…"), "send"),
    ("export", N_("导出…"), "export"),
)


class _Bar(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        edge = tokens.line2 if tokens.is_dark else None
        fill_round(QPainter(self), QRectF(self.rect()), self._theme.metrics.radius_float, tokens.toast, edge)


class SelectionBar(QFrame):
    """Shown from two rows on."""

    chosen = Signal(str)
    """assign, status, tick, letters, export, all or none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("applyBar")
        self._desk = desk
        tr, theme = desk.tr, desk.theme
        bar = _Bar(theme, self)
        self._count = TextLabel("", theme, 14, "on_toast", bold=True)
        self._offers_all = False
        self._row = row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(4)
        row.addWidget(self._count)
        row.addSpacing(8)
        self.buttons = {}
        for name, text, icon_name in ACTIONS:
            trailing = "up" if name == "letters" else ""
            self.buttons[name] = Button(tr(text), "toast", icon_name, theme, bar, trailing_icon=trailing)
        self.buttons["all"] = Button("", "toast", "", theme, bar)
        for name, button in self.buttons.items():
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
        self.leave = IconButton("x", tr("取消选择（Esc）"), theme, bar, size=16, kind="toast")
        self.leave.clicked.connect(lambda: self.chosen.emit("none"))
        row.addWidget(self.leave)
        strip = QHBoxLayout(self)
        strip.setContentsMargins(8, 8, 8, 8)
        strip.addStretch(1)
        strip.addWidget(bar)
        strip.addStretch(1)
        self._menu: QMenu | None = None
        self.hide()

    def show_count(self, selected: int, shown: int) -> None:
        """Say how many; gone below two. What can't be done in a read-only ledger is dimmed."""
        if selected < 2 and self.isHidden():
            return
        tr = self._desk.tr
        self._count.setText(tr("已选 {n} 项", n=selected))
        self.buttons["all"].setText(tr("全选 {n} 项", n=shown))
        self._offers_all = selected < shown
        self._make_room()
        for name in ("assign", "status", "tick"):
            permit(self.buttons[name], self._desk.why_read_only)
        self.setVisible(selected > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where the words would be cut the icons go, then the button that Ctrl+A stands for."""
        for icons, every in ((True, True), (False, True), (False, False)):
            for name, _, icon_name in ACTIONS:
                self.buttons[name].set_icon_name(icon_name if icons else "")
            self.buttons["all"].setVisible(every and self._offers_all)
            if self._row.sizeHint().width() <= self.width() - 16:
                return

    def open_menu(self, name: str, menu: QMenu) -> None:
        """Open a menu over one of the buttons; it goes when it is closed."""
        button = self.buttons[name]
        self._menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.chosen.emit("none")
        else:
            super().keyPressEvent(event)
