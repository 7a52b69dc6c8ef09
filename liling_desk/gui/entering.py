"""How the window comes to a ledger: for writing or only for looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow


class Entering(QObject):
    """Belongs to the window."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window

    def choose_role(self, role: str) -> None:
        """Use this machine as the desk or as a reader; the open ledger is opened anew that way."""
        window, choices = self._window, self._window.desk.choices
        if role == choices.current.role or not window.draft_is_settled():
            self._refresh()
            return
        choices.change(role=role)
        bridge, shown = window.desk.bridge, window.current_page
        if bridge.has_ledger:
            window.flow.open(bridge.ledger.path)
        window.menus.refresh()
        window.show_page(shown)
        self._refresh()

    def _refresh(self) -> None:
        if self._window.current_page == "preferences":
            self._window.page("preferences").refresh()
