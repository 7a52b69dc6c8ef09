"""A ledger with a passphrase in the window: asked for, set, changed, taken away; locked after a while."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.drafts import Draft, Drafts
from liling_desk.gui.file_questions import FileQuestions
from liling_desk.gui.lock_dialog import LockDialog
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.passphrase_dialog import PassphraseDialog
from liling_desk.gui.sealing_dialog import SealingDialog
from liling_desk.ledger.passphrase import Passphrase
from liling_desk.open_ledger import Backup, BackupKind, backups_of, change_passphrase
from liling_desk.preferences import load_preferences

pytest.importorskip("sqlcipher3")

LEFT = Qt.MouseButton.LeftButton
TEXT = "Lujiang shuyuan 2021"
OTHER = "Another one 2022"


class Answering(FileQuestions):
    """Types these passphrases one after the other into the real dialog, then gives up."""

    def __init__(self, *typed: str) -> None:
        self.typed, self.said = list(typed), []

    def __call__(self, *_words: object) -> Answering:
        return self

    def passphrase(self, desk: Desk, words: str, attempt: Callable[[Passphrase], str]) -> bool:
        dialog = PassphraseDialog(words, desk, attempt)
        while self.typed:
            dialog.field.line.setText(self.typed.pop(0))
            dialog.ok.click()
            self.said.append(dialog.said.text())
            if dialog.result() == QDialog.DialogCode.Accepted:
                return True
        return False


@pytest.fixture
def sealed_path(starter_path: Path) -> Path:
    done = change_passphrase(starter_path, None, Passphrase(TEXT))
    done.kept.unlink()
    return starter_path


@pytest.fixture
def sealed_window(desk: Desk, sealed_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(desk, Answering(TEXT))
    qtbot.addWidget(window)
    window.open_first(sealed_path)
    window.resize(1200, 800)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


def is_plain(path: Path) -> bool:
    return path.read_bytes()[:15] == b"SQLite format 3"


def test_it_is_asked_for_until_it_fits(desk: Desk, sealed_path: Path, qtbot: QtBot) -> None:
    ask = Answering("wrong wrong wrong", TEXT)
    window = MainWindow(desk, ask)
    qtbot.addWidget(window)
    window.open_first(sealed_path)
    assert desk.bridge.has_ledger and len(desk.bridge.ledger.snapshot().commitments) == 93
    assert "口令不对" in ask.said[0] and "再试" in ask.said[0]
    assert TEXT not in repr(vars(desk.keyring)) and TEXT not in load_preferences().__repr__()
    assert window.flow.open(sealed_path), "the ledger that is open is opened anew without a question"


def test_without_it_the_welcome_page_says_why(desk: Desk, sealed_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(desk, Answering())
    qtbot.addWidget(window)
    window.open_first(sealed_path)
    assert not desk.bridge.has_ledger and window.current_page == "welcome"


def test_giving_up_leaves_the_open_ledger(main_window: MainWindow, tmp_path: Path, starter_file: Path) -> None:
    import shutil

    other = Path(shutil.copy(starter_file, tmp_path / "另一本.db"))
    change_passphrase(other, None, Passphrase(TEXT))
    main_window.flow._ask = Answering("wrong wrong")
    before = main_window.desk.bridge.ledger.path
    assert not main_window.flow.open(other)
    assert main_window.desk.bridge.ledger.path == before and main_window.desk.bridge.ledger.check()["ok"]


def answer(window: MainWindow, qtbot: QtBot, *, former: str = "", first: str = "", second: str = "") -> SealingDialog:
    window.menus.action("passphrase").trigger()
    dialog = window.entering.dialog
    assert dialog is not None and dialog.isVisible()
    dialog.former.line.setText(former)
    dialog.first.line.setText(first)
    dialog.second.line.setText(second)
    return dialog


def finished(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.entering.under_way and window.desk.bridge.has_ledger, timeout=15000)


def test_set_change_and_remove_in_the_window(main_window: MainWindow, qtbot: QtBot) -> None:
    desk, path = main_window.desk, main_window.desk.bridge.ledger.path
    desk.bridge.ledger.backup(path.with_name("自己留的.db"))
    desk.background.wait()
    dialog = answer(main_window, qtbot, first="kurz", second="kurz")
    dialog.ok.click()
    assert dialog.isVisible() and "8" in dialog._fields[1].error()
    dialog.first.line.setText(TEXT)
    dialog.second.line.setText(OTHER)
    dialog.ok.click()
    assert dialog.isVisible() and "不一样" in dialog._fields[2].error()
    dialog.second.line.setText(TEXT)
    dialog.ok.click()
    finished(main_window, qtbot)
    assert not is_plain(path)
    assert not any(is_plain(each.path) for each in backups_of(path))
    assert "已加密" in main_window.safekeeping.strip.what.text()
    assert desk.bridge.ledger.access.passphrase is not None

    dialog = answer(main_window, qtbot, former=OTHER, first=OTHER, second=OTHER)
    dialog.ok.click()
    assert dialog.isVisible() and "不对" in dialog._fields[0].error()
    dialog.former.line.setText(TEXT)
    dialog.ok.click()
    finished(main_window, qtbot)
    assert desk.bridge.ledger.check()["ok"]

    dialog = answer(main_window, qtbot, former=OTHER)
    dialog.include.setChecked(False)
    dialog.remove.click()
    finished(main_window, qtbot)
    assert is_plain(path) and desk.bridge.ledger.access.passphrase is None
    assert "明文" in main_window.safekeeping.strip.what.text()
    assert "份" in main_window.safekeeping.strip.more.text()


def test_while_another_program_has_it_open_nothing_is_changed(main_window: MainWindow, qtbot: QtBot, dialog_of) -> None:
    import sqlite3

    from liling_desk.gui.problem_dialog import ProblemDialog

    path = main_window.desk.bridge.ledger.path
    other = sqlite3.connect(path)
    other.execute("SELECT count(*) FROM commitment").fetchone()
    dialog = answer(main_window, qtbot, first=TEXT, second=TEXT)
    dialog.ok.click()
    finished(main_window, qtbot)
    other.close()
    assert is_plain(path) and main_window.desk.bridge.ledger.check()["ok"]
    dialog_of(ProblemDialog).close()


def test_backups_of_a_sealed_ledger(sealed_window: MainWindow, qtbot: QtBot) -> None:
    sealed_window.show_page("backups")
    page = sealed_window.page("backups")
    qtbot.mouseClick(page.now, LEFT)
    path = sealed_window.desk.bridge.ledger.path

    def asked_for() -> list[Backup]:
        return [each for each in backups_of(path) if each.kind is BackupKind.ASKED]

    qtbot.waitUntil(lambda: any(map(page.checking.known, asked_for())), timeout=10000)
    (made,) = asked_for()
    assert not is_plain(made.path)
    assert page.checking.known(made).sound


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watched(sealed_window: MainWindow) -> tuple[MainWindow, Clock]:
    clock = Clock()
    sealed_window.desk.choices.change(lock_minutes=5)
    sealed_window.locking.clock = clock
    sealed_window.locking.refresh()
    return sealed_window, clock


def press(widget: QWidget) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, event)


def test_it_locks_after_the_chosen_time_without_input(watched: tuple[MainWindow, Clock]) -> None:
    window, clock = watched
    clock.now += 299
    window.locking.look()
    assert not window.locking.is_locked
    press(window)
    clock.now += 299
    window.locking.look()
    assert not window.locking.is_locked
    clock.now += 1
    window.locking.look()
    assert window.locking.is_locked
    window.locking.dialog.field.line.setText(TEXT)
    window.locking.dialog.attempt()
    assert not window.locking.is_locked


def test_locked_nothing_is_to_be_seen_and_a_draft_stays(watched: tuple[MainWindow, Clock], qtbot: QtBot) -> None:
    window, clock = watched
    window.page("ledger").detail.show_code("LL-001")
    editor = window.page("ledger").detail.item.begin_edit("title")
    editor.set_text("写了一半的名称")
    clock.now += 301
    window.locking.look()
    dialog = window.locking.dialog
    assert isinstance(dialog, LockDialog) and dialog.isVisible()
    shown = window.grab().toImage()
    colours = {shown.pixel(x, y) for x in range(0, shown.width(), 7) for y in range(0, shown.height(), 7)}
    assert len(colours) == 1, "a plain area"
    assert "台账.db" not in window.windowTitle() and "台账 -" not in window.windowTitle()
    assert not window.menuBar().isEnabled()

    late = QDialog(window)
    QLineEdit("内容", late)
    late.show()
    assert len({late.grab().toImage().pixel(x, 5) for x in range(0, late.width(), 3)}) == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible(), "only the passphrase opens it"
    dialog.field.line.setText("not this one")
    dialog.attempt()
    assert window.locking.is_locked and "不对" in dialog.said.text()
    dialog.field.line.setText(TEXT)
    dialog.attempt()
    assert not window.locking.is_locked and window.menuBar().isEnabled()
    assert editor.text() == "写了一半的名称" and editor.is_dirty()
    assert window.windowTitle().startswith("台账")
    late.close()
    window.page("ledger").detail.discard_draft()


def test_what_is_typed_is_not_written_to_the_disk_in_plain(sealed_window: MainWindow, desk_home: Path) -> None:
    desk = sealed_window.desk
    draft = Draft(str(desk.bridge.ledger.path), "return", "LL-001", {"progress": "还没有公开的名称"})
    desk.drafts.keep(draft)
    assert desk.drafts.find(draft.ledger, "return", "LL-001") == draft and desk.drafts.of(draft.ledger) == [draft]
    written = [path for path in desk_home.rglob("*") if path.is_file()]
    assert not any("还没有公开".encode() in path.read_bytes() or b"LL-001" in path.read_bytes() for path in written)
    desk.drafts.forget(draft.ledger, "return", "LL-001")
    assert desk.drafts.of(draft.ledger) == []


def test_drafts_on_the_disk_are_taken_back_when_a_passphrase_is_set(tmp_path: Path) -> None:
    drafts, draft = Drafts(tmp_path), Draft("/台账.db", "detail", "LL-001", {"title": "名称"})
    drafts.keep(draft)
    assert list(tmp_path.iterdir())
    drafts.keep_off_disk(draft.ledger, sealed=True)
    drafts.keep_off_disk("/another.db", sealed=False)
    drafts.keep_off_disk("/another.db", sealed=True)
    drafts.keep(draft)
    assert not list(tmp_path.iterdir()) and drafts.of(draft.ledger) == [draft]
    drafts.keep_off_disk(draft.ledger, sealed=False)
    assert list(tmp_path.iterdir()) and Drafts(tmp_path).of(draft.ledger) == [draft] == drafts.of(draft.ledger)
    drafts.forget(draft.ledger, "detail", "LL-001")
    assert drafts.of(draft.ledger) == []


def test_without_a_passphrase_nothing_locks(main_window: MainWindow) -> None:
    main_window.desk.choices.change(lock_minutes=1)
    clock = Clock()
    main_window.locking.clock = clock
    main_window.locking.refresh()
    clock.now += 6000
    main_window.locking.look()
    main_window.menus.action("lock").trigger()
    assert not main_window.locking.is_locked
    assert not main_window.menus.action("lock").isEnabled()
    main_window.show_page("preferences")
    section = main_window.page("preferences").access
    assert not section.lock.isEnabled() and "口令" in section.lock.toolTip()


def test_the_time_is_chosen_in_the_preferences(sealed_window: MainWindow) -> None:
    sealed_window.show_page("preferences")
    section = sealed_window.page("preferences").access
    assert section.lock.isEnabled() and section.lock.text() == "不锁"
    section.lock.setValue(10)
    assert load_preferences().lock_minutes == 10
    sealed_window.menus.action("lock").trigger()
    assert sealed_window.locking.is_locked
    sealed_window.locking.dialog.field.line.setText(TEXT)
    sealed_window.locking.dialog.attempt()
    assert not sealed_window.locking.is_locked


def test_what_is_typed_is_hidden_and_can_be_shown(desk: Desk, qtbot: QtBot) -> None:
    dialog = PassphraseDialog("台账.db 设了口令", desk, lambda _typed: "")
    qtbot.addWidget(dialog)
    dialog.show()
    line = dialog.field.line
    assert line.echoMode() == QLineEdit.EchoMode.Password and not dialog.ok.isEnabled()
    qtbot.keyClicks(line, "abc")
    assert dialog.ok.isEnabled()
    dialog.field.reveal.click()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    dialog.accept()
    assert line.text() == "" and line.echoMode() == QLineEdit.EchoMode.Password
