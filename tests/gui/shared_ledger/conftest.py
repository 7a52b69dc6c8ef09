"""Windows on a ledger that is kept on a private server, and another desk that writes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.gui.ledger_page.filter_panel import FilterPanel
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger.address import ServerAddress, address_of
from liling_desk.open_ledger import OpenLedger
from tests.servers.ledgers import found_starter

if TYPE_CHECKING:
    from tests.servers.private_server import PrivateServer

ShowWindow = Callable[[ServerAddress], MainWindow]


@pytest.fixture
def shared(postgres: PrivateServer, desk_key: str) -> ServerAddress:
    """A desk of the test's own on a server that stays up, with the 93 starter items."""
    return _founded(postgres, desk_key)


@pytest.fixture
def own_shared(own_server: PrivateServer, desk_key: str) -> ServerAddress:
    """The same on a server that may be killed."""
    return _founded(own_server, desk_key)


@pytest.fixture
def show_window(desk: Desk, qtbot: QtBot) -> ShowWindow:
    """The whole window on a server's ledger, as soon as it is all there and hears of what others write."""

    def show(place: ServerAddress) -> MainWindow:
        window = MainWindow(desk)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        window.open_first(place.text)
        qtbot.waitUntil(lambda: window.link.is_listening, timeout=15_000)
        qtbot.waitUntil(lambda: all(map(window.findChild, (FilterPanel, DetailPanel))), timeout=15_000)
        window.activateWindow()
        qtbot.waitActive(window)
        return window

    return show


@pytest.fixture
def other_desk() -> Iterator[Callable[[ServerAddress], OpenLedger]]:
    """Opens the ledger for another person."""
    opened: list[OpenLedger] = []

    def at(place: ServerAddress) -> OpenLedger:
        opened.append(OpenLedger.open(place, "邻桌"))
        return opened[-1]

    yield at
    for ledger in opened:
        ledger.close()


def _founded(server: PrivateServer, desk_key: str) -> ServerAddress:
    place = address_of(server.address(desk_key))
    assert isinstance(place, ServerAddress)
    found_starter(place)
    return place
