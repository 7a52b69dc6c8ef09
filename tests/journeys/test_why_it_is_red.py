"""A leader asks why a light is red: from the overview to the item, its reasons, an extension, and back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.extension_dialog import ExtensionDialog
from liling_desk.gui.ledger_page.light_band import LightBand
from liling_desk.gui.look.buttons import IconButton
from liling_desk.gui.main_window import MainWindow
from liling_desk.gui.overview_page.tiles import TileOpener
from liling_desk.ledger import edits
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Colour
from tests.journeys.hands import Hands

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def behind(window: MainWindow, desk: Desk) -> MainWindow:
    """LL-062 has a unit and stands at 71 of 100 on 2021-12-15, where 94.9 are planned."""
    bridge = desk.bridge
    bridge.run(edits.assign(bridge.ledger.get("LL-062"), "市委组织部（示例）"))
    report = Return(
        key="r",
        commitment="LL-062",
        period="2021-11",
        reported_on=date(2021, 11, 24),
        value=71,
        progress="累计 71 名。",
    )
    bridge.run(edits.add_return(report, bridge.ledger.get("LL-062")))
    return window


def test_from_the_red_tile_to_the_reason_to_an_extension(behind: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    hands = Hands(behind, qtbot)
    hands.keys((CONTROL, Qt.Key.Key_2))
    hands.wait(lambda: any(each.key == "red" and each.isVisible() for each in behind.findChildren(TileOpener)))
    red = next(each for each in behind.findChildren(TileOpener) if each.key == "red")
    assert red.count.number == 1
    hands.click(red)
    assert hands.codes == ["LL-062"]

    hands.click_row("LL-062")
    hands.wait(lambda: any("应达 94.9 名，实际 71 名" in band.words() for band in behind.findChildren(LightBand)))

    more = next(each for each in behind.findChildren(IconButton) if each.toolTip() == "更多操作")
    hands.choose(lambda: hands.click(more), "延期")
    hands.wait(lambda: isinstance(QApplication.activeModalWidget(), ExtensionDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExtensionDialog)
    hands.wait(dialog.isActiveWindow)
    for field, words in (
        (dialog.until, "2022年6月底"), (dialog.reason, "高校毕业季推迟（示例）"), (dialog.document, "市政府办函示例号"),
    ):  # fmt: skip
        hands.click(field)
        hands.type(words)
    hands.keys((CONTROL, Qt.Key.Key_Return))
    hands.wait(lambda: QApplication.activeModalWidget() is None)
    behind.activateWindow()  # as a window manager does when a dialog goes; there is none here
    hands.wait(behind.isActiveWindow)
    item = desk.bridge.ledger.get("LL-062")
    assert (item.due, item.original_due) == (date(2022, 6, 30), date(2021, 12, 31))
    assert desk.bridge.ledger.standing("LL-062", desk.bridge.as_of).light.colour is Colour.GREEN

    hands.keys((CONTROL, Qt.Key.Key_Z))
    assert desk.bridge.ledger.get("LL-062").due == date(2021, 12, 31)
    hands.keys((ALT, Qt.Key.Key_Left))
    assert behind.current_page == "overview"
