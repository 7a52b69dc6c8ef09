"""What the list shows: the filter, the order, and keeping the user's place while rows change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.ahead import Ahead
from liling_desk.gui.ledger_page.columns import TITLE
from liling_desk.gui.ledger_page.ledger_table import LedgerTable
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import EVERYTHING, USUAL_ORDER, LedgerFilter, SortOrder, matcher
from liling_desk.ledger.finder import Finder
from liling_desk.ledger.standing import Standing

if TYPE_CHECKING:
    from liling_desk.ledger.entry import Applied


class Listing(QObject):
    """Asks the ledger and fills the table. Rows that were written stay where they are until the next full reading."""

    filled = Signal()
    """Rows or counts are new."""

    def __init__(self, desk: Desk, table: LedgerTable) -> None:
        super().__init__(table)
        self._desk, self._table = desk, table
        self.filter = EVERYTHING
        self.sort = USUAL_ORDER
        self.matched = 0
        """So many items pass the filter."""
        self.total = 0
        """So many items there are."""
        self.finder = Finder()
        """The whole ledger, deleted items too."""
        self._read_from: Sequence[Standing] = ()
        self._ahead = Ahead(self)
        desk.bridge.rows_changed.connect(self._changed)
        desk.bridge.as_of_changed.connect(self._as_of_changed)
        desk.bridge.opened.connect(self._opened)
        desk.bridge.arriving_changed.connect(self._arriving)

    @property
    def standings(self) -> list[Standing]:
        """The whole ledger, deleted items too. Not to be changed."""
        return self.finder.standings

    @property
    def is_ready(self) -> bool:
        """Whether everything that answers quickly has been made."""
        return self._ahead.is_done

    def set_filter(self, wanted: LedgerFilter) -> None:
        """Show what passes this."""
        self.filter = wanted
        self._fill(keep_scroll=False)

    def set_sort(self, sort: SortOrder) -> None:
        """Show it in another order."""
        self.show(self.filter, sort)

    def show(self, wanted: LedgerFilter, sort: SortOrder) -> None:
        """Both at once."""
        self.filter, self.sort = wanted, sort
        self._table.head.show_sort(sort)
        self._fill(keep_scroll=False)
        self._ahead.prepare(self.finder)  # to find in this order too

    def reload(self) -> None:
        """Read again, in order."""
        self._fill(keep_scroll=True)

    def count_without(self, group: str) -> int:
        """How many items there would be with one group of conditions dropped."""
        return self.finder.count(self.filter.without(group))

    def _opened(self) -> None:
        self.filter = EVERYTHING
        self._fill(keep_scroll=False)

    def _arriving(self) -> None:
        if self._desk.bridge.awaited is not None:
            self._opened()

    def _as_of_changed(self, _day: object) -> None:
        self._fill(keep_scroll=True)

    def _changed(self, applied: Applied) -> None:
        if not applied.codes or applied.batch is not None:
            self.reload()
            return
        if not self._read():
            return
        table, passes = self._table, matcher(self.filter)
        now = {code: self.finder.standing(code) for code in applied.codes}
        shown = {code for code in now if table.rows.row_of(code) is not None}
        if any(each is not None and code not in shown and passes(each) for code, each in now.items()):
            self._fill(keep_scroll=True)
            return
        table.rows.refresh({code: each for code, each in now.items() if each is not None})
        gone = [code for code in shown if (each := now[code]) is None or each.commitment.deleted != self.filter.deleted]
        if gone:
            self._drop(gone)
        table.pictures.paint_now([code for code in shown if code not in gone])
        self._count()
        self.filled.emit()

    def _drop(self, codes: list[str]) -> None:
        """Take rows out; the place goes to the next row."""
        table = self._table
        selected, row = table.selected_codes, table.currentIndex().row()
        before = sum(1 for code in codes if (at := table.rows.row_of(code)) is not None and at < row)
        was_current = table.current_code in codes
        table.rows.drop(codes)
        left = [code for code in selected if code not in codes]
        if was_current and table.rows.rowCount():
            current = table.rows.codes[min(max(row - before, 0), table.rows.rowCount() - 1)]
            table.select_codes(left or ([current] if selected else []), current)
        table.tell_selection()

    def _read(self) -> bool:
        """Take over what the ledger holds now; False where it can't be read (a signal has said why)."""
        bridge = self._desk.bridge
        if not bridge.has_ledger:
            self.finder, self._read_from = Finder(), ()
            return True
        try:
            standings = bridge.ledger.standings(bridge.as_of)
        except LedgerError as problem:
            bridge.problem.emit(problem)
            return False
        if standings is not self._read_from:
            touched = bridge.ledger.touched_since(self._read_from)
            made = bridge.take_finder(standings)
            self._read_from, self.finder = standings, made or self.finder.renewed(standings, touched)
            self._ahead.prepare(self.finder)
        return True

    def _count(self) -> None:
        self.matched = self.finder.count(self.filter)
        self.total = self.finder.total(self.filter.deleted)

    def _fill(self, keep_scroll: bool) -> None:
        if not self._read():
            return
        self._count()
        found: Sequence[Standing] = self.finder.find(self.filter, self.sort)
        if (awaited := self._desk.bridge.awaited) is not None and self.filter.is_empty and awaited.sort == self.sort:
            found = awaited.rows or ()
        table = self._table
        selected, current, row = table.selected_codes, table.current_code, table.currentIndex().row()
        scroll = table.verticalScrollBar().value()
        table.rows.show(found)
        left = [code for code in selected if table.rows.row_of(code) is not None]
        if current and table.rows.row_of(current) is None and found:
            current = found[min(row, len(found) - 1) if keep_scroll else 0].code
        table.select_codes(left or ([current] if selected and current and found else []), current)
        if keep_scroll:
            table.verticalScrollBar().setValue(scroll)
        elif (place := table.rows.row_of(current)) is not None and left:
            table.scrollTo(table.rows.index(place, TITLE))
        else:
            table.scrollToTop()
        table.tell_selection()
        self.filled.emit()
