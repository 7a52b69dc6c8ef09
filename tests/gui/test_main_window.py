"""The frame: pages, keys, undo, problems, what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.problem_dialog import ProblemDialog
from liling_desk.gui.shortcuts_dialog import ShortcutsDialog
from liling_desk.gui.window_place import is_reachable
from liling_desk.ledger import edits
from liling_desk.ledger.errors import InvalidEdit
from liling_desk.open_ledger import OpenLedger
from liling_desk.preferences import load_preferences
from liling_desk.translations import Message

CTRL = Qt.KeyboardModifier.ControlModifier


def tick(window: MainWindow, code: str) -> None:
    bridge = window.desk.bridge
    item = bridge.ledger.get(code)
    bridge.run(edits.tick_off(item, "验收文号 1", bridge.as_of, "甲"), f"已销号 {code}")


def edit_menu_says(window: MainWindow, name: str) -> str:
    window.menuBar().actions()[1].menu().aboutToShow.emit()
    return window.menus.action(name).text()


def status(window: MainWindow, code: str) -> str:
    return window.desk.bridge.ledger.get(code).status


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_2, "overview"),
        (Qt.Key.Key_3, "import"),
        (Qt.Key.Key_4, "report"),
        (Qt.Key.Key_Comma, "preferences"),
        (Qt.Key.Key_1, "ledger"),
        (Qt.Key.Key_I, "import"),
    ],
)
def test_keys_lead_to_the_pages(key: Qt.Key, page: str, main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_page("preferences" if page == "ledger" else "ledger")
    qtbot.keyClick(main_window, key, CTRL)
    assert main_window.current_page == page
    assert main_window.rail.button(page).isChecked()


def test_the_rail_leads_to_the_pages(main_window: MainWindow, qtbot: QtBot) -> None:
    for page in ("import", "report", "preferences", "ledger"):
        qtbot.mouseClick(main_window.rail.button(page), Qt.MouseButton.LeftButton)
        assert main_window.current_page == page


def test_the_status_bar_counts(main_window: MainWindow) -> None:
    words = main_window.status
    assert words.text("kind") == "SQLite 本机台账"
    assert words.text("items") == "93 项"
    assert words.text("entries").startswith("第 ")
    assert words.text("actor") == "操作人：示例用户"
    assert "已保存" in words.text("saved")


def test_undo_and_redo_by_key_name_the_step(main_window: MainWindow, qtbot: QtBot) -> None:
    tick(main_window, "LL-037")
    assert main_window.undoing.toast.isVisible()
    assert edit_menu_says(main_window, "undo") == "撤销：销号 LL-037"
    qtbot.keyClick(main_window, Qt.Key.Key_Z, CTRL)
    assert status(main_window, "LL-037") != "done"
    assert main_window.undoing.toast.accessibleName() == "已撤销：销号 LL-037"
    assert edit_menu_says(main_window, "redo") == "重做：销号 LL-037"
    qtbot.keyClick(main_window, Qt.Key.Key_Y, CTRL)
    assert status(main_window, "LL-037") == "done"


def test_undo_by_the_toast(main_window: MainWindow, qtbot: QtBot) -> None:
    tick(main_window, "LL-037")
    main_window.undoing.toast.acted.emit()
    assert status(main_window, "LL-037") != "done"


def test_undo_inside_a_text_field_undoes_typing(main_window: MainWindow, qtbot: QtBot) -> None:
    tick(main_window, "LL-037")
    main_window.show_page("preferences")
    field: QLineEdit = main_window.page("preferences").actor
    field.setFocus()
    before = field.text()
    qtbot.keyClicks(field, "xyz")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == before
    assert status(main_window, "LL-037") == "done"


def test_undo_with_nothing_left_says_so(main_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(main_window, Qt.Key.Key_Z, CTRL)
    assert main_window.undoing.toast.accessibleName() == "没有可撤销的操作"
    assert len(main_window.desk.bridge.ledger.snapshot().commitments) == 93


def test_recent_edits_are_listed(main_window: MainWindow) -> None:
    tick(main_window, "LL-037")
    menu = main_window.menus.menu("recent_edits")
    menu.aboutToShow.emit()
    first = menu.actions()[0]
    assert "销号 LL-037" in first.text()
    first.trigger()
    assert status(main_window, "LL-037") != "done"


def test_a_problem_becomes_one_dialog_with_what_and_remedy(
    main_window: MainWindow, qtbot: QtBot, dialog_of: Callable[[type], ProblemDialog]
) -> None:
    main_window.desk.bridge.problem.emit(InvalidEdit(Message("甲不行"), Message("请用乙"), detail="更多"))
    dialog = dialog_of(ProblemDialog)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    from PySide6.QtGui import QGuiApplication

    assert QGuiApplication.clipboard().text() == "甲不行\n请用乙\n更多"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_f1_shows_the_keys(main_window: MainWindow, qtbot: QtBot, dialog_of: Callable[[type], ShortcutsDialog]) -> None:
    qtbot.keyClick(main_window, Qt.Key.Key_F1)
    dialog_of(ShortcutsDialog).close()


def test_another_window_on_the_same_file_is_seen(main_window: MainWindow, starter_path: Path) -> None:
    other = OpenLedger.open(starter_path, "乙")
    other.apply(edits.revise(other.get("LL-001"), note="他人改的"))
    other.close()
    main_window.desk.bridge.look_for_others()
    assert main_window.desk.bridge.ledger.get("LL-001").note == "他人改的"
    assert main_window.status.text("entries") == "第 2 条操作记录"


def test_a_conflict_is_shown_side_by_side_and_written_as_chosen(
    main_window: MainWindow, starter_path: Path, qtbot: QtBot
) -> None:
    bridge = main_window.desk.bridge
    mine = bridge.ledger.get("LL-001")
    other = OpenLedger.open(starter_path, "乙")
    other.apply(edits.revise(other.get("LL-001"), note="他们的", handler="乙"))
    other.close()
    assert bridge.run(edits.revise(mine, note="我的", handler="甲")) is None
    strip = main_window.conflict
    assert strip is not None
    assert strip.isVisible()
    strip.choose("handler", mine=False)
    qtbot.mouseClick(strip.write, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    assert (bridge.ledger.get("LL-001").note, bridge.ledger.get("LL-001").handler) == ("我的", "乙")


def test_a_ledger_that_cannot_be_opened_leaves_the_open_one(
    main_window: MainWindow, tmp_path: Path, qtbot: QtBot, dialog_of: Callable[[type], ProblemDialog]
) -> None:
    before = main_window.desk.bridge.ledger.path
    assert not main_window.flow.open(tmp_path / "gone.db")
    dialog_of(ProblemDialog).close()
    assert main_window.desk.bridge.ledger.path == before


def test_place_and_page_are_remembered(main_window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    main_window.show_page("import")
    main_window.close()
    kept = load_preferences().window
    assert kept["page"] == "import"
    assert isinstance(kept["geometry"], str)


def test_a_place_off_every_screen_is_not_reachable(main_window: MainWindow) -> None:
    assert is_reachable(QRect(0, 0, 800, 600))
    assert not is_reachable(QRect(90000, 90000, 800, 600))


def test_the_smallest_size_shows_everything(main_window: MainWindow) -> None:
    main_window.resize(1024, 640)
    for page in ("ledger", "import", "report", "preferences"):
        main_window.show_page(page)
        assert (main_window.width(), main_window.height()) == (1024, 640)


def test_english_rebuilds_every_page(main_window: MainWindow) -> None:
    main_window.desk.choices.change(language="en")
    main_window.speak()
    for page in ("ledger", "import", "report"):
        main_window.show_page(page)
    tick(main_window, "LL-002")
    assert main_window.undoing.toast.isVisible()


def test_the_default_layout_comes_back(main_window: MainWindow) -> None:
    main_window.desk.choices.remember("ledger_columns", {"hidden": ["unit"]})
    main_window.menus.action("reset_layout").trigger()
    assert not load_preferences().window["ledger_columns"]
    assert main_window.current_page == "ledger"


def test_another_ledger_after_a_change_of_language(main_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for page in ("import", "report", "preferences"):
        main_window.show_page(page)
    main_window.desk.choices.change(language="en")
    main_window.speak()
    qtbot.wait(1)
    OpenLedger.create(tmp_path / "other.db", "a").close()
    assert main_window.flow.open(tmp_path / "other.db")
    main_window.desk.bridge.set_as_of(None)
    assert main_window.current_page == "ledger"
    assert main_window.status.text("items") == "0 items"
    assert main_window.windowTitle().startswith("other")


def test_the_menu_reaches_the_list(main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_page("preferences")
    main_window.menus.action("search").trigger()
    assert main_window.current_page == "ledger"
    qtbot.keyClick(main_window, Qt.Key.Key_P, CTRL)
    assert main_window.current_page == "report"
