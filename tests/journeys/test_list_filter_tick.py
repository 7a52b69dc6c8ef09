"""Open, list, filter, tick off, undo: also after the ledger was closed and opened again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger.address import Address
from liling_desk.ledger.status import Colour, Status
from liling_desk.open_ledger import OpenLedger
from tests.journeys.hands import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_clerk_finds_an_item_ticks_it_off_and_takes_it_back(
    window: MainWindow, desk: Desk, qtbot: QtBot, starter_place: Address
) -> None:
    hands = Hands(window, qtbot)
    assert len(hands.codes) == 93

    hands.tick_facet("黄灯")
    assert hands.codes == ["LL-001", "LL-002", "LL-003", "LL-014", "LL-062", "LL-063"]

    hands.keys((CONTROL, Qt.Key.Key_F))
    hands.type("人才")
    assert hands.codes == ["LL-062", "LL-063"]

    hands.click_row("LL-062")
    hands.keys(Qt.Key.Key_Space)
    hands.type("引才签约名单已核（示例）")
    hands.keys((CONTROL, Qt.Key.Key_Return))
    ticked = desk.bridge.ledger.get("LL-062")
    assert (ticked.status, ticked.done_basis) == (Status.DONE, "引才签约名单已核（示例）")
    assert "LL-062" in hands.codes, "a ticked row stays until the list is read again"
    assert hands.button("撤销").isVisible()

    hands.keys(Qt.Key.Key_F5)
    assert hands.codes == ["LL-063"]

    desk.bridge.show_ledger(None)
    again = OpenLedger.open(starter_place, "另一位")
    assert again.standing("LL-062", desk.bridge.today).light.colour is Colour.BLUE
    assert [entry.action for entry in again.history("LL-062")] == ["tick_off", "found"]
    again.close()

    window.open_first(starter_place.text)
    hands.wait(lambda: desk.bridge.has_ledger)
    window.page("ledger").table.setFocus()
    hands.keys((CONTROL, Qt.Key.Key_Z))
    assert desk.bridge.ledger.get("LL-062").status is Status.NOT_STARTED
    hands.keys((CONTROL, Qt.Key.Key_Y))
    assert desk.bridge.ledger.get("LL-062").status is Status.DONE


def test_the_box_is_the_verdict_and_asks_for_its_basis(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    hands = Hands(window, qtbot)
    hands.click_row("LL-001", column="tick")
    hands.press("销号")
    assert desk.bridge.ledger.get("LL-001").status is Status.NOT_STARTED, "no basis, no verdict"
    hands.type("通车公告（示例）")
    hands.keys((CONTROL, Qt.Key.Key_Return))
    assert desk.bridge.ledger.get("LL-001").status is Status.DONE
    hands.press("撤销")
    assert desk.bridge.ledger.get("LL-001").status is Status.NOT_STARTED


def test_several_rows_are_ticked_as_one_edit(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    hands = Hands(window, qtbot)
    hands.click_row("LL-001")
    hands.click_row("LL-002", modifier=CONTROL)
    hands.click_row("LL-003", modifier=CONTROL)
    hands.keys(Qt.Key.Key_Space)
    hands.type("现场核查（示例）")
    hands.keys((CONTROL, Qt.Key.Key_Return))
    ledger = desk.bridge.ledger
    assert {ledger.get(code).status for code in ("LL-001", "LL-002", "LL-003")} == {Status.DONE}
    hands.keys((CONTROL, Qt.Key.Key_Z))
    assert {ledger.get(code).status for code in ("LL-001", "LL-002", "LL-003")} == {Status.NOT_STARTED}
