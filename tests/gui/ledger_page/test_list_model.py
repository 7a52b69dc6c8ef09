"""The rows as Qt sees them, under Qt's own model tester, while the ledger changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.columns import PLACE
from liling_desk.gui.ledger_page.ledger_table import LedgerTable
from liling_desk.gui.ledger_page.listing import Listing
from liling_desk.ledger import edits
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.status import Colour, Status


@pytest.fixture
def listing(starter_desk: Desk) -> Iterator[tuple[Listing, LedgerTable]]:
    table = LedgerTable(starter_desk.theme, starter_desk.tr)
    tester = QAbstractItemModelTester(table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    listing = Listing(starter_desk, table)
    listing.show(LedgerFilter(), SortOrder())
    yield listing, table
    tester.deleteLater()
    table.deleteLater()


def test_shows_what_the_ledger_finds_in_its_order(listing: tuple[Listing, LedgerTable], starter_desk: Desk) -> None:
    ledger, as_of = starter_desk.bridge.ledger, starter_desk.bridge.as_of
    found = ledger.find(LedgerFilter(), SortOrder(), as_of)
    assert listing[1].rows.codes == [each.code for each in found]
    assert (listing[0].matched, listing[0].total) == (93, 93)


@pytest.mark.parametrize("by", ["code", "due", "unit", "value", "title", "status", "reported"])
def test_every_order_comes_from_the_ledger(listing: tuple[Listing, LedgerTable], starter_desk: Desk, by: str) -> None:
    sort = SortOrder(by=by, descending=True)  # type: ignore[arg-type]
    listing[0].set_sort(sort)
    found = starter_desk.bridge.ledger.find(LedgerFilter(), sort, starter_desk.bridge.as_of)
    assert listing[1].rows.codes == [each.code for each in found]


def test_a_written_row_is_refreshed_where_it_stands(listing: tuple[Listing, LedgerTable], starter_desk: Desk) -> None:
    bridge, table = starter_desk.bridge, listing[1]
    listing[0].set_filter(LedgerFilter(light=(Colour.YELLOW,)))
    before, changed = table.rows.codes, []
    table.rows.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    bridge.run(edits.tick_off(bridge.ledger.get(before[1]), "验收文号", date(2021, 12, 1), "甲"))
    assert changed == [(1, 1)]
    assert table.rows.codes == before
    assert listing[0].matched == len(before) - 1
    assert table.rows.standing(1).light.colour is Colour.BLUE
    bridge.reload()
    assert table.rows.codes == [each for each in before if each != before[1]]


def test_undoing_refreshes_the_same_row(listing: tuple[Listing, LedgerTable], starter_desk: Desk) -> None:
    bridge, table = starter_desk.bridge, listing[1]
    code = table.rows.codes[0]
    bridge.run(edits.tick_off(bridge.ledger.get(code), "验收文号", date(2021, 12, 1), "甲"))
    bridge.undo()
    assert table.rows.standing(0).commitment.status is Status.NOT_STARTED


def test_deleted_rows_go_and_the_next_row_gets_the_place(
    listing: tuple[Listing, LedgerTable], starter_desk: Desk
) -> None:
    bridge, table = starter_desk.bridge, listing[1]
    codes = table.rows.codes
    table.select_codes([codes[3]], codes[3])
    bridge.run(edits.delete(bridge.ledger.get(codes[3])))
    assert codes[3] not in table.rows.codes
    assert table.current_code == codes[4]
    assert table.selected_codes == [codes[4]]
    bridge.undo()
    assert table.rows.codes == codes


def test_a_new_item_appears(listing: tuple[Listing, LedgerTable], starter_desk: Desk) -> None:
    bridge, table = starter_desk.bridge, listing[1]
    table.select_codes(["LL-062"], "LL-062")
    bridge.run(edits.split(bridge.ledger.get("LL-062"), ["甲", "乙"], bridge.ledger.snapshot().commitments))
    assert {"LL-062-1", "LL-062-2"} <= set(table.rows.codes)
    assert table.selected_codes == ["LL-062"]


def test_another_day_recomputes_every_row(listing: tuple[Listing, LedgerTable], starter_desk: Desk) -> None:
    starter_desk.bridge.set_as_of(date(2022, 3, 1))
    assert listing[1].rows.standing(0).light.colour is Colour.RED


def test_cells_say_whole_sentences_to_screen_readers(listing: tuple[Listing, LedgerTable]) -> None:
    rows = listing[1].rows
    row = rows.row_of("LL-062")
    said = rows.index(row, PLACE["tick"]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("LL-062，黄灯，临近到期，剩 16 天；尚未分办。瓷城人才")
    said = rows.index(row, PLACE["deadline"]).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("完成时限：2021-12-31 剩 16 天。LL-062")
    assert rows.index(row, PLACE["unit"]).data() == "待分办"
    assert rows.index(row, PLACE["indicator"]).data() == "/ 100 名"
