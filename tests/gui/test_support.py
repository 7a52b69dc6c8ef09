"""What can be handed to support, and the journal's export from the menu."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from liling_desk import __version__, places
from liling_desk.gui.application import _bug_reporter
from liling_desk.gui.exception_hook import ExceptionHook
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.problem_dialog import ProblemDialog
from liling_desk.gui.support_copy import support_text
from liling_desk.proof import verify

LEFT = Qt.MouseButton.LeftButton


def test_technical_details_hold_versions_sizes_and_log_but_no_contents(main_window: MainWindow) -> None:
    ledger = main_window.desk.bridge.ledger
    title = ledger.get("LL-062").title
    hook = ExceptionHook(places.user_log_dir(), lambda _text: None)
    hook.report(ValueError(f"LL-062 {title}"))
    main_window.menus.action("copy_details").trigger()
    text = QGuiApplication.clipboard().text()
    assert f"Liling Desk: {__version__}" in text and "Qt: 6" in text and "Python: 3" in text
    assert "commitment 93" in text and "journal 1" in text and "schema" in text
    assert "ValueError: LL-062 ‹" in text
    for item in ledger.snapshot().commitments.values():
        assert item.title not in text
    assert not any(unit in text for unit in ledger.snapshot().units)


def test_without_a_ledger_there_are_details_too(empty_window: MainWindow) -> None:
    assert "Ledger: none open" in support_text(empty_window.desk)


def test_a_bug_s_dialog_copies_the_trace_with_the_details(
    main_window: MainWindow, qtbot: QtBot, dialog_of, tmp_path: Path
) -> None:
    _bug_reporter(main_window, tmp_path / "log")("Traceback: here")
    dialog = dialog_of(ProblemDialog)
    qtbot.mouseClick(dialog.copy, LEFT)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Traceback: here\n\nLiling Desk:") and "commitment 93" in text
    dialog.accept()


@pytest.fixture
def asked(main_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Every question for a place to write to is answered with the proposed name, in a folder of the test."""
    proposed: list[Path] = []

    def answer(_self: FileQuestions, path: Path, ending: str) -> Path:
        proposed.append(path)
        return tmp_path / path.name

    monkeypatch.setattr(FileQuestions, "report_target", answer)
    return proposed


def test_the_journal_is_exported_from_the_menu(main_window: MainWindow, qtbot: QtBot, asked: list[Path]) -> None:
    ledger = main_window.desk.bridge.ledger
    main_window.menus.action("journal").trigger()
    assert asked[0].name == "台账-操作记录-20211215.jsonl"
    target = asked[0]
    qtbot.waitUntil(lambda: main_window.undoing.toast.isVisible())
    chain = verify(target)
    assert (chain.entries, chain.head.hash, chain.problems) == (1, ledger.snapshot().head, ())
    assert json.loads(target.read_text(encoding="utf-8").splitlines()[0])["actor"] == "示例用户"


def test_a_broken_chain_is_said_when_it_is_exported(
    main_window: MainWindow, qtbot: QtBot, asked: list[Path], dialog_of
) -> None:
    with closing(sqlite3.connect(main_window.desk.bridge.ledger.path)) as connection, connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_keeps_what_it_has'").fetchone()
        connection.execute("DROP TRIGGER journal_keeps_what_it_has")
        connection.execute("UPDATE journal SET actor = 'x'")
        connection.execute(sql)
    main_window.menus.action("journal").trigger()

    def shown() -> bool:
        return any(isinstance(each, ProblemDialog) and each.isVisible() for each in main_window.children())

    qtbot.waitUntil(shown)
    dialog_of(ProblemDialog).accept()
    assert verify(asked[0]).problems
