"""The timeline of returns: late ones, hollow ones, and sending one back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.gui.ledger_page.reason_dialog import ReasonDialog
from liling_desk.gui.ledger_page.return_card import ReturnCard
from liling_desk.gui.ledger_page.return_form import ReturnForm, read_period
from liling_desk.ledger import edits
from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status

LEFT = Qt.MouseButton.LeftButton
SAME = "已召开专题调度会，按计划推进。"


@pytest.fixture
def panel(starter_desk: Desk, qtbot: QtBot) -> DetailPanel:
    made = DetailPanel(starter_desk)
    qtbot.addWidget(made)
    made.resize(376, 860)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    starter_desk.bridge.run(edits.assign(starter_desk.bridge.ledger.get("LL-001"), "市交通运输局"))
    made.show_code("LL-001")
    return made


def report(desk: Desk, **fields: object) -> Return:
    made = Return(key=edits.new_key(), commitment="LL-001", unit="市交通运输局", **fields)
    desk.bridge.run(edits.add_return(made, desk.bridge.ledger.get("LL-001")))
    return made


def cards(panel: DetailPanel) -> list[ReturnCard]:
    return [each for each in panel.item.returns.timeline.entries() if isinstance(each, ReturnCard)]


def said(card: ReturnCard) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))


def answer(dialog_of: Callable[[type], object], reason: str) -> None:
    def write() -> None:
        dialog = dialog_of(ReasonDialog)
        assert isinstance(dialog, ReasonDialog)
        dialog.edit.setPlainText(reason)
        dialog.accept()

    QTimer.singleShot(0, write)


def test_cards_that_show_the_same_stay(panel: DetailPanel, starter_desk: Desk) -> None:
    bridge = starter_desk.bridge
    report(starter_desk, period="2021-08", reported_on=date(2021, 8, 20), progress=SAME)
    report(starter_desk, period="2021-09", reported_on=date(2021, 9, 20), progress="其他")
    former = cards(panel)
    bridge.run(edits.tick_off(bridge.ledger.get("LL-001"), "验收文号 12", date(2021, 12, 1), "李主任"))
    assert cards(panel) == former
    report(starter_desk, period="2021-10", reported_on=date(2021, 10, 20), progress="更新的")
    newest, middle, oldest = cards(panel)
    assert "更新的" in said(newest) and "其他" in said(middle) and SAME in said(oldest)
    bridge.undo()
    assert [said(card) for card in cards(panel)] == [said(middle), said(oldest)]


def test_every_card_says_what_is_odd_about_it(panel: DetailPanel, starter_desk: Desk) -> None:
    report(starter_desk, period="2021-08", reported_on=date(2021, 8, 20), progress=SAME)
    report(starter_desk, period="2021-09", reported_on=date(2021, 9, 28), progress=SAME)
    report(starter_desk, period="2021-10", reported_on=date(2021, 10, 20), progress="已完成100%")
    report(starter_desk, period="2021-12", reported_on=date(2021, 12, 20), progress="以后的")
    later, newest, middle, oldest = (said(card) for card in cards(panel))
    assert "晚于数据截至日，不计入" in later
    assert "进展写了 100%，但没有申报完成" in newest and "迟报" not in newest
    assert "迟报" in middle and "进展文字与上一期（2021-08）完全相同" in middle
    assert "完全相同" not in oldest


def test_a_return_is_sent_back_for_a_reason_and_that_can_be_undone(
    panel: DetailPanel, starter_desk: Desk, qtbot: QtBot, dialog_of: Callable[[type], object]
) -> None:
    bridge, toasts = starter_desk.bridge, []
    note = toasts.append
    bridge.announced.connect(lambda words, undoable: note((words, undoable)))
    made = report(
        starter_desk, period="2021-11", reported_on=date(2021, 11, 20), progress="完成", claimed_status=Status.DONE
    )
    assert bridge.ledger.get("LL-001").status is Status.SUBMITTED
    answer(dialog_of, "没有写做了什么")
    qtbot.mouseClick(cards(panel)[0].send_back, LEFT)
    card = cards(panel)[0]
    assert "已退回" in said(card) and "2021-12-15 退回：没有写做了什么" in said(card)
    assert card.send_back.isHidden()
    assert bridge.ledger.returns("LL-001")[0].sent_back_on == date(2021, 12, 15)
    assert bridge.ledger.get("LL-001").status is Status.IN_PROGRESS
    assert toasts[-1] == ("已退回 LL-001 2021-11 期的报送", True)
    bridge.undo()
    assert bridge.ledger.returns("LL-001") == (made,)
    assert "已退回" not in said(cards(panel)[0]) and not cards(panel)[0].send_back.isHidden()


def test_thinking_better_of_it_changes_nothing(
    panel: DetailPanel, starter_desk: Desk, qtbot: QtBot, dialog_of: Callable[[type], object]
) -> None:
    made = report(starter_desk, period="2021-11", reported_on=date(2021, 11, 20), progress="在办")
    QTimer.singleShot(0, lambda: dialog_of(ReasonDialog).reject())  # type: ignore[attr-defined]
    qtbot.mouseClick(cards(panel)[0].send_back, LEFT)
    assert starter_desk.bridge.ledger.returns("LL-001") == (made,)


def test_periods_are_named_by_the_items_cycle(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    ledger = starter_desk.bridge.ledger
    quarterly = Reporting(cycle=Cycle.QUARTERLY, due_day=5, next_month=True)
    starter_desk.bridge.run(edits.revise(ledger.get("LL-001"), reporting=quarterly))
    report(starter_desk, period="2021-06", reported_on=date(2021, 7, 3), progress="在办")
    report(starter_desk, period="2021-09", reported_on=date(2021, 10, 8), progress="在办了")
    newest, oldest = (said(card) for card in cards(panel))
    assert newest.startswith("2021 年第 3 季度 迟报") and oldest.startswith("2021 年第 2 季度 市交通运输局")
    form = ReturnForm(starter_desk, "LL-001")
    qtbot.addWidget(form)
    assert form.period.text() == "2021-12" and form.fields["period"].hint() == "2021 年第 4 季度"
    form.period.setText("2021年第三季度")
    assert form.fields["period"].hint() == "2021 年第 3 季度"
    assert form.fields["reported_on"].hint() == "过了报送日 2021-10-05，记为迟报"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021-6", "2021-06"), ("202106", "2021-06"), ("2021年6月", "2021-06"), ("2021Q2", "2021-06"),
        ("2021 年第 3 季度", "2021-09"), ("2021年第四季度", "2021-12"), ("2021年上半年", "2021-06"),
        ("2021年下半年", "2021-12"), ("2021-13", None), ("2021年第5季度", None), ("六月", None),
    ],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(text: str, period: str | None) -> None:
    assert read_period(text) == period
