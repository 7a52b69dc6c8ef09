"""Search, filters, order, keys and what is remembered: by mouse and keyboard on the page."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.columns import PLACE, TITLE
from liling_desk.gui.ledger_page.page import LedgerPage
from liling_desk.gui.look.chips import Chip
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.status import Colour
from liling_desk.open_ledger import OpenLedger

LEFT, SHIFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def middle_of(page: LedgerPage, row: int, column: int = TITLE) -> QPoint:
    return page.table.visualRect(page.table.rows.index(row, column)).center()


def chips(page: LedgerPage) -> list[str]:
    shown = [each for each in page.middle.summary.findChildren(Chip) if each.isVisible()]
    return [each.text() for each in sorted(shown, key=lambda each: each.x())]


def button(page: LedgerPage, text: str) -> QPushButton:
    found = [each for each in page.findChildren(QPushButton) if each.text() == text and each.isVisible()]
    assert found, text
    return found[0]


def test_opens_on_the_list_with_the_first_row_and_its_detail(page: LedgerPage, qtbot: QtBot) -> None:
    first = page.table.rows.codes[0]
    assert page.table.hasFocus()
    assert page.table.selected_codes == [first]
    assert page.middle.summary.count.text() == "93 项"
    qtbot.waitUntil(lambda: page.detail.code() == first)


def test_search_filters_at_each_keystroke_and_esc_leads_back(page: LedgerPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, "/")
    search = page.header.search
    assert search.hasFocus()
    search.insert("陶")
    wider = page.table.rows.rowCount()
    search.insert("瓷")
    assert 0 < page.table.rows.rowCount() <= wider
    assert all("陶瓷" in each.search_text for each in page.table.rows.standings)
    assert chips(page) == ["搜索：陶瓷"]
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert (search.text(), page.table.rows.rowCount()) == ("", 93)
    assert search.hasFocus()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_pinyin_initials_find_too(page: LedgerPage, qtbot: QtBot) -> None:
    page.focus_search()
    qtbot.keyClicks(page.header.search, "ccrc")
    assert "LL-062" in page.table.rows.codes
    assert page.table.rows.rowCount() < 93


def test_chips_take_conditions_away(page: LedgerPage, qtbot: QtBot) -> None:
    page.apply_filter(LedgerFilter(light=(Colour.RED, Colour.YELLOW), text="公路"))
    assert chips(page) == ["亮灯：红灯、黄灯", "搜索：公路"]
    assert page.header.search.text() == "公路"
    text = next(each for each in page.findChildren(Chip) if each.text() == "搜索：公路")
    qtbot.mouseClick(text, LEFT)
    assert page.listing.filter == LedgerFilter(light=(Colour.RED, Colour.YELLOW))
    assert page.header.search.text() == ""
    assert page.middle.summary.count.text() == f"{page.table.rows.rowCount()} / 93 项"
    qtbot.mouseClick(button(page, "全部清除"), LEFT)
    assert page.table.rows.rowCount() == 93


def test_chips_stand_in_the_same_order_however_the_conditions_came(page: LedgerPage, qtbot: QtBot) -> None:
    page.header.search.setText("改造")
    page.apply_filter(LedgerFilter(light=(Colour.RED,), text="改造"))
    page.header.search.setText("公路")
    assert chips(page) == ["亮灯：红灯", "搜索：公路"]
    shown = [each for each in page.findChildren(Chip) if each.isVisible()]
    first = next(each for each in shown if each.text() == "亮灯：红灯")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert page.focusWidget() in shown
    assert page.focusWidget() is not first, "Tab goes from left to right"
    page.header.search.setText("")
    assert chips(page) == ["亮灯：红灯"]
    assert first.toolTip() == "去掉条件“亮灯：红灯”"


def test_a_search_goes_to_the_first_row_where_the_row_is_not_among_the_found(page: LedgerPage) -> None:
    hidden = next(each.code for each in reversed(page.table.rows.standings) if "陶瓷" not in each.search_text)
    page.table.select_codes([hidden], hidden)
    page.header.search.setText("陶瓷")
    assert page.table.selected_codes == [page.table.current_code] == page.table.rows.codes[:1]
    assert page.table.verticalScrollBar().value() == 0


def test_nothing_found_offers_to_drop_the_one_condition_that_hides(page: LedgerPage, qtbot: QtBot) -> None:
    page.apply_filter(LedgerFilter(light=(Colour.RED,), text="陶瓷"))
    assert page.middle.empty is not None
    n = len(page.desk.bridge.ledger.find(LedgerFilter(text="陶瓷"), SortOrder(), page.desk.bridge.as_of))
    qtbot.mouseClick(button(page, f"去掉亮灯条件，看 {n} 项"), LEFT)
    assert page.middle.empty is None
    assert page.table.rows.rowCount() == n
    page.header.search.setText("没有这样的词")
    assert page.middle.empty is not None
    qtbot.mouseClick(button(page, "清除搜索，看 93 项"), LEFT)
    assert page.table.rows.rowCount() == 93


def test_an_empty_ledger_offers_new_and_import(page: LedgerPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.desk.bridge.show_ledger(OpenLedger.create(tmp_path / "空.db", "甲"))
    with qtbot.waitSignal(page.import_requested):
        qtbot.mouseClick(button(page, "导入表格"), LEFT)


def test_closing_the_ledger_empties_the_page(page: LedgerPage) -> None:
    page.table.select_codes(page.table.rows.codes[:3])
    page.desk.bridge.show_ledger(None)
    assert page.table.rows.rowCount() == 0
    assert not page.middle.bar.isVisible()
    assert not page.header.new.isEnabled()


def test_a_read_only_ledger_can_be_looked_at_but_not_ticked(
    desk: Desk, starter_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenLedger, "read_only", property(lambda _ledger: True))
    desk.bridge.show_ledger(OpenLedger.open(starter_path, "甲"))
    page = LedgerPage(desk)
    qtbot.addWidget(page)
    page.resize(1368, 842)
    page.show()
    with qtbot.waitSignal(desk.bridge.announced) as said:
        qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert said.args == ["台账是只读的，不能修改", False]
    assert page.ticking.popover is None
    assert not page.header.new.isEnabled()


def test_a_click_on_a_head_sorts_and_again_turns_round(page: LedgerPage, qtbot: QtBot) -> None:
    head = page.table.head
    at = QPoint(head.sectionViewportPosition(PLACE["deadline"]) + 20, 10)
    qtbot.mouseClick(head.viewport(), LEFT, pos=at)
    assert page.listing.sort == SortOrder(by="due")
    assert page.middle.summary.order.text() == "完成时限"
    qtbot.mouseClick(head.viewport(), LEFT, pos=at)
    assert page.listing.sort == SortOrder(by="due", descending=True)


def test_selecting_by_mouse_and_keys(page: LedgerPage, qtbot: QtBot) -> None:
    table, codes = page.table, page.table.rows.codes
    qtbot.mouseClick(table.viewport(), LEFT, pos=middle_of(page, 2))
    assert table.selected_codes == [codes[2]]
    qtbot.mouseClick(table.viewport(), LEFT, CTRL, pos=middle_of(page, 4))
    assert table.selected_codes == [codes[2], codes[4]]
    assert page.middle.bar.isVisible()
    qtbot.mouseClick(table.viewport(), LEFT, SHIFT, pos=middle_of(page, 6))
    assert table.selected_codes == [codes[2], *codes[4:7]]
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert len(table.selected_codes) == 93
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.selected_codes == []
    assert not page.middle.bar.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_code == codes[-1]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert table.selected_codes == codes[:2]


def test_the_detail_follows_the_arrow_keys(page: LedgerPage, qtbot: QtBot) -> None:
    codes = page.table.rows.codes
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.detail.code() == codes[2])


def test_the_code_has_its_own_column_only_while_the_detail_is_closed(page: LedgerPage, qtbot: QtBot) -> None:
    assert page.table.isColumnHidden(PLACE["code"])
    page.detail.closed.emit()
    assert not page.table.isColumnHidden(PLACE["code"])
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.areas.detail_open
    assert page.detail.code() == page.table.current_code


def test_narrow_windows_fold_the_filter_panel_and_open_over_the_list(page: LedgerPage, qtbot: QtBot) -> None:
    page.resize(1208, 660)
    assert not page.areas.panel_open
    assert page.middle.summary.panel.isVisible()
    page.apply_filter(LedgerFilter(light=(Colour.YELLOW,)))
    assert page.middle.summary.panel.text() == "筛选 1"
    width = page.middle.width()
    qtbot.keyClick(page.table, Qt.Key.Key_F4)
    assert page.areas.panel_open
    assert abs(page.middle.width() - width) <= 1
    qtbot.keyClick(page.panel, Qt.Key.Key_Escape)
    assert not page.areas.panel_open
    qtbot.mouseClick(page.middle.summary.panel, LEFT)
    assert page.areas.panel_open
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=QPoint(500, 20))
    assert not page.areas.panel_open
    page.resize(980, 600)
    assert not page.areas.detail_open
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.areas.detail_open
    page.detail.closed.emit()
    assert not page.areas.detail_open
    page.resize(1368, 842)
    assert page.areas.detail_open
    assert page.areas.panel_open


def test_f6_goes_round_the_areas(page: LedgerPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F6, SHIFT)
    assert page.panel.isAncestorOf(page.focusWidget())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_F6)
    assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F6, SHIFT)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_F6, SHIFT)
    assert page.header.search.hasFocus()


def test_copying_gives_tab_separated_rows_with_heads(page: LedgerPage, qtbot: QtBot) -> None:
    page.table.select_codes(["LL-062", "LL-007"], "LL-062")
    qtbot.keyClick(page.table, Qt.Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["编号", "亮灯", "承诺事项"]
    assert {line.split("\t")[0] for line in lines[1:]} == {"LL-062", "LL-007"}


def test_export_writes_what_is_shown(page: LedgerPage, qtbot: QtBot, export_target: Path) -> None:
    page.apply_filter(LedgerFilter(text="陶瓷"))
    with qtbot.waitSignal(page.desk.bridge.announced) as said:
        qtbot.mouseClick(page.header.export, LEFT)
    assert said.args[0] == f"已导出 {page.table.rows.rowCount()} 项到 列表.csv"
    text = export_target.read_text(encoding="utf-8-sig")
    assert all(code in text for code in page.table.rows.codes)
    assert "LL-001" not in text
    assert len(list(csv.reader(text.splitlines()))) >= page.table.rows.rowCount()


def test_the_as_of_day_is_framed_when_it_is_not_today(page: LedgerPage, qtbot: QtBot) -> None:
    as_of = page.header.as_of
    assert not as_of.today.isVisible()
    page.desk.bridge.set_as_of(date(2022, 3, 1))
    assert as_of.day.framed
    assert as_of.day.text() == "数据截至 2022-03-01"
    qtbot.mouseClick(as_of.today, LEFT)
    assert page.desk.bridge.as_of_is_today
    assert not as_of.today.isVisible()


def test_columns_order_and_widths_are_remembered(page: LedgerPage, starter_desk: Desk, qtbot: QtBot) -> None:
    head = page.table.head
    head.resizeSection(PLACE["unit"], 150)
    head.moveSection(head.visualIndex(PLACE["deadline"]), 1)
    page.middle.columns.set_shown("indicator", False)
    page.set_sort(SortOrder(by="unit"))
    page.areas.close_detail()
    page.remember()
    again = LedgerPage(starter_desk)
    qtbot.addWidget(again)
    again.resize(1368, 842)
    again.show()
    assert again.table.head.sectionSize(PLACE["unit"]) == 150
    assert again.table.head.visualIndex(PLACE["deadline"]) == 1
    assert again.table.isColumnHidden(PLACE["indicator"])
    assert again.listing.sort == SortOrder(by="unit")
    assert not again.areas.detail_open
    again.reset_layout()
    assert again.table.head.sectionSize(PLACE["unit"]) == 104
    assert not again.table.isColumnHidden(PLACE["indicator"])
    assert again.areas.detail_open


def test_compact_rows_have_one_line(page: LedgerPage) -> None:
    assert page.table.rowHeight(0) == 48
    page.desk.choices.change(density="compact")
    page.apply_density()
    assert page.table.rowHeight(0) == 32


def test_a_report_on_what_is_shown_can_be_asked_for(page: LedgerPage, qtbot: QtBot) -> None:
    page.apply_filter(LedgerFilter(light=(Colour.YELLOW,)))
    with qtbot.waitSignal(page.report_requested) as asked:
        page.request_report()
    assert asked.args == [LedgerFilter(light=(Colour.YELLOW,)), SortOrder()]
