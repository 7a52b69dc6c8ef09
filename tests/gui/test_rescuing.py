"""A damaged ledger is recognised before it is used; the window offers its backups or a rescue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from liling_desk.gui.damage_dialog import DamageDialog, RescuedDialog
from liling_desk.gui.desk import Desk
from liling_desk.gui.exception_hook import ExceptionHook
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.problem_dialog import ProblemDialog
from liling_desk.ledger import edits
from liling_desk.open_ledger import BackupKind, OpenLedger
from liling_desk.store.understanding import senseless
from liling_desk.translations import Message, Translator

LEFT = Qt.MouseButton.LeftButton


class Answers(FileQuestions):
    """Says where things go without asking anybody."""

    made: Path | None = None

    def ledger_to_make(self) -> Path | None:
        return self.made


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> MainWindow:
    """A window with no ledger that is asked nothing by the system."""

    def ask(tr: Translator, parent: QWidget) -> FileQuestions:
        return Answers(tr, parent)

    window = MainWindow(desk, ask)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitActive(window)
    return window


def damage(path: Path, backup: bool = False) -> None:
    """Overwrite the pages in the middle of a ledger that has been worked on."""
    ledger = OpenLedger.open(path, "张三")
    ledger.apply(edits.revise(ledger.get("LL-001"), note="写过"))
    if backup:
        ledger.back_up(BackupKind.OPENING)
    ledger.close()
    content = bytearray(path.read_bytes())
    for page in range(50, 60):
        content[page * 4096 : page * 4096 + 4096] = b"\xa5" * 4096
    path.write_bytes(content)


Find = Callable[[type], ProblemDialog]


def test_what_is_sound_is_rescued_and_what_is_missing_is_listed(
    window: MainWindow,
    starter_path: Path,
    qtbot: QtBot,
    dialog_of: Find,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    damage(starter_path)
    before, target = starter_path.read_bytes(), tmp_path / "抢救.db"
    monkeypatch.setattr(Answers, "made", target)
    window.open_first(starter_path)
    assert not window.desk.bridge.has_ledger and window.current_page == "welcome"
    dialog = dialog_of(DamageDialog)
    assert not dialog.restore.isVisible() and dialog.rescue.isVisible()
    qtbot.mouseClick(dialog.rescue, LEFT)
    qtbot.waitUntil(lambda: window.desk.bridge.has_ledger, timeout=15_000)
    assert window.desk.bridge.ledger.path == target
    found = len(window.desk.bridge.ledger.snapshot().commitments)
    assert window.desk.bridge.ledger.check()["ok"]
    told = dialog_of(RescuedDialog)
    qtbot.mouseClick(told.copy, LEFT)
    text = QGuiApplication.clipboard().text()
    assert "操作记录第 1 条没有找回" in text
    assert 60 < found < 93 and f"{93 - found} 项没有找回：LL-" in text
    qtbot.mouseClick(told.close_button, LEFT)
    assert starter_path.read_bytes() == before


def test_with_a_backup_restoring_comes_first(
    window: MainWindow, starter_path: Path, qtbot: QtBot, dialog_of: Find
) -> None:
    damage(starter_path, backup=True)
    window.open_first(starter_path)
    dialog = dialog_of(DamageDialog)
    assert dialog.restore.isVisible() and dialog.restore.isDefault()
    qtbot.mouseClick(dialog.restore, LEFT)
    assert window.current_page == "backups"


def test_thinking_better_of_it_leaves_everything_as_it_was(
    window: MainWindow, starter_path: Path, qtbot: QtBot, dialog_of: Find
) -> None:
    damage(starter_path)
    files = sorted(starter_path.parent.iterdir())
    window.open_first(starter_path)
    qtbot.mouseClick(dialog_of(DamageDialog).close_button, LEFT)
    window.open_first(starter_path)
    qtbot.mouseClick(dialog_of(DamageDialog).rescue, LEFT)  # no file is named
    assert window.current_page == "welcome" and not window.rescuing.under_way
    assert sorted(starter_path.parent.iterdir()) == files


def test_nothing_to_rescue_is_said(
    window: MainWindow,
    starter_path: Path,
    qtbot: QtBot,
    dialog_of: Find,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.open_first(starter_path)
    window.desk.bridge.show_ledger(None)
    starter_path.write_bytes(b"\0" * 90_000)
    monkeypatch.setattr(Answers, "made", tmp_path / "抢救.db")
    window.open_first(starter_path)
    qtbot.mouseClick(dialog_of(DamageDialog).rescue, LEFT)
    qtbot.waitUntil(lambda: not window.rescuing.under_way)
    qtbot.mouseClick(dialog_of(ProblemDialog).close_button, LEFT)
    assert not (tmp_path / "抢救.db").exists()


def test_a_file_that_never_was_a_ledger_is_only_refused(window: MainWindow, tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "歌.db"
    path.write_text("不是台账" * 900, encoding="utf-8")
    window.open_first(path)
    assert window.current_page == "welcome"
    assert not [each for each in window.findChildren(DamageDialog) if each.isVisible()]


def test_damage_that_shows_while_working(
    main_window: MainWindow, qtbot: QtBot, dialog_of: Find, starter_path: Path
) -> None:
    hook = ExceptionHook(starter_path.parent, lambda _text: None, main_window.show_problem)
    hook.report(senseless(Message("事项 LL-050")))
    dialog = dialog_of(DamageDialog)
    assert "LL-050" in dialog._text
    assert "liling-desk.log" not in [each.name for each in starter_path.parent.iterdir()]
    hook.report(senseless(Message("事项 LL-050")))
    qtbot.mouseClick(dialog.close_button, LEFT)
