"""Starting: without a display, and when something nobody foresaw happens."""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from liling_desk import log_file
from liling_desk.gui import application
from liling_desk.gui.exception_hook import ExceptionHook
from liling_desk.ledger.commitment import Commitment
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
        raise ZeroDivisionError("unforeseen: 无人料到")
    except ZeroDivisionError as bug:
        return bug


def test_a_bug_is_logged_and_shown_with_where_it_was(tmp_path: Path) -> None:
    shown: list[str] = []
    hook = ExceptionHook(tmp_path / "log", shown.append)
    hook.report(failure())
    assert "ZeroDivisionError: unforeseen: ‹4 characters›" in shown[0]
    assert "def failure" not in shown[0] and "in failure" in shown[0]
    assert shown[0].strip() in hook.log_path.read_text(encoding="utf-8")


def test_the_text_of_an_item_does_not_get_into_the_log(tmp_path: Path) -> None:
    title = "推进瓷城人才引领行动 2021"
    shown: list[str] = []
    hook = ExceptionHook(tmp_path / "log", shown.append)
    item = Commitment(code="LL-062", title=title, note="Call the mayor at once")

    def fail() -> None:
        try:
            {}[item.title]
        except KeyError:
            try:
                raise ValueError(f"LL-062: {item.title} is no number, {item.note!r}, {item!r}")
            except ValueError as bug:
                bug.add_note(f"while {item.title} was written")
                raise ExceptionGroup("several", [bug, TypeError(item.title.encode())]) from bug

    try:
        fail()
    except ExceptionGroup as bug:
        hook.report(bug)
    written = hook.log_path.read_text(encoding="utf-8")
    for text in (written, shown[0]):
        assert "LL-062" in text and "KeyError" in text and "in fail" in text and "TypeError" in text
        for part in (title, "瓷城", "人才", repr(title.encode())[2:20], "mayor"):
            assert part not in text, part


def test_the_log_is_its_owner_s_only_also_after_it_was_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0)
    try:
        monkeypatch.setattr(log_file, "LOG_BYTES", 4000)
        for _ in range(30):
            log_file.write_log(tmp_path / "a" / "log", logging.ERROR, "x" * 500)
    finally:
        os.umask(before)
    files = list((tmp_path / "a" / "log").iterdir())
    assert len(files) == 3
    assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}
    assert {stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "a", tmp_path / "a" / "log")} == {0o700}
    assert len(log_file.last_lines(tmp_path / "a" / "log", 2)) == 2


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
    assert "ZeroDivisionError: unforeseen" in capsys.readouterr().err


def test_preferences_that_cannot_be_saved_do_not_interrupt() -> None:
    def full(_preferences: Preferences) -> None:
        raise OSError(28, "No space left on device")

    application.saving(full)(Preferences())


def test_choices_of_the_first_moments_are_saved_together() -> None:
    saved: list[Preferences] = []
    later = application.SavedLater(saved.append)
    later(Preferences(theme="light"))
    later(Preferences(theme="dark"))
    assert saved == []
    later.settle()
    later.settle()
    assert [each.theme for each in saved] == ["dark"]
    later(Preferences(theme="light"))
    assert [each.theme for each in saved] == ["dark", "light"]
