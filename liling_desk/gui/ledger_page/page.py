"""The ledger page: search, filter, list, tick off; the detail follows the row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liling_desk.gui.arriving import SORT_KEPT, kept_sort
from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.areas import AREAS_KEPT, Areas
from liling_desk.gui.ledger_page.exporting import AskTarget, ask_target, export_rows
from liling_desk.gui.ledger_page.following import Following
from liling_desk.gui.ledger_page.keys import PageKeys
from liling_desk.gui.ledger_page.list_panel import ListPanel
from liling_desk.gui.ledger_page.nothing_found import empty_ledger, nothing_found
from liling_desk.gui.ledger_page.page_header import PageHeader
from liling_desk.gui.ledger_page.row_actions import RowActions
from liling_desk.gui.ledger_page.side_panels import SidePanels
from liling_desk.gui.ledger_page.table_layout import COLUMNS_KEPT
from liling_desk.gui.ledger_page.ticking import Ticking
from liling_desk.ledger.filters import EVERYTHING, USUAL_ORDER, LedgerFilter, SortOrder

if TYPE_CHECKING:
    from liling_desk.gui.ledger_page.detail_panel import DetailPanel
    from liling_desk.gui.ledger_page.filter_panel import FilterPanel

_REMEMBER_MS = 400


class LedgerPage(QWidget):
    """`ask` asks for the file to export to; a test puts another function in its place."""

    import_requested = Signal()
    report_requested = Signal(object, object)
    """`LedgerFilter`, `SortOrder`: a report on what is shown."""
    selection_count_changed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None, ask: AskTarget = ask_target) -> None:
        super().__init__(parent)
        self.desk, self._ask = desk, ask
        self.header = PageHeader(desk, self)
        self.middle = ListPanel(desk, self)
        self.table, self.listing = self.middle.table, self.middle.listing
        self.sides = SidePanels(desk, self.listing, self)
        self.areas = Areas(desk, self.sides.panel_place, self.middle, self.sides.detail_place, self)
        self.row_actions = RowActions(desk, self)
        self.keys = PageKeys(self)
        self.ticking = Ticking(desk, self.table, self.listing, self.row_actions, self)
        self.following = Following(self.table, self.sides, self.areas, self.ticking, self.row_actions)
        self._remember = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.areas, 1)
        self._connect_list()
        self._connect_rest()
        self.apply_density()
        self.middle.columns.set_code_apart(not self.areas.detail_open)
        self.listing.show(EVERYTHING, kept_sort(desk))
        self._select_first()
        self.sides.make_after_painting(self.table.viewport())

    @property
    def panel(self) -> FilterPanel:
        """The filter panel, made now if need be."""
        return self.sides.panel

    @property
    def detail(self) -> DetailPanel:
        """The detail, made now if need be."""
        return self.sides.detail

    def _connect_list(self) -> None:
        table, summary, listing = self.table, self.middle.summary, self.listing
        table.tick_requested.connect(self.ticking.open)
        table.opened.connect(self.following.open)
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

    def _connect_rest(self) -> None:
        self.header.searched.connect(lambda text: self.listing.set_filter(self.listing.filter.searching(text)))
        self.header.search.left.connect(self.table.setFocus)
        self.header.export_clicked.connect(lambda: self.export())
        self.header.new_clicked.connect(self.new_commitment)
        self.areas.detail_shown.connect(lambda shown: self.middle.columns.set_code_apart(not shown))
        self.areas.detail_shown.connect(lambda _shown: self._select_first())
        self.areas.changed.connect(self._remember.start)
        self.desk.bridge.opened.connect(self._select_first)
        self.row_actions.tick_wanted.connect(self.ticking.open)
        self.row_actions.edit_wanted.connect(self.following.open)
        self.row_actions.export_wanted.connect(self.export)
        self.row_actions.copy_wanted.connect(self.keys.copy)
        self.row_actions.files_given.connect(self.sides.attach)
        self._remember.timeout.connect(self.remember)

    def apply_filter(self, wanted: LedgerFilter, name: str = "") -> None:
        """Show what passes this filter; `name` says what the items have in common that it names by code."""
        if name:
            self.middle.summary.name_codes(wanted.codes, name)
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

        if not self.row_actions.may_write():
            return
        code = new_commitment(self.desk, self)
        if code:
            if self.table.rows.row_of(code) is None:
                self.apply_filter(EVERYTHING)
            self.table.select_codes([code], code)
            if (row := self.table.rows.row_of(code)) is not None:
                self.table.scrollTo(self.table.rows.index(row, 0))
        self.table.setFocus()

    def new_return(self) -> None:
        """Ctrl+R: register a return for the row."""
        if code := self.table.current_code:
            self.row_actions.new_return(code)
            self.table.setFocus()

    def export(self, codes: Sequence[str] = ()) -> None:
        """Ctrl+E: write the shown rows, or these, into a file."""
        wanted = set(codes or ())
        rows = [each for each in self.table.rows.standings if not wanted or each.code in wanted]
        export_rows(self.desk, rows, self.listing.filter, self.listing.sort, self, self._ask)

    def request_report(self) -> None:
        """Ask the window for a report on what is shown."""
        self.report_requested.emit(self.listing.filter, self.listing.sort)

    def apply_density(self) -> None:
        """Rows as high as the preference says."""
        self.table.cells.compact = self.desk.choices.current.density == "compact"
        self.table.measure()

    def reset_layout(self) -> None:
        """查看 > 恢复默认布局."""
        self._remember.stop()
        for name in (AREAS_KEPT, COLUMNS_KEPT, SORT_KEPT):
            self.desk.choices.remember(name, {})
        self.areas.restore()
        self.middle.columns.restore()
        self.listing.set_sort(USUAL_ORDER)

    def remember(self) -> None:
        """Keep columns, widths and order for the next time."""
        self._remember.stop()
        sort = self.listing.sort.model_dump()
        for name, value in (
            (AREAS_KEPT, self.areas.state()), (COLUMNS_KEPT, self.middle.columns.state()), (SORT_KEPT, sort),
        ):  # fmt: skip
            if self.desk.choices.remembered(name) != value:
                self.desk.choices.remember(name, value)

    def _select_first(self) -> None:
        if not self.desk.bridge.has_ledger:
            return
        if self.table.rows.rowCount() and not self.table.current_code and self.areas.detail_open:
            first = self.table.rows.standing(0).code
            self.table.select_codes([first], first)

    def _selected(self, codes: list[str]) -> None:
        self.middle.bar.show_count(len(codes), self.table.rows.rowCount())
        self.selection_count_changed.emit(len(codes))

    def _filled(self) -> None:
        listing, bridge = self.listing, self.desk.bridge
        self.setEnabled(bridge.awaited is None)
        if bridge.awaited is not None:
            self.header.show_text("")
            self.middle.show_arriving(bridge.awaited)
            return  # nothing can be done before all of the ledger is there, and nothing is counted
        self.middle.summary.show_state(listing.filter, listing.sort, listing.matched, listing.total)
        self.header.show_text(listing.filter.text)
        self.header.show_permission()
        self.header.export.setEnabled(bool(self.table.rows.rowCount()))
        if self.table.rows.rowCount() or not bridge.has_ledger:
            self.middle.show_table()
        elif listing.filter.is_empty:
            empty = empty_ledger(self.desk, self.new_commitment, self.import_requested.emit, self.middle)
            self.middle.show_instead(empty)
        else:
            self.middle.show_instead(nothing_found(self.desk, listing, self.apply_filter, self.middle))

    def _menu(self, place: QPoint) -> None:
        codes = self.table.selected_codes or ([self.table.current_code] if self.table.current_code else [])
        if codes:
            menu = self.row_actions.menu(codes)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(place))

    def _bar(self, action: str) -> None:
        codes = self.table.selected_codes
        work = {
            "assign": self.row_actions.assign, "status": self.row_actions.set_status, "tick": self.ticking.open,
            "letters": lambda codes: self.middle.bar.open_menu("letters", self.row_actions.letter_menu(codes)),
            "export": self.export, "all": lambda _codes: self.table.selectAll(),
            "none": lambda _codes: self.table.clearSelection(),
        }  # fmt: skip
        work[action](codes)
        if action in ("all", "none"):
            self.table.setFocus()
