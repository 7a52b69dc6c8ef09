"""What another desk writes shows by itself, and takes nothing away from whoever is at work here."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger import edits
from liling_desk.ledger.address import ServerAddress, address_of
from liling_desk.open_ledger import OpenLedger
from tests.servers.delay_proxy import DelayProxy

if TYPE_CHECKING:
    from tests.servers.private_server import PrivateServer

Other = Callable[[ServerAddress], OpenLedger]
Show = Callable[[ServerAddress], MainWindow]


def shown_title(window: MainWindow, code: str) -> str:
    """What the list's row says."""
    return next(each.commitment.title for each in window.page("ledger").table.rows.standings if each.code == code)


def retitle(ledger: OpenLedger, code: str, title: str) -> None:
    """Another desk's edit."""
    ledger.apply(edits.revise(ledger.get(code), title=title))


def test_a_change_of_another_desk_shows_within_a_second(
    shared: ServerAddress, show_window: Show, other_desk: Other, qtbot: QtBot
) -> None:
    window, other = show_window(shared), other_desk(shared)
    retitle(other, "LL-003", "邻桌刚改的题目")
    committed = time.perf_counter()
    qtbot.waitUntil(lambda: shown_title(window, "LL-003") == "邻桌刚改的题目", timeout=5000)
    assert time.perf_counter() - committed < 1
    assert not window.desk.bridge._others.isActive()  # nothing asks the server again and again


def test_place_selection_search_and_half_typed_text_stay(
    shared: ServerAddress, show_window: Show, other_desk: Other, qtbot: QtBot
) -> None:
    window, other = show_window(shared), other_desk(shared)
    page = window.page("ledger")
    page.header.search.setText("建")
    codes = page.table.rows.codes
    assert len(codes) > 12
    page.table.select_codes([codes[-2]], codes[-2])
    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: page.detail.code() == codes[-2])
    editor = page.detail.item.begin_edit("title")
    editor.input.setPlainText("写了一半的")
    scroll = bar.value()
    retitle(other, codes[0], "建邻桌刚改的题目")
    qtbot.waitUntil(lambda: shown_title(window, codes[0]) == "建邻桌刚改的题目", timeout=5000)
    assert page.header.search.text() == "建"
    assert page.table.selected_codes == [codes[-2]] and page.table.current_code == codes[-2]
    assert bar.value() == scroll > 0
    assert page.detail.pages.editor is editor and editor.input.toPlainText() == "写了一半的"
    page.detail.discard_draft()


def test_an_open_dialog_stays_with_what_was_typed(
    shared: ServerAddress, show_window: Show, other_desk: Other, qtbot: QtBot
) -> None:
    window, other = show_window(shared), other_desk(shared)
    window.servers.ask()
    dialog = window.findChild(_connect_dialog())
    dialog.form.database.setText("一半")
    retitle(other, "LL-001", "邻桌刚改的题目")
    qtbot.waitUntil(lambda: shown_title(window, "LL-001") == "邻桌刚改的题目", timeout=5000)
    assert dialog.isVisible() and dialog.form.database.text() == "一半"
    dialog.reject()


def test_what_others_wrote_is_heard_in_another_language_too(
    shared: ServerAddress, show_window: Show, other_desk: Other, qtbot: QtBot
) -> None:
    window, other = show_window(shared), other_desk(shared)
    window.desk.choices.change(language="en")
    window.speak()
    retitle(other, "LL-002", "A new title")
    qtbot.waitUntil(lambda: shown_title(window, "LL-002") == "A new title", timeout=5000)


def test_the_window_is_named_and_remembers_the_server(shared: ServerAddress, show_window: Show) -> None:
    window = show_window(shared)
    choices = window.desk.choices.current
    assert window.windowTitle().startswith(shared.title)
    assert choices.last_ledger == choices.recent_ledgers[0] == shared.text
    assert shared.name in window.status.text("kind")
    window.menus.menu("recent").aboutToShow.emit()
    assert window.menus.menu("recent").actions()[0].text() == shared.name


def test_the_last_ledger_on_a_server_opens_at_the_start(shared: ServerAddress, show_window: Show, qtbot: QtBot) -> None:
    window = show_window(shared)
    window.desk.bridge.show_ledger(None)
    window.open_first(None)
    assert window.current_page == "welcome" and window.connecting.strip.isVisible()
    qtbot.waitUntil(lambda: window.desk.bridge.has_ledger, timeout=15_000)
    assert window.current_page == "ledger" and not window.connecting.strip.isVisible()


def test_what_is_for_files_is_said_in_a_sentence(shared: ServerAddress, show_window: Show) -> None:
    window = show_window(shared)
    assert not window.menus.action("passphrase").isEnabled()
    assert "口令" in window.menus.action("passphrase").toolTip()
    window.show_page("backups")
    page = window.page("backups")
    assert page.copy.isVisible() and not page.now.isVisible()


def test_undo_here_takes_back_what_was_written_here(shared: ServerAddress, show_window: Show, qtbot: QtBot) -> None:
    window = show_window(shared)
    bridge = window.desk.bridge
    item = bridge.ledger.get("LL-005")
    assert bridge.run(edits.revise(item, title="本桌改的")) is not None
    window.menus.action("undo").trigger()
    qtbot.waitUntil(lambda: shown_title(window, "LL-005") == item.title)


def test_a_slow_server_does_not_make_the_window_numb(
    postgres: PrivateServer, shared: ServerAddress, show_window: Show, qtbot: QtBot
) -> None:
    with DelayProxy(postgres.port, seconds_each_way=0) as proxy:
        place = address_of(postgres.address(shared.desk, port=proxy.port))
        assert isinstance(place, ServerAddress)
        window = show_window(place)
        bridge = window.desk.bridge
        proxy.stall()
        QTimer.singleShot(500, proxy.mend)  # nothing mends it unless the window goes on hearing of things
        assert bridge.run(edits.revise(bridge.ledger.get("LL-001"), title="写得慢")) is not None
        assert shown_title(window, "LL-001") == "写得慢"
        bridge.show_ledger(None)


def _connect_dialog() -> type:
    from liling_desk.gui.shared_ledger.connect_dialog import ConnectDialog

    return ConnectDialog
