"""设置 > 共享台账: who we are on the server and who else is on; copies of what lies there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk import server_secrets
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.shared_ledger import server_link
from liling_desk.gui.shared_ledger.connect_dialog import ConnectDialog
from liling_desk.ledger.address import ServerAddress, address_of
from liling_desk.ledger.password import Password
from liling_desk.open_ledger import OpenLedger

if TYPE_CHECKING:
    from tests.servers.private_server import PrivateServer

Show = Callable[[ServerAddress], MainWindow]
Other = Callable[[ServerAddress], OpenLedger]
LEFT = Qt.MouseButton.LeftButton


def test_it_says_who_we_are_and_who_else_is_on(
    shared: ServerAddress, show_window: Show, other_desk: Other, qtbot: QtBot
) -> None:
    window = show_window(shared)
    window.show_page("preferences")
    section = window.page("preferences").shared
    qtbot.waitUntil(lambda: section.people.text() == "没有别人")
    assert section.place.text() == shared.text
    assert "可以修改" in section.rights.text() and section.encryption.text() == "没有加密"
    other = other_desk(shared)
    qtbot.mouseClick(section.again, LEFT)
    qtbot.waitUntil(lambda: section.people.text() == other.actor)
    qtbot.mouseClick(section.test, LEFT)
    qtbot.waitUntil(lambda: "毫秒" in section.said.text())


def test_a_reader_of_the_server_is_told_so_and_can_change_nothing(
    postgres: PrivateServer, shared: ServerAddress, show_window: Show, qtbot: QtBot
) -> None:
    from tests.servers.private_server import READERS

    postgres.grant_roles()
    place = address_of(postgres.address(shared.desk, READERS[0]))
    assert isinstance(place, ServerAddress)
    window = show_window(place)
    assert window.desk.why_read_only == "这个用户在服务器上只能看，不能修改"
    assert not window.page("ledger").header.new.isEnabled()
    window.show_page("preferences")
    section = window.page("preferences").shared
    qtbot.waitUntil(lambda: "只能看" in section.rights.text())


def test_disconnecting_leaves_an_empty_window_also_at_the_next_start(
    shared: ServerAddress, show_window: Show, qtbot: QtBot
) -> None:
    window = show_window(shared)
    window.show_page("preferences")
    qtbot.mouseClick(window.page("preferences").shared.leave, LEFT)
    assert not window.desk.bridge.has_ledger and window.current_page == "welcome"
    assert window.desk.choices.current.last_ledger == ""
    assert not window.link.is_listening


def test_a_password_can_be_forgotten(
    shared: ServerAddress, show_window: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[ServerAddress] = []
    monkeypatch.setattr(server_secrets, "forget", forgotten.append)
    window = show_window(shared)
    window.desk.keyring.keep_password(shared, Password("x"))
    window.show_page("preferences")
    section = window.page("preferences").shared
    qtbot.mouseClick(section.drop, LEFT)
    qtbot.waitUntil(lambda: forgotten == [window.desk.bridge.ledger.address])
    assert window.desk.keyring.password_of(shared) is None


def test_a_file_has_a_sentence_and_the_way_there(main_window: MainWindow, qtbot: QtBot) -> None:
    main_window.show_page("preferences")
    section = main_window.page("preferences").shared
    assert section.told.isVisible() and not section.place.isVisible()
    qtbot.mouseClick(section.connect_server, LEFT)
    dialog = main_window.findChild(ConnectDialog)
    assert dialog is not None and dialog.isVisible()
    dialog.reject()


def test_a_lost_server_is_said_here_too(
    own_server: PrivateServer, own_shared: ServerAddress, show_window: Show, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(server_link, "PAUSES_S", (600,))
    window = show_window(own_shared)
    window.show_page("preferences")
    section = window.page("preferences").shared
    own_server.kill()
    qtbot.waitUntil(lambda: "断开" in section.said.text())
    assert section.people.text() == "不知道"


def test_a_copy_of_a_server_ledger_is_a_file_like_any_other(
    shared: ServerAddress, show_window: Show, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, target = show_window(shared), tmp_path / "副本.db"
    proposed: list[Path] = []

    def answer(path: Path) -> Path:
        proposed.append(path)
        return target

    monkeypatch.setattr(window.flow._ask, "backup_target", answer)
    window.show_page("backups")
    with qtbot.waitSignal(window.flow.backed_up, timeout=20_000):
        qtbot.mouseClick(window.page("backups").copy, LEFT)
    assert proposed[0].name.startswith(shared.desk)
    copy = OpenLedger.open(target, "a")
    assert len(copy.snapshot().commitments) == 93
    copy.close()
