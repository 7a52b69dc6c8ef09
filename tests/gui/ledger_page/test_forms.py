"""The forms: what they propose, what they refuse in words, and what they write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.commitment_form import CommitmentForm, new_commitment, next_code
from liling_desk.gui.ledger_page.reason_dialog import ReasonDialog, ask_reason
from liling_desk.gui.ledger_page.return_form import ReturnForm, new_return, read_period
from liling_desk.gui.ledger_page.split_dialog import SplitDialog, split
from liling_desk.gui.units_dialog import UnitsDialog
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.status import Status

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, dialog: Any) -> Any:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    return dialog


def meanwhile(work: Callable[[Any], None]) -> None:
    """Do something with the dialog that is about to be open."""
    QTimer.singleShot(0, lambda: work(QApplication.activeModalWidget()))


@pytest.mark.parametrize(
    ("codes", "free"),
    [
        (["LL-001", "LL-093", "LL-007-1"], "LL-094"),
        (["7", "8"], "9"),
        ([], "001"),
        (["A-99", "A-100", "B-500"], "A-101"),
    ],
)
def test_the_next_code_follows_the_most_used_pattern(codes: list[str], free: str) -> None:
    assert next_code(codes) == free


def test_a_new_commitment_is_proposed_checked_and_written(starter_desk: Desk, qtbot: QtBot) -> None:
    ledger = starter_desk.bridge.ledger
    form = shown(qtbot, CommitmentForm(starter_desk))
    inputs = form.inputs
    assert inputs["code"].text() == "LL-094"
    qtbot.waitUntil(inputs["title"].hasFocus)
    qtbot.mouseClick(form.ok, LEFT)
    assert form.isVisible() and "事项名称" in form.fields["title"].error()
    inputs["title"].setPlainText("建成新的公路桥")
    assert not form.fields["title"].error(), "typing takes the complaint back"
    inputs["code"].setText("LL-001")
    qtbot.mouseClick(form.ok, LEFT)
    assert "LL-094" in form.fields["code"].error()
    inputs["code"].setText("LL-094")
    inputs["deadline"].phrase.setText("2022年6月底")
    assert "2022-06-30" in inputs["deadline"].reading()
    inputs["assigned_deadline"].setText("5月")
    qtbot.mouseClick(form.ok, LEFT)
    assert "不是完整的日期" in form.fields["assigned_deadline"].error()
    assert inputs["title"].toPlainText() == "建成新的公路桥", "nothing is lost"
    inputs["assigned_deadline"].setText("2022-05-31")
    inputs["role"].setText("排头兵")
    inputs["lead_unit"].setText("市交通运输局")
    inputs["support_units"].setText("市发改局、市财政局")
    inputs["indicator"].metric_edit.setText("里程")
    inputs["section"].setText("五大工程")
    qtbot.keyClick(inputs["note"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible() and form.code == "LL-094"
    item = ledger.get("LL-094")
    assert (item.title, item.role, item.lead_unit) == ("建成新的公路桥", "排头兵", "市交通运输局")
    assert item.support_units == ("市发改局", "市财政局")
    assert item.deadline.latest == date(2022, 6, 30) and item.assigned_deadline == date(2022, 5, 31)
    assert item.indicator == Indicator(metric="里程")
    assert item.source == ledger.get("LL-001").source and item.reference_date == date(2021, 2, 23)
    starter_desk.bridge.undo()
    assert "LL-094" not in ledger.snapshot().commitments


def test_asking_for_a_commitment_gives_its_code_or_none(starter_desk: Desk) -> None:
    meanwhile(lambda form: form.reject())
    assert new_commitment(starter_desk, None) is None

    def fill(form: CommitmentForm) -> None:
        form.inputs["title"].setPlainText("新事项")
        form.accept()

    meanwhile(fill)
    assert new_commitment(starter_desk, None) == "LL-094"


def test_a_form_with_text_does_not_close_at_once(starter_desk: Desk, qtbot: QtBot) -> None:
    form = shown(qtbot, CommitmentForm(starter_desk))
    form.inputs["title"].setPlainText("写了半天")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible() and "还没有保存" in form.refusal()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_a_return_proposes_the_month_and_the_lead_unit(starter_desk: Desk, qtbot: QtBot) -> None:
    bridge = starter_desk.bridge
    bridge.run(edits.assign(bridge.ledger.get("LL-062"), "市委组织部"))
    form = shown(qtbot, ReturnForm(starter_desk, "LL-062"))
    assert (form.period.text(), form.reported_on.text(), form.unit.text()) == ("2021-12", "2021-12-15", "市委组织部")
    assert "100 名" in form.fields["value"].hint()
    qtbot.mouseClick(form.ok, LEFT)
    assert "至少写一样" in form.fields["progress"].error()
    form.progress.setPlainText("新签约 13 人")
    form.value.setText("七十一")
    form.period.setText("十一月")
    qtbot.mouseClick(form.ok, LEFT)
    assert form.fields["value"].error() and form.fields["period"].error() and form.isVisible()
    assert form.progress.toPlainText() == "新签约 13 人"
    form.value.setText("71")
    form.period.setText("2021年11月")
    form.claimed_status.setCurrentIndex(form.claimed_status.findData(str(Status.DONE)))
    assert "待核定" in form.fields["claimed_status"].hint()
    qtbot.mouseClick(form.ok, LEFT)
    (made,) = bridge.ledger.returns("LL-062")
    assert (made.period, made.value, made.unit, made.progress) == ("2021-11", 71.0, "市委组织部", "新签约 13 人")
    assert made.claimed_status is Status.DONE
    assert bridge.ledger.get("LL-062").status is Status.SUBMITTED, "a claim never ticks off"


def test_an_item_without_an_indicator_asks_for_no_value(starter_desk: Desk, qtbot: QtBot) -> None:
    assert "value" not in shown(qtbot, ReturnForm(starter_desk, "LL-001")).fields
    meanwhile(lambda form: form.reject())
    assert new_return(starter_desk, "LL-001", None) is False


@pytest.mark.parametrize(
    ("text", "period"),
    [("2021-6", "2021-06"), ("2021年6月", "2021-06"), ("202106", "2021-06"), ("2021-13", None), ("六月", None)],
)
def test_periods_are_read(text: str, period: str | None) -> None:
    assert read_period(text) == period


def test_splitting_shows_the_codes_first(starter_desk: Desk, qtbot: QtBot) -> None:
    ledger = starter_desk.bridge.ledger
    dialog = shown(qtbot, SplitDialog(starter_desk, "LL-004"))
    qtbot.mouseClick(dialog.ok, LEFT)
    assert "子事项" in dialog.fields["titles"].error() and dialog.isVisible()
    dialog.titles.setPlainText("一期\n\n二期")
    assert "LL-004-1、LL-004-2" in dialog.fields["titles"].hint()
    qtbot.mouseClick(dialog.ok, LEFT)
    assert ledger.get("LL-004-2").title == "二期" and ledger.get("LL-004-2").parent == "LL-004"
    meanwhile(lambda each: each.reject())
    assert split(starter_desk, "LL-004", None) is False


def test_a_reason_must_say_something(starter_desk: Desk) -> None:
    seen: list[str] = []

    def answer(dialog: ReasonDialog) -> None:
        dialog.accept()
        seen.append(dialog.field.error())
        dialog.edit.setPlainText(" 等批复 ")
        dialog.accept()

    meanwhile(answer)
    assert ask_reason(starter_desk, "暂缓 LL-004", "为什么暂缓？", None) == "等批复"
    assert seen and seen[0]
    meanwhile(lambda dialog: dialog.reject())
    assert ask_reason(starter_desk, "暂缓 LL-004", "为什么暂缓？", None) is None


def test_units_are_added_renamed_and_given_aliases(starter_desk: Desk, qtbot: QtBot) -> None:
    bridge = starter_desk.bridge
    bridge.run(edits.add_unit(Unit(name="市交通局", aliases=("交通局",))))
    bridge.run(edits.assign(bridge.ledger.get("LL-001"), "市交通局"))
    dialog = UnitsDialog(starter_desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    shown(qtbot, dialog)
    assert dialog.name.text() == "市交通局" and dialog.aliases.toPlainText() == "交通局"
    dialog.name.setText("市交通运输局")
    qtbot.mouseClick(dialog.save, LEFT)
    assert bridge.ledger.get("LL-001").lead_unit == "市交通运输局"
    assert set(bridge.ledger.snapshot().units["市交通运输局"].aliases) == {"交通局", "市交通局"}
    qtbot.mouseClick(dialog.add, LEFT)
    qtbot.mouseClick(dialog.save, LEFT)
    assert dialog.name_field.error()
    dialog.name.setText("市发改局")
    dialog.aliases.setPlainText("交通局")
    qtbot.mouseClick(dialog.save, LEFT)
    assert "市交通运输局" in dialog.aliases_field.error() and "市发改局" not in bridge.ledger.snapshot().units
    dialog.aliases.setPlainText("发改局\n市发展和改革局")
    qtbot.mouseClick(dialog.save, LEFT)
    assert bridge.ledger.snapshot().units["市发改局"].aliases == ("发改局", "市发展和改革局")
    dialog.search.setText("市交通局")
    assert dialog.list.count() == 1, "found by its former name"
