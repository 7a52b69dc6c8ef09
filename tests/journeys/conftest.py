"""The journeys: whole ways through the window, by mouse and keyboard, offscreen and once more in a real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liling_desk.gui.application import make_desk
from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger.address import Address
from liling_desk.preferences import Preferences, save_preferences
from tests.journeys.hands import PATIENCE_MS

TODAY = date(2021, 12, 15)
ACTOR = "示例用户"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    folder = Path(__file__).parent
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.journey)


def _raise(bug: BaseException) -> None:
    raise bug


@pytest.fixture
def desk(qapp: QApplication, desk_home: Path) -> Iterator[Desk]:
    """What the window is given: the day is 2021-12-15, the language Chinese, the theme light."""
    made = make_desk(qapp, Preferences(theme="light", actor=ACTOR), save_preferences, "zh_CN", lambda: TODAY, _raise)
    yield made
    made.background.wait()
    # The closed windows go before their ledger does.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.bridge.blockSignals(True)
    made.bridge.show_ledger(None)
    made.bridge.deleteLater()
    made.theme.deleteLater()


@pytest.fixture
def window(desk: Desk, starter_place: Address, qtbot: QtBot) -> MainWindow:
    """The whole window on the starter ledger, in a file and on a server, active and ready for keys."""
    shown = MainWindow(desk)
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.open_first(starter_place.text)
    shown.show()
    qtbot.waitUntil(lambda: desk.bridge.has_ledger, timeout=PATIENCE_MS)

    def is_active() -> bool:
        if not shown.isActiveWindow():
            shown.activateWindow()  # asked again: a display server may have been busy with the window before
        return shown.isActiveWindow()

    qtbot.waitUntil(is_active, timeout=PATIENCE_MS)
    return shown
