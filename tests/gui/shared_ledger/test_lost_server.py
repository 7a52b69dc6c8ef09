"""The server is gone: the window shows what it has, writes nothing, and comes back by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.shared_ledger import server_link
from liling_desk.gui.unconfirmed import Unconfirmed
from liling_desk.ledger import edits
from liling_desk.ledger.address import ServerAddress
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.entry import Applied
from liling_desk.ledger.errors import ServerUnreachable
from liling_desk.ledger.record import creation
from liling_desk.ledger.returns import Return
from liling_desk.open_ledger import OpenLedger

if TYPE_CHECKING:
    from tests.servers.private_server import PrivateServer

Show = Callable[[ServerAddress], MainWindow]
Other = Callable[[ServerAddress], OpenLedger]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries come at once, where nothing is tested that waits for one."""
    monkeypatch.setattr(server_link, "PAUSES_S", (0.05, 0.1))


def test_a_killed_server_leaves_the_window_readable_and_it_comes_back(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot
) -> None:
    window = show_window(own_shared)
    page, tr = window.page("ledger"), window.desk.tr
    page.table.select_codes(["LL-004"], "LL-004")
    qtbot.waitUntil(lambda: page.detail.code() == "LL-004")
    own_server.kill()
    qtbot.waitUntil(lambda: window.link.since is not None)
    strip = window.lost.strip
    assert strip.isVisible() and "与服务器断开" in strip.what.text()
    assert window.desk.why_read_only == tr("与服务器断开，连上之前只能看")
    assert not page.header.new.isEnabled()
    assert not window.menus.action("new_item").isEnabled()
    # What is there can be looked at: other rows, other pages.
    page.table.select_codes(["LL-007"], "LL-007")
    qtbot.waitUntil(lambda: page.detail.code() == "LL-007")
    page.detail.item.show_tab("history")
    for key in ("overview", "report", "preferences", "import", "ledger"):
        window.show_page(key)
    assert strip.isVisible()
    own_server.restart()
    qtbot.waitUntil(lambda: window.link.since is None, timeout=20_000)
    assert not strip.isVisible()
    assert page.header.new.isEnabled() and window.desk.why_read_only == ""
    assert "已重新连上" in window.undoing.toast._text.text()
    assert window.link.is_listening


def test_half_typed_text_is_still_there_and_can_be_saved(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot
) -> None:
    window = show_window(own_shared)
    page = window.page("ledger")
    page.table.select_codes(["LL-004"], "LL-004")
    qtbot.waitUntil(lambda: page.detail.code() == "LL-004")
    editor = page.detail.item.begin_edit("title")
    editor.input.setPlainText("断线时写的题目")
    own_server.kill()
    assert not editor.save()
    qtbot.waitUntil(lambda: window.link.since is not None)
    assert page.detail.pages.editor is editor and editor.input.toPlainText() == "断线时写的题目"
    own_server.restart()
    qtbot.waitUntil(lambda: window.link.since is None, timeout=20_000)
    assert editor.input.toPlainText() == "断线时写的题目"
    assert editor.save()
    assert window.desk.bridge.ledger.get("LL-004").title == "断线时写的题目"


def test_what_others_wrote_meanwhile_shows_when_it_is_back(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, other_desk: Other, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = show_window(own_shared)
    own_server.kill()
    qtbot.waitUntil(lambda: window.link.since is not None)
    own_server.restart()
    other = other_desk(own_shared)
    other.apply(edits.revise(other.get("LL-001"), title="断线时邻桌改的"))
    window.link.retry_now()
    qtbot.waitUntil(lambda: window.link.since is None, timeout=20_000)
    qtbot.waitUntil(lambda: window.desk.bridge.ledger.get("LL-001").title == "断线时邻桌改的")


def test_retrying_at_once_is_a_click(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(server_link, "PAUSES_S", (600,))
    window = show_window(own_shared)
    own_server.kill()
    qtbot.waitUntil(lambda: window.link.since is not None)
    own_server.restart()
    button = window.lost.strip._actions.itemAt(0).widget()
    assert button.text() == window.desk.tr("立即重试")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.link.since is None, timeout=20_000)


def test_an_unconfirmed_change_is_told_of_and_written_once(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = show_window(own_shared)
    bridge, ledger = window.desk.bridge, window.desk.bridge.ledger
    returned = Return(key=edits.new_key(), commitment="LL-006", period="2021-11", progress="已开工")
    entries = ledger.entry_count
    _lose_the_answer(own_server, ledger, monkeypatch)
    assert bridge.run(edits.add_return(returned, ledger.get("LL-006"))) is None
    assert "不知道刚才的修改" in window.lost.strip.more.text()
    own_server.restart()
    qtbot.waitUntil(lambda: window.link.since is None, timeout=20_000)
    assert "已经写入" in window.undoing.toast._text.text()
    # The form is still open: saved once more it makes the return anew, with another key.
    again = returned.model_copy(update={"key": edits.new_key()})
    assert bridge.run(edits.add_return(again, ledger.get("LL-006"))) is not None
    assert ledger.entry_count == entries + 1
    assert len(ledger.snapshot().returns["LL-006"]) == 1


def test_what_was_not_written_is_told_of_too(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = show_window(own_shared)
    bridge, ledger = window.desk.bridge, window.desk.bridge.ledger
    changes = edits.revise(ledger.get("LL-006"), title="没有写进去的")
    _lose_the_answer(own_server, ledger, monkeypatch, written=False)
    assert bridge.run(changes) is None
    own_server.restart()
    qtbot.waitUntil(lambda: window.link.since is None, timeout=20_000)
    assert "没有写入" in window.undoing.toast._text.text()
    assert bridge.run(edits.revise(ledger.get("LL-006"), title="没有写进去的")) is not None
    assert ledger.get("LL-006").title == "没有写进去的"


def test_an_undo_is_done_once_too(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = show_window(own_shared)
    bridge, ledger = window.desk.bridge, window.desk.bridge.ledger
    for title in ("第一次改", "第二次改"):
        assert bridge.run(edits.revise(ledger.get("LL-006"), title=title)) is not None
    undo = ledger.undo

    def lost_after(op: str | None = None) -> Applied:
        undo(op)
        own_server.kill()
        ledger._store.engine.connections.lose()
        raise ServerUnreachable("liling", unconfirmed=True)

    monkeypatch.setattr(ledger, "undo", lost_after)
    assert bridge.undo() is None
    monkeypatch.undo()
    monkeypatch.setattr(server_link, "PAUSES_S", (0.05, 0.1))
    own_server.restart()
    qtbot.waitUntil(lambda: window.link.since is None, timeout=20_000)
    assert bridge.undo() is not None
    assert ledger.get("LL-006").title == "第一次改"


def test_a_dialog_says_it_in_a_dialog(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot
) -> None:
    window = show_window(own_shared)
    form = QDialog(window)
    form.setModal(True)
    form.open()
    own_server.kill()
    assert window.desk.bridge.run(edits.revise(window.desk.bridge.ledger.get("LL-001"), title="x")) is None
    told = [each for each in window.findChildren(QDialog) if each.isVisible() and each is not form]
    assert len(told) == 1
    told[0].accept()
    assert form.isVisible()
    form.reject()


def test_another_language_keeps_the_strip(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot
) -> None:
    window = show_window(own_shared)
    own_server.kill()
    qtbot.waitUntil(lambda: window.link.since is not None)
    window.desk.choices.change(language="en")
    window.speak()
    assert window.lost.strip.isVisible()
    own_server.restart()
    qtbot.waitUntil(lambda: window.link.since is None, timeout=20_000)
    assert not window.lost.strip.isVisible()


def test_another_ledger_ends_the_search(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, starter_path: object, qtbot: QtBot
) -> None:
    window = show_window(own_shared)
    own_server.kill()
    qtbot.waitUntil(lambda: window.link.since is not None)
    assert window.flow.open(starter_path)
    assert window.link.since is None and not window.lost.strip.isVisible()
    assert window.desk.why_read_only == ""


def test_only_the_same_wish_is_sent_again() -> None:
    unconfirmed = Unconfirmed()
    first, second, other = (
        Return(key=key, commitment="LL-001", period="2021-11", progress=words)
        for key, words in (("a", "已开工"), ("b", "已开工"), ("c", "已完工"))
    )
    sent = ChangeSet("return", (creation("progress_return", "a", first),))
    unconfirmed.remember(sent)
    assert unconfirmed.as_sent(ChangeSet("return", (creation("progress_return", "b", second),))) is sent
    unlike = ChangeSet("return", (creation("progress_return", "c", other),))
    assert unconfirmed.as_sent(unlike) is unlike


def _lose_the_answer(
    server: PrivateServer, ledger: OpenLedger, monkeypatch: pytest.MonkeyPatch, written: bool = True
) -> None:
    """The next change reaches the server, or does not, and the connection ends before anything is confirmed."""
    apply = ledger.apply

    def lost(changes: ChangeSet) -> Applied:
        if written:
            apply(changes)
        server.kill()
        monkeypatch.setattr(ledger, "apply", apply)
        ledger._store.engine.connections.lose()
        raise ServerUnreachable("liling", unconfirmed=True)

    monkeypatch.setattr(ledger, "apply", lost)
