"""A unit's file: read, looked at cell by cell, applied, undone as one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger import edits
from liling_desk.ledger.record import record
from liling_desk.ledger.status import Status
from tests.journeys.hands import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier


def _content(desk: Desk) -> dict[str, object]:
    snapshot = desk.bridge.ledger.snapshot()
    return {code: (record(item), snapshot.returns.get(code)) for code, item in snapshot.commitments.items()}


def _preview_sample(hands: Hands, name: str) -> None:
    hands.keys((CONTROL, Qt.Key.Key_3))
    hands.choose(lambda: hands.press("试用示例"), name)
    hands.wait(lambda: not hands.window.page("import").is_busy and hands.button("应用 ").isEnabled())


def test_a_file_is_looked_at_applied_and_taken_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    hands = Hands(window, qtbot)
    before = _content(desk)

    _preview_sample(hands, "2021年6月")
    assert hands.button("问题").isVisible()
    assert _content(desk) == before, "a preview writes nothing"

    hands.press("应用 ")
    hands.wait(lambda: bool(desk.bridge.ledger.batches()))
    after = _content(desk)
    assert after != before
    statuses = {item.status for item in desk.bridge.ledger.snapshot().commitments.values()}
    assert Status.SUBMITTED in statuses, "a claim waits for the desk"
    assert Status.DONE not in statuses, "a claim never ticks off"
    assert desk.bridge.ledger.returns("LL-062")[0].value == 41

    hands.press("撤销这批")
    hands.wait(lambda: desk.bridge.ledger.batches()[0].undone)
    assert _content(desk) == before


def test_undoing_a_batch_keeps_what_was_edited_later(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    hands = Hands(window, qtbot)
    _preview_sample(hands, "责任分工")
    hands.press("应用 ")
    hands.wait(lambda: bool(desk.bridge.ledger.batches()))
    assert desk.bridge.ledger.get("LL-001").lead_unit

    desk.bridge.run(edits.assign(desk.bridge.ledger.get("LL-001"), "督查室后改的单位（示例）"))
    hands.press("导入批次")
    hands.press("撤销整批")
    hands.wait(lambda: desk.bridge.ledger.batches()[0].undone)
    assert desk.bridge.ledger.get("LL-001").lead_unit == "督查室后改的单位（示例）"
    assert desk.bridge.ledger.get("LL-002").lead_unit is None
