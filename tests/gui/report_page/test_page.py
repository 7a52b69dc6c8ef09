"""The report page by mouse and keyboard: what is shown is what is saved and printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.page import ReportPage
from liling_desk.gui.report_page.pdf_pages import PdfPages
from liling_desk.ledger import edits
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.status import Colour
from liling_desk.reporting.kinds import KINDS
from tests.gui.report_page.report_hands import Answers, click, pdf_text, row_of, settle, tick


def test_the_first_preview_is_the_status_of_the_whole_ledger(page: ReportPage) -> None:
    assert page.ready is not None
    assert page.ready.report.kind == "status"
    assert "共 93 项" in pdf_text(page.ready.pdf)
    assert page.bar.place_words() == f"第 1 页，共 {len(page.ready.pages)} 页"
    assert page.options.scope_box.currentText() == "全部台账，93 项"
    assert not page.view.is_stale


def test_the_pages_that_are_seen_have_pictures_at_the_screens_pixels(page: ReportPage) -> None:
    picture = page.view.grab().toImage()
    assert picture.pixelColor(picture.width() // 4, 60).name() == "#ffffff"
    assert page.ready is not None
    first = page.ready.pictures[0]
    width, _ = page.ready.pages.sizes[0]
    assert abs(first.image.width() - width * first.scale) <= 1


def test_an_option_makes_a_new_preview(page: ReportPage, qtbot: QtBot) -> None:
    before = page.ready
    tick(qtbot, page.options.switches["charts"])
    assert page.view.is_stale
    settle(page, qtbot)
    assert page.ready is not before
    assert "各工程亮灯情况" not in pdf_text(page.ready.pdf)


def test_many_changes_make_one_preview(page: ReportPage, qtbot: QtBot) -> None:
    shown = []
    page.view.moved.connect(lambda *place: shown.append(place))
    for name in ("charts", "settled_items", "undated_items"):
        tick(qtbot, page.options.switches[name])
    settle(page, qtbot)
    documents = {id(page.ready)}
    assert len(documents) == 1
    assert page.ready.report.items.rows == () or len(page.ready.report.items.rows) < 93


def test_another_kind_by_arrow_key_and_its_own_options(page: ReportPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.kinds.rows.checkedButton(), Qt.Key.Key_Down)
    settle(page, qtbot)
    assert page.ready.report.kind == KINDS[1].key
    click(qtbot, row_of(page, "ledger"))
    settle(page, qtbot)
    assert page.ready.report.kind == "ledger"
    assert not page.options.switches["charts"].isVisible()
    assert page.options.switches["progress_texts"].isVisible()
    assert page.options.columns.isVisible()
    width, height = page.ready.pages.sizes[0]
    assert width > height


def test_columns_of_the_ledger_report(page: ReportPage, qtbot: QtBot) -> None:
    click(qtbot, row_of(page, "ledger"))
    settle(page, qtbot)
    menu = page.options.columns.menu_of_columns
    next(action for action in menu.actions() if action.text() == "备注").trigger()
    settle(page, qtbot)
    assert "note" in [column.key for column in page.ready.report.items.columns]
    assert page.options.columns.text() == "9 栏"


def test_the_lists_filter_becomes_the_scope(page: ReportPage, qtbot: QtBot) -> None:
    page.show_filter(LedgerFilter(light=(Colour.YELLOW,)), SortOrder())
    settle(page, qtbot)
    assert page.options.scope_box.currentText() == "当前筛选，6 项"
    assert len(page.ready.report.items.rows) == 6
    page.options.scope_box.setFocus()
    qtbot.keyClick(page.options.scope_box, Qt.Key.Key_Up)
    settle(page, qtbot)
    assert len(page.ready.report.items.rows) == 93


def test_a_change_of_the_ledger_is_in_the_next_preview(page: ReportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    bridge = starter_desk.bridge
    bridge.run(edits.tick_off(bridge.ledger.get("LL-001"), "验收文号 1", date(2021, 12, 1), "某人"))
    settle(page, qtbot)
    assert "已办结 1 项" in pdf_text(page.ready.pdf)


def test_the_as_of_day_is_the_windows(page: ReportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    page.options.as_of.setDate(date(2022, 1, 10))
    settle(page, qtbot)
    assert starter_desk.bridge.as_of == date(2022, 1, 10)
    assert "超期 6 项" in pdf_text(page.ready.pdf)
    assert page.options.today.isVisible()
    click(qtbot, page.options.today)
    settle(page, qtbot)
    assert starter_desk.bridge.as_of_is_today
    assert not page.options.today.isVisible()


def test_page_keys_turn_pages_from_anywhere(page: ReportPage, qtbot: QtBot) -> None:
    page.view.set_zoom("100")
    qtbot.keyClick(page.kinds.rows.checkedButton(), Qt.Key.Key_PageDown)
    assert page.view.current == 1
    qtbot.keyClick(page.view, Qt.Key.Key_End)
    assert page.view.current == len(page.ready.pages) - 1
    assert not page.bar.forth.isEnabled()
    qtbot.keyClick(page.view, Qt.Key.Key_PageUp)
    qtbot.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.current == 0
    click(qtbot, page.bar.forth)
    assert page.bar.place_words().startswith("第 2 页")


def test_zoom_by_key_is_kept(page: ReportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.bar.zoom_button.text() == "100%"
    assert starter_desk.choices.remembered("report_zoom") == "100"
    qtbot.keyClick(page.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.bar.zoom_button.text() == "整页宽"


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv"])
def test_what_is_shown_is_saved(page: ReportPage, ending: str, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / f"报表{ending}"
    page.delivery.ask = Answers(target)
    if ending == ".csv":
        page.head.formats[ending].trigger()
    else:
        click(qtbot, page.head.pdf_button if ending == ".pdf" else page.head.excel_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=10_000)
    assert target.stat().st_size > 1000
    assert page.note.what.text() == f"已存为 报表{ending}"
    assert page.delivery.ask.proposed.name == f"承诺事项总体情况-2021-12-15{ending}"
    if ending == ".pdf":
        assert pdf_text(target.read_bytes()) == pdf_text(page.ready.pdf)


def test_saving_right_after_a_change_waits_for_the_new_preview(page: ReportPage, tmp_path: Path, qtbot: QtBot) -> None:
    target = tmp_path / "a.pdf"
    page.delivery.ask = Answers(target)
    tick(qtbot, page.options.switches["charts"])
    click(qtbot, page.head.pdf_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=10_000)
    assert "各工程亮灯情况" not in pdf_text(target.read_bytes())


def test_a_place_that_cannot_be_written_is_said_inline(page: ReportPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.delivery.ask = Answers(tmp_path / "没有" / "a.pdf")
    click(qtbot, page.head.pdf_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=10_000)
    assert "没有" in page.note.what.text()
    assert page.note.more.text()
    click(qtbot, page.note.close_button)
    assert not page.note.isVisible()


def test_no_answer_writes_nothing(page: ReportPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.delivery.ask = Answers(None)
    click(qtbot, page.head.pdf_button)
    assert not page.note.isVisible()
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".pdf"]


@pytest.mark.parametrize("kind", ["status", "ledger"])
def test_ctrl_p_prints_every_page_the_right_way_up(page: ReportPage, kind: str, tmp_path: Path, qtbot: QtBot) -> None:
    click(qtbot, row_of(page, kind))
    settle(page, qtbot)
    target = tmp_path / "printed.pdf"

    def to_file(printer: QPrinter, pages: int, _parent: object) -> bool:
        assert pages == len(page.ready.pages)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setFromTo(1, 2)
        return True

    page.delivery.ask_printer = to_file
    qtbot.keyClick(page.kinds.rows.checkedButton(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.note.what.text() == "已送打印机，2 页", timeout=30_000)
    with PdfPages.alone(), pypdfium2.PdfDocument(target.read_bytes()) as printed:
        assert len(printed) == 2
        for number in range(2):
            wanted, got = page.ready.pages.sizes[number], printed.get_page_size(number)
            assert abs(wanted[0] - got[0]) < 2
            assert abs(wanted[1] - got[1]) < 2


def test_one_print_job_at_a_time_even_where_saving_fails_meanwhile(
    page: ReportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked, told = [], []

    def to_file(printer: QPrinter, pages: int, _parent: object) -> bool:
        asked.append(pages)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return True

    page.delivery.ask_printer = to_file
    page.delivery.ask = Answers(tmp_path / "no" / "a.csv")
    monkeypatch.setattr(page.note, "say_problem", lambda problem: told.append(problem))
    page.print_report()
    page.save(".csv")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    page.print_report()
    assert len(asked) == 1, "the first one is still under way"
    done = f"已送打印机，{len(page.ready.pages)} 页"
    qtbot.waitUntil(lambda: page.note.what.text() == done, timeout=30_000)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_fails_is_said_inline(page: ReportPage, tmp_path: Path, qtbot: QtBot) -> None:
    def nowhere(printer: QPrinter, _pages: int, _parent: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
        return True

    page.delivery.ask_printer = nowhere
    click(qtbot, page.head.print_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=10_000)
    assert page.note.what.text() == "打印机没有接受这份报表。"
