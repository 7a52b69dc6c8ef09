"""A machine that only looks: what writes is dimmed and says why, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from liling_desk.account import system_account
from liling_desk.gui.application import make_desk
from liling_desk.gui.desk import Desk
from liling_desk.gui.look.section_head import SectionHead
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.preferences_page.access_section import AccessSection
from liling_desk.ledger import edits
from liling_desk.ledger.errors import ReadOnlyLedger
from liling_desk.open_ledger import OpenLedger
from liling_desk.preferences import Preferences, load_preferences, save_preferences
from tests.gui.conftest import ACTOR, TODAY

LEFT = Qt.MouseButton.LeftButton


def segment(section: AccessSection, word: str) -> QAbstractButton:
    return next(each for each in section.findChildren(QAbstractButton) if each.text() == word)


@pytest.fixture
def reading_window(main_window: MainWindow) -> MainWindow:
    main_window.page("ledger").detail.show_code("LL-001")
    main_window.entering.choose_role("reader")
    main_window.page("ledger").detail.show_code("LL-001")
    return main_window


def test_the_role_is_chosen_in_the_preferences_and_holds(main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_page("preferences")
    section = main_window.page("preferences").access
    qtbot.mouseClick(segment(section, "只看"), LEFT)
    assert load_preferences().role == "reader"
    assert main_window.current_page == "preferences"
    assert main_window.desk.bridge.ledger.access.reader
    assert main_window.status.text("read_only") == "只读"
    qtbot.mouseClick(segment(section, "督查室"), LEFT)
    assert load_preferences().role == "desk"
    assert not main_window.desk.bridge.ledger.read_only
    assert main_window.status.text("read_only") == ""


def test_everything_that_writes_is_dimmed_with_the_reason(reading_window: MainWindow, qtbot: QtBot) -> None:
    page, menus = reading_window.page("ledger"), reading_window.menus
    page.middle.bar.show_count(2, 93)
    detail = page.detail.item
    controls = [
        page.header.new,
        *(page.middle.bar.buttons[name] for name in ("assign", "status", "tick")),
        detail.action_row.primary, detail.action_row.second, detail.action_row.more,
        *(menus.action(name) for name in ("new_item", "new_return", "extend", "light", "units", "import", "undo", "redo")),
    ]  # fmt: skip
    qtbot.waitUntil(lambda: page.findChild(SectionHead) is not None)
    controls.append(page.findChild(SectionHead)._action)
    for control in controls:
        assert not control.isEnabled(), control
        assert "只看" in control.toolTip() and "设置" in control.toolTip(), control
    for name in ("new", "starter"):
        assert not menus.action(name).isEnabled()
    for name in ("export", "print", "backup", "open", "report"):
        assert menus.action(name).isEnabled(), name


def test_nothing_can_be_edited_in_place(reading_window: MainWindow, qtbot: QtBot) -> None:
    page = reading_window.page("ledger")
    detail = page.detail.item
    with qtbot.waitSignal(reading_window.desk.bridge.announced) as said:
        assert detail.begin_edit("title") is None
    assert "只看" in said.args[0]
    assert detail.title.toolTip()
    with qtbot.waitSignal(reading_window.desk.bridge.announced):
        page.ticking.open(["LL-001"])
    assert page.ticking.popover is None


def test_the_report_page_gives_the_same_reason(reading_window: MainWindow, desk: Desk) -> None:
    reading_window.show_page("report")
    page = reading_window.page("report")
    page.choose_kind("bulletin")
    buttons = page.panels.shown.buttons
    page.choose_kind("reminder")
    for button in (buttons.keep, buttons.issue, buttons.discard, page.panels.shown.bottom.log):
        assert not button.isEnabled() and button.toolTip() == desk.why_read_only, button.text()


def test_a_write_that_gets_through_is_a_problem_and_changes_nothing(reading_window: MainWindow, qtbot: QtBot) -> None:
    bridge = reading_window.desk.bridge
    with qtbot.waitSignal(bridge.problem) as told:
        bridge.when_unwritten = None
        assert bridge.run(edits.tick_off(bridge.ledger.get("LL-001"), "验收单第3号", TODAY, ACTOR)) is None
    assert isinstance(told.args[0], ReadOnlyLedger)
    assert bridge.ledger.get("LL-001").done_on is None
    assert not list(bridge.ledger.path.parent.glob("*-backups")), "no backup of the day either"


def test_what_the_desk_writes_is_shown(reading_window: MainWindow, qtbot: QtBot) -> None:
    bridge = reading_window.desk.bridge
    desk = OpenLedger.open(bridge.ledger.path, "张三")
    desk.apply(edits.tick_off(desk.get("LL-001"), "验收单第3号", TODAY, "张三"))
    bridge.look_for_others()
    assert bridge.ledger.get("LL-001").done_on == TODAY
    desk.close()


def test_started_for_looking_the_choice_can_not_be_changed(
    qapp: QApplication, desk_home: Path, starter_path: Path, qtbot: QtBot
) -> None:
    def fail(bug: BaseException) -> None:
        raise bug

    desk = make_desk(qapp, Preferences(), save_preferences, "zh_CN", lambda: TODAY, fail, only_looking=True)
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.open_first(starter_path)
    assert desk.bridge.ledger.read_only
    assert "启动" in desk.why_read_only
    window.show_page("preferences")
    section = window.page("preferences").access
    assert not section.role.isEnabled() and "--reader" in section.said.text()
    desk.background.wait()
    desk.bridge.blockSignals(True)
    desk.bridge.show_ledger(None)


def test_the_account_stands_behind_the_name(main_window: MainWindow) -> None:
    desk: Desk = main_window.desk
    ledger = desk.bridge.ledger
    desk.bridge.run(edits.tick_off(ledger.get("LL-001"), "验收单第3号", TODAY, ledger.actor))
    assert ledger.recent(1)[0].actor == f"{ACTOR}（{system_account()}）"
    assert main_window.status.text("actor") == f"操作人：{ACTOR}"
    assert system_account() in main_window.status._labels["actor"].toolTip()
    main_window.menus.menu("recent_edits").aboutToShow.emit()
    newest = main_window.menus.menu("recent_edits").actions()[0].text()
    assert ACTOR in newest and "（" not in newest
