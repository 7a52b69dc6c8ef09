"""The ledger page: search, filter, list, tick off; the detail follows the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.areas import AREAS_KEPT, Areas
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.gui.ledger_page.exporting import AskTarget, ask_target, export_rows
from liling_desk.gui.ledger_page.filter_panel import FilterPanel
from liling_desk.gui.ledger_page.keys import PageKeys
from liling_desk.gui.ledger_page.list_panel import ListPanel
from liling_desk.gui.ledger_page.nothing_found import empty_ledger, nothing_found
from liling_desk.gui.ledger_page.page_header import PageHeader
from liling_desk.gui.ledger_page.row_actions import RowActions
from liling_desk.gui.ledger_page.table_layout import COLUMNS_KEPT
from liling_desk.gui.ledger_page.tick_popover import TickPopover
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.saved_view import SavedView
from liling_desk.ledger.status import Status

SORT_KEPT = "ledger_sort"
FOLLOW_MS = 120
_REMEMBER_MS = 400


class LedgerPage(QWidget):
    """`ask` asks for the file to export to; a test puts another function in its place."""

    import_requested = Signal()
    report_requested = Signal(object, object)
    """`LedgerFilter`, `SortOrder`: a report on what is shown."""
    selection_count_changed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None, ask: AskTarget = ask_target) -> None:
        super().__init__(parent)
        self._desk, self._ask = desk, ask
        self.header = PageHeader(desk, self)
        self.middle = ListPanel(desk, self)
        self.table, self.listing = self.middle.table, self.middle.listing
        self.panel = FilterPanel(desk, self, current_sort=lambda: self.listing.sort)
        self.detail = DetailPanel(desk, self)
        self.detail.setObjectName("detailPanel")
        self.areas = Areas(desk, self.panel, self.middle, self.detail, self)
        self.actions_ = RowActions(desk, self)
        self.keys = PageKeys(self)
        self._popover: TickPopover | None = None
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._remember = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._greeted = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.areas, 1)
        self._connect_list()
        self._connect_rest()
        self.apply_density()
        self.middle.columns.set_code_apart(not self.areas.detail_open)
        self.listing.show(LedgerFilter(), self._kept_sort())

    def _connect_list(self) -> None:
        table, summary, listing = self.table, self.middle.summary, self.listing
        table.tick_requested.connect(self.open_tick)
        table.opened.connect(self.open_detail)
        table.current_changed.connect(lambda _code: self._follow.start())
        table.selected_changed.connect(self._selected)
        table.sort_chosen.connect(self.set_sort)
        table.customContextMenuRequested.connect(self._menu)
        summary.filter_changed.connect(self.apply_filter)
        summary.sort_chosen.connect(self.set_sort)
        summary.panel_requested.connect(self.keys.open_panel)
        self.areas.folded.connect(summary.set_folded)
        summary.set_folded(not self.areas.panel_open)
        listing.filled.connect(self._filled)
        self.middle.bar.chosen.connect(self._bar)
        self.middle.columns.changed.connect(self._remember.start)
        self._follow.timeout.connect(self._show_detail)

    def _connect_rest(self) -> None:
        self.panel.filter_changed.connect(self.apply_filter)
        self.panel.view_chosen.connect(self._show_view)
        self.header.searched.connect(self._search)
        self.header.search.left.connect(self.table.setFocus)
        self.header.export_clicked.connect(self.export)
        self.header.new_clicked.connect(self.new_commitment)
        self.detail.closed.connect(self._close_detail)
        self.detail.stepped.connect(self.table.step)
        self.detail.code_deselected.connect(self._deselect)
        self.detail.tick_requested.connect(lambda code: self.open_tick([code]))
        self.detail.return_requested.connect(self.actions_.new_return)
        self.detail.split_requested.connect(self.actions_.split)
        self.detail.stayed.connect(lambda code: self.table.select_codes([code], code))
        self.areas.detail_shown.connect(lambda shown: self.middle.columns.set_code_apart(not shown))
        self.areas.detail_shown.connect(lambda _shown: self._follow.start())
        self.areas.changed.connect(self._remember.start)
        self.actions_.tick_wanted.connect(self.open_tick)
        self.actions_.edit_wanted.connect(self.open_detail)
        self.actions_.export_wanted.connect(self.export)
        self.actions_.copy_wanted.connect(self.keys.copy)
        self._remember.timeout.connect(self.remember)

    def apply_filter(self, wanted: LedgerFilter) -> None:
        """Show what passes this filter."""
        self.listing.set_filter(wanted)

    def set_sort(self, sort: SortOrder) -> None:
        """Show the list in this order."""
        self.listing.set_sort(sort)
        self._remember.start()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.header.search.selectAll()

    def new_commitment(self) -> None:
        """Ctrl+N: register an item, and go to it."""
        from liling_desk.gui.ledger_page.commitment_form import new_commitment

        if not self.actions_.may_write():
            return
        code = new_commitment(self._desk, self)
        if code:
            if self.table.rows.row_of(code) is None:
                self.apply_filter(LedgerFilter())
            self.table.select_codes([code], code)
            if (row := self.table.rows.row_of(code)) is not None:
                self.table.scrollTo(self.table.rows.index(row, 0))
        self.table.setFocus()

    def new_return(self) -> None:
        """Ctrl+R: register a return for the row."""
        if code := self.table.current_code:
            self.actions_.new_return(code)
            self.table.setFocus()

    def export(self, codes: Sequence[str] = ()) -> None:
        """Ctrl+E: write the shown rows, or these, into a file."""
        wanted = set(codes or ())
        rows = [each for each in self.table.rows.standings if not wanted or each.code in wanted]
        export_rows(self._desk, rows, self.listing.filter, self.listing.sort, self, self._ask)

    def request_report(self) -> None:
        """Ask the window for a report on what is shown."""
        self.report_requested.emit(self.listing.filter, self.listing.sort)

    def open_tick(self, codes: Sequence[str]) -> None:
        """Open the popover at the box: the verdict where one is missing, else the way back."""
        if not codes or not self.actions_.may_write():
            return
        known = {each.code: each for each in self.listing.standings}
        wanted = [known[code] for code in codes if code in known and not known[code].commitment.deleted]
        still_open = [each for each in wanted if each.commitment.status is not Status.DONE]
        if not wanted:
            return
        if self._popover is not None:
            self._popover.dismiss()
        popover = TickPopover(self._desk, still_open or wanted, "tick_off" if still_open else "reopen", self)
        popover.decided.connect(self.actions_.decide)
        popover.closed.connect(self._popover_closed)
        self._popover = popover
        first = self.table.current_code if self.table.current_code in codes else codes[0]
        rect = self.table.tick_rect(first)
        popover.open_on(rect.translated(self.table.viewport().mapTo(self, QPoint(0, 0))), self.table)

    def open_detail(self, code: str) -> None:
        """Enter: the detail, ready to be edited."""
        if self.table.selected_codes != [code]:
            self.table.select_codes([code], code)
        self.areas.open_detail()
        self._follow.stop()
        self.detail.show_code(code)
        self.detail.begin_edit()

    def apply_density(self) -> None:
        """Rows as high as the preference says."""
        self.table.cells.compact = self._desk.choices.current.density == "compact"
        self.table.measure()

    def reset_layout(self) -> None:
        """查看 > 恢复默认布局."""
        self._remember.stop()
        for name in (AREAS_KEPT, COLUMNS_KEPT, SORT_KEPT):
            self._desk.choices.remember(name, {})
        self.areas.restore()
        self.middle.columns.restore()
        self.listing.set_sort(SortOrder())

    def remember(self) -> None:
        """Keep columns, widths and order for the next time."""
        self._remember.stop()
        sort = self.listing.sort.model_dump()
        for name, value in (
            (AREAS_KEPT, self.areas.state()), (COLUMNS_KEPT, self.middle.columns.state()), (SORT_KEPT, sort),
        ):  # fmt: skip
            if self._desk.choices.remembered(name) != value:
                self._desk.choices.remember(name, value)
