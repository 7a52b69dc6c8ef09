"""A large ledger: its first rows at once, the rest from the background, and a window that answers meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from liling_desk.gui.arriving import SORT_KEPT
from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.problem_dialog import ProblemDialog
from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.filters import EVERYTHING, USUAL_ORDER, SortOrder
from liling_desk.ledger.passphrase import Passphrase
from liling_desk.open_ledger import BackupKind, OpenLedger, change_passphrase
from liling_desk.starter import starter_commitments

TODAY = date(2021, 12, 15)
ITEMS = 6_000
BY_CODE = {"by": "code", "descending": False}


@pytest.fixture(scope="session")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger of 6,000 items, some hundred of them overdue."""
    path = tmp_path_factory.mktemp("large") / "large.db"
    models = list(starter_commitments("sanji-2021"))
    ledger = OpenLedger.create(path, "张三")
    for first in range(0, ITEMS, 1_000):
        sets = []
        for place in range(first, first + 1_000):
            fields = {"code": f"LL-{place:05}", "source": None, "parent": None}
            if place % 11 == 0:
                fields["assigned_deadline"] = date(2021, 1 + place % 10, 1 + place % 28)
            sets.append(edits.create(models[place % len(models)].but(**fields)))
        ledger.apply(together("create", sets))
    ledger.close()
    return path


@pytest.fixture
def few(desk: Desk) -> Desk:
    """A desk for which 93 items are many, and whose list was left in the order of the codes."""
    desk.choices.remember(SORT_KEPT, BY_CODE)
    return replace(desk, large=50)


def shown(desk: Desk, qtbot: QtBot) -> MainWindow:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


def until_first(window: MainWindow, qtbot: QtBot) -> None:
    """Until the first rows are there; the rest can't be, before these have been painted."""
    bridge = window.desk.bridge
    assert bridge.arriving is not None
    with qtbot.waitSignal(bridge.arriving_changed, timeout=15_000):
        pass
    assert bridge.arriving is not None
    assert bridge.arriving.rows is not None


def until_whole(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.desk.bridge.arriving is None, timeout=30_000)


def codes_in(path: Path, sort: SortOrder = USUAL_ORDER) -> list[str]:
    ledger = OpenLedger.open(path, "张三")
    codes = [each.code for each in ledger.find(EVERYTHING, sort, TODAY)]
    ledger.close()
    return codes


def test_true_rows_are_there_before_the_rest(desk: Desk, large_file: Path, qtbot: QtBot) -> None:
    whole = codes_in(large_file)
    window = shown(desk, qtbot)
    window.open_first(large_file)
    until_first(window, qtbot)
    page = window.page("ledger")
    table = page.table
    first = table.rows.codes
    assert not desk.bridge.has_ledger
    assert window.current_page == "ledger"
    assert len(first) == 80
    assert first == whole[:80]
    before = table.rows.standings
    until_whole(window, qtbot)
    assert table.rows.codes == whole
    assert table.rows.standings[:80] == before
    assert table.verticalScrollBar().value() == 0
    assert page.isEnabled()
    assert table.current_code == whole[0]
    assert page.middle.summary.count.text() == "6,000 项"
    assert window.status.text("items") == "6,000 项"
    qtbot.waitUntil(lambda: page.detail.code() == whole[0], timeout=5_000)
    page.header.search.setText("LL-00007")
    assert table.rows.codes == ["LL-00007"]


def test_nothing_is_counted_or_done_before_all_is_there(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    assert not window.flow.open(starter_path)
    until_first(window, qtbot)
    page = window.page("ledger")
    assert not page.isEnabled()
    assert page.middle.summary.count.text() == "正在读取 93 项…"
    assert window.status.text("kind") == "正在读取 93 项…"
    assert window.status.text("items") == ""
    assert window.windowTitle() == "台账 - 督查台账"
    for key in ("overview", "import", "report"):
        assert not window.rail.button(key).isEnabled()
        window.show_page(key)
        assert window.current_page == "ledger"
    for name in ("export", "search", "new_item", "backup", "reload", "import"):
        assert not window.menus.action(name).isEnabled()
    assert not page.table.selectionModel().hasSelection()
    assert QApplication.focusWidget() is window
    until_whole(window, qtbot)
    assert all(window.rail.button(key).isEnabled() for key in ("overview", "import", "report"))
    assert all(window.menus.action(name).isEnabled() for name in ("export", "search", "new_item", "import"))
    assert window.status.text("items") == "93 项"
    assert page.middle.summary.count.text() == "93 项"
    assert page.table.hasFocus()


def test_an_order_that_only_the_whole_ledger_knows(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    few.choices.remember(SORT_KEPT, {"by": "title", "descending": True})
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    page = window.page("ledger")
    assert page.middle.empty is not None
    assert "正在读取 93 项…" in [label.text() for label in page.middle.empty.findChildren(QLabel)]
    until_whole(window, qtbot)
    assert page.middle.empty is None
    assert page.table.rows.codes == codes_in(starter_path, SortOrder(by="title", descending=True))


def test_a_page_that_needs_everything_comes_when_everything_is_there(
    few: Desk, starter_path: Path, qtbot: QtBot
) -> None:
    few.choices.remember("page", "overview")
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    assert window.current_page == "reading"
    until_whole(window, qtbot)
    assert window.current_page == "overview"


def test_what_was_chosen_meanwhile_stays(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    window.show_page("preferences")
    until_whole(window, qtbot)
    assert window.desk.bridge.has_ledger
    assert window.current_page == "preferences"


def test_what_is_judged_by_is_as_chosen_meanwhile(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    few.choices.change(due_soon_days=3)
    until_whole(window, qtbot)
    assert few.bridge.ledger.thresholds.lead_days == 3
    assert all(each.light.colour != "yellow" for each in window.page("ledger").table.rows.standings)


def test_only_looking_chosen_meanwhile(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    window.show_page("preferences")
    until_first(window, qtbot)
    window.entering.choose_role("reader")
    assert window.current_page == "preferences"
    until_whole(window, qtbot)
    assert few.bridge.ledger.read_only
    assert window.current_page == "preferences"


def test_another_language_meanwhile(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    window.desk.choices.change(language="en")
    window.speak()
    page = window.page("ledger")
    assert page.table.rows.codes == codes_in(starter_path, SortOrder(by="code"))[:80]
    assert window.desk.tr.language == "en"
    assert not page.isEnabled()
    until_whole(window, qtbot)
    assert page.table.rows.rowCount() == 93
    assert page.isEnabled()


def test_closing_the_window_meanwhile(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    assert window.close()
    assert few.background.wait()
    assert few.bridge.arriving is None
    assert sorted(path.name for path in starter_path.parent.glob("台账.db*")) == ["台账.db"]


def test_another_ledger_meanwhile(few: Desk, starter_path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    small = tmp_path / "小.db"
    OpenLedger.create(small, "张三").close()
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    assert window.flow.open(small)
    assert few.bridge.arriving is None
    few.background.wait()
    QApplication.processEvents()
    assert few.bridge.ledger.path == small
    assert window.page("ledger").table.rows.rowCount() == 0
    assert window.flow.open(starter_path) is False
    until_whole(window, qtbot)
    assert few.bridge.ledger.path == starter_path


def test_given_up_the_window_is_empty_again(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    window.large.cancel()
    assert window.current_page == "welcome"
    assert window.rail.button("import").isEnabled()
    assert window.status.text("kind") == "未打开台账"
    few.background.wait()
    QApplication.processEvents()
    assert not few.bridge.has_ledger


def test_the_same_one_again_meanwhile(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    window.flow.open(starter_path)
    until_whole(window, qtbot)
    assert window.page("ledger").table.rows.rowCount() == 93


def test_the_open_ledger_stays_until_the_other_is_there(
    few: Desk, starter_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    small = tmp_path / "小.db"
    OpenLedger.create(small, "张三").close()
    window = shown(few, qtbot)
    window.flow.open(small)
    window.flow.open(starter_path)
    strip = window.connecting.strip
    assert strip is not None
    assert strip.isVisible()
    assert strip.what.text() == "正在读取 台账.db 的 93 项…"
    assert few.bridge.ledger.path == small
    assert window.page("ledger").isEnabled()
    window.large.cancel()
    assert not strip.isVisible()
    few.background.wait()
    QApplication.processEvents()
    assert few.bridge.ledger.path == small
    window.flow.open(starter_path)
    until_whole(window, qtbot)
    assert few.bridge.ledger.path == starter_path
    assert not strip.isVisible()
    assert window.page("ledger").table.rows.rowCount() == 93


def test_what_can_not_be_read_is_told(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    connection = sqlite3.connect(starter_path)
    connection.execute("UPDATE commitment SET deadline_latest = '2021-99-99' WHERE code = 'LL-092'")
    connection.commit()
    connection.close()
    few.choices.change(recent_ledgers=(str(starter_path),))
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_whole(window, qtbot)
    assert not few.bridge.has_ledger
    assert window.current_page == "welcome"
    assert window.windowTitle() == "督查台账"
    assert window.status.text("kind") == "未打开台账"
    assert window.rail.button("import").isEnabled()
    assert sorted(path.name for path in starter_path.parent.glob("台账.db*")) == ["台账.db"]
    for dialog in QApplication.topLevelWidgets():
        if dialog.isModal():
            dialog.close()


def test_a_problem_with_another_file_is_seen_meanwhile(
    few: Desk, starter_path: Path, tmp_path: Path, qtbot: QtBot, dialog_of: Callable[[type], object]
) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    window.flow.open(tmp_path / "没有.db")
    dialog = dialog_of(ProblemDialog)
    assert isinstance(dialog, ProblemDialog)
    dialog.close()
    assert window.current_page == "ledger"
    until_whole(window, qtbot)
    assert few.bridge.has_ledger


def test_only_looking(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(replace(few, only_looking=True), qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    until_whole(window, qtbot)
    assert few.bridge.ledger.read_only
    assert window.page("ledger").table.rows.rowCount() == 93


def test_with_a_passphrase(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    pytest.importorskip("sqlcipher3")
    word = Passphrase("Lujiang shuyuan 2021")
    change_passphrase(starter_path, None, word).kept.unlink()
    few.keyring.keep(starter_path, word)
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    assert window.page("ledger").table.rows.rowCount() == 80
    until_whole(window, qtbot)
    assert few.bridge.ledger.access.passphrase is not None
    assert window.page("ledger").table.rows.rowCount() == 93


def test_what_was_written_elsewhere_meanwhile_is_shown(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_first(window, qtbot)
    other = OpenLedger.open(starter_path, "李四")
    other.apply(edits.revise(other.get("LL-003"), title="别处改的"))
    other.close()
    until_whole(window, qtbot)
    assert window.page("ledger").table.rows.standing(2).commitment.title == "别处改的"


def test_written_to_as_any_other(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_whole(window, qtbot)
    assert few.bridge.run(edits.revise(few.bridge.ledger.get("LL-001"), note="写得进")) is not None
    assert few.bridge.ledger.get("LL-001").note == "写得进"
    table = window.page("ledger").table
    table.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_code == "LL-093"


def test_put_back_from_a_backup(few: Desk, starter_path: Path, qtbot: QtBot) -> None:
    window = shown(few, qtbot)
    window.flow.open(starter_path)
    until_whole(window, qtbot)
    made = few.bridge.ledger.back_up(BackupKind.ASKED)
    few.bridge.run(edits.revise(few.bridge.ledger.get("LL-001"), note="备份以后"))
    window.safekeeping.restore(starter_path, made.path, "刚才")
    qtbot.waitUntil(
        lambda: window.safekeeping._strip is not None and window.safekeeping.strip.isVisible(), timeout=9_000
    )
    assert few.bridge.ledger.get("LL-001").note == ""
    assert "刚才" in window.safekeeping.strip.what.text()
