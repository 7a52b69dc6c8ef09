"""Choices take effect at once and are kept."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.preferences_page.page import PreferencesPage
from liling_desk.ledger import edits
from liling_desk.preferences import load_preferences


@pytest.fixture
def page(empty_window: MainWindow) -> PreferencesPage:
    empty_window.show_page("preferences")
    return empty_window.page("preferences")


def click_segment(qtbot: QtBot, segments: object, word: str) -> None:
    from PySide6.QtWidgets import QAbstractButton

    button = next(each for each in segments.findChildren(QAbstractButton) if each.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_dark_at_once_and_kept(page: PreferencesPage, empty_window: MainWindow, qtbot: QtBot) -> None:
    click_segment(qtbot, page.theme, "深色")
    assert empty_window.desk.theme.is_dark
    assert load_preferences().theme == "dark"


def test_larger_text_at_once_and_kept(page: PreferencesPage, empty_window: MainWindow, qtbot: QtBot) -> None:
    click_segment(qtbot, page.text_size, "特大")
    assert empty_window.desk.theme.font_step == 4
    assert load_preferences().font_step == 4


def test_the_language_builds_the_content_again(page: PreferencesPage, empty_window: MainWindow, qtbot: QtBot) -> None:
    page.language.setFocus()
    place = page.language.findData("en")
    page.language.setCurrentIndex(place)
    page.language.activated.emit(place)
    assert empty_window.desk.tr.language == "en"
    assert empty_window.current_page == "preferences"
    assert empty_window.page("preferences") is not page
    assert load_preferences().language == "en"


def test_the_actor_is_written_into_the_next_entry(main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_page("preferences")
    field = main_window.page("preferences").actor
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Wang")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert main_window.desk.bridge.ledger.actor == "Wang"
    assert main_window.status.text("actor") == "操作人：Wang"


def test_the_lead_time_moves_the_lights(main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_page("preferences")
    bridge = main_window.desk.bridge

    def due_soon() -> int:
        return sum(each.timeliness == "due_soon" for each in bridge.ledger.standings(bridge.as_of))

    before = due_soon()
    main_window.page("preferences").lead_time.setValue(0)
    assert due_soon() < before
    assert load_preferences().due_soon_days == 0


def test_the_thresholds_of_the_pace_move_the_lights_and_stay_in_order(main_window: MainWindow) -> None:
    from liling_desk.ledger.returns import Return

    bridge = main_window.desk.bridge
    bridge.set_as_of(date(2021, 6, 30))
    bridge.run(edits.assign(bridge.ledger.get("LL-062"), "市委组织部"))
    report = Return(key="1", commitment="LL-062", period="2021-06", reported_on=date(2021, 6, 25), value=20)
    bridge.run(edits.add_return(report, bridge.ledger.get("LL-062")))  # 20.8 points behind the plan

    def light() -> str:
        return bridge.ledger.standing("LL-062", bridge.as_of).light.colour

    main_window.show_page("preferences")
    page = main_window.page("preferences")
    assert light() == "yellow"
    page.behind.setValue(40)
    assert light() == "green" and page.far_behind.value() == 40, "far behind is never less: it moves along"
    page.far_behind.setValue(20)
    assert light() == "red" and page.behind.value() == 20
    kept = load_preferences()
    assert (kept.behind_points, kept.far_behind_points) == (20, 20)


def test_qt_s_own_words_follow_the_language(page: PreferencesPage, empty_window: MainWindow) -> None:
    from PySide6.QtCore import QCoreApplication

    def cancel() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    assert cancel() == "取消"
    empty_window.desk.choices.change(language="en")
    empty_window.speak()
    assert cancel() == "Cancel"
