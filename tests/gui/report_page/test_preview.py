"""Turning, jumping and zooming; folding the options; what takes long, is cancelled or fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.report_page import preview_maker
from liling_desk.gui.report_page.page import ReportPage
from liling_desk.gui.report_page.page_store import KEPT_AROUND, PageStore
from liling_desk.gui.report_page.recent_reports import RecentPopover
from liling_desk.ledger.errors import FileUnusable
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.translations import Message
from tests.gui.report_page.report_hands import Answers, choose, click, settle, tick

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_page_number_and_enter(page: ReportPage, qtbot: QtBot) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_G, CONTROL)
    assert page.bar.number.hasFocus()
    qtbot.keyClicks(page.bar.number, "3")
    qtbot.keyClick(page.bar.number, Qt.Key.Key_Return)
    assert page.view.current == 2
    assert page.view.hasFocus()
    assert page.bar.place_words() == f"第 3 页，共 {len(page.ready.pages)} 页"
    page.bar.ask_page()
    qtbot.keyClicks(page.bar.number, "999")
    qtbot.keyClick(page.bar.number, Qt.Key.Key_Return)
    assert page.view.current == len(page.ready.pages) - 1


def test_the_contents_lead_to_headings(page: ReportPage, qtbot: QtBot) -> None:
    outline = page.ready.pages.outline
    assert len(outline) > 2
    click(qtbot, page.bar.contents)
    menu = page.bar.menu_of_contents
    assert len(menu.actions()) == len(outline)
    menu.actions()[-1].trigger()
    menu.close()
    assert outline[-1].page in page.view.seen()


def test_zoom_keeps_what_is_in_sight(page: ReportPage, qtbot: QtBot) -> None:
    page.view.go_to(2)
    for _ in range(3):
        qtbot.keyClick(page.kinds.rows.checkedButton(), Qt.Key.Key_Plus, CONTROL)
    assert page.bar.zoom_button.text() == "150%"
    assert page.view.current == 2
    qtbot.keyClick(page.view, Qt.Key.Key_Minus, CONTROL)
    qtbot.keyClick(page.view, Qt.Key.Key_0, CONTROL)
    assert page.bar.zoom_button.text() == "整页宽"
    assert page.view.current == 2


def test_few_pictures_are_kept(page: ReportPage) -> None:
    pages = page.ready.pages
    picture = page.ready.pictures[0]
    store = PageStore(pages)
    for index in range(30):
        store.give(index, picture, (index,))
    assert [index for index in range(30) if store.picture(index)] == list(range(29 - KEPT_AROUND, 30))


@pytest.mark.parametrize("width", [900, 1000])
def test_without_room_the_options_fold_into_a_button(page: ReportPage, width: int, qtbot: QtBot) -> None:
    assert not page.bar.options.isVisible()
    page.resize(width, 700)
    assert page.bar.options.isVisible()
    assert not page.options.isVisible()
    click(qtbot, page.bar.options)
    assert page.options.isVisible()
    assert page.options.geometry().right() == page.columns.rect().right()
    qtbot.keyClick(page.options.scope_box, Qt.Key.Key_Escape)
    assert not page.options.isVisible()
    assert page.view.hasFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_F4)
    assert page.options.isVisible()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not page.options.isVisible()
    page.resize(1368, 700)
    assert page.options.isVisible()
    assert not page.bar.options.isVisible()


def test_f6_goes_round(page: ReportPage, qtbot: QtBot) -> None:
    page.kinds.focus_first()
    seen = []
    for _ in range(4):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_F6)
        area = next(area for area in (page.head, page.kinds, page.middle, page.options)
                    if area.isAncestorOf(page.focusWidget()))  # fmt: skip
        seen.append(area)
    assert seen == [page.middle, page.options, page.head, page.kinds]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Previews wait for this event, looking now and then whether they were cancelled."""
    go, real = Event(), preview_maker.prepare

    def prepare(request: object, report: Callable[[int, int], None]) -> object:
        while not go.wait(0.01):
            report(0, 3)
        return real(request, report)

    monkeypatch.setattr(preview_maker, "prepare", prepare)
    return go


def test_a_long_one_is_said_and_can_be_cancelled(
    page: ReportPage, slow: Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page.ready
    page.wait.say_after(0, 0)
    tick(qtbot, page.options.switches["charts"])
    qtbot.waitUntil(lambda: page.wait.isVisible() and "93" in page.wait.what.text())
    assert page.bar.news.text()
    assert page.view.is_stale
    click(qtbot, page.wait.cancel)
    assert not page.wait.isVisible()
    assert not page.view.is_stale
    assert page.ready is before
    assert page.note.what.text() == "已取消生成报表"
    slow.set()
    again = next(each for each in page.note.findChildren(QPushButton) if each.text() == "再试一次")
    click(qtbot, again)
    settle(page, qtbot)
    assert page.ready is not before
    assert not page.note.isVisible()


def test_a_layout_that_fails_is_said_and_can_be_tried_again(
    page: ReportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:

        def fail(_request: object, _report: object) -> object:
            raise FileUnusable(Message("排不成"))

        broken.setattr(preview_maker, "prepare", fail)
        tick(qtbot, page.options.switches["charts"])
        qtbot.waitUntil(page.note.isVisible)
        assert page.note.what.text() == "排不成"
        assert not page.is_up_to_date
    again = next(each for each in page.note.findChildren(QPushButton) if each.text() == "再试一次")
    click(qtbot, again)
    settle(page, qtbot)
    assert not page.note.isVisible()


def test_no_items_is_a_report_too(page: ReportPage, qtbot: QtBot) -> None:
    page.show_filter(LedgerFilter(text="没有这样的事项"), SortOrder())
    settle(page, qtbot)
    for kind in ("ledger", "problems", "unit", "indicators", "item", "reminder"):
        choose(page, kind, qtbot)
        assert len(page.ready.pages) == 1


def test_a_closed_ledger_does_no_harm(page: ReportPage, starter_desk: Desk) -> None:
    starter_desk.bridge.show_ledger(None)
    page.resize(1300, 700)
    page.refresh()
    assert not page.wait.isVisible()


def test_what_was_saved_is_among_the_recent_ones(page: ReportPage, tmp_path: Path, qtbot: QtBot) -> None:
    opened: list[Path] = []
    page.delivery.open = opened.append
    targets = [tmp_path / "一.pdf", tmp_path / "二.docx"]
    for target, button in zip(targets, (page.head.pdf_button, page.head.word_button), strict=True):
        page.delivery.ask = Answers(target)
        click(qtbot, button)
        qtbot.waitUntil(lambda target=target: page.note.what.text() == f"已存为 {target.name}", timeout=10_000)
    targets[0].unlink()
    click(qtbot, page.head.recent_button)
    popover = page.findChild(RecentPopover)
    said = [label.text() for label in popover.findChildren(object) if hasattr(label, "text") and callable(label.text)]
    assert any("二.docx" in each for each in said)
    assert any("一.pdf 已不在原处" in each for each in said)
    click(qtbot, next(each for each in popover.findChildren(QPushButton) if each.text() == page.ready.report.title))
    assert opened == [targets[1]]
    qtbot.waitUntil(lambda: page.findChild(RecentPopover) is None)


def test_the_menu_opens_the_recent_ones(main_window: MainWindow) -> None:
    main_window.menus.action("recent_reports").trigger()
    assert main_window.current_page == "report"
    assert main_window.page("report").findChild(RecentPopover).isVisible()


def test_pdf_for_the_archive(page: ReportPage, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "存档.pdf"
    page.delivery.ask = Answers(target)
    page.head.formats[".pdf/a"].trigger()
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=10_000)
    assert b"pdfaid" in target.read_bytes()
