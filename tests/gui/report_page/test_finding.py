"""Finding words in the pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.report_page.finding import PageTexts, folded, with_places
from liling_desk.gui.report_page.page import ReportPage
from tests.gui.report_page.report_hands import choose, click, settle

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("typed", "compared"),
    [("承诺 事项", "承诺事项"), ("ＬＬ－062", "ll-062"), (" \u3000\n", ""), ("Straße", "strasse"), ("㛃", "㛃")],
)
def test_what_is_compared(typed: str, compared: str) -> None:
    assert folded(typed) == compared


def test_halves_of_a_rare_character_are_one() -> None:
    text, places = with_places([(0, 0xD840), (1, 0xDD64), (2, 0x20), (3, 0x7532)])
    assert text == "\U00020164甲"
    assert places == (1, 3)


def test_words_across_a_line_break_are_found(page: ReportPage) -> None:
    characters = [chr(code) for _, code in page.ready.pages.characters(0)]
    text = "".join(characters)
    broken = next(
        at for at in range(2, len(text) - 4)
        if text[at : at + 2] == "\r\n" and all("一" <= each <= "龥" for each in text[at - 2 : at] + text[at + 2 : at + 4])
    )  # fmt: skip
    hits = PageTexts(page.ready.pages).find(text[broken - 2 : broken] + text[broken + 2 : broken + 4], lambda *_: None)
    assert any(len(hit.rects) == 2 for hit in hits)


def test_ctrl_f_finds_in_the_pages_not_in_the_list(main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_page("report")
    page = main_window.page("report")
    settle(page, qtbot)
    qtbot.keyClick(page.kinds.rows.checkedButton(), Qt.Key.Key_F, CONTROL)
    assert main_window.current_page == "report"
    field = page.find_bar.field
    assert field.hasFocus()
    field.insert("事项")
    qtbot.waitUntil(lambda: bool(page.find_bar.hits))
    total = len(page.find_bar.hits)
    assert page.find_bar.count.text() == f"1 / {total}"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_F3)
    assert page.find_bar.count.text() == f"3 / {total}"
    qtbot.keyClick(field, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(field, Qt.Key.Key_F3, SHIFT)
    qtbot.keyClick(field, Qt.Key.Key_F3, SHIFT)
    assert page.find_bar.count.text() == f"{total} / {total}"
    last = page.find_bar.hits[-1]
    assert last.page in page.view.seen()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not page.find_bar.isVisible()
    assert page.view.hasFocus()


def test_what_is_not_there_is_said(page: ReportPage, qtbot: QtBot) -> None:
    click(qtbot, page.bar.find_button)
    page.find_bar.field.insert("没有这样的词")
    qtbot.waitUntil(lambda: page.find_bar.count.text() == "没有找到")
    assert not page.find_bar.forth.isEnabled()


def test_other_pages_are_searched_anew(page: ReportPage, qtbot: QtBot) -> None:
    click(qtbot, page.bar.find_button)
    page.find_bar.field.insert("LL-001")
    qtbot.waitUntil(lambda: bool(page.find_bar.hits))
    before = page.find_bar.hits
    choose(page, "ledger", qtbot)
    qtbot.waitUntil(lambda: bool(page.find_bar.hits) and page.find_bar.hits is not before)
    assert page.view.store.document is page.ready.pages
