"""Real windows on real ledgers: what the tests of the window are given."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liling_desk.gui.application import make_desk
from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.open_ledger import OpenLedger
from liling_desk.preferences import Preferences, save_preferences
from liling_desk.starter import found

TODAY = date(2021, 12, 15)
ACTOR = "示例用户"


def _raise(bug: BaseException) -> None:
    raise bug


@pytest.fixture(scope="session")
def starter_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed ledger with the 93 starter items: copy it, never open it."""
    path = tmp_path_factory.mktemp("starter") / "starter.db"
    ledger = OpenLedger.create(path, ACTOR)
    found(ledger)
    ledger.close()
    return path


@pytest.fixture
def starter_path(starter_file: Path, tmp_path: Path) -> Path:
    """A ledger of this test alone, with the 93 starter items, closed."""
    return Path(shutil.copyfile(starter_file, tmp_path / "台账.db"))


@pytest.fixture
def desk(qapp: QApplication, desk_home: Path) -> Iterator[Desk]:
    """What pages are given, without a ledger; the day is 2021-12-15, the language Chinese, the theme light."""
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
def starter_desk(desk: Desk, starter_path: Path) -> Desk:
    """A desk with the 93 starter items open."""
    desk.bridge.show_ledger(OpenLedger.open(starter_path, ACTOR))
    return desk


@pytest.fixture
def main_window(desk: Desk, starter_path: Path, qtbot: QtBot) -> MainWindow:
    """The whole window, shown, with the 93 starter items open."""
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.open_first(starter_path)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


@pytest.fixture
def empty_window(desk: Desk, qtbot: QtBot) -> MainWindow:
    """The whole window, shown, with no ledger open."""
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.open_first(None)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    return window


@pytest.fixture
def dialog_of(qapp: QApplication) -> Callable[[type], object]:
    """Finds the open dialog of a class."""

    def find(kind: type) -> object:
        return next(each for each in qapp.topLevelWidgets() if isinstance(each, kind) and each.isVisible())

    return find
