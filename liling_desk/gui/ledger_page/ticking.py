"""Opening the popover at the tick box: the verdict where one is missing, else the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.ledger_table import LedgerTable
from liling_desk.gui.ledger_page.listing import Listing
from liling_desk.gui.ledger_page.row_actions import RowActions
from liling_desk.ledger.status import Status

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.tick_popover import TickPopover, Verdict


class Ticking(QObject):
    """One popover at a time, over the page; afterwards the focus is back on the row."""

    def __init__(self, desk: Desk, table: LedgerTable, listing: Listing, actions: RowActions, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._table, self._listing, self._actions, self._page = desk, table, listing, actions, page
        self.popover: TickPopover | None = None

    def open(self, codes: Sequence[str]) -> None:
        """For one item, or for all that are not done among several."""
        known = (self._listing.finder.standing(code) for code in codes)
        wanted = [each for each in known if each is not None and not each.commitment.deleted]
        if not wanted or not self._actions.may_write():
            return
        from liling_desk.gui.ledger_page.tick_popover import TickPopover

        self.dismiss()
        still_open = [each for each in wanted if each.commitment.status is not Status.DONE]
        popover = TickPopover(self._desk, still_open or wanted, "tick_off" if still_open else "reopen", self._page)
        popover.decided.connect(lambda verdict: self._decide(popover, verdict))
        popover.closed.connect(self._closed)
        self.popover = popover
        if len(wanted) == 1 and len(self._table.selected_codes) < 2:
            # The detail shows what the verdict is about.
            self._table.select_codes([wanted[0].code], wanted[0].code)
        current = self._table.current_code
        asked = current if current in codes else codes[0]
        rect = self._table.tick_rect(asked)
        self._table.pictures.show_asked(asked)
        popover.open_on(rect.translated(self._table.viewport().mapTo(self._page, QPoint(0, 0))), self._table)

    def dismiss(self) -> None:
        """Close it without a verdict."""
        if self.popover is not None:
            self.popover.dismiss()

    def _decide(self, popover: TickPopover, verdict: Verdict) -> None:
        """Write it; where that could not be done, the words are there when it is opened again."""
        written = False
        try:
            written = self._actions.decide(verdict)
        finally:
            popover.draft.end() if written else popover.draft.keep()

    def _closed(self) -> None:
        popover, self.popover = self.popover, None
        self._table.pictures.show_asked("")
        if popover is not None:
            popover.deleteLater()
