"""Importing by mouse and keyboard: look, correct, apply, take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from liling_desk import places
from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.batches_dialog import BatchesDialog
from liling_desk.gui.import_page.diff_model import CELL_ROLE, TICK
from liling_desk.gui.import_page.page import ImportPage
from liling_desk.ledger import edits
from liling_desk.ledger.status import Status

LEFT = Qt.MouseButton.LeftButton


class Answers:
    def __init__(self, table: Path | None = None, target: Path | None = None) -> None:
        self.table, self.target = table, target

    def table_to_import(self) -> Path | None:
        return self.table

    def report_target(self, _proposed: Path, _ending: str) -> Path | None:
        return self.target


def settle(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=10_000)


def open_and_settle(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    page.open_file(path)
    settle(page, qtbot)


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, LEFT)


def choose(field: QComboBox, data: str) -> None:
    place = field.findData(data)
    field.setCurrentIndex(place)
    field.activated.emit(place)


def click_cell(page: ImportPage, row: int, field: str, qtbot: QtBot) -> None:
    view, model = page.review.table, page.review.model
    index = model.place_of(row, field) if field else model.index(model.place_of(row, "").row(), TICK)
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())


def segment(page: ImportPage, key: str) -> QAbstractButton:
    buttons = page.review.filter.findChildren(QAbstractButton)
    return next(each for each in buttons if each.key == key)


def test_first_step_offers_a_file_and_the_samples(page: ImportPage, qtbot: QtBot) -> None:
    assert page.file_step.isVisible()
    assert page.file_step.choose.hasFocus()
    assert not page.other_button.isVisible()
    click(qtbot, page.file_step.sample)
    names = [action.text() for action in page.file_step.samples.actions()]
    assert names == ["示例-2021年5月进展报送", "示例-2021年6月进展报送", "示例-责任分工"]
    page.file_step.samples.close()


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("示例-2021年5月进展报送.csv", "utf-8-sig"),
        ("示例-2021年6月进展报送.csv", "gbk"),
        ("示例-责任分工.csv", "utf-8-sig"),
    ],
)
def test_each_sample_applies_what_it_previews_and_is_taken_back(
    page: ImportPage, starter_desk: Desk, name: str, encoding: str, qtbot: QtBot
) -> None:
    ledger = starter_desk.bridge.ledger
    before = ledger.snapshot()
    open_and_settle(page, places.resource("samples", name), qtbot)
    assert page.review.facts.encoding.currentData() == encoding
    acceptance = page.review.acceptance
    promised = acceptance.tally()
    assert page.review.bar.apply_button.text() == f"应用 {promised.items} 项"
    assert ledger.snapshot() is before
    with qtbot.waitSignal(page.applied) as seen:
        click(qtbot, page.review.bar.apply_button)
    applied = seen.args[0]
    assert len(applied.codes) == promised.items
    assert page.note.what.text().startswith("已导入（第 1 批）")
    assert page.file_step.isVisible()
    open_and_settle(page, places.resource("samples", name), qtbot)
    again = page.review.acceptance.tally()
    assert again.items == 0
    assert not page.review.bar.apply_button.isEnabled()
    click(qtbot, page.review.bar.cancel_button)
    click(qtbot, page.file_step.batches.undo_buttons[1])
    assert page.note.what.text() == "第 1 批已撤销"
    after = ledger.snapshot()
    assert {code: item.but(version=0) for code, item in after.commitments.items()} == {
        code: item.but(version=0) for code, item in before.commitments.items()
    }
    assert not any(after.returns.values())


def test_the_apply_bar_says_what_will_be_done(opened: ImportPage) -> None:
    bar = opened.review.bar
    assert bar.doing.text().startswith("将新增 1 项，改动")
    assert "1 行相同" in bar.leaving.text()
    assert opened.review.facts.period.currentText() == "2021-11"
    assert opened.steps.buttons["check"].isEnabled()


def test_a_click_takes_a_cell_and_a_tick_its_row(opened: ImportPage, qtbot: QtBot) -> None:
    start = opened.review.acceptance
    click_cell(opened, 2, "progress", qtbot)
    assert opened.review.acceptance.state(start.preview.rows[0]) == "some"
    click_cell(opened, 2, "", qtbot)
    assert opened.review.acceptance.state(start.preview.rows[0]) == "all"
    click_cell(opened, 2, "", qtbot)
    assert opened.review.acceptance.state(start.preview.rows[0]) == "none"


def test_space_takes_and_leaves_by_keyboard(opened: ImportPage, qtbot: QtBot) -> None:
    view, model = opened.review.table, opened.review.model
    view.setFocus()
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert opened.review.acceptance.state(model.row_at(model.index(0, 0))) == "none"
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert view.currentIndex().data(CELL_ROLE).accepted


def test_unticked_cells_are_not_written(opened: ImportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    click(qtbot, opened.review.none)
    assert not opened.review.bar.apply_button.isEnabled()
    click_cell(opened, 2, "lead_unit", qtbot)
    assert opened.review.bar.apply_button.text() == "应用 1 项"
    click(qtbot, opened.review.bar.apply_button)
    ledger = starter_desk.bridge.ledger
    assert ledger.get("LL-001").lead_unit == "市交通运输局"
    assert not ledger.returns("LL-001")
    assert ledger.get("LL-014").status is Status.NOT_STARTED


def test_filters_show_one_kind_and_bulk_ticks_act_on_what_is_shown(opened: ImportPage, qtbot: QtBot) -> None:
    click(qtbot, segment(opened, "added"))
    assert [row.number for row in opened.review.model.shown_rows()] == [7]
    click(qtbot, opened.review.none)
    assert opened.review.acceptance.tally().added == 0
    assert opened.review.acceptance.tally().items > 0
    click(qtbot, segment(opened, ""))
    click(qtbot, opened.review.doubtless)
    assert opened.review.acceptance.tally().added == 1


def test_a_decision_of_the_desk_starts_unticked(
    page: ImportPage, starter_desk: Desk, table: Callable[..., Path], qtbot: QtBot
) -> None:
    bridge = starter_desk.bridge
    bridge.run(edits.revise(bridge.ledger.get("LL-062"), assigned_deadline=date(2021, 12, 10)))
    open_and_settle(page, table(), qtbot)
    row = next(each for each in page.reading.preview.rows if each.number == 8)
    assert page.review.acceptance.state(row) == "none"
    assert "第 8 行要改督查室已作的决定" in page.review.problems.hint.words.text()


def test_a_problem_is_found_and_put_right(opened: ImportPage, qtbot: QtBot) -> None:
    panel = opened.review.problems
    assert panel.count.text() == "2"
    card = next(each for each in panel.cards if each.problem.field == "value")
    qtbot.mouseClick(card, LEFT, pos=QPoint(60, 12))
    assert opened.review.table.currentIndex().data(CELL_ROLE).problem is not None
    assert opened.review.table.hasFocus()
    qtbot.keyClick(opened.review.table, Qt.Key.Key_Return)
    assert card.ways[0].hasFocus()
    qtbot.keyClick(card.ways[0], Qt.Key.Key_Space)
    settle(opened, qtbot)
    assert panel.count.text() == "1"
    assert opened.review.model.place_of(5, "value").data(CELL_ROLE).after.startswith("29.5")
    click(qtbot, panel.undo)
    settle(opened, qtbot)
    assert panel.count.text() == "2"


def test_a_cell_can_be_typed_anew(opened: ImportPage, qtbot: QtBot) -> None:
    card = next(each for each in opened.review.problems.cards if each.problem.field == "value")
    click(qtbot, card.other)
    assert card.field.hasFocus()
    card.field.selectAll()
    qtbot.keyClicks(card.field, "30")
    qtbot.keyClick(card.field, Qt.Key.Key_Return)
    settle(opened, qtbot)
    assert opened.review.model.place_of(5, "value").data(CELL_ROLE).after.startswith("30")


def test_problem_rows_are_saved_to_send_back(opened: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "退回.csv"
    opened.ask = Answers(target=target)
    click(qtbot, opened.review.problems.save)
    text = target.read_text(encoding="gbk")
    assert "二十九点五左右" in text
    assert text.splitlines()[0].endswith("问题")
    assert opened.note.what.text() == "问题行已存为 退回.csv"


def test_a_column_changed_by_hand_makes_a_new_preview(opened: ImportPage, qtbot: QtBot) -> None:
    card = opened.review.mapping.cards[4]
    choose(card, "")
    settle(opened, qtbot)
    assert "value" not in opened.review.model.fields
    assert card.currentData() == ""


def test_a_saved_mapping_is_recognised_next_time(
    opened: ImportPage, starter_desk: Desk, table: Callable[..., Path], qtbot: QtBot
) -> None:
    choose(opened.review.mapping.cards[4], "")
    settle(opened, qtbot)
    click(qtbot, opened.review.mapping.save)
    popover = opened.review.mapping._popover
    popover.field.clear()
    qtbot.keyClicks(popover.field, "monthly")
    qtbot.keyClick(popover.field, Qt.Key.Key_Return)
    settle(opened, qtbot)
    assert [each.name for each in starter_desk.bridge.ledger.profiles()] == ["monthly"]
    open_and_settle(opened, table("12月.csv"), qtbot)
    assert opened.review.mapping.profile.text() == "方案：monthly"
    assert "value" not in opened.review.model.fields


def test_another_header_row_encoding_and_period(page: ImportPage, table: Callable[..., Path], qtbot: QtBot) -> None:
    text = "标题,,\n编号,进展情况,\nLL-001,（示例）進展,\n"
    open_and_settle(page, table("big5.csv", text, "utf-8"), qtbot)
    facts = page.review.facts
    assert facts.header.currentText() == "第 2 行"
    facts.header.setCurrentIndex(0)
    facts.header.activated.emit(0)
    settle(page, qtbot)
    assert page.reading.header_index == 0
    facts.header.setCurrentIndex(1)
    facts.header.activated.emit(1)
    settle(page, qtbot)
    facts.period.setEditText("2021-10")
    qtbot.keyClick(facts.period.lineEdit(), Qt.Key.Key_Return)
    settle(page, qtbot)
    assert page.reading.preview.period == "2021-10"


def test_a_wrong_encoding_is_said_and_another_can_be_tried(
    page: ImportPage, table: Callable[..., Path], qtbot: QtBot
) -> None:
    open_and_settle(page, table(encoding="gbk"), qtbot)
    choose(page.review.facts.encoding, "utf-8")
    settle(page, qtbot)
    assert page.reading is None
    assert page.review.unread.isVisible()
    assert not page.review.bar.apply_button.isEnabled()
    choose(page.review.facts.encoding, "gbk")
    settle(page, qtbot)
    assert page.reading is not None
    assert page.review.table.isVisible()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04xl/workbook", b"\xff\x00\x01\x02" * 50])
def test_a_file_that_cannot_be_used_leaves_the_page_usable(
    page: ImportPage, content: bytes, tmp_path: Path, table: Callable[..., Path], qtbot: QtBot
) -> None:
    path = tmp_path / "坏.csv"
    path.write_bytes(content)
    open_and_settle(page, path, qtbot)
    assert page.reading is None
    assert page.review.unread.isVisible()
    page.ask = Answers(table=table())
    click(qtbot, page.other_button)
    settle(page, qtbot)
    assert page.reading is not None


def test_a_dropped_table_is_opened_and_other_files_are_not_taken(
    page: ImportPage, table: Callable[..., Path], tmp_path: Path, qtbot: QtBot
) -> None:
    def drop(path: Path) -> bool:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        page.dropEvent(event)
        return event.isAccepted()

    assert not drop(tmp_path / "a.db")
    assert drop(table())
    qtbot.waitUntil(lambda: page.reading is not None, timeout=10_000)


def test_an_edit_meanwhile_is_in_the_preview_and_ticks_stay(
    opened: ImportPage, starter_desk: Desk, qtbot: QtBot
) -> None:
    click_cell(opened, 4, "", qtbot)
    bridge = starter_desk.bridge
    bridge.run(edits.assign(bridge.ledger.get("LL-001"), "市住建局"))
    settle(opened, qtbot)
    cell = opened.review.model.place_of(2, "lead_unit").data(CELL_ROLE)
    assert (cell.before, cell.after) == ("市住建局", "市交通运输局")
    row = next(each for each in opened.reading.preview.rows if each.number == 4)
    assert opened.review.acceptance.state(row) == "none"


def test_the_result_leads_to_the_items_and_back(opened: ImportPage, qtbot: QtBot) -> None:
    click(qtbot, opened.review.bar.apply_button)
    actions = opened.note.findChildren(QAbstractButton)
    see = next(each for each in actions if each.text() == "查看这些事项")
    assert see.hasFocus()
    with qtbot.waitSignal(opened.show_items) as seen:
        click(qtbot, see)
    assert "LL-014" in seen.args[0].codes


def test_the_batches_dialog_undoes_and_says_what_was_kept(
    opened: ImportPage, starter_desk: Desk, qtbot: QtBot, dialog_of: Callable[[type], BatchesDialog]
) -> None:
    click(qtbot, opened.review.bar.apply_button)
    bridge = starter_desk.bridge
    bridge.run(edits.assign(bridge.ledger.get("LL-001"), "市住建局"))
    click(qtbot, opened.batches_button)
    dialog = dialog_of(BatchesDialog)
    click(qtbot, dialog.list.undo_buttons[1])
    assert dialog.note.what.text() == "第 1 批已撤销"
    assert "LL-001 的牵头单位" in dialog.note.more.text()
    assert dialog.list.undo_buttons == {}
    assert bridge.ledger.get("LL-001").lead_unit == "市住建局"
    dialog.accept()


def test_steps_lead_back(opened: ImportPage, qtbot: QtBot) -> None:
    click(qtbot, opened.steps.buttons["columns"])
    assert opened.review.mapping.cards[0].hasFocus()
    click(qtbot, opened.steps.buttons["apply"])
    assert opened.review.bar.apply_button.hasFocus()
    click(qtbot, opened.steps.buttons["file"])
    assert opened.file_step.isVisible()
    assert opened.reading is None


def test_a_read_only_ledger_can_be_compared_but_not_written(
    opened: ImportPage, starter_desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(type(starter_desk.bridge.ledger), "read_only", property(lambda _self: True))
    starter_desk.bridge.reload()
    settle(opened, qtbot)
    assert not opened.review.bar.apply_button.isEnabled()
    assert opened.review.bar.apply_button.toolTip() == "台账是只读的，不能修改"


def test_a_page_that_is_gone_leaves_its_work_without_a_word(
    starter_desk: Desk, table: Callable[..., Path], qtbot: QtBot
) -> None:
    gone = ImportPage(starter_desk)
    gone.open_file(table())
    session = gone.session
    gone.deleteLater()
    qtbot.waitUntil(lambda: not isValid(session))
    starter_desk.background._pool.waitForDone()
    QCoreApplication.processEvents()
