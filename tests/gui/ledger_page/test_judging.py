"""Extensions, lights by hand and reporting cycles: asked once, written as one edit, taken back as one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.gui.ledger_page.extension_dialog import ExtensionDialog
from liling_desk.gui.ledger_page.hand_light_dialog import HandLightDialog, end_of_month_after
from liling_desk.gui.ledger_page.page import LedgerPage
from liling_desk.gui.ledger_page.reporting_dialog import ReportingDialog
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment, Extension
from liling_desk.ledger.filters import USUAL_ORDER, LedgerFilter
from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.ledger.status import Colour, Reported, Status

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
DOCUMENT = "市政府常务会议纪要〔2021〕12 号"


@pytest.fixture
def bridge(starter_desk: Desk) -> Any:
    return starter_desk.bridge


def shown(qtbot: QtBot, dialog: Any) -> Any:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    return dialog


def item(page: LedgerPage, code: str) -> Commitment:
    return page.desk.bridge.ledger.get(code)


def choose(page: LedgerPage, words: str, codes: list[str]) -> None:
    menu = page.row_actions.menu(codes)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.deleteLater()


def test_an_extension_is_read_while_it_is_typed_and_written(starter_desk: Desk, bridge: Any, qtbot: QtBot) -> None:
    dialog = shown(qtbot, ExtensionDialog(starter_desk, ["LL-062"]))
    assert dialog.focusWidget() is dialog.until
    dialog.until.insert("6月底前")
    assert "读作 2022-06-30，推后 181 天" in dialog.fields["until"].hint(), "counted from the decision, not the source"
    dialog.reason.setPlainText("项目用地报批未完成")
    dialog.document.setText(DOCUMENT)
    qtbot.keyClick(dialog.document, Qt.Key.Key_Return, CTRL)
    assert not dialog.isVisible()
    extended = bridge.ledger.get("LL-062")
    granted = Extension(
        until=date(2022, 6, 30), reason="项目用地报批未完成", document=DOCUMENT, decided_on=date(2021, 12, 15)
    )
    assert extended.extensions == (granted,)
    assert extended.original_due == date(2021, 12, 31) and extended.deadline.phrase == "今年"
    bridge.undo()
    assert bridge.ledger.get("LL-062").due == date(2021, 12, 31)


def test_an_extension_is_refused_at_its_fields(starter_desk: Desk, bridge: Any, qtbot: QtBot) -> None:
    before = bridge.ledger.entry_count
    dialog = shown(qtbot, ExtensionDialog(starter_desk, ["LL-062"]))
    dialog.until.setText("2021-12-31")
    assert "不晚于现在的时限 2021-12-31" in dialog.fields["until"].hint()
    dialog.reason.setPlainText("用地")
    qtbot.mouseClick(dialog.ok, LEFT)
    assert "晚于" in dialog.fields["until"].error() and dialog.focusWidget() is dialog.until
    assert "批准文件" in dialog.fields["document"].error() and not dialog.fields["reason"].error()
    dialog.until.setText("2022-01-31")
    dialog.document.setText("  ")
    dialog.decided_on.setText("上周")
    qtbot.mouseClick(dialog.ok, LEFT)
    assert not dialog.fields["until"].error()
    assert dialog.fields["document"].error() and dialog.fields["decided_on"].error()
    dialog.until.setText("尽快")
    qtbot.mouseClick(dialog.ok, LEFT)
    assert dialog.fields["until"].error() and dialog.isVisible()
    assert bridge.ledger.entry_count == before and bridge.ledger.get("LL-062").extensions == ()


def test_several_are_extended_in_one_edit_and_those_without_a_deadline_are_named(
    page: LedgerPage, qtbot: QtBot, dialog_of: Any
) -> None:
    ledger = page.desk.bridge.ledger
    codes = ["LL-001", "LL-004", "LL-062"]
    before = ledger.entry_count
    page.table.select_codes(codes, codes[0])
    choose(page, "延期…", codes)
    dialog = dialog_of(ExtensionDialog)
    assert "LL-004：没有时限" in "".join(label.text() for label in dialog.findChildren(type(dialog._why)))
    assert [each.code for each in dialog.items] == ["LL-001", "LL-062"]
    dialog.until.setText("2022-03-31")
    dialog.reason.setPlainText("疫情影响")
    dialog.document.setText(DOCUMENT)
    with qtbot.waitSignal(page.desk.bridge.announced) as said:
        qtbot.mouseClick(dialog.ok, LEFT)
    assert said.args == ["已延期 2 项，到 2022-03-31", True]
    assert ledger.entry_count == before + 1 and ledger.recent(1)[0].action == "extend"
    assert [item(page, code).due for code in codes] == [date(2022, 3, 31), None, date(2022, 3, 31)]
    page.desk.bridge.undo()
    assert [item(page, code).due for code in codes] == [date(2021, 12, 31), None, date(2021, 12, 31)]
    assert page.table.hasFocus()


def test_nothing_to_extend_says_so(starter_desk: Desk, bridge: Any, page: LedgerPage, qtbot: QtBot) -> None:
    menu = page.row_actions.menu(["LL-004"])
    assert not next(action for action in menu.actions() if action.text() == "延期…").isEnabled()
    bridge.run(edits.tick_off(bridge.ledger.get("LL-062"), "验收", date(2021, 12, 1), "甲"))
    dialog = shown(qtbot, ExtensionDialog(starter_desk, ["LL-062"]))
    assert not dialog.ok.isEnabled() and dialog.items == []


def test_a_light_by_hand_shows_expires_and_is_taken_back(starter_desk: Desk, bridge: Any, qtbot: QtBot) -> None:
    def light() -> Any:
        return bridge.ledger.standing("LL-062", bridge.as_of).light

    dialog = shown(qtbot, HandLightDialog(starter_desk, ["LL-062"]))
    assert dialog.until.text() == "2021-12-31"
    qtbot.mouseClick(dialog.ok, LEFT)
    assert dialog.fields["colour"].error() and dialog.fields["reason"].error()
    red = dialog.colour.buttons[Colour.RED]
    red.setFocus()
    qtbot.keyClick(red, Qt.Key.Key_Space)
    assert not dialog.fields["colour"].error(), "choosing takes the complaint back"
    dialog.reason.setPlainText("市委要求提级督办")
    dialog.until.setText("2021-12-01")
    qtbot.mouseClick(dialog.ok, LEFT)
    assert "2021-12-15" in dialog.fields["until"].error() and bridge.ledger.get("LL-062").hand_light is None
    dialog.until.setText("2021-12-20")
    qtbot.keyClick(dialog.until, Qt.Key.Key_Return, CTRL)
    assert light().colour is Colour.RED and light().by_hand
    assert "市委要求提级督办" in str(light().reasons[0])
    bridge.set_as_of(date(2021, 12, 20))
    assert light().by_hand
    bridge.set_as_of(date(2021, 12, 21))
    assert light().colour is Colour.YELLOW and not light().by_hand, "it expires by itself"
    bridge.set_as_of(None)
    bridge.undo()
    assert light().colour is Colour.YELLOW


def test_the_rules_decide_again_when_asked(page: LedgerPage, qtbot: QtBot, dialog_of: Any) -> None:
    bridge = page.desk.bridge
    codes = ["LL-001", "LL-062"]
    assert "恢复按规则亮灯" not in [action.text() for action in page.row_actions.menu(codes).actions()]
    choose(page, "手动亮灯…", codes)
    dialog = dialog_of(HandLightDialog)
    dialog.colour.choose(Colour.GREEN)
    dialog.reason.setPlainText("按会议纪要暂不亮灯")
    before = bridge.ledger.entry_count
    qtbot.mouseClick(dialog.ok, LEFT)
    assert bridge.ledger.entry_count == before + 1
    assert all(bridge.ledger.standing(code, bridge.as_of).light.colour is Colour.GREEN for code in codes)
    choose(page, "手动亮灯…", ["LL-001"])
    again = dialog_of(HandLightDialog)
    assert again.colour.colour() is Colour.GREEN and again.reason.toPlainText() == "按会议纪要暂不亮灯"
    qtbot.mouseClick(again.clear, LEFT)
    assert item(page, "LL-001").hand_light is None and item(page, "LL-062").hand_light is not None
    choose(page, "恢复按规则亮灯", codes)
    assert item(page, "LL-062").hand_light is None
    bridge.undo()
    assert item(page, "LL-062").hand_light is not None


@pytest.mark.parametrize(
    ("day", "until"),
    [(date(2021, 12, 15), date(2021, 12, 31)), (date(2021, 12, 31), date(2022, 1, 31))],
)
def test_a_light_is_proposed_until_the_month_ends(day: date, until: date) -> None:
    assert end_of_month_after(day) == until


def test_a_settled_item_gets_no_light_by_hand(starter_desk: Desk, bridge: Any, qtbot: QtBot) -> None:
    bridge.run(edits.suspend(bridge.ledger.get("LL-001"), "等批复"))
    dialog = shown(qtbot, HandLightDialog(starter_desk, ["LL-001", "LL-062"]))
    assert [each.code for each in dialog.items] == ["LL-062"]


def test_several_get_another_reporting_cycle(page: LedgerPage, qtbot: QtBot, dialog_of: Any) -> None:
    codes = ["LL-001", "LL-062"]
    before = page.desk.bridge.ledger.entry_count
    choose(page, "报送周期…", codes)
    dialog = dialog_of(ReportingDialog)
    fields = dialog.reporting
    fields.cycle.setCurrentIndex(fields.cycle.findData(str(Cycle.QUARTERLY)))
    fields.month.setCurrentIndex(1)
    fields.day.setValue(5)
    assert fields.meaning() == "按季，下季首月 5 日前"
    fields.since.setText("六月")
    qtbot.mouseClick(dialog.ok, LEFT)
    assert "不是完整的日期" in dialog.fields["reporting"].error()
    fields.since.setText("2021-06-01")
    qtbot.mouseClick(dialog.ok, LEFT)
    wanted = Reporting(cycle=Cycle.QUARTERLY, due_day=5, next_month=True, since=date(2021, 6, 1))
    assert [item(page, code).reporting for code in codes] == [wanted, wanted]
    assert page.desk.bridge.ledger.entry_count == before + 1
    page.desk.bridge.undo()
    assert [item(page, code).reporting for code in codes] == [Reporting(), Reporting()]


def test_the_detail_edits_the_cycle_and_says_what_is_owed(starter_desk: Desk, bridge: Any, qtbot: QtBot) -> None:
    panel = DetailPanel(starter_desk)
    panel.resize(340, 860)
    panel.show_code("LL-062")
    shown(qtbot, panel)
    row = panel.item.facts.rows["reporting"]
    assert row.words() == "按月，每月 25 日前 分办以后才报送"
    bridge.run(edits.assign(bridge.ledger.get("LL-062"), "市委组织部"))
    assert row.words() == "按月，每月 25 日前 连续 9 期未报送（至 2021-11 期）"
    qtbot.mouseClick(row, LEFT)
    fields = panel.item.editor.input
    fields.cycle.setCurrentIndex(fields.cycle.findData(str(Cycle.NONE)))
    assert not fields.day.isEnabled()
    qtbot.mouseClick(panel.item.editor.save_button, LEFT)
    assert bridge.ledger.get("LL-062").reporting.cycle is Cycle.NONE
    assert row.words() == "不定期，不催报"


def test_the_detail_offers_the_same_and_tells_of_each_extension(starter_desk: Desk, qtbot: QtBot) -> None:
    bridge = starter_desk.bridge
    panel = DetailPanel(starter_desk)
    panel.show_code("LL-062")
    shown(qtbot, panel)
    words = [action.text() for action in panel.item.action_row.menu().actions()]
    assert {"延期…", "手动亮灯…", "报送周期…"} <= set(words) and "恢复按规则亮灯" not in words
    for until, why in ((date(2022, 3, 31), "用地"), (date(2022, 6, 30), "汛期")):
        item = bridge.ledger.get("LL-062")
        bridge.run(edits.extend(item, until, why, DOCUMENT, date(2021, 12, 10)))
    said = panel.item.facts.rows["deadline"].words()
    assert said.startswith("2022-06-30 剩 197 天 2021-12-10 批准延期到 2022-06-30：汛期")
    assert said.index("汛期") < said.index("用地") < said.index("原定 2021-12-31") < said.index("“今年”")


def test_the_menu_of_the_window_acts_on_the_row(main_window: MainWindow, qtbot: QtBot, dialog_of: Any) -> None:
    page = main_window.page("ledger")
    page.table.select_codes(["LL-062"], "LL-062")
    main_window.menus.action("extend").trigger()
    dialog = dialog_of(ExtensionDialog)
    assert dialog.windowTitle() == "延期 LL-062"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    said: list[str] = []
    main_window.desk.bridge.announced.connect(lambda text, _undoable: said.append(text))
    main_window.menus.action("by_rule").trigger()
    assert said == ["没有手动亮的灯"]


def test_the_view_of_the_unreported_is_what_the_ledger_finds(page: LedgerPage, qtbot: QtBot) -> None:
    bridge = page.desk.bridge
    for code in ("LL-001", "LL-002", "LL-062"):
        bridge.run(edits.assign(item(page, code), "市发改局"))
    bridge.run(edits.set_status(item(page, "LL-002"), Status.SUBMITTED))
    wanted = LedgerFilter(reported=(Reported.MISSING,))
    found = [each.code for each in bridge.ledger.find(wanted, USUAL_ORDER, bridge.as_of)]
    row = page.panel.views.rows()["本期未报送"]
    assert row.count() == len(found) > 0
    qtbot.mouseClick(row, LEFT)
    assert page.table.rows.codes == found
    group = page.panel.groups["reported"]
    assert not group.is_open(), "folded until somebody wants it"
    page.panel.open_group("reported")
    assert group.rows()["missing"].isChecked() and group.rows()["missing"].count() == len(found)
