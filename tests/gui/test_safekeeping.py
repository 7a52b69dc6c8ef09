"""The day's backup, and writes that fail: the window stays equal to the file, and says what can be done."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from liling_desk import open_ledger, places
from liling_desk.gui.ledger_page.tick_popover import TickPopover
from liling_desk.gui.unwritten_dialog import UnwrittenDialog
from liling_desk.ledger import edits
from liling_desk.ledger.entry import BatchFacts
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import backups
from liling_desk.store.backups import BackupKind

DAY = date(2021, 6, 30)
LEFT = Qt.MouseButton.LeftButton


def kinds(path):
    return [each.kind for each in backups.backups_of(path)]


@pytest.fixture
def idle(main_window, qtbot):
    """Whether the day's backup is over."""

    def wait():
        qtbot.waitUntil(lambda: main_window.safekeeping.daily.done is not None, timeout=10_000)
        qtbot.waitUntil(lambda: not main_window.safekeeping.daily.under_way, timeout=10_000)

    return wait


def test_the_first_opening_of_the_day_backs_up_in_the_background(main_window, idle, qtbot):
    path = main_window.desk.bridge.ledger.path
    idle()
    assert kinds(path) == [BackupKind.OPENING]
    assert not main_window.status.note.isVisible()
    main_window.flow.open(path)
    idle()
    assert kinds(path) == [BackupKind.OPENING]


def test_a_ledger_that_is_opened_while_another_is_backed_up_has_its_turn(main_window, idle, monkeypatch, qtbot):
    first = main_window.desk.bridge.ledger.path
    second = first.with_name("另一本.db")
    main_window.desk.bridge.ledger.backup(second)
    idle()
    for each in backups.backups_of(first):
        each.path.unlink()
    may_end, asked = Event(), []
    real = open_ledger.back_up_if_first

    def slow(path, *rest):
        asked.append(path)
        assert may_end.wait(10)
        return real(path, *rest)

    monkeypatch.setattr(open_ledger, "back_up_if_first", slow)
    daily = main_window.safekeeping.daily
    daily.back_up()
    main_window.flow.open(second)
    daily.back_up()
    may_end.set()
    qtbot.waitUntil(lambda: daily.done[0] == second and not daily.under_way, timeout=10_000)
    assert asked == [first, second]
    assert kinds(first) == kinds(second) == [BackupKind.OPENING]


def test_another_language_takes_no_backup_away(main_window, qtbot):
    path = main_window.desk.bridge.ledger.path
    main_window.desk.choices.change(language="en")
    main_window.speak()
    daily = main_window.safekeeping.daily
    qtbot.waitUntil(lambda: daily.done is not None and not daily.under_way, timeout=10_000)
    assert kinds(path) == [BackupKind.OPENING]


def test_a_change_of_passphrase_leaves_nothing_waiting(main_window, idle, monkeypatch):
    idle()
    may_end, daily = Event(), main_window.safekeeping.daily
    monkeypatch.setattr(open_ledger, "back_up_if_first", lambda *_: may_end.wait(10) and None)
    daily.back_up()
    assert daily.under_way
    may_end.set()
    main_window.desk.background.wait()
    assert not daily.under_way


def test_a_backup_that_cannot_be_made_is_a_quiet_note_with_another_try(starter_path, empty_window, qtbot):
    places.backups_dir(starter_path).write_text("in the way", encoding="utf-8")
    empty_window.flow.open(starter_path)
    note = empty_window.status.note
    qtbot.waitUntil(note.isVisible, timeout=10_000)
    assert note.words.text() == "今天的备份没有做成" and "不能写到" in note.toolTip()
    assert not any(
        each.isVisible() and each is not empty_window for each in QApplication.topLevelWidgets() if each.isModal()
    )
    places.backups_dir(starter_path).unlink()
    qtbot.mouseClick(note.buttons()[0], LEFT)
    qtbot.waitUntil(lambda: kinds(starter_path) == [BackupKind.OPENING], timeout=10_000)
    assert not note.isVisible()


def test_it_may_go_elsewhere(starter_path, empty_window, qtbot, tmp_path):
    places.backups_dir(starter_path).write_text("in the way", encoding="utf-8")
    empty_window.flow.open(starter_path)
    note = empty_window.status.note
    qtbot.waitUntil(note.isVisible, timeout=10_000)
    empty_window.flow._ask.backup_target = lambda _proposed: tmp_path / "别处.db"
    qtbot.mouseClick(note.buttons()[1], LEFT)
    assert backups.is_sound(tmp_path / "别处.db")


def test_a_second_place_that_is_gone_is_said_once_a_session(main_window, idle, qtbot, tmp_path):
    stick = tmp_path / "stick"
    main_window.desk.choices.change(second_place=str(stick))
    main_window.desk.bridge.ledger.second_place = stick
    idle()
    for each in backups.backups_of(main_window.desk.bridge.ledger.path):
        each.path.unlink()
    main_window.status.note.hide()
    main_window.safekeeping.daily._missed.clear()
    main_window.safekeeping.daily.back_up()
    note = main_window.status.note
    qtbot.waitUntil(note.isVisible, timeout=10_000)
    assert "第二处" in note.words.text() and str(stick) in note.toolTip()
    note.hide()
    bring_in(main_window)
    assert main_window.desk.bridge.ledger.second_trouble is not None and not note.isVisible()
    stick.mkdir()
    bring_in(main_window)
    assert len(list(stick.rglob("*.db"))) == 1


def bring_in(window):
    bridge = window.desk.bridge
    item = bridge.ledger.get("LL-005")
    bridge.run_import(edits.revise(item, note=f"{item.note}+"), BatchFacts("报送.csv", "0" * 64, 1))


class Disk:
    """A disk without room for one more page, until there is room again."""

    def __init__(self, ledger):
        self._connection = ledger._store.engine.connection
        self.fill()

    def fill(self):
        pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
        self._connection.execute(f"PRAGMA max_page_count = {pages}")

    def make_room(self):
        self._connection.execute("PRAGMA max_page_count = 1000000")


@pytest.fixture
def full(main_window, idle):
    idle()
    return Disk(main_window.desk.bridge.ledger)


@pytest.fixture
def answer(qtbot):
    """Does things to the dialog as soon as it is there."""

    def begin(*deeds):
        waiting = list(deeds)
        timer = QTimer()
        timer.setInterval(20)

        def look():
            dialog = next(
                (
                    each
                    for each in QApplication.topLevelWidgets()
                    if isinstance(each, UnwrittenDialog) and each.isVisible()
                ),
                None,
            )
            if dialog is not None and waiting:
                waiting.pop(0)(dialog)
            if not waiting:
                timer.stop()

        timer.timeout.connect(look)
        timer.start()
        begun.append(timer)

    begun = []
    return begin


def tick(window, code="LL-001"):
    bridge = window.desk.bridge
    return bridge.run(lambda: edits.tick_off(bridge.ledger.get(code), "文号" * 4000, DAY, "张三"), said="已销号")


def shown_status(window, code):
    return window.desk.bridge.ledger.standing(code, window.desk.bridge.as_of).commitment.status


def equal_to_file(window, code="LL-001"):
    """The item in memory and in the window is what another process reads from the file."""
    ledger = window.desk.bridge.ledger
    with closing(OpenLedger.open(ledger.path, "别人")) as other:
        assert other.snapshot() == ledger.snapshot() and other.entry_count == ledger.entry_count
        assert other.check()["ok"]
        assert window.status.text("entries") == f"第 {other.entry_count} 条操作记录"
        return other.get(code).status


def test_a_full_disk_is_said_and_written_once_there_is_room(main_window, full, answer, qtbot):
    said = []

    def refuse_again(dialog):
        said.append(dialog._text)
        dialog.retry.click()

    def with_room(dialog):
        assert equal_to_file(main_window) == "not_started"
        full.make_room()
        dialog.retry.click()

    answer(refuse_again, with_room)
    applied = tick(main_window)
    assert applied is not None and applied.codes == ("LL-001",)
    assert "磁盘满了" in said[0]
    assert shown_status(main_window, "LL-001") == equal_to_file(main_window) == "done"


def test_what_is_not_written_leaves_window_and_file_alike(main_window, full, answer, qtbot):
    changed = []
    main_window.desk.bridge.changed.connect(changed.append)
    answer(lambda dialog: dialog.close_button.click())
    assert tick(main_window) is None
    assert not changed
    assert shown_status(main_window, "LL-001") == equal_to_file(main_window) == "not_started"
    full.make_room()
    assert tick(main_window) is not None


def test_a_verdict_that_found_no_room_is_written_by_another_try(main_window, full, answer, qtbot):
    page = main_window.page("ledger")
    page.table.setFocus()
    page.table.select_codes(["LL-001"], "LL-001")
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    popover = next(each for each in page.findChildren(TickPopover) if each.isVisible())
    popover.findChild(QPlainTextEdit).setPlainText("文号" * 4000)

    def with_room(dialog):
        assert equal_to_file(main_window) == "not_started"
        full.make_room()
        dialog.retry.click()

    answer(with_room)
    # Clicked inside a loop of events, as by a hand: what goes away while the dialog asks is deleted after it.
    QTimer.singleShot(0, popover._accept.click)
    qtbot.waitUntil(lambda: shown_status(main_window, "LL-001") == "done", timeout=10_000)
    assert equal_to_file(main_window) == "done"


def test_a_copy_elsewhere_is_checked_and_holds_what_the_file_holds(main_window, full, answer, qtbot, tmp_path):
    answers = [main_window.desk.bridge.ledger.path, tmp_path / "U盘" / "别处.db", tmp_path / "别处.db"]
    main_window.flow._ask.backup_target = lambda _proposed: answers.pop(0)
    said = []

    def copy(dialog):
        dialog.elsewhere.click()
        said.append(dialog.said.text())

    answer(copy, copy, copy, lambda dialog: dialog.close_button.click())
    assert tick(main_window) is None
    assert "已经存在" in said[0] and "不能写到" in said[1] and "已另存到" in said[2]
    assert backups.is_sound(tmp_path / "别处.db")
    with closing(OpenLedger.open(tmp_path / "别处.db", "别人")) as copied:
        assert copied.snapshot() == main_window.desk.bridge.ledger.snapshot()


def test_an_import_without_room_for_its_backup_may_be_tried_again(main_window, idle, answer, qtbot):
    idle()
    ledger = main_window.desk.bridge.ledger
    folder = places.backups_dir(ledger.path)
    shutil.rmtree(folder)
    folder.write_text("in the way", encoding="utf-8")

    def clear(dialog):
        assert ledger.batches() == []
        folder.unlink()
        dialog.retry.click()

    answer(clear)
    bring_in(main_window)
    assert len(ledger.batches()) == 1 and kinds(ledger.path) == [BackupKind.IMPORT]


def test_a_window_left_open_backs_up_on_a_later_day_as_well(main_window, idle, monkeypatch):
    idle()
    daily = main_window.safekeeping.daily
    asked = []
    monkeypatch.setattr(open_ledger, "back_up_if_first", lambda *told: asked.append(told))
    tick(main_window)
    assert not daily.under_way
    daily.done = (daily.done[0], date(2020, 1, 1))
    tick(main_window, "LL-002")
    idle()
    assert len(asked) == 1
