"""连接共享台账…: by mouse and by keyboard, tried, refused, asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk import server_secrets
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.shared_ledger import connect_dialog
from liling_desk.gui.shared_ledger.address_parts import AddressParts, parts_of, usual_mode
from liling_desk.gui.shared_ledger.connect_dialog import ConnectDialog
from liling_desk.ledger.address import ServerAddress, address_of
from liling_desk.ledger.password import Password
from liling_desk.open_ledger import OpenLedger

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers.private_server import PrivateServer

Other = Callable[[ServerAddress], OpenLedger]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the system's keyring holds; never the real one."""
    held: dict[str, str] = {}

    def recall(address: ServerAddress) -> Password | None:
        found = held.get(server_secrets.name_of(address))
        return Password(found) if found else None

    def remember(address: ServerAddress, password: Password) -> bool:
        held[server_secrets.name_of(address)] = password.reveal()
        return True

    monkeypatch.setattr(server_secrets, "recall", recall)
    monkeypatch.setattr(server_secrets, "remember", remember)
    monkeypatch.setattr(server_secrets, "forget", lambda address: held.pop(server_secrets.name_of(address), None))
    return held


@pytest.fixture
def secured(server_template: Path) -> Iterator[PrivateServer]:
    """A server that wants passwords."""
    from tests.servers.private_server import PrivateServer

    with PrivateServer.start(template=server_template, scram=True) as server:
        yield server


@pytest.fixture
def dialog(empty_window: MainWindow) -> ConnectDialog:
    """The dialog as the file menu opens it."""
    empty_window.menus.action("connect").trigger()
    made = empty_window.findChild(ConnectDialog)
    assert made is not None and made.isVisible()
    return made


def fill(dialog: ConnectDialog, place: ServerAddress) -> None:
    """Type each part."""
    form, parts = dialog.form, parts_of(place)
    for line, text in (
        (form.host, parts.host), (form.port, parts.port), (form.database, parts.database), (form.user, parts.user),
        (form.desk_key, parts.desk),
    ):  # fmt: skip
        line.setText(text)


def said(dialog: ConnectDialog) -> str:
    """What the line below the fields says."""
    return f"{dialog.note.what.text()} {dialog.note.more.text()}" if dialog.note.isVisible() else ""


def test_by_mouse_tried_first_and_then_opened(
    dialog: ConnectDialog, empty_window: MainWindow, shared: ServerAddress, other_desk: Other, qtbot: QtBot
) -> None:
    other = other_desk(shared)
    fill(dialog, shared)
    qtbot.mouseClick(dialog.test, LEFT)
    assert not dialog.test.isEnabled() and "正在连接" in said(dialog)
    qtbot.waitUntil(lambda: "连上了，可以修改" in said(dialog), timeout=15_000)
    assert other.actor in said(dialog) and "没有加密" in said(dialog)
    assert not empty_window.desk.bridge.has_ledger
    qtbot.mouseClick(dialog.ok, LEFT)
    qtbot.waitUntil(lambda: empty_window.desk.bridge.has_ledger, timeout=15_000)
    assert empty_window.desk.bridge.ledger.address.desk == shared.desk
    assert empty_window.current_page == "ledger"


def test_by_keyboard_a_pasted_address_is_enough(
    dialog: ConnectDialog, empty_window: MainWindow, shared: ServerAddress, qtbot: QtBot
) -> None:
    assert dialog.form.whole.hasFocus()
    dialog.form.whole.setText(shared.text)
    assert dialog.form.whole.text() == "" and dialog.form.desk_key.text() == shared.desk
    assert dialog.password.line.hasFocus()
    qtbot.keyClick(dialog.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: empty_window.desk.bridge.has_ledger, timeout=15_000)


def test_escape_leaves_everything_as_it_was(dialog: ConnectDialog, empty_window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and not empty_window.desk.bridge.has_ledger


def test_what_is_missing_is_said_at_the_field(dialog: ConnectDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.ok, LEFT)
    assert dialog.form.host_field.error() and dialog.form.database_field.error()
    assert dialog.form.host.hasFocus()
    dialog.form.host.setText("10.1.2.3")
    dialog.form.database.setText("duban")
    dialog.form.desk_key.setText("督查室")
    qtbot.mouseClick(dialog.ok, LEFT)
    assert dialog.form.desk_field.error() and not dialog.form.host_field.error()


def test_a_wrong_password_is_asked_for_again_and_the_right_one_kept(
    secured: PrivateServer, desk_key: str, dialog: ConnectDialog, empty_window: MainWindow, kept: dict[str, str],
    qtbot: QtBot,
) -> None:  # fmt: skip
    place = _founded(secured, desk_key)
    fill(dialog, place)
    qtbot.mouseClick(dialog.ok, LEFT)
    qtbot.waitUntil(lambda: "需要密码" in said(dialog), timeout=15_000)
    dialog.password.line.setText("wrong")
    qtbot.keyClick(dialog.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "不认这个用户名或密码" in said(dialog), timeout=15_000)
    assert dialog.isVisible() and dialog.password.line.selectedText() == "wrong"
    right = secured.passwords[place.user]
    dialog.password.line.setText(right)
    dialog.remember.setChecked(True)
    qtbot.mouseClick(dialog.ok, LEFT)
    qtbot.waitUntil(lambda: empty_window.desk.bridge.has_ledger, timeout=15_000)
    qtbot.waitUntil(lambda: list(kept.values()) == [right])
    choices = empty_window.desk.choices.current
    assert right not in repr(choices)


def test_a_password_that_is_kept_opens_the_last_ledger_at_the_start(
    secured: PrivateServer, desk_key: str, empty_window: MainWindow, kept: dict[str, str], qtbot: QtBot
) -> None:
    place = _founded(secured, desk_key)
    kept[server_secrets.name_of(place)] = secured.passwords[place.user]
    empty_window.desk.choices.change(last_ledger=place.text)
    empty_window.open_first(None)
    qtbot.waitUntil(lambda: empty_window.desk.bridge.has_ledger, timeout=15_000)


def test_without_a_kept_password_the_start_asks_for_it(
    secured: PrivateServer, desk_key: str, empty_window: MainWindow, qtbot: QtBot
) -> None:
    place = _founded(secured, desk_key)
    empty_window.open_first(place.text)
    qtbot.waitUntil(lambda: empty_window.findChild(ConnectDialog) is not None, timeout=15_000)
    asked = empty_window.findChild(ConnectDialog)
    assert "需要密码" in said(asked) and asked.form.desk_key.text() == desk_key
    asked.reject()
    assert empty_window.page("welcome").note.again.isVisible()


def test_a_server_that_does_not_answer_leaves_the_welcome_page_and_a_button(
    own_server: PrivateServer, own_shared: ServerAddress, empty_window: MainWindow, qtbot: QtBot
) -> None:
    own_server.kill()
    empty_window.open_first(own_shared.text)
    assert empty_window.connecting.strip.isVisible()  # and nobody waits for it
    note = empty_window.page("welcome").note
    qtbot.waitUntil(note.again.isVisible, timeout=15_000)
    assert "连不上服务器" in note.what.text() and not empty_window.connecting.strip.isVisible()
    own_server.restart()
    qtbot.mouseClick(note.again, LEFT)
    qtbot.waitUntil(lambda: empty_window.desk.bridge.has_ledger, timeout=15_000)


def test_connecting_can_be_given_up(
    own_server: PrivateServer, own_shared: ServerAddress, main_window: MainWindow, qtbot: QtBot
) -> None:
    path = main_window.desk.bridge.ledger.path
    main_window.flow.open(own_shared)
    button = main_window.connecting.strip._actions.itemAt(0).widget()
    qtbot.mouseClick(button, LEFT)
    assert main_window.servers.under_way is None
    assert main_window.desk.background.wait()
    assert main_window.desk.bridge.ledger.path == path


def test_without_the_optional_part_it_says_which(
    empty_window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(connect_dialog, "find_spec", lambda _name: None)
    empty_window.servers.ask()
    dialog = empty_window.findChild(ConnectDialog)
    assert "psycopg" in said(dialog) and "liling-desk[shared]" in said(dialog)
    assert not dialog.ok.isEnabled() and not dialog.remember.isEnabled()
    dialog.reject()


def test_certificates_are_checked_anywhere_but_here(dialog: ConnectDialog) -> None:
    form = dialog.form
    assert usual_mode("10.1.2.3") == "verify-full" and usual_mode("localhost") == "prefer"
    form.host.setText("127.0.0.1")
    assert form.mode.currentData() == "prefer" and not form.certificate.isEnabled()
    form.host.setText("db.example.gov.cn")
    assert form.mode.currentData() == "verify-full" and form.certificate.isEnabled()


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://zhang@10.1.2.3:5433/duban?desk=liling&sslmode=verify-full&sslrootcert=/etc/ca.crt",
        "postgresql://db1:5432,db2:5432/duban?desk=main&sslmode=require&target_session_attrs=read-write",
        "postgresql://%E5%BC%A0@[::1]:5432/%E7%9D%A3%E5%8A%9E?desk=main&sslmode=prefer",
    ],
)
def test_an_address_comes_back_from_its_parts(text: str) -> None:
    address = address_of(text)
    assert isinstance(address, ServerAddress)
    assert parts_of(address).address() == address


def test_an_address_with_ipv6_and_no_port_is_written_right() -> None:
    assert AddressParts(host="fe80::1", database="d", mode="require").address().hosts == "[fe80::1]:5432"


def _founded(server: PrivateServer, desk_key: str) -> ServerAddress:
    from liling_desk.ledger.access import Access

    place = address_of(server.address(desk_key))
    assert isinstance(place, ServerAddress)
    access = Access(password=Password(server.passwords[place.user]))
    OpenLedger.create(place, "founder", access=access).close()
    return place
