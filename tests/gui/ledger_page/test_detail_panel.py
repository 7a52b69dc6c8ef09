"""What the detail panel says about one item or several, and what its buttons do."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page import detail_actions
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.ledger import edits
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(starter_desk: Desk, qtbot: QtBot) -> DetailPanel:
    made = DetailPanel(starter_desk)
    qtbot.addWidget(made)
    made.resize(376, 860)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def report(desk: Desk, code: str, claim: Status | None = None, **fields: object) -> None:
    ledger = desk.bridge.ledger
    made = Return(key=edits.new_key(), commitment=code, claimed_status=claim, **fields)
    desk.bridge.run(edits.add_return(made, ledger.get(code)))


def test_an_item_says_its_place_its_light_and_its_facts(panel: DetailPanel) -> None:
    panel.show_code("LL-062")
    assert panel.head.words() == "LL-062 主力军 / 科技创新引领区"
    assert panel.item.title.words() == "瓷城人才引领行动引进科技创新人才"
    assert panel.item.band.words() == "黄灯 临近到期，剩 16 天\n尚未分办"
    facts = {name: row.words() for name, row in panel.item.facts.rows.items() if row.isVisible()}
    assert facts["status"] == "未启动" and facts["lead_unit"] == "待分办"
    assert facts["deadline"] == "2021-12-31 剩 16 天 “今年”按 2021-02-23 起算，读作 2021-12-31"
    assert "科技创新引领区" in facts["section"] and "2021-02-23" in facts["section"]
    assert "role" not in facts, "the rest stands behind 更多字段"
    assert "≥ 100 名" in panel.item.indicator.words() and "还没有报过数值" in panel.item.indicator.words()
    assert "还没有报送" in texts(panel.item.returns)


def test_both_deadlines_stand_side_by_side(panel: DetailPanel, starter_desk: Desk) -> None:
    ledger = starter_desk.bridge.ledger
    starter_desk.bridge.run(edits.revise(ledger.get("LL-007"), assigned_deadline=date(2021, 11, 30)))
    panel.show_code("LL-007")
    rows = panel.item.facts.rows
    assert rows["assigned_deadline"].words() == "2021-11-30"
    assert rows["deadline"].words().startswith("2021-11-30 超 15 天 督查室交办的时限，天数按它计算")


def test_the_primary_button_follows_the_status(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    row, asked = panel.item.action_row, []
    panel.return_requested.connect(lambda code: asked.append(("return", code)))
    panel.tick_requested.connect(lambda code: asked.append(("tick", code)))
    panel.show_code("LL-014")
    assert row.primary.text() == "登记报送"
    qtbot.mouseClick(row.primary, LEFT)
    qtbot.mouseClick(row.second, LEFT)
    report(starter_desk, "LL-014", Status.DONE, progress="已投产", reported_on=date(2021, 12, 10))
    assert row.primary.text() == "核定销号…" and row.second.text() == "退回…"
    assert panel.item.facts.rows["status"].words() == "待核定 自报于 2021-12-10"
    qtbot.mouseClick(row.primary, LEFT)
    assert asked == [("return", "LL-014"), ("tick", "LL-014"), ("tick", "LL-014")]
    ledger = starter_desk.bridge.ledger
    starter_desk.bridge.run(edits.tick_off(ledger.get("LL-014"), "投产确认书", date(2021, 12, 8), "示例用户"))
    assert row.primary.text() == "重新打开…"
    assert "办结依据：投产确认书" in panel.item.facts.rows["status"].words()


def test_decisions_with_a_reason_are_written(
    panel: DetailPanel, starter_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons = iter(["等上级批复", None, "材料不全"])
    monkeypatch.setattr(detail_actions, "ask_reason", lambda *_args: next(reasons))
    ledger, row = starter_desk.bridge.ledger, panel.item.action_row
    said: list[str] = []
    starter_desk.bridge.announced.connect(lambda text, _undoable: said.append(text))
    panel.show_code("LL-004")
    actions = {action.text(): action for action in row.menu().actions()}
    assert {"分办…", "暂缓…", "终止…", "拆分…", "删除"} <= set(actions)
    actions["暂缓…"].trigger()
    assert ledger.get("LL-004").status is Status.SUSPENDED
    assert "原因：等上级批复" in panel.item.facts.rows["status"].words()
    qtbot.mouseClick(row.primary, LEFT)
    assert ledger.get("LL-004").status is Status.SUSPENDED, "no reason given: nothing written"
    qtbot.mouseClick(row.primary, LEFT)
    assert ledger.get("LL-004").status is Status.IN_PROGRESS
    row.delete()
    assert ledger.get("LL-004").deleted and row.primary.text() == "恢复" and not row.more.isVisible()
    qtbot.mouseClick(row.primary, LEFT)
    assert not ledger.get("LL-004").deleted
    assert said == ["已暂缓 LL-004", "已重新打开 LL-004", "已删除 LL-004", "已恢复 LL-004"]


def test_returns_stand_newest_first_and_history_tells_each_change(panel: DetailPanel, starter_desk: Desk) -> None:
    panel.show_code("LL-062")
    report(starter_desk, "LL-062", period="2021-10", reported_on=date(2021, 10, 31), value=58.0, unit="市委组织部")
    report(
        starter_desk, "LL-062", Status.IN_PROGRESS,
        period="2021-11", reported_on=date(2021, 11, 29), value=71.0, progress="累计 71 名", difficulties="缺住房",
    )  # fmt: skip
    QApplication.processEvents()
    said = texts(panel.item.returns)
    assert said.index("2021-11 期") < said.index("2021-10 期")
    assert "困难：缺住房" in said and "自报：推进中" in said and "71 名" in said
    assert panel.item.indicator.words().startswith("引进科技创新人才 ≥ 100 名 比序时进度欠 23.9 个百分点")
    ledger = starter_desk.bridge.ledger
    starter_desk.bridge.run(edits.assign(ledger.get("LL-062"), "市委组织部", ["市人社局"]))
    panel.item.tabs._segments[1].click()
    QApplication.processEvents()
    said = texts(panel.item.history)
    assert said.startswith("分办\n示例用户")
    assert "牵头单位：（空） → 市委组织部" in said and "配合单位：（空） → 市人社局" in said
    assert "状态：未启动 → 推进中" in said and "困难和下一步：缺住房" in said
    assert "建立台账" in said and "publisher" not in said


def test_several_items_are_summarised(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    ledger = starter_desk.bridge.ledger
    starter_desk.bridge.run(edits.assign(ledger.get("LL-001"), "市交通运输局"))
    panel.show_codes(["LL-001", "LL-002", "LL-004"])
    rows = panel.pages.summary.rows
    assert rows["unit"].words() == "不一（市交通运输局、待分办）"
    assert rows["status"].words() == "未启动"
    assert rows["due"].words() == "不一（2021-12-31、无时限）"
    assert rows["reported"].words() == "从未"
    assert "已选 3 项" in texts(panel.pages.summary)
    with qtbot.waitSignal(panel.code_deselected) as gone:
        away = next(each for each in panel.pages.summary.findChildren(QWidget) if each.toolTip() == "不选 LL-002")
        qtbot.mouseClick(away, LEFT)
    assert gone.args == ["LL-002"]
    assert panel.code() is None
    panel.show_code(None)
    assert "在列表里选一项" in texts(panel)


@pytest.mark.parametrize("width", [340, 376, 560])
def test_nothing_is_cut_at_any_width(panel: DetailPanel, starter_desk: Desk, width: int) -> None:
    report(starter_desk, "LL-014", Status.DONE, progress="已投产", reported_on=date(2021, 12, 10), value=100.0)
    panel.resize(width, 860)
    for codes in (["LL-014"], ["LL-084"], ["LL-014", "LL-084"]):
        panel.show_codes(codes)
        QApplication.processEvents()
        scroll = panel.pages.currentWidget()
        assert scroll.widget().width() <= scroll.viewport().width()


def test_it_follows_the_as_of_day_and_lets_go_of_a_closed_ledger(panel: DetailPanel, starter_desk: Desk) -> None:
    panel.show_code("LL-062")
    starter_desk.bridge.set_as_of(date(2022, 1, 3))
    assert panel.item.band.words() == "红灯 超 3 天未办结\n尚未分办"
    starter_desk.bridge.show_ledger(None)
    assert panel.code() is None
