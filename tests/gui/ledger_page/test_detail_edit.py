"""Editing in place: one field at a time, checked, and never losing what was typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_edit import FactEditor
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Unit
from liling_desk.open_ledger import OpenLedger

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(starter_desk: Desk, qtbot: QtBot) -> DetailPanel:
    made = DetailPanel(starter_desk)
    qtbot.addWidget(made)
    made.resize(376, 860)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.show_code("LL-062")
    return made


def editing(panel: DetailPanel, field: str) -> FactEditor:
    panel.begin_edit(field)
    editor = panel.item.editor
    assert editor is not None and editor.field.name == field
    return editor


def test_a_click_on_a_fact_edits_it_and_ctrl_s_saves(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    ledger = starter_desk.bridge.ledger
    qtbot.mouseClick(panel.item.facts.rows["note"], LEFT)
    editor = panel.item.editor
    assert editor is not None and QApplication.focusWidget() is editor.input
    editor.input.setPlainText("办结口径由台账确认")
    qtbot.keyClick(editor.input, Qt.Key.Key_S, CONTROL)
    assert ledger.get("LL-062").note == "办结口径由台账确认"
    assert panel.item.editor is None and panel.item.facts.rows["note"].words() == "办结口径由台账确认"


def test_the_keyboard_alone_edits(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    panel.begin_edit()
    mark = QApplication.focusWidget()
    assert mark is not None and mark.accessibleName() == "修改事项名称"
    qtbot.keyClick(mark, Qt.Key.Key_Return)
    editor = panel.item.editor
    assert editor is not None
    editor.input.setPlainText("引进科技创新人才")
    qtbot.keyClick(editor.input, Qt.Key.Key_Return, CONTROL)
    assert starter_desk.bridge.ledger.get("LL-062").title == "引进科技创新人才"
    editing(panel, "leader").set_text("不要")
    qtbot.keyClick(panel.item.editor.input, Qt.Key.Key_Escape)
    assert panel.item.editor is None and starter_desk.bridge.ledger.get("LL-062").leader is None


def test_what_cannot_stand_is_said_under_the_field(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    editor = editing(panel, "title")
    editor.set_text("  ")
    qtbot.mouseClick(editor.save_button, LEFT)
    assert "不能为空" in editor.error() and panel.item.editor is editor
    editor.cancel()
    editor = editing(panel, "assigned_deadline")
    editor.set_text("明天")
    qtbot.keyClick(editor.input, Qt.Key.Key_Return)
    assert "不是完整的日期" in editor.error() and editor.text() == "明天"
    editor.set_text("2021年11月30日")
    qtbot.keyClick(editor.input, Qt.Key.Key_Return)
    ledger = starter_desk.bridge.ledger
    assert str(ledger.get("LL-062").assigned_deadline) == "2021-11-30"
    assert ledger.get("LL-062").deadline.latest is not None, "the stated one is kept"


def test_a_deadline_is_read_while_it_is_typed(panel: DetailPanel, starter_desk: Desk) -> None:
    editor = editing(panel, "deadline")
    assert "读作 2021-12-31" in editor.hint()
    editor.set_text("2021年6月底")
    editor.typed.emit()
    assert "2021-06-30" in editor.hint()
    editor.set_text("2021年13月底前")
    assert "读不成日期" in editor.hint()
    editor.save()
    assert starter_desk.bridge.ledger.get("LL-062").deadline.kind == "unreadable"


def test_units_complete_and_are_written(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    bridge = starter_desk.bridge
    for name in ("市委组织部", "市人社局", "市科工信局"):
        bridge.run(edits.add_unit(Unit(name=name)))
    panel.item.action_row.assign_requested.emit()
    editor = panel.item.editor
    assert editor is not None and editor.field.name == "lead_unit"
    editor.input.completer().setCompletionPrefix("组织")
    assert editor.input.completer().currentCompletion() == "市委组织部"
    editor.set_text("市委组织部")
    qtbot.mouseClick(editor.save_button, LEFT)
    editor = editing(panel, "support_units")
    editor.input.setText("市科工信局、人社")
    completer = editor.input.completer()
    completer.setCompletionPrefix(completer.splitPath(editor.text())[0])
    assert completer.pathFromIndex(completer.currentIndex()) == "市科工信局、市人社局"
    editor.set_text("市科工信局、市人社局，市科工信局")
    editor.save()
    item = bridge.ledger.get("LL-062")
    assert (item.lead_unit, item.support_units) == ("市委组织部", ("市科工信局", "市人社局"))


def test_an_indicator_is_edited_added_and_taken_away(panel: DetailPanel, starter_desk: Desk) -> None:
    ledger = starter_desk.bridge.ledger
    before = ledger.get("LL-062").indicator
    editor = editing(panel, "indicator")
    assert not editor.is_dirty()
    target = next(each for each in editor.input.findChildren(QLineEdit) if each.accessibleName() == "目标值")
    target.setText("一百")
    editor.save()
    assert "不是数字" in editor.error()
    target.setText("1,200")
    editor.save()
    assert ledger.get("LL-062").indicator == before.but(target=1200.0)
    editor = editing(panel, "indicator")
    editor.set_text("")
    editor.save()
    assert ledger.get("LL-062").indicator is None and not panel.item.indicator.isVisible()


def test_leaving_with_unsaved_text_asks(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    ledger = starter_desk.bridge.ledger
    editing(panel, "note").set_text("第一")
    assert panel.has_draft()
    panel.show_code("LL-001")
    assert panel.code() == "LL-062" and panel.strip.isVisible()
    with qtbot.waitSignal(panel.stayed) as stayed:
        qtbot.mouseClick(panel.strip.stay, LEFT)
    assert stayed.args == ["LL-062"] and panel.item.editor is not None and not panel.strip.isVisible()
    panel.show_code("LL-001")
    qtbot.mouseClick(panel.strip.save, LEFT)
    assert ledger.get("LL-062").note == "第一" and panel.code() == "LL-001"
    editing(panel, "note").set_text("第二")
    panel.show_codes(["LL-001", "LL-002"])
    before = ledger.get("LL-001").note
    qtbot.mouseClick(panel.strip.discard, LEFT)
    assert ledger.get("LL-001").note == before and panel.code() is None and not panel.has_draft()


def test_leaving_with_text_that_cannot_stand_stays(panel: DetailPanel, qtbot: QtBot) -> None:
    editing(panel, "title").set_text("")
    panel.show_code("LL-001")
    with qtbot.waitSignal(panel.stayed):
        qtbot.mouseClick(panel.strip.save, LEFT)
    assert panel.code() == "LL-062" and panel.item.editor is not None and panel.item.editor.error()


def test_a_change_from_elsewhere_keeps_the_draft(panel: DetailPanel, starter_desk: Desk) -> None:
    bridge = starter_desk.bridge
    editor = editing(panel, "note")
    editor.set_text("我的")
    other = OpenLedger.open(bridge.ledger.path, "另一人")
    other.apply(edits.revise(other.get("LL-062"), note="对方的"))
    other.close()
    bridge.look_for_others()
    assert panel.item.editor is editor and editor.text() == "我的"
    assert "对方的" in editor.note() and bridge.ledger.get("LL-062").note == "对方的"
    assert editor.save(), "having seen it, the user may overwrite it"
    assert bridge.ledger.get("LL-062").note == "我的"


def test_a_draft_survives_the_end_of_the_program(panel: DetailPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    editor = editing(panel, "note")
    editor.set_text("写到一半")
    ledger = str(starter_desk.bridge.ledger.path)
    qtbot.waitUntil(lambda: starter_desk.drafts.find(ledger, "detail", "LL-062") is not None)
    again = DetailPanel(starter_desk)
    qtbot.addWidget(again)
    again.show_code("LL-001")
    assert not again.has_draft()
    again.show_code("LL-062")
    assert again.has_draft() and again.item.editor is not None and again.item.editor.text() == "写到一半"
    assert again.item.editor.note() == "上次没有保存的内容已放回"
    again.item.editor.save()
    assert starter_desk.drafts.of(ledger) == []
