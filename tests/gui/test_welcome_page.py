"""Before a ledger is open: three ways in, and what is said when one can't be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liling_desk import places
from liling_desk.gui.desk import Desk
from liling_desk.gui.file_questions import FileQuestions, free_ledger_path
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.welcome_page.page import WelcomePage
from liling_desk.open_ledger import OpenLedger


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), action, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), action, data, buttons, keys))


def test_the_starter_is_the_default_and_asks_nothing(empty_window: MainWindow, qtbot: QtBot) -> None:
    page = empty_window.page("welcome")
    assert empty_window.current_page == "welcome"
    assert page.starter.hasFocus() or page.starter.focusPolicy() != Qt.FocusPolicy.NoFocus
    press(qtbot, page.starter)
    bridge = empty_window.desk.bridge
    assert bridge.ledger.path == places.default_ledger_path()
    assert len(bridge.ledger.snapshot().commitments) == 93
    assert empty_window.current_page == "ledger"
    assert empty_window.desk.choices.current.last_ledger == str(places.default_ledger_path())


def test_the_starter_beside_an_existing_ledger_asks_for_a_free_name(desk: Desk, qtbot: QtBot) -> None:
    usual = places.default_ledger_path()
    usual.parent.mkdir(parents=True)
    OpenLedger.create(usual, "a").close()
    assert free_ledger_path().name == "ledger-2.db"

    class Accepting(FileQuestions):
        def ledger_to_make(self) -> Path | None:
            return free_ledger_path()

    window = MainWindow(desk, Accepting)
    qtbot.addWidget(window)
    window.open_first(None)
    press(qtbot, window.page("welcome").starter)
    assert desk.bridge.ledger.path.name == "ledger-2.db"


def test_a_question_that_is_not_answered_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    class Refusing(FileQuestions):
        def ledger_to_make(self) -> Path | None:
            return None

        ledger_to_open = table_to_import = ledger_to_make

    window = MainWindow(desk, Refusing)
    qtbot.addWidget(window)
    window.open_first(None)
    page = window.page("welcome")
    for button in (page.empty, page.existing, page.table):
        press(qtbot, button)
    assert not desk.bridge.has_ledger
    assert window.current_page == "welcome"


def unusable(kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.db"
    if kind == "binary":
        path.write_bytes(bytes(range(256)) * 40)
    elif kind == "empty":
        path.write_bytes(b"")
    elif kind == "folder":
        path.mkdir()
    return path


@pytest.mark.parametrize("kind", ["missing", "binary", "empty", "folder"])
def test_a_ledger_that_cannot_be_used_is_explained_on_the_page(
    kind: str, empty_window: MainWindow, tmp_path: Path
) -> None:
    path = unusable(kind, tmp_path)
    assert not empty_window.flow.open(path)
    note = empty_window.page("welcome").note
    assert note.isVisible()
    assert note.what.text() and note.remedy.text()
    assert path.name in note.what.text() + note.where.text()
    assert note.open_other.text() == "打开其他…"
    assert empty_window.current_page == "welcome"


def test_the_last_ledger_that_is_gone_is_explained_at_the_start(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.choices.change(last_ledger=str(tmp_path / "gone.db"))
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.open_first(None)
    window.show()
    assert "gone.db" in window.page("welcome").note.what.text()


def test_recent_ledgers_open_with_one_click(desk: Desk, starter_path: Path, qtbot: QtBot) -> None:
    desk.choices.change(recent_ledgers=(str(starter_path),))
    page = WelcomePage(desk)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.open_requested) as asked:
        press(qtbot, page.recent.links[0])
    assert asked.args == [str(starter_path)]


def test_a_dropped_ledger_opens(empty_window: MainWindow, starter_path: Path, qtbot: QtBot) -> None:
    drop(empty_window, starter_path)
    qtbot.waitUntil(lambda: empty_window.desk.bridge.has_ledger)
    assert empty_window.desk.bridge.ledger.path == starter_path


def test_a_dropped_file_of_another_kind_is_refused_in_words(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "照片.png"
    path.write_bytes(b"x")
    drop(empty_window, path)
    qtbot.waitUntil(lambda: empty_window.page("welcome").note.isVisible())
    assert "照片.png" in empty_window.page("welcome").note.what.text()


def test_reports_need_a_ledger(empty_window: MainWindow, qtbot: QtBot) -> None:
    button = empty_window.rail.button("report")
    assert not button.isEnabled()
    assert button.toolTip() == "先打开或新建一个台账"
    qtbot.keyClick(empty_window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert empty_window.current_page == "welcome"
    assert empty_window.status.text("kind") == "未打开台账"
