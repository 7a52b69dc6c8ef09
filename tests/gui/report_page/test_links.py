"""A count on a page leads to exactly its items, and Alt+Left comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.report_page.page import ReportPage
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from tests.gui.report_page.report_hands import place_of, settle

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_click_on_a_count_gives_its_items(page: ReportPage, qtbot: QtBot) -> None:
    links = [link for link in page.view.store.links() if link.page == 0]
    led: list[LedgerFilter] = []
    page.items_requested.connect(lambda wanted, _name: led.append(wanted))
    for link in links[:4]:
        place = place_of(page.view, link)
        qtbot.mouseMove(page.view.viewport(), place)
        qtbot.waitUntil(lambda: page.view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor)
        qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert led == [page.ready.filters[int(link.uri.rpartition(":")[2])] for link in links[:4]]


def test_the_tooltip_says_how_many(page: ReportPage) -> None:
    links = page.middle.links
    words = {links.words(link) for link in page.view.store.links()}
    assert "看这 93 项" in words
    assert any(each.startswith("看 LL-") for each in words)


def test_elsewhere_nothing_happens(page: ReportPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.items_requested):
        qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.view.viewport().rect().topLeft())


def test_there_and_back_by_keyboard(main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_page("report")
    page = main_window.page("report")
    settle(page, qtbot)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Right, CONTROL)
    qtbot.keyClick(page.view, Qt.Key.Key_Right, CONTROL)
    qtbot.keyClick(page.view, Qt.Key.Key_Left, CONTROL)
    link = page.view.link_with_ring
    assert link is not None
    wanted = page.ready.filters[int(link.uri.rpartition(":")[2])]
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert main_window.current_page == "ledger"
    listing = main_window.page("ledger").listing
    assert listing.filter == wanted
    bridge = main_window.desk.bridge
    assert listing.matched == len(bridge.ledger.find(wanted, SortOrder(), bridge.as_of))
    main_window.menus.action("back").trigger()
    assert main_window.current_page == "report"
    assert page.view.hasFocus()
    assert page.is_up_to_date


def test_cards_of_the_selected_rows(main_window: MainWindow, qtbot: QtBot) -> None:
    table = main_window.page("ledger").table
    table.select_codes(["LL-001", "LL-002"], "LL-001")
    main_window.menus.action("report_items").trigger()
    page = main_window.page("report")
    settle(page, qtbot)
    assert page.ready.report.kind == "item"
    assert page.options.scope_box.currentText() == "选定的事项，2 项"
