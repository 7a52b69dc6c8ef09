"""Ways into the import page: every format, folders, several files, the clipboard; one file after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.batches_dialog import BatchesDialog
from liling_desk.gui.import_page.page import ImportPage
from liling_desk.gui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def settle(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.session.choice is not None and not page.is_busy, timeout=10_000)


def choose(field: QComboBox, data: object) -> None:
    place = next(place for place in range(field.count()) if field.itemData(place) == data)
    field.setCurrentIndex(place)
    field.activated.emit(place)


def drop(target: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    target.dropEvent(event)


def apply(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.review.bar.apply_button, LEFT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three returns, a damaged workbook, and two files that are no tables."""
    made = tmp_path / "报送"
    made.mkdir()
    for number, unit in enumerate(("市交通运输局", "市住建局", "市教育局"), 1):
        text = f"编号,进展情况\nLL-00{number},{unit}报来\n"
        (made / f"{number}-{unit}.csv").write_bytes(text.encode("gbk"))
    (made / "4-市水利局.xlsx").write_bytes(b"PK\x03\x04 broken")
    (made / "~$4-市水利局.xlsx").write_bytes(b"x")
    (made / "说明.docx").write_bytes(b"x")
    return made


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Titles, a header of two rows with merged cells, a hidden sheet, a hidden row, a section heading."""
    path = tmp_path / "两行表头.xlsx"
    book = xlsxwriter.Workbook(path)
    middle = book.add_format({"align": "center"})
    sheet, former, empty = book.add_worksheet("进展"), book.add_worksheet("上月底稿"), book.add_worksheet("说明")
    former.write_row(0, 0, ["编号", "进展情况"])
    former.write_row(1, 0, ["LL-002", "上月"])
    former.hide()
    empty.write(0, 0, "请看第一张表")
    sheet.merge_range(0, 0, 0, 4, "2021 年 11 月进展", middle)
    for column, text in enumerate(("编号", "工作任务", "责任单位")):
        sheet.merge_range(1, column, 2, column, text, middle)
    sheet.merge_range(1, 3, 1, 4, "完成情况", middle)
    sheet.write_row(2, 3, ["完成值", "进展情况"])
    sheet.merge_range(3, 2, 4, 2, "市交通运输局", middle)
    sheet.write_row(3, 0, ["LL-001", "106 国道升级改造尽快启动"])
    sheet.write(3, 4, "施工图审查完成")
    sheet.write_row(4, 0, ["LL-002", ""])
    sheet.write(4, 4, "线位方案报批")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.merge_range(5, 0, 5, 4, "二、其他", middle)
    sheet.write_row(6, 0, ["LL-014", "", "市工信局", 100, "点火"])
    sheet.write_row(7, 0, ["合计", "", "", 100])
    book.close()
    return path


def paste(page: ImportPage, text: str, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(text)
    qtbot.keyClick(page.file_step, Qt.Key.Key_V, CONTROL)


def test_a_folder_is_gone_through_file_by_file(
    page: ImportPage, folder: Path, starter_desk: Desk, qtbot: QtBot
) -> None:
    drop(page, folder)
    settle(page, qtbot)
    panel = page.queue_panel
    assert panel.isVisible()
    assert [row.state for row in panel.rows] == ["1 处改动", "未看", "未看", "未看"]
    assert {path.name for path, _ in page.incoming.queue.skipped} == {"~$4-市水利局.xlsx", "说明.docx"}
    apply(page, qtbot)
    assert panel.rows[0].state == "已应用，第 1 批"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle(page, qtbot)
    assert page.reading.sheet.name == "2-市住建局.csv"
    qtbot.mouseClick(panel.next, LEFT)
    settle(page, qtbot)
    qtbot.mouseClick(panel.rows[3], LEFT)
    settle(page, qtbot)
    assert page.review.unread.isVisible()
    assert panel.rows[3].state.startswith("读不了：已损坏")
    qtbot.mouseClick(panel.rows[1], LEFT)
    settle(page, qtbot)
    apply(page, qtbot)
    assert panel.count.text() == "2 / 4"
    assert [batch.file for batch in starter_desk.bridge.ledger.batches()] == ["2-市住建局.csv", "1-市交通运输局.csv"]
    qtbot.mouseClick(panel.close_button, LEFT)
    assert not panel.isVisible()


def test_several_files_make_a_queue_and_one_does_not(page: ImportPage, folder: Path, qtbot: QtBot) -> None:
    first, second, *_ = sorted(folder.glob("*.csv"))
    drop(page, first, second)
    settle(page, qtbot)
    assert [each.path for each in page.incoming.queue.files] == [first, second]
    page.open_file(folder / "3-市教育局.csv")
    settle(page, qtbot)
    assert not page.queue_panel.isVisible()
    drop(page, first)
    settle(page, qtbot)
    assert not page.queue_panel.isVisible()


def test_a_folder_without_tables_is_said(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "空").mkdir()
    drop(page, tmp_path / "空")
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.what.text() == "里面没有可以导入的表格。"
    assert page.file_step.isVisible()


def test_files_and_folders_may_be_dropped_anywhere_in_the_window(
    main_window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    drop(main_window, folder)
    qtbot.waitUntil(lambda: main_window.current_page == "import")
    page = main_window.page("import")
    settle(page, qtbot)
    assert len(page.queue_panel.rows) == 4


def test_cells_are_pasted_by_key(page: ImportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    paste(page, "编号\t进展情况\nLL-001\t施工图审查完成\n", qtbot)
    settle(page, qtbot)
    assert page.review.facts.name.text() == "剪贴板"
    assert not page.review.facts.encoding.isVisible()
    apply(page, qtbot)
    batch = starter_desk.bridge.ledger.batches()[0]
    assert (batch.file, batch.kept) == ("剪贴板", False)


def test_a_clipboard_without_a_table_is_said_where_one_can_paste_again(page: ImportPage, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("只是一句话")
    qtbot.mouseClick(page.file_step.paste, LEFT)
    qtbot.waitUntil(page.note.isVisible)
    assert page.note.what.text() == "剪贴板里没有表格。"
    assert page.file_step.isVisible()


def test_a_copied_file_can_be_pasted(page: ImportPage, folder: Path, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder / "1-市交通运输局.csv"))])
    QApplication.clipboard().setMimeData(mime)
    qtbot.mouseClick(page.file_step.paste, LEFT)
    settle(page, qtbot)
    assert page.reading.sheet.name == "1-市交通运输局.csv"


def test_a_workbook_shows_its_sheets_header_rows_and_what_was_passed_over(
    page: ImportPage, workbook: Path, qtbot: QtBot
) -> None:
    page.open_file(workbook)
    settle(page, qtbot)
    facts = page.review.facts
    assert not facts.encoding.isVisible()
    assert [facts.sheet.itemText(place) for place in range(3)] == ["进展", "上月底稿（隐藏）", "说明"]
    assert facts.header.currentText() == "第 2—3 行"
    assert page.reading.columns.fields == ("code", "title", "lead_unit", "value", "progress")
    assert len(facts.notes.shown()) == 2
    qtbot.mouseClick(facts.notes.more, LEFT)
    told = "".join(facts.notes.shown())
    for part in ("上月底稿", "第 6 行是分节标题", "第 5 行在原表里是隐藏的", "第 8 行是合计"):
        assert part in told


def test_another_sheet_can_be_read_and_left_again(page: ImportPage, workbook: Path, qtbot: QtBot) -> None:
    page.open_file(workbook)
    settle(page, qtbot)
    facts = page.review.facts
    choose(facts.sheet, "上月底稿")
    settle(page, qtbot)
    assert [row.code for row in page.reading.preview.rows] == ["LL-002"]
    choose(facts.sheet, "说明")
    settle(page, qtbot)
    assert page.reading is None
    assert page.review.unread.isVisible()
    choose(facts.sheet, "进展")
    settle(page, qtbot)
    assert len(page.reading.preview.rows) == 3


def test_the_sender_is_told_and_can_be_put_right(
    page: ImportPage, workbook: Path, starter_desk: Desk, table: Callable[..., Path], qtbot: QtBot
) -> None:
    page.open_file(workbook)
    settle(page, qtbot)
    apply(page, qtbot)
    page.open_file(table("市交通运输局报送.csv", "编号,进展情况\nLL-003,有进展\n"))
    settle(page, qtbot)
    assert page.review.facts.sent_by.currentData() == "市交通运输局"
    choose(page.review.facts.sent_by, "市工信局")
    settle(page, qtbot)
    apply(page, qtbot)
    assert starter_desk.bridge.ledger.batches()[0].sender == "市工信局"


def test_the_same_file_is_known_again(
    page: ImportPage, folder: Path, starter_desk: Desk, dialog_of: Callable[[type], object], qtbot: QtBot
) -> None:
    path = folder / "1-市交通运输局.csv"
    page.open_file(path)
    settle(page, qtbot)
    assert not page.seen_before.isVisible()
    apply(page, qtbot)
    page.open_file(path)
    settle(page, qtbot)
    assert "已导入过（第 1 批，示例用户）" in page.seen_before.what.text()
    page.batches_wanted.emit()
    dialog_of(BatchesDialog).close()
    starter_desk.bridge.undo_batch(1)
    settle(page, qtbot)
    page.open_file(path)
    settle(page, qtbot)
    assert "后来撤销了" in page.seen_before.what.text()
    apply(page, qtbot)
    assert [batch.number for batch in starter_desk.bridge.ledger.batches()] == [2, 1]
