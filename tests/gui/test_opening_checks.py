"""After opening: the history is looked at in the background, and so is where the file lies."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from liling_desk.gui import opening_checks
from liling_desk.gui.look.buttons import LinkButton
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.problem_dialog import ProblemDialog
from liling_desk.ledger import edits
from liling_desk.store import file_places, proven
from liling_desk.store.file_places import FilePlace, PlaceKind
from liling_desk.store.proven import Proven

LEFT = Qt.MouseButton.LeftButton


def told(window: MainWindow) -> str:
    """What the tooltip of the entries' number says."""
    labels = window.status.findChildren(QLabel)
    return next((each.toolTip() for each in labels if "条操作记录" in each.text()), "")


def checked(window: MainWindow, qtbot: QtBot) -> None:
    window.opening_checks.check()  # one that is under way already says nothing any more
    window.status.set_checked("")
    qtbot.waitUntil(lambda: bool(told(window)), timeout=15_000)


def button(strip: object, words: str) -> LinkButton:
    return next(each for each in strip.findChildren(LinkButton) if each.text() == words)


def tampered(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in guards:
            connection.execute(sql)


def test_a_whole_history_is_said_in_the_status_bar_only(main_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(told(main_window)), timeout=15_000)  # by itself, some time after opening
    assert "核对到第 1 条" in told(main_window) and "2021-12-15" in told(main_window)
    assert main_window.opening_checks.trouble is None and main_window.opening_checks.warning is None
    ledger = main_window.desk.bridge.ledger
    assert proven.known(ledger.path) == Proven(1, ledger.snapshot().head, "2021-12-15")


def test_a_changed_entry_is_said_above_the_page_with_all_details(
    main_window: MainWindow, qtbot: QtBot, dialog_of
) -> None:
    bridge = main_window.desk.bridge
    for number in range(2, 5):
        bridge.ledger.apply(edits.revise(bridge.ledger.get(f"LL-00{number}"), note="x"))
    tampered(bridge.ledger.path, "UPDATE journal SET actor = 'x' WHERE seq IN (2, 3)")
    checked(main_window, qtbot)
    strip = main_window.opening_checks.trouble
    assert strip is not None and strip.isVisible()
    assert strip.what.text() == "操作记录第 2 条写入后被改过。" and "共 2 处" in strip.more.text()
    assert told(main_window) == strip.what.text()
    kept = proven.known(bridge.ledger.path)
    assert kept is None or kept.seq == 1, "what is broken is not remembered as whole"
    qtbot.mouseClick(button(strip, "详细"), LEFT)
    dialog = dialog_of(ProblemDialog)
    qtbot.mouseClick(dialog.copy, LEFT)
    from PySide6.QtGui import QGuiApplication

    assert "操作记录第 3 条写入后被改过。" in QGuiApplication.clipboard().text()
    dialog.accept()
    assert not [each for each in strip.findChildren(LinkButton) if each.text() == "以现在的为准"]


def test_an_older_file_can_be_taken_for_the_known_one(main_window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    bridge = main_window.desk.bridge
    path = bridge.ledger.path
    bridge.ledger.backup(tmp_path / "old.db")
    bridge.ledger.apply(edits.revise(bridge.ledger.get("LL-001"), note="x"))
    checked(main_window, qtbot)
    main_window.desk.bridge.show_ledger(None)
    shutil.copyfile(tmp_path / "old.db", path)
    main_window.flow.open(path)
    checked(main_window, qtbot)
    strip = main_window.opening_checks.trouble
    assert strip is not None and strip.isVisible() and "可能换成了旧文件" in strip.what.text()
    qtbot.mouseClick(button(strip, "以现在的为准"), LEFT)
    qtbot.waitUntil(lambda: "核对到第 1 条" in told(main_window))
    assert strip.isHidden()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (FilePlace(PlaceKind.NETWORK, "SMB"), "网络共享上（SMB）"),
        (FilePlace(PlaceKind.SYNCED, "坚果云"), "同步文件夹里（坚果云）"),
    ],
)
def test_a_share_is_warned_of_once_an_opening(
    main_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, place: FilePlace, words: str
) -> None:
    monkeypatch.setattr("liling_desk.proof.place_of", lambda _path: place)
    checked(main_window, qtbot)
    strip = main_window.opening_checks.warning
    assert strip is not None and strip.isVisible() and words in strip.what.text()
    qtbot.mouseClick(strip.close_button, LEFT)
    checked(main_window, qtbot)
    assert strip.isHidden()
    path = main_window.desk.bridge.ledger.path
    assert main_window.flow.open(path)
    checked(main_window, qtbot)
    assert strip.isVisible()
    main_window.desk.bridge.run(lambda: edits.revise(main_window.desk.bridge.ledger.get("LL-001"), note="照样能写"))
    assert main_window.desk.bridge.ledger.get("LL-001").note == "照样能写"


def test_the_window_answers_while_it_is_checked(
    main_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    may_end, under_way = threading.Event(), threading.Event()
    real = file_places.place_of

    def slow(path: Path) -> FilePlace:
        under_way.set()
        may_end.wait(10)
        return real(path)

    monkeypatch.setattr("liling_desk.proof.place_of", slow)
    main_window.opening_checks.check()
    main_window.status.set_checked("")
    qtbot.waitUntil(under_way.is_set)
    bridge = main_window.desk.bridge
    assert bridge.run(lambda: edits.revise(bridge.ledger.get("LL-001"), note="同时")) is not None
    main_window.show_page("overview")
    assert not told(main_window)
    may_end.set()
    qtbot.waitUntil(lambda: bool(told(main_window)))


def test_another_language_says_it_again_without_warning_twice(main_window: MainWindow, qtbot: QtBot) -> None:
    checked(main_window, qtbot)
    main_window.desk.choices.change(language="en")
    main_window.speak()
    labels = main_window.status.findChildren(QLabel)
    qtbot.waitUntil(lambda: any(each.toolTip() for each in labels), timeout=opening_checks.REST_MS + 8000)
