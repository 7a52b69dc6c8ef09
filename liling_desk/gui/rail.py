"""The rail at the left: one button for each page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from liling_desk.gui.look.rail_button import RailButton
from liling_desk.gui.look.theme import Theme
from liling_desk.translations import N_, Translator

PAGES = (
    ("ledger", N_("台账"), "ledger", "Ctrl+1"),
    ("overview", N_("总览"), "overview", "Ctrl+2"),
    ("import", N_("导入"), "import", "Ctrl+3"),
    ("report", N_("报表"), "report", "Ctrl+4"),
    ("preferences", N_("设置"), "settings", "Ctrl+,"),
)
"""Key, msgid, icon, shortcut; the last one stands at the bottom."""


class Rail(QFrame):
    """Emits `chosen(key)`; the window decides whether the page is shown and says so with `set_current`."""

    chosen = Signal(str)

    def __init__(self, tr: Translator, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._tr = tr
        self._theme = theme
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        for place, (key, word, icon_name, shortcut) in enumerate(PAGES):
            button = RailButton(tr(word), icon_name, theme)
            button.setToolTip(f"{tr(word)}  {shortcut}")
            button.setAccessibleName(tr(word))
            button.clicked.connect(lambda _checked=False, key=key: self._clicked(key))
            self._group.addButton(button)
            self._buttons[key] = button
            if place == len(PAGES) - 1:
                column.addStretch(1)
            column.addWidget(button)
        self._current = "ledger"
        self.set_current("ledger")
        theme.changed.connect(self._measure)
        self._measure()

    def set_current(self, key: str) -> None:
        """Mark the page that is shown; one that has no button here takes the mark away."""
        self._current = key
        if key not in self._buttons:
            self._group.setExclusive(False)
            for button in self._buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
            return
        self._buttons[key].setChecked(True)

    def set_enabled(self, key: str, enabled: bool, why_not: str = "") -> None:
        """Dim a page that can't work now; the tooltip says why."""
        button = self._buttons[key]
        button.setEnabled(enabled)
        word, shortcut = next((word, shortcut) for name, word, _, shortcut in PAGES if name == key)
        button.setToolTip(f"{self._tr(word)}  {shortcut}" if enabled else why_not)

    def button(self, key: str) -> RailButton:
        """The button of a page."""
        return self._buttons[key]

    def _clicked(self, key: str) -> None:
        self.set_current(self._current)
        self.chosen.emit(key)

    def _measure(self) -> None:
        self.setFixedWidth(self._theme.metrics.rail_width)
