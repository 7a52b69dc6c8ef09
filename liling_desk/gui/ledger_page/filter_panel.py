"""Saved views and facets: emits a `LedgerFilter` and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.standing import Standing


class FilterPanel(QWidget):
    """`current_sort` says the list's order for 保存当前."""

    filter_changed = Signal(object)
    """A `LedgerFilter`: somebody ticked or cleared something. Answer with `show_counts`."""
    view_chosen = Signal(object)
    """A `SavedView`: answer with `set_filter` and `show_counts`."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, current_sort: Callable[[], SortOrder] = SortOrder
    ) -> None:
        super().__init__(parent)
        self._desk, self._current_sort, self._filter = desk, current_sort, LedgerFilter()

    def set_filter(self, wanted: LedgerFilter) -> None:
        """Show a filter that was set elsewhere; emits nothing."""
        self._filter = wanted

    def show_counts(self, standings: Sequence[Standing], wanted: LedgerFilter) -> None:
        """Count the whole ledger's items (deleted ones too) under a filter."""
        self.set_filter(wanted)

    def open_group(self, name: str) -> None:
        """Unfold a group ("light", "status", "due", "unit", …), bring it into view and focus it."""

    def focus_first(self) -> None:
        """Put the focus on the current view (F6)."""
