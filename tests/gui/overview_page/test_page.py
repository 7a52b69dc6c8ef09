"""The overview: every number leads to its items, and back."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from liling_desk.gui.look.chips import Chip
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.overview_page import attention, counting, due
from liling_desk.gui.overview_page.bars import BarRow, Segment
from liling_desk.gui.overview_page.due import DayMark
from liling_desk.gui.overview_page.item_rows import DueRow, HeadRow, ReasonRow, TurnRow
from liling_desk.gui.overview_page.opener import TextOpener
from liling_desk.gui.overview_page.page import OverviewPage
from liling_desk.gui.overview_page.tiles import TileOpener
from liling_desk.gui.overview_page.unreported import StateHead
from liling_desk.ledger import edits
from liling_desk.ledger.filters import USUAL_ORDER
from liling_desk.preferences import load_preferences
from tests.gui.overview_page.conftest import links

AS_OF = date(2021, 12, 15)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def words(page: OverviewPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def chips(window: MainWindow) -> list[str]:
    return [chip.text() for chip in window.page("ledger").middle.summary.findChildren(Chip) if chip.isVisible()]


def tile(page: OverviewPage, key: str) -> TileOpener:
    return next(each for each in page.board.tiles.tiles if each.key == key)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier)


def test_a_tile_opens_the_list_on_its_items_and_alt_left_comes_back(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    red = tile(page, "red")
    qtbot.mouseClick(red, LEFT)
    assert window.current_page == "ledger"
    rows = window.page("ledger").table.rows.standings
    assert {each.light.colour.value for each in rows} == {"red"}
    assert len(rows) == red.count.number > 0
    assert window.page("ledger").middle.summary.count.text().startswith(f"{red.count.number} / ")
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current_page == "overview"
    assert QApplication.focusWidget() is red


def test_every_number_name_and_segment_opens_exactly_its_items(
    window: MainWindow, page: OverviewPage, qtbot: QtBot
) -> None:
    kinds: Counter[type] = Counter()
    bridge, clicked = window.desk.bridge, set[object]()
    for link in links(page):
        if (type(link), link.count.filter) in clicked:
            continue
        clicked.add((type(link), link.count.filter))
        window.show_page("overview")
        qtbot.mouseClick(link, LEFT)
        assert window.current_page == "ledger"
        listing, codes = window.page("ledger").listing, window.page("ledger").table.rows.codes
        assert listing.filter == link.count.filter, link.accessibleName()
        assert len(codes) == link.count.number, link.accessibleName()
        assert codes == [each.code for each in bridge.ledger.find(link.count.filter, USUAL_ORDER, bridge.as_of)]
        kinds[type(link)] += 1
    for kind in (TileOpener, TurnRow, DueRow, ReasonRow, HeadRow, Segment, TextOpener, StateHead, DayMark):
        assert kinds[kind], kind
    assert kinds[TileOpener] == 7


def test_links_say_what_they_count(page: OverviewPage) -> None:
    for link in links(page):
        said = link.accessibleName()
        assert said
        if not isinstance(link, (TurnRow, DueRow, ReasonRow)):
            assert str(link.count.number) in said, said


def test_the_bars_add_up(page: OverviewPage) -> None:
    for rows in (page.board.units.list.rows, page.board.programmes.list.rows):
        for row in rows:
            assert isinstance(row, BarRow)
            assert sum(each.count.number for each in row.segments.values()) == row.total.count.number


def test_what_is_named_by_code_has_a_name_over_the_list(window: MainWindow, page: OverviewPage, qtbot: QtBot) -> None:
    head = next(each for each in links(page) if isinstance(each, HeadRow) and each.name == "转为红灯")
    qtbot.mouseClick(head, LEFT)
    assert chips(window) == ["转为红灯"]
    qtbot.mouseClick(window.page("ledger").middle.summary.findChild(Chip), LEFT)
    assert window.page("ledger").listing.filter.is_empty


def test_back_leads_to_the_filter_that_was_there_before(window: MainWindow, page: OverviewPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(tile(page, "yellow"), LEFT)
    yellow = window.page("ledger").listing.filter
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    qtbot.mouseClick(tile(page, "grey"), LEFT)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current_page == "overview"
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current_page == "ledger"
    assert window.page("ledger").listing.filter == yellow
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    assert window.current_page in ("ledger", "overview")


def test_the_keyboard_goes_everywhere(window: MainWindow, page: OverviewPage, qtbot: QtBot) -> None:
    first = tile(page, "all")
    first.setFocus()
    press(qtbot, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is tile(page, "red")
    assert tile(page, "red").shows_ring()
    stops = []
    for _ in range(40):
        stops.append(QApplication.focusWidget())
        press(qtbot, Qt.Key.Key_Tab)
        if QApplication.focusWidget() in stops:
            break
    parts = (
        page.board.tiles,
        page.board.changes,
        page.board.due,
        page.board.attention,
        page.board.units,
        page.board.roll,
    )
    for part in parts:
        assert any(part.isAncestorOf(stop) for stop in stops), part
    row = page.board.units.list.rows[0]
    row.name.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_Right)
    segment = QApplication.focusWidget()
    assert isinstance(segment, Segment)
    press(qtbot, Qt.Key.Key_Return)
    assert len(window.page("ledger").table.rows.codes) == segment.count.number


def test_the_day_compared_with_is_chosen_and_remembered(window: MainWindow, page: OverviewPage, qtbot: QtBot) -> None:
    assert page.seen is not None
    assert page.seen.since == date(2021, 11, 30)
    qtbot.mouseClick(page.compare.button, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in menu.actions() if "上季度末" in each.text())
    qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    assert page.seen.since == date(2021, 9, 30)
    assert "2021-09-30" in page.compare.button.text()
    assert load_preferences().window["overview_since"] == "quarter"
    window.desk.bridge.set_as_of(date(2021, 9, 15))
    assert page.seen.since == date(2021, 6, 30)
    page.compare.choose(date(2021, 8, 1))
    assert page.seen.since == date(2021, 8, 1)
    window.desk.bridge.set_as_of(date(2021, 7, 15))
    assert page.seen.since == date(2021, 6, 30)


def test_a_day_from_the_calendar(page: OverviewPage, window: MainWindow) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    page.compare.open_calendar()
    calendar = window.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.maximumDate() == QDate(2021, 12, 14)
    calendar.clicked.emit(QDate(2021, 10, 8))
    assert page.seen is not None
    assert page.seen.since == date(2021, 10, 8)
    assert page.compare.button.text() == "2021-10-08"


def test_it_reads_only_while_it_is_shown(window: MainWindow, page: OverviewPage) -> None:
    bridge = window.desk.bridge
    before = tile(page, "blue").count.number
    window.show_page("ledger")
    bridge.run(edits.tick_off(bridge.ledger.get("LL-020"), "文号", AS_OF, "甲"))
    assert tile(page, "blue").count.number == before
    window.show_page("overview")
    assert tile(page, "blue").count.number == before + 1
    bridge.undo()
    assert tile(page, "blue").count.number == before


def test_the_focus_stays_where_it_was_when_the_page_is_read_again(window: MainWindow, page: OverviewPage) -> None:
    tile(page, "green").setFocus()
    window.desk.bridge.reload()
    assert QApplication.focusWidget() is tile(page, "green")


def test_the_lead_time_is_the_chosen_one(window: MainWindow, page: OverviewPage) -> None:
    from liling_desk.ledger.thresholds import Thresholds

    window.desk.bridge.ledger.thresholds = Thresholds(lead_days=10)
    window.desk.bridge.reload()
    assert "10 日内到期" in words(page)
    assert {row.standing.days_left for row in page.board.due.list.rows} <= set(range(11))


def test_it_leads_to_the_status_report(window: MainWindow, page: OverviewPage, qtbot: QtBot) -> None:
    window.page("report").choose_kind("ledger")
    qtbot.mouseClick(page.report, LEFT)
    assert window.current_page == "report"
    assert window.page("report").kinds.kind == "status"


def test_all_units_can_be_seen(page: OverviewPage, qtbot: QtBot) -> None:
    units = page.board.units
    assert page.seen is not None
    assert len(units.list.rows) < len(page.seen.units)
    qtbot.mouseClick(units.all, LEFT)
    qtbot.waitUntil(lambda: len(units.list.rows) == len(page.seen.units))
    assert units.all.text() == "收起"
    qtbot.mouseClick(units.all, LEFT)
    qtbot.waitUntil(lambda: len(units.list.rows) < len(page.seen.units))


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1024, 640)])
@pytest.mark.parametrize("step", [0, 4])
def test_nothing_is_cut_at_any_size(size: tuple[int, int], step: int, window: MainWindow, page: OverviewPage) -> None:
    window.resize(*size)
    window.desk.theme.set_font_step(step)
    QApplication.processEvents()
    if (size, step) == ((1440, 900), 0):
        assert page.board.verticalScrollBar().maximum() == 0
    body = page.board.widget()
    assert body.width() <= page.board.viewport().width()
    for link in links(page):
        corner = link.mapTo(body, QPoint(0, 0))
        assert corner.x() >= 0, link.accessibleName()
        assert corner.x() + link.width() <= body.width(), link.accessibleName()
    for one in page.board.tiles.tiles:
        assert one.width() >= one.sizeHint().width()
    window.desk.theme.set_font_step(0)


def test_empty_states(main_window: MainWindow) -> None:
    main_window.desk.bridge.set_as_of(date(2021, 3, 10))
    main_window.show_page("overview")
    page = main_window.page("overview")
    said = words(page)
    assert "没有红灯。" in said
    assert "2021-02-28 以来，没有事项的亮灯或办结情况有变化。" in said
    assert "30 日内没有事项到期。最近的时限是 2021-" in said
    assert "没有未报送、退回或迟报的事项。" in said
    assert tile(page, "unassigned").count.number == 93


def test_without_a_ledger_there_is_no_overview(empty_window: MainWindow, qtbot: QtBot) -> None:
    assert not empty_window.rail.button("overview").isEnabled()
    qtbot.keyClick(empty_window, Qt.Key.Key_2, CTRL)
    assert empty_window.current_page == "welcome"


def test_dark_and_english(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.theme.set_choice("dark")
    window.desk.choices.change(language="en")
    window.speak()
    assert window.current_page == "overview"
    qtbot.mouseClick(tile(window.page("overview"), "red"), LEFT)
    assert window.current_page == "ledger"
    window.desk.theme.set_choice("light")


def test_many_items_are_counted_on_a_worker_and_nothing_of_before_is_shown_meanwhile(
    window: MainWindow, page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page.seen
    monkeypatch.setattr(counting, "AT_ONCE", 10)
    page.compare.choose(date(2021, 6, 30))
    assert page.said is not None and page.said.isVisible() and not page.board.isVisible()
    assert "正在统计 93 项…" in words(page)
    qtbot.waitUntil(page.board.isVisible)
    assert not page.said.isVisible()
    counted = page.seen
    monkeypatch.setattr(counting, "AT_ONCE", 1_000)
    page.refresh()
    assert counted == page.seen != before


def test_only_the_newest_question_is_answered(
    window: MainWindow, page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "AT_ONCE", 10)
    seen: list[date] = []
    page._counting.counted.connect(lambda counted: seen.append(counted.since))
    page.compare.choose(date(2021, 6, 30))
    page.compare.choose(date(2021, 7, 31))
    qtbot.waitUntil(page.board.isVisible)
    qtbot.waitUntil(lambda: not window.desk.background.is_busy)
    assert seen == [date(2021, 7, 31)]


def test_the_focus_is_where_it_was_when_it_is_counted(
    page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tile(page, "yellow").setFocus(Qt.FocusReason.TabFocusReason)
    monkeypatch.setattr(counting, "AT_ONCE", 10)
    page.refresh()
    page.refresh()
    qtbot.waitUntil(page.board.isVisible)
    assert tile(page, "yellow").hasFocus() and tile(page, "yellow").shows_ring()


def test_what_has_no_row_is_found_by_the_link_for_the_rest(
    page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.seen is not None
    usual = [(each.words, each.count) for each in page.board.findChildren(TextOpener) if each.isVisible()]
    for part in (attention, due):
        monkeypatch.setattr(part, "MOST_ROWS", 3)
    page.refresh()
    shown = [each.standing.code for each in page.board.attention.list.rows if isinstance(each, ReasonRow)]
    rest = page.board.attention.list.rest
    assert rest is not None and len(shown) == 3 and usual
    (link,) = (each for each in rest.findChildren(TextOpener) if each.count.filter.codes)
    every = {each.code for each in (*page.seen.red_rows, *page.seen.yellow_rows)}
    assert set(link.count.filter.codes) == every - set(shown) and link.count.number == len(every) - 3
