"""The detail follows the list: a moment after the keys rest, at once when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from liling_desk.gui.ledger_page.areas import Areas
from liling_desk.gui.ledger_page.ledger_table import LedgerTable
from liling_desk.gui.ledger_page.row_actions import RowActions
from liling_desk.gui.ledger_page.side_panels import SidePanels
from liling_desk.gui.ledger_page.ticking import Ticking

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.detail_panel import DetailPanel

FOLLOW_MS = 120


class Following(QObject):
    """One row: that item; several: what they have in common; none: the row with the keyboard's focus."""

    def __init__(
        self, table: LedgerTable, sides: SidePanels, areas: Areas, ticking: Ticking, actions: RowActions
    ) -> None:
        super().__init__(sides)
        self._table, self._sides, self._areas = table, sides, areas
        self._ticking, self._actions = ticking, actions
        self._wait = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._wait.timeout.connect(self.show_now)
        table.current_changed.connect(self.soon)
        table.selected_changed.connect(self.soon)
        areas.detail_shown.connect(self.soon)
        sides.detail_made.connect(self._detail_made)

    def _detail_made(self, detail: DetailPanel) -> None:
        detail.closed.connect(self._close)
        detail.stepped.connect(self._table.step)
        detail.code_deselected.connect(self._deselect)
        detail.stayed.connect(self._stay)
        detail.tick_requested.connect(lambda code: self._ticking.open([code]))
        detail.return_requested.connect(self._actions.new_return)
        detail.split_requested.connect(self._actions.split)

    def soon(self, _what: object = None) -> None:
        """Follow when the list has rested."""
        self._wait.start()

    def show_now(self) -> None:
        """Show what is selected."""
        self._wait.stop()
        if not self._areas.detail_open:
            return
        codes = self._table.selected_codes
        if len(codes) > 1:
            self._sides.detail.show_codes(codes)
        else:
            self._sides.detail.show_code(codes[0] if codes else self._table.current_code or None)

    def open(self, code: str) -> None:
        """Enter on a row: show it and begin to edit."""
        if self._table.selected_codes != [code]:
            self._table.select_codes([code], code)
        self._areas.open_detail()
        self.show_now()
        self._sides.detail.begin_edit()

    def _close(self) -> None:
        self._areas.close_detail()
        self._table.setFocus()

    def _deselect(self, code: str) -> None:
        self._table.select_codes([each for each in self._table.selected_codes if each != code])

    def _stay(self, code: str) -> None:
        self._table.select_codes([code], code)
