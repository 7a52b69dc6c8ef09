"""Ticking off and the bulk actions: asked once, written as one edit, taken back as one."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDateEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from liling_desk.gui.ledger_page.bulk_dialogs import AssignDialog, StatusDialog
from liling_desk.gui.ledger_page.columns import TICK, TITLE
from liling_desk.gui.ledger_page.page import LedgerPage
from liling_desk.gui.ledger_page.tick_popover import TickPopover
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Colour, Status

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


def box_of(page: LedgerPage, code: str) -> QPoint:
    row = page.table.rows.row_of(code)
    return page.table.visualRect(page.table.rows.index(row, TICK)).center()


def item(page: LedgerPage, code: str) -> Commitment:
    return page.desk.bridge.ledger.get(code)


def popover(page: LedgerPage) -> TickPopover:
    assert page.ticking.popover is not None
    return page.ticking.popover


def words(popover: TickPopover) -> QPlainTextEdit:
    return popover.findChild(QPlainTextEdit)


class _Painted(QObject):
    """Which areas of a widget are painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.areas: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


def press(parent: object, text: str, qtbot: QtBot) -> None:
    button = next(each for each in parent.findChildren(QPushButton) if each.text() == text and each.isVisible())
    qtbot.mouseClick(button, LEFT)


@pytest.fixture
def submitted(page: LedgerPage) -> str:
    code = page.table.rows.codes[2]
    report = Return(
        key=edits.new_key(), commitment=code, period="2021-12", reported_on=date(2021, 12, 10), unit="市科工信局",
        progress="已投产", claimed_status=Status.DONE,
    )  # fmt: skip
    page.desk.bridge.run(edits.add_return(report, item(page, code)))
    return code


def test_a_click_on_the_box_asks_for_the_basis_and_then_ticks(page: LedgerPage, qtbot: QtBot) -> None:
    code = page.table.rows.codes[1]
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=box_of(page, code))
    asked = popover(page)
    assert words(asked).hasFocus()
    assert item(page, code).status is Status.NOT_STARTED
    qtbot.keyClick(words(asked), Qt.Key.Key_Return, CTRL)
    assert page.ticking.popover is asked, "an empty basis ticks nothing"
    words(asked).setPlainText("验收文号〔2021〕8 号")
    asked.findChild(QDateEdit).setDate(QDate(2021, 12, 8))
    with qtbot.waitSignal(page.desk.bridge.announced) as said:
        qtbot.keyClick(words(asked), Qt.Key.Key_Return, CTRL)
    assert said.args == [f"已销号 {code} {item(page, code).title}", True]
    done = item(page, code)
    assert (done.status, done.done_on, done.done_basis) == (Status.DONE, date(2021, 12, 8), "验收文号〔2021〕8 号")
    assert done.done_by == page.desk.bridge.ledger.actor
    assert page.ticking.popover is None
    assert page.table.hasFocus()
    assert page.table.current_code == code
    page.desk.bridge.undo()
    assert item(page, code).status is Status.NOT_STARTED


def test_space_ticks_the_row_and_esc_leaves_it(page: LedgerPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.keyClick(words(popover(page)), Qt.Key.Key_Escape)
    assert page.ticking.popover is None
    assert page.table.hasFocus()
    assert item(page, page.table.rows.codes[0]).status is Status.NOT_STARTED


def test_a_click_in_the_popover_leaves_the_focus_in_the_text(page: LedgerPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    asked = popover(page)
    accept = next(each for each in asked.findChildren(QPushButton) if each.text() == "销号")
    qtbot.mousePress(accept, LEFT)
    assert words(asked).hasFocus()
    qtbot.mouseRelease(accept, LEFT)
    assert page.ticking.popover is asked, "an empty basis ticks nothing"
    assert accept.updatesEnabled()
    assert words(asked).hasFocus()
    qtbot.keyClick(words(asked), Qt.Key.Key_Tab)
    while not accept.hasFocus():
        before = asked.focusWidget()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert asked.focusWidget() is not before
    words(asked).setPlainText("凭据")
    qtbot.keyClick(accept, Qt.Key.Key_Space)
    assert page.ticking.popover is None
    assert page.table.hasFocus()


def test_the_focus_that_comes_back_paints_only_its_row(page: LedgerPage, qtbot: QtBot) -> None:
    rows, table = _Painted(page.table.viewport()), page.table
    code = table.rows.codes[3]
    table.select_codes([code], code)
    page.header.search.setFocus()
    QCoreApplication.processEvents()
    without = table.viewport().grab(table.visualRect(table.rows.index(3, TICK))).toImage()
    rows.areas.clear()
    table.setFocus()
    QCoreApplication.processEvents()
    height = table.rowHeight(3)
    assert [(area.top(), area.height()) for area in rows.areas] == [(table.rowViewportPosition(3), height)]
    assert table.viewport().grab(table.visualRect(table.rows.index(3, TICK))).toImage() != without, (
        "its box has the ring"
    )


def test_a_ticked_row_stays_in_place_until_read_again(page: LedgerPage, qtbot: QtBot) -> None:
    page.apply_filter(LedgerFilter(light=(Colour.YELLOW,)))
    codes = page.table.rows.codes
    page.table.select_codes([codes[1]], codes[1])
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    words(popover(page)).setPlainText("凭据")
    press(popover(page), "销号", qtbot)
    assert page.table.rows.codes == codes
    assert page.middle.summary.count.text() == f"{len(codes) - 1} / 93 项"
    page.desk.bridge.reload()
    assert page.table.rows.codes == [codes[0], *codes[2:]]
    assert page.table.current_code == codes[2]


def test_several_rows_share_one_popover_and_one_edit(page: LedgerPage, qtbot: QtBot) -> None:
    codes = page.table.rows.codes[:3]
    before = page.desk.bridge.ledger.entry_count
    page.table.select_codes(codes, codes[0])
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    words(popover(page)).setPlainText("会议纪要")
    press(popover(page), "销号", qtbot)
    assert all(item(page, code).done_basis == "会议纪要" for code in codes)
    assert page.desk.bridge.ledger.entry_count == before + 1
    page.desk.bridge.undo()
    assert all(item(page, code).status is Status.NOT_STARTED for code in codes)


def test_a_filled_box_offers_to_reopen_with_a_reason(page: LedgerPage, qtbot: QtBot) -> None:
    code = page.table.rows.codes[0]
    page.desk.bridge.run(edits.tick_off(item(page, code), "凭据", date(2021, 12, 1), "甲"))
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=box_of(page, code))
    words(popover(page)).setPlainText("验收没有通过")
    press(popover(page), "重新打开", qtbot)
    assert item(page, code).status is Status.IN_PROGRESS
    assert page.desk.bridge.ledger.recent(1)[0].reason == "验收没有通过"


def test_a_claim_is_shown_and_can_be_sent_back(page: LedgerPage, qtbot: QtBot, submitted: str) -> None:
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=box_of(page, submitted))
    asked = popover(page)
    texts = [each.text() for each in asked.findChildren(type(asked._title))]
    assert "市科工信局 12-10 自报完成" in texts
    press(asked, "退回，未完成", qtbot)
    words(asked).setPlainText("缺验收材料")
    press(asked, "退回", qtbot)
    assert item(page, submitted).status is Status.IN_PROGRESS


def test_the_bar_assigns_to_a_new_unit_in_one_edit(page: LedgerPage, qtbot: QtBot, dialog_of: object) -> None:
    codes = page.table.rows.codes[:4]
    page.table.select_codes(codes, codes[0])
    qtbot.mouseClick(page.middle.bar.buttons["assign"], LEFT)
    dialog = dialog_of(AssignDialog)
    dialog.lead.setEditText("市交通运输局")
    dialog.support.setText("市公安局、市财政局")
    press(dialog, "分办", qtbot)
    assert {item(page, code).lead_unit for code in codes} == {"市交通运输局"}
    assert item(page, codes[0]).support_units == ("市公安局", "市财政局")
    assert set(page.desk.bridge.ledger.snapshot().units) == {"市交通运输局", "市公安局", "市财政局"}
    assert page.table.selected_codes == codes
    assert page.table.hasFocus()
    page.desk.bridge.undo()
    assert {item(page, code).lead_unit for code in codes} == {None}


def test_suspending_needs_a_reason_and_leaves_done_items_alone(
    page: LedgerPage, qtbot: QtBot, dialog_of: object
) -> None:
    codes = page.table.rows.codes[:3]
    page.desk.bridge.run(edits.tick_off(item(page, codes[1]), "凭据", date(2021, 12, 1), "甲"))
    page.table.select_codes(codes, codes[0])
    qtbot.mouseClick(page.middle.bar.buttons["status"], LEFT)
    dialog = dialog_of(StatusDialog)
    next(each for each in dialog.findChildren(type(dialog._choices[Status.SUSPENDED])) if each.text() == "暂缓").click()
    press(dialog, "改状态", qtbot)
    assert dialog.isVisible()
    dialog.findChild(QPlainTextEdit).setPlainText("等批复")
    press(dialog, "改状态", qtbot)
    assert [item(page, code).status for code in codes] == [Status.SUSPENDED, Status.DONE, Status.SUSPENDED]


def test_select_all_and_none_from_the_bar(page: LedgerPage, qtbot: QtBot) -> None:
    page.apply_filter(LedgerFilter(light=(Colour.YELLOW,)))
    codes = page.table.rows.codes
    page.table.select_codes(codes[:2], codes[0])
    qtbot.mouseClick(page.middle.bar.buttons["all"], LEFT)
    assert page.table.selected_codes == codes
    qtbot.mouseClick(page.middle.bar.leave, LEFT)
    assert page.table.selected_codes == []
    assert page.table.hasFocus()


def test_the_menu_deletes_and_restores(page: LedgerPage) -> None:
    code = page.table.rows.codes[0]
    menu = page.row_actions.menu([code])
    names = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert names == [
        "看详情并修改", "登记报送…", "销号…", "分办…", "改状态…", "暂缓…", "终止…", "延期…", "手动亮灯…", "报送周期…",
        "拆分为子事项…", "督办单…", "催办单…", "提醒函…", "复制", "导出…", "删除",
    ]  # fmt: skip
    next(action for action in menu.actions() if action.text() == "删除").trigger()
    assert item(page, code).deleted
    page.apply_filter(LedgerFilter(deleted=True))
    assert page.table.rows.codes == [code]
    bin_menu = page.row_actions.menu([code])
    bin_menu.actions()[0].trigger()
    assert not item(page, code).deleted
    assert page.middle.empty is not None


def test_a_right_click_keeps_the_selection(page: LedgerPage, qtbot: QtBot) -> None:
    codes = page.table.rows.codes[:3]
    page.table.select_codes(codes, codes[0])
    at = page.table.visualRect(page.table.rows.index(1, TITLE)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert page.table.selected_codes == codes
