"""Letters on the report page: whom to write to, numbers, files, logging them in two steps or when offered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from liling_desk import places
from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.letters_panel import LettersPanel
from liling_desk.gui.report_page.page import ReportPage
from liling_desk.ledger import edits
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.letter import Letter
from liling_desk.open_ledger import OpenLedger
from liling_desk.reporting.letters import papers_of
from tests.gui.report_page.report_hands import click, pdf_text, settle, tick

PATTERN = "醴督〔2021〕{n}号"
UNITS = {"市交通运输局": ("LL-001", "LL-002"), "市文旅广体局": ("LL-003", "LL-004", "LL-005")}


class Folders:
    """Stands for the system's dialogs."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.asked = 0

    def folder_for_letters(self, proposed: Path) -> Path | None:
        self.asked += 1
        return self.folder

    def report_target(self, proposed: Path, ending: str) -> Path | None:
        return self.folder / f"合成{ending}" if self.folder else None


@pytest.fixture
def panel(page: ReportPage, starter_desk: Desk, qtbot: QtBot) -> LettersPanel:
    """The page on 催办单: two units with overdue items, and one overdue item that nobody has."""
    ledger = starter_desk.bridge.ledger
    for unit, codes in UNITS.items():
        for code in codes:
            ledger.apply(edits.assign(ledger.get(code), unit))
            ledger.apply(edits.revise(ledger.get(code), assigned_deadline=date(2021, 11, 30)))
    ledger.apply(edits.revise(ledger.get("LL-006"), assigned_deadline=date(2021, 11, 30)))
    starter_desk.bridge.reload()
    page.choose_kind("reminder")
    settle(page, qtbot)
    assert isinstance(page.panels.shown, LettersPanel)
    return page.panels.shown


def numbered(panel: LettersPanel, page: ReportPage, qtbot: QtBot) -> None:
    panel.fields.number.insert(PATTERN)
    qtbot.waitUntil(lambda: bool(papers_of(page.ready.report)[0].number), timeout=5_000)
    settle(page, qtbot)


def logged(desk: Desk) -> dict[str, tuple[Letter, ...]]:
    return dict(desk.bridge.ledger.snapshot().letters)


def log(panel: LettersPanel, page: ReportPage, qtbot: QtBot) -> None:
    click(qtbot, panel.bottom.log)
    qtbot.waitUntil(lambda: panel.bottom.is_asking, timeout=5_000)
    click(qtbot, panel.bottom.step.yes)
    settle(page, qtbot)


def answer(page: ReportPage, words: str) -> QAbstractButton:
    return next(
        each for each in page.note.findChildren(QAbstractButton) if each.text() == words and not each.isHidden()
    )


def test_units_with_their_counts_and_what_nobody_has(page: ReportPage, panel: LettersPanel, qtbot: QtBot) -> None:
    assert [(row.told.unit, row.told.items) for row in panel.units.rows] == [("市交通运输局", 2), ("市文旅广体局", 3)]
    assert panel.units.counted.text() == "2 个单位，5 项"
    assert panel.nobody.text() == "1 项待分办，没有单位可发"
    assert [paper.unit for paper in papers_of(page.ready.report)] == list(UNITS)
    seen = []
    page.items_requested.connect(lambda wanted, name: seen.append((wanted.codes, name)))
    qtbot.mouseClick(panel.nobody, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert seen == [(("LL-006",), "待分办，没有单位可发函")]


def test_a_unit_that_is_left_out_gets_no_letter(page: ReportPage, panel: LettersPanel, qtbot: QtBot) -> None:
    click(qtbot, panel.units.rows[0])
    settle(page, qtbot)
    assert panel.units.counted.text() == "1 个单位，3 项"
    assert [paper.unit for paper in papers_of(page.ready.report)] == ["市文旅广体局"]
    qtbot.keyClick(panel.units.rows[0], Qt.Key.Key_Down)
    assert panel.units.rows[1].hasFocus()
    qtbot.keyClick(panel.units.rows[1], Qt.Key.Key_Space)
    settle(page, qtbot)
    assert panel.units.counted.text() == "0 个单位，0 项"
    assert not panel.bottom.log.isEnabled()
    assert panel.bottom.log.toolTip() == "没有选中的单位"
    click(qtbot, panel.units.every)
    settle(page, qtbot)
    assert panel.units.counted.text() == "2 个单位，5 项"


def test_what_is_typed_stands_in_the_letters_and_is_kept(
    page: ReportPage, panel: LettersPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    panel.fields.issuer.insert("中共醴陵市委督查室")
    panel.fields.contact.insert("张三 0731-23222222")
    panel.fields.imprint.insertPlainText("抄送：市政府办公室。")
    tick(qtbot, panel.fields.asks_reply)
    numbered(panel, page, qtbot)
    text = pdf_text(page.ready.pdf)
    for words in ("中共醴陵市委督查室", "醴督〔2021〕1号", "醴督〔2021〕2号", "张三", "抄送：市政府办公室", "12月22日"):
        assert words in text, words
    page.choose_kind("assignment")
    settle(page, qtbot)
    other = page.panels.shown
    assert other.fields.issuer.text() == "中共醴陵市委督查室"
    assert other.fields.number.text() == ""
    again = ReportPage(starter_desk)
    qtbot.addWidget(again)
    again.show()
    again.choose_kind("reminder")
    settle(again, qtbot)
    assert again.panels.shown.fields.number.text() == PATTERN


def test_what_is_typed_is_written_down_when_the_field_is_left(
    page: ReportPage, panel: LettersPanel, starter_desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    written, fields, real = [], panel.fields, starter_desk.choices.remember
    monkeypatch.setattr(starter_desk.choices, "remember", lambda name, value: (written.append(name), real(name, value)))
    fields.contact.setFocus()
    qtbot.keyClicks(fields.contact, "0731-23222222")
    settle(page, qtbot)
    assert "letters" not in written
    fields.imprint.setFocus()
    assert written.count("letters") == 1
    qtbot.keyClicks(fields.imprint, "abc")
    starter_desk.bridge.reload()
    assert fields.imprint.toPlainText() == "abc" and written.count("letters") == 2
    fields.issuer.setFocus()
    assert written.count("letters") == 2, "nothing was typed since"


def test_the_issuer_is_at_first_the_one_of_a_letterhead(page: ReportPage, starter_desk: Desk, qtbot: QtBot) -> None:
    page.options.letterhead.head.set_open(True)
    page.options.letterhead.lines["issuer"].insert("醴陵市政府督查室")
    qtbot.waitUntil(lambda: page.ready.report.letterhead is not None, timeout=5_000)
    page.choose_kind("reminder")
    assert page.panels.shown.fields.issuer.text() == "醴陵市政府督查室"


def test_a_pattern_without_a_place_is_said_beside_it(page: ReportPage, panel: LettersPanel, qtbot: QtBot) -> None:
    panel.fields.number.insert("醴督〔2021〕号")
    qtbot.waitUntil(lambda: "{n}" in panel.fields.run.text(), timeout=5_000)
    settle(page, qtbot)
    assert not panel.fields.first.isEnabled()
    assert papers_of(page.ready.report)[0].number == ""


def test_logging_takes_two_steps_stands_in_the_history_and_can_be_undone(
    page: ReportPage, panel: LettersPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    numbered(panel, page, qtbot)
    click(qtbot, panel.bottom.log)
    qtbot.waitUntil(lambda: panel.bottom.is_asking, timeout=5_000)
    assert panel.bottom.step.words.text() == "登记 2 份，醴督〔2021〕1—2号，到 5 项的历史。"
    qtbot.keyClick(panel.bottom.step.no, Qt.Key.Key_Escape)
    assert not panel.bottom.is_asking
    assert logged(starter_desk) == {}
    log(panel, page, qtbot)
    assert sorted(logged(starter_desk)) == sorted(code for codes in UNITS.values() for code in codes)
    assert panel.bottom.logged.text() == "已登记 醴督〔2021〕1—2号\n2021-12-15，2 份"
    # The letters on the screen keep their numbers, to be printed.
    assert [paper.number for paper in papers_of(page.ready.report)] == ["醴督〔2021〕1号", "醴督〔2021〕2号"]
    assert panel.units.rows[0].told.last == "上次 2021-12-15"
    panel.begin_next()
    settle(page, qtbot)
    assert papers_of(page.ready.report)[0].number == "醴督〔2021〕3号"
    starter_desk.bridge.undo()
    settle(page, qtbot)
    assert logged(starter_desk) == {}
    assert papers_of(page.ready.report)[0].number == "醴督〔2021〕1号"
    assert panel.bottom.log.isVisible()


def test_a_number_that_was_given_is_not_given_again(
    page: ReportPage, panel: LettersPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    numbered(panel, page, qtbot)
    log(panel, page, qtbot)
    panel.begin_next()
    qtbot.keyClick(panel.fields.first, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: papers_of(page.ready.report)[0].number == "醴督〔2021〕2号", timeout=5_000)
    settle(page, qtbot)
    log(panel, page, qtbot)
    assert page.note.what.text() == "文号 醴督〔2021〕2号 已经用过。"
    click(qtbot, answer(page, "从 3 号编起"))
    settle(page, qtbot)
    assert papers_of(page.ready.report)[0].number == "醴督〔2021〕3号"
    log(panel, page, qtbot)
    assert len(logged(starter_desk)["LL-001"]) == 2


def test_letters_of_a_ledger_are_not_logged_in_another_one(
    page: ReportPage, panel: LettersPanel, starter_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    bridge = starter_desk.bridge
    other = tmp_path / "另一本.db"
    bridge.ledger.backup(other)
    former = page.ready
    page.delivery.ask = Folders(tmp_path)
    click(qtbot, page.head.word_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=20_000)
    assert page.note.more.text() == "登记为已发出？"
    click(qtbot, panel.bottom.log)
    bridge.show_ledger(OpenLedger.open(other, "示例用户"))
    assert page.note.isHidden() and not panel.bottom.is_asking
    settle(page, qtbot)
    assert panel.offer(former) == ("", ()) and panel.offer(page.ready)[0] == "登记为已发出？"
    assert logged(starter_desk) == {} and not panel.bottom.is_asking


@pytest.mark.parametrize("ending", [".docx", ".pdf"])
def test_a_file_for_each_unit_then_the_offer_to_log(
    page: ReportPage, panel: LettersPanel, starter_desk: Desk, tmp_path: Path, ending: str, qtbot: QtBot
) -> None:
    numbered(panel, page, qtbot)
    page.delivery.ask = Folders(tmp_path)
    click(qtbot, page.head.word_button if ending == ".docx" else page.head.pdf_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=20_000)
    folder = tmp_path / "承诺事项催办单-2021-12-15"
    assert len(list(folder.glob(f"*{ending}"))) == 2
    assert page.note.what.text() == "已存 2 份到 承诺事项催办单-2021-12-15"
    assert page.note.more.text() == "登记为已发出？"
    click(qtbot, answer(page, "登记发文"))
    assert len(logged(starter_desk)) == 5
    assert not page.note.isVisible()
    settle(page, qtbot)
    click(qtbot, page.head.word_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=20_000)
    assert page.note.what.text() == "已存 2 份到 承诺事项催办单-2021-12-15-2"
    assert page.note.more.text() == str(tmp_path)


def test_one_document_for_a_print_run(page: ReportPage, panel: LettersPanel, tmp_path: Path, qtbot: QtBot) -> None:
    panel.fields.form.setFocus()
    qtbot.keyClick(panel.fields.form, Qt.Key.Key_Down)
    page.delivery.ask = Folders(tmp_path)
    click(qtbot, page.head.word_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=20_000)
    assert page.delivery.ask.asked == 0
    words = "".join(each.text for each in docx.Document(str(tmp_path / "合成.docx")).paragraphs)
    assert all(unit in words for unit in UNITS)
    click(qtbot, answer(page, "不登记"))
    assert not page.note.isVisible()


def test_printing_offers_to_log(
    page: ReportPage, panel: LettersPanel, starter_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    def to_file(printer: QPrinter, _pages: int, _parent: object) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setFromTo(1, 1)
        return True

    page.delivery.ask_printer = to_file
    click(qtbot, page.head.print_button)
    qtbot.waitUntil(lambda: page.note.what.text() == "已送打印机，1 页", timeout=30_000)
    assert page.note.more.text() == "登记为已发出？"
    click(qtbot, answer(page, "登记发文"))
    assert len(logged(starter_desk)) == 5


def test_templates_are_copied_when_that_is_wanted(page: ReportPage, panel: LettersPanel, qtbot: QtBot) -> None:
    opened = []
    page.delivery.open = opened.append
    folder = places.letter_templates_dir()
    click(qtbot, panel.fields.templates)
    assert "assignment.docx" in page.note.what.text()
    click(qtbot, answer(page, "不复制"))
    assert not folder.exists()
    click(qtbot, panel.fields.templates)
    click(qtbot, answer(page, "复制并打开"))
    assert sorted(each.name for each in folder.iterdir()) == ["assignment.docx", "due_soon.docx", "reminder.docx"]
    click(qtbot, panel.fields.templates)
    assert opened == [folder, folder]


def test_a_template_that_cannot_be_used_is_said_with_the_way_to_it(
    page: ReportPage, panel: LettersPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = places.letter_templates_dir()
    folder.mkdir(parents=True)
    (folder / "reminder.docx").write_bytes(b"no document")
    opened = []
    page.delivery.open = opened.append
    page.delivery.ask = Folders(tmp_path)
    click(qtbot, page.head.word_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=20_000)
    assert "reminder.docx" in page.note.what.text()
    assert page.note.more.text()
    assert not list(tmp_path.glob("承诺事项*"))
    click(qtbot, answer(page, "打开模板文件夹"))
    assert opened == [folder]


def test_nobody_to_write_to(page: ReportPage, panel: LettersPanel, qtbot: QtBot) -> None:
    page.show_filter(LedgerFilter(codes=("LL-050",)), SortOrder())
    settle(page, qtbot)
    assert page.options.scope_box.currentText() == "选定的事项，1 项"
    assert panel.units.counted.text() == "没有要发函的单位"
    assert not panel.bottom.log.isEnabled()
    assert "没有需要发函的单位" in pdf_text(page.ready.pdf)
    page.show_filter(LedgerFilter(codes=("LL-001", "LL-050")), SortOrder())
    settle(page, qtbot)
    assert panel.units.counted.text() == "1 个单位，1 项"
