"""Alt+Left: back to the page one came from, and there to the filter that was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liling_desk.gui.main_window import MainWindow
    from liling_desk.ledger.filters import LedgerFilter

_STEPS_KEPT = 30


class WayBack:
    """The window says what it leaves; `go` leads back there."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._left: list[tuple[str, LedgerFilter | None, str]] = []

    def leave(self, page: str) -> None:
        """A page is about to be replaced, or a filter on the list."""
        if page in ("", "welcome", "reading"):
            return
        wanted, name = None, ""
        if page == "ledger":
            wanted, name = (
                self._window.page("ledger").listing.filter,
                self._window.page("ledger").middle.summary.codes_name,
            )
        self._left = [*self._left, (page, wanted, name)][-_STEPS_KEPT:]

    def forget(self) -> None:
        """Another ledger: its pages are new ones."""
        self._left = []

    def go(self) -> None:
        """One step back; nothing where there is none."""
        while self._left:
            page, wanted, name = self._left.pop()
            here = self._window.current_page
            if page == here and (wanted is None or wanted == self._window.page("ledger").listing.filter):
                continue
            steps = self._left
            if wanted is not None:
                self._window.show_items(wanted, name)
            else:
                self._window.show_page(page)
            self._left = steps
            return
