"""Starting: without a display, and when something nobody foresaw happens."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from liling_desk.gui import application
from liling_desk.gui.exception_hook import ExceptionHook
from liling_desk.preferences import Preferences


def test_no_display_is_said_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert application.run(None, "zh_CN") == 3
    assert capsys.readouterr().err.startswith("这里没有图形界面")


@pytest.fixture
def hook(tmp_path: Path) -> ExceptionHook:
    hook = ExceptionHook(tmp_path / "log", lambda _text: None)
    yield hook
    hook.remove()


def failure() -> Exception:
    try:
        raise ZeroDivisionError("无人料到")
    except ZeroDivisionError as bug:
        return bug


def test_a_bug_is_logged_whole_and_shown(tmp_path: Path) -> None:
    shown: list[str] = []
    hook = ExceptionHook(tmp_path / "log", shown.append)
    hook.report(failure())
    assert "ZeroDivisionError: 无人料到" in shown[0]
    assert "def failure" not in shown[0] and "in failure" in shown[0]
    assert "ZeroDivisionError: 无人料到" in hook.log_path.read_text(encoding="utf-8")


def test_a_bug_in_a_thread_is_shown_on_the_window_s_thread(tmp_path: Path, qtbot: QtBot) -> None:
    shown: list[threading.Thread] = []
    hook = ExceptionHook(tmp_path / "log", lambda _text: shown.append(threading.current_thread()))
    thread = threading.Thread(target=lambda: hook.report(failure()))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [threading.main_thread()]


def test_qt_s_warnings_go_to_the_log(hook: ExceptionHook) -> None:
    hook.install()
    qWarning("nothing to worry about")
    hook.remove()
    assert "Qt: nothing to worry about" in hook.log_path.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_is_no_second_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    shown: list[str] = []
    ExceptionHook(tmp_path / "log", shown.append).report(failure())
    assert shown
    assert "无人料到" in capsys.readouterr().err


def test_preferences_that_cannot_be_saved_do_not_interrupt() -> None:
    def full(_preferences: Preferences) -> None:
        raise OSError(28, "No space left on device")

    application.saving(full)(Preferences())
