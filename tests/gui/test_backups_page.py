"""备份与恢复: what is listed, what is said of each, and what restoring does."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from liling_desk import open_ledger
from liling_desk.gui.backups_page.backup_list import SOUND_ROLE
from liling_desk.gui.backups_page.difference_list import PAGE
from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import backups
from liling_desk.store.backups import BackupKind

NOW = datetime(2021, 12, 15, 1, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


class Asked:
    """Answers questions about files."""

    def __init__(self, answer=None):
        self.answer = answer

    def backup_target(self, proposed):
        return self.answer

    def ledger_to_open(self):
        return self.answer


def make(path, days=0, kind=BackupKind.OPENING, second=None):
    return backups.back_up(path, kind, second, at=NOW - timedelta(days=days)).path


def spoil(path):
    content = bytearray(path.read_bytes())
    content[4096 * 4 : 4096 * 4 + 512] = os.urandom(512)
    path.write_bytes(content)


def note(ledger, code, text):
    ledger.apply(edits.revise(ledger.get(code), note=text))


@pytest.fixture(autouse=True)
def none_by_itself(monkeypatch):
    """Only what the test makes is listed."""
    monkeypatch.setattr(open_ledger, "back_up_if_first", lambda *_: None)


@pytest.fixture
def ledger(main_window):
    return main_window.desk.bridge.ledger


@pytest.fixture
def show(main_window, qtbot, ledger):
    def show():
        main_window.show_page("backups")
        page = main_window.page("backups")
        settle(qtbot, page)
        return page

    return show


def settle(qtbot, page):
    qtbot.waitUntil(lambda: not page.checking.is_busy, timeout=20_000)


def listed(page):
    model = page.left.list.backups
    return [(model.index(row).data(), model.index(row).data(SOUND_ROLE)) for row in range(model.rowCount())]


def texts(page):
    return [each.text() for each in page.right.facts.list.findChildren(QLabel) if each.isVisibleTo(page)]


def test_each_backup_is_listed_checked_and_the_newest_is_shown(show, ledger):
    make(ledger.path, 3)
    make(ledger.path, 1, BackupKind.IMPORT)
    note(ledger, "LL-001", "后来")
    page = show()
    assert [sound for _, sound in listed(page)] == [True, True]
    assert [when[:2] for when, _ in listed(page)] == ["昨天", "20"]
    facts = page.right.facts
    assert "导入之前" in facts.title.text() and "93 项，已办结 0 项，操作记录 1 条" in facts.facts.text()
    assert facts.summary.text() == "那以后：改过 1 项。"
    assert "备注：（空） → 后来" in texts(page)
    assert page.right.restore.isEnabled() and "台账-backups" in page.right.told.text()


def test_a_damaged_one_is_marked_and_cannot_be_chosen(show, ledger, qtbot):
    good = make(ledger.path, 3)
    spoil(make(ledger.path, 1))
    page = show()
    assert [sound for _, sound in listed(page)] == [False, True]
    view = page.left.list
    assert view.current().path == good and page.right.restore.isEnabled()
    damaged = view.model().index(0)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(damaged).center())
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current().path == good
    assert "没有通过检查" in damaged.data(Qt.ItemDataRole.ToolTipRole)
    assert "已损坏" in damaged.data(Qt.ItemDataRole.AccessibleTextRole)


def test_where_all_are_damaged_nothing_can_be_restored(show, ledger):
    spoil(make(ledger.path))
    page = show()
    assert page.right.currentIndex() == 0 and not page.right.restore.isEnabled()
    assert page.right.empty.findChildren(QLabel)[0].text() == "没有完好的备份"


def test_without_backups_it_says_what_to_do(show, qtbot, main_window):
    page = show()
    assert page.right.empty.findChildren(QLabel)[0].text() == "还没有备份"
    qtbot.mouseClick(page.now, LEFT)
    qtbot.waitUntil(lambda: page.right.restore.isEnabled(), timeout=10_000)
    assert [each.kind for each in backups.backups_of(main_window.desk.bridge.ledger.path)] == [BackupKind.ASKED]
    assert "完好" in page.note.what.text()
    assert page.right.facts.summary.text() == "与现在的台账内容相同。"


def test_restoring_shows_the_restored_ledger_and_can_be_taken_back(show, ledger, qtbot, main_window):
    path = ledger.path
    make(path, 1)
    note(ledger, "LL-001", "后来")
    page = show()
    qtbot.mouseClick(page.right.restore, LEFT)
    strip = main_window.safekeeping.strip
    qtbot.waitUntil(strip.isVisible, timeout=10_000)
    bridge = main_window.desk.bridge
    assert main_window.current_page == "ledger"
    assert bridge.ledger.get("LL-001").note == "" and bridge.ledger.entry_count == 1
    assert main_window.status.text("entries") == "第 1 条操作记录"
    assert "昨天" in strip.what.text() and "before-restore" in strip.more.text()
    qtbot.mouseClick(strip._actions.itemAt(0).widget(), LEFT)
    qtbot.waitUntil(lambda: "已撤回" in strip.what.text(), timeout=10_000)
    assert bridge.ledger.get("LL-001").note == "后来" and bridge.ledger.check()["ok"]


def test_what_others_write_is_compared_again(show, ledger, qtbot):
    make(ledger.path)
    page = show()
    assert "相同" in page.right.facts.summary.text()
    other = OpenLedger.open(ledger.path, "李四")
    note(other, "LL-002", "别处写的")
    other.close()
    page._desk.bridge.look_for_others()
    qtbot.waitUntil(lambda: "改过 1 项" in page.right.facts.summary.text(), timeout=10_000)


def test_differences_by_group_and_search(show, ledger, qtbot):
    make(ledger.path)
    note(ledger, "LL-001", "渌江")
    note(ledger, "LL-002", "昭陵")
    ledger.apply(edits.add_unit(edits.Unit(name="市水利局")))
    page = show()
    facts = page.right.facts
    facts.search.setText("渌江")
    qtbot.waitUntil(lambda: facts.list.shown == 1)
    qtbot.waitUntil(lambda: "LL-001" in texts(page) and "LL-002" not in texts(page))
    facts.search.setText("没有这样的字")
    qtbot.waitUntil(lambda: facts.list.shown == 0)
    assert "没有找到。" in texts(page)
    facts.search.clear()
    others = next(each for each in facts.groups._segments if each.key == "others")
    qtbot.mouseClick(others, LEFT)
    qtbot.waitUntil(lambda: facts.list.shown == 1)
    qtbot.waitUntil(lambda: "单位：新增" in texts(page))


def test_many_differences_come_a_page_at_a_time(show, ledger, qtbot):
    make(ledger.path)
    items = ledger.snapshot().commitments.values()
    ledger.apply(together("edit", [edits.revise(item, note="都改") for item in items]))
    page = show()
    found = page.right.facts.list
    assert found.shown == PAGE and found.more.isVisible()
    while found.more.isVisible():
        found.more.click()
    assert found.shown == 93


def test_the_second_place_has_its_own_list(show, ledger, qtbot, tmp_path, main_window):
    stick = tmp_path / "stick"
    stick.mkdir()
    make(ledger.path, 2)
    make(ledger.path, 1, second=stick)
    main_window.desk.choices.change(second_place=str(stick))
    page = show()
    assert [each.count for each in page.left.places._segments] == [2, 1]
    qtbot.mouseClick(page.left.places._segments[1], LEFT)
    settle(qtbot, page)
    assert len(listed(page)) == 1 and page.left.list.current().path.is_relative_to(stick)
    shutil.rmtree(stick)
    page.refresh()
    assert page.right.empty.findChildren(QLabel)[0].text() == "第二处没有备份"


def test_a_file_from_elsewhere_is_looked_into_but_not_the_ledger_itself(show, ledger, qtbot, tmp_path):
    copy = tmp_path / "拷回来的.db"
    ledger.backup(copy)
    page = show()
    page.deeds.ask = Asked(ledger.path)
    qtbot.mouseClick(page.other, LEFT)
    assert "就是台账本身" in page.note.what.text() and listed(page) == []
    page.deeds.ask = Asked(copy)
    qtbot.mouseClick(page.other, LEFT)
    settle(qtbot, page)
    assert page.left.list.current().path == copy and "别处的文件" in page.right.facts.title.text()
    page.deeds.ask = Asked(tmp_path / "没有.db")
    qtbot.mouseClick(page.other, LEFT)
    assert "没有.db" in page.note.what.text()


def test_a_backup_is_saved_elsewhere_and_never_over_a_file(show, ledger, qtbot, tmp_path):
    make(ledger.path)
    page = show()
    page.deeds.ask = Asked(tmp_path / "另存.db")
    qtbot.mouseClick(page.right.save, LEFT)
    qtbot.waitUntil(lambda: "已另存为" in page.note.what.text(), timeout=10_000)
    assert backups.is_sound(tmp_path / "另存.db")
    qtbot.mouseClick(page.right.save, LEFT)
    qtbot.waitUntil(lambda: "已经存在" in page.note.what.text(), timeout=10_000)


def test_a_ledger_that_cannot_be_opened_is_restored_from_its_backups(empty_window, starter_path, qtbot):
    made = make(starter_path)
    starter_path.write_bytes(b"spoilt" * 5000)
    empty_window.flow.open(starter_path)
    note = empty_window.page("welcome").note
    qtbot.mouseClick(note.backups, LEFT)
    assert empty_window.current_page == "backups"
    page = empty_window.page("backups")
    settle(qtbot, page)
    assert page.left.list.current().path == made and not page.now.isEnabled()
    assert page.right.facts.summary.isHidden()
    qtbot.mouseClick(page.right.restore, LEFT)
    qtbot.waitUntil(lambda: empty_window.desk.bridge.has_ledger, timeout=10_000)
    assert len(empty_window.desk.bridge.ledger.snapshot().commitments) == 93


def test_a_lost_ledger_comes_back_from_its_backups(empty_window, starter_path, qtbot, tmp_path):
    make(starter_path)
    starter_path.unlink()
    empty_window.flow.open(starter_path)
    qtbot.mouseClick(empty_window.page("welcome").note.backups, LEFT)
    page = empty_window.page("backups")
    settle(qtbot, page)
    qtbot.mouseClick(page.right.restore, LEFT)
    qtbot.waitUntil(lambda: empty_window.desk.bridge.has_ledger, timeout=10_000)
    assert len(empty_window.desk.bridge.ledger.snapshot().commitments) == 93
    assert empty_window.safekeeping.strip.isVisible()
    empty_window.flow.open(tmp_path / "从来没有.db")
    assert empty_window.desk.bridge.has_ledger


def test_without_backups_nothing_is_offered(empty_window, tmp_path):
    empty_window.flow.open(tmp_path / "从来没有.db")
    note = empty_window.page("welcome").note
    assert note.isVisible() and note.backups.isHidden()


def test_a_read_only_ledger_is_not_restored(starter_path, empty_window, qtbot):
    make(starter_path)
    starter_path.chmod(0o444)
    empty_window.flow.open(starter_path)
    empty_window.show_page("backups")
    page = empty_window.page("backups")
    settle(qtbot, page)
    assert not page.right.restore.isEnabled() and page.right.save.isEnabled()
    assert "只读" in page.right.told.text()
