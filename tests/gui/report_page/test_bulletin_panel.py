"""The bulletin on the report page: drafting, issuing in two steps, the issue as it went out, withdrawing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import typst
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.bulletin_panel import BulletinPanel
from liling_desk.gui.report_page.page import ReportPage
from liling_desk.ledger import edits
from liling_desk.ledger.bulletin import Bulletin, draft
from liling_desk.ledger.errors import LedgerUnusable
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.status import Colour
from liling_desk.open_ledger import OpenLedger
from liling_desk.translations import Message
from tests.gui.conftest import TODAY
from tests.gui.report_page.report_hands import Answers, click, pdf_text, settle, tick


@pytest.fixture
def panel(page: ReportPage, qtbot: QtBot) -> BulletinPanel:
    """The page on the bulletin, its preview finished."""
    page.choose_kind("bulletin")
    settle(page, qtbot)
    assert isinstance(page.panels.shown, BulletinPanel)
    return page.panels.shown


def press_issue(page: ReportPage, panel: BulletinPanel, qtbot: QtBot) -> None:
    click(qtbot, panel.buttons.issue)
    qtbot.waitUntil(lambda: panel.buttons.is_asking, timeout=10_000)


def issue(page: ReportPage, panel: BulletinPanel, qtbot: QtBot) -> Bulletin:
    press_issue(page, panel, qtbot)
    click(qtbot, panel.buttons.step.yes)
    qtbot.waitUntil(lambda: panel.state.issue is not None, timeout=10_000)
    settle(page, qtbot)
    return panel.state.issue


def link_to(panel: BulletinPanel, link: QAbstractButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(10, link.height() // 2))


def test_the_first_issue_is_proposed_and_carries_the_draft_stamp(page: ReportPage, panel: BulletinPanel) -> None:
    assert panel.chooser.currentText() == "新的一期"
    assert (panel.fields.year.value(), panel.fields.number.value()) == (2021, 1)
    assert panel.fields.compared.text() == "没有上期，这是第一期"
    text = pdf_text(page.ready.pdf)
    assert "草稿" in text
    assert "2021 年第 1 期" in text


def test_what_is_typed_is_in_the_preview_and_survives_the_end(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    panel.fields.remarks.setFocus()
    panel.fields.remarks.insertPlainText("各单位月底前报送整改情况。")
    panel.fields.title.insert("市重点工作督查通报")
    qtbot.waitUntil(lambda: page.ready.report.title == "市重点工作督查通报", timeout=5_000)
    assert "各单位月底前报送整改情况" in pdf_text(page.ready.pdf)
    assert starter_desk.bridge.ledger.bulletins() == []
    page.close()
    again = ReportPage(starter_desk)
    qtbot.addWidget(again)
    again.show()
    again.choose_kind("bulletin")
    settle(again, qtbot)
    assert again.panels.shown.fields.remarks.toPlainText() == "各单位月底前报送整改情况。"
    assert again.panels.shown.fields.title.text() == "市重点工作督查通报"


def test_a_draft_is_kept_revised_and_thrown_away(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    bridge = starter_desk.bridge
    panel.fields.remarks.insertPlainText("一")
    click(qtbot, panel.buttons.keep)
    kept = bridge.ledger.bulletins()
    assert [(each.key, each.remarks, each.as_of) for each in kept] == [("2021-1", "一", TODAY)]
    assert panel.chooser.currentText() == "2021 年第 1 期，草稿"
    assert not panel.buttons.keep.isEnabled()
    assert panel.buttons.keep.toolTip()
    panel.fields.number.selectAll()
    qtbot.keyClicks(panel.fields.number, "11")
    click(qtbot, panel.buttons.keep)
    assert [each.key for each in bridge.ledger.bulletins()] == ["2021-11"]
    click(qtbot, panel.buttons.discard)
    assert bridge.ledger.bulletins() == []
    assert panel.chooser.currentText() == "新的一期"
    bridge.undo()
    assert [each.key for each in bridge.ledger.bulletins()] == ["2021-11"]


def test_issuing_takes_two_steps_and_shows_the_paper_that_is_kept(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    press_issue(page, panel, qtbot)
    assert panel.buttons.step.words.text() == "发出后不能修改；2021 年第 1 期，截至 2021-12-15，93 项。"
    click(qtbot, panel.buttons.step.no)
    assert not panel.buttons.is_asking
    assert starter_desk.bridge.ledger.bulletins() == []
    issued = issue(page, panel, qtbot)
    paper = starter_desk.bridge.ledger.bulletin_paper(issued)
    assert page.ready.pdf == page.ready.paper == paper
    assert "草稿" not in pdf_text(paper)
    assert panel.about.what.text() == "2021-12-15 已发出，示例用户"
    for button in (page.head.excel_button, page.head.word_button, page.head.more_button):
        assert not button.isEnabled()
        assert "定稿" in button.toolTip()
    assert not page.options.scope_box.isVisible()
    target = tmp_path / "a.pdf"
    page.delivery.ask = Answers(target)
    click(qtbot, panel.buttons.pdf)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=10_000)
    assert target.read_bytes() == paper
    page.save(".xlsx")
    assert page.note.what.text() == "这一期只能存为 PDF"
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_F6)
    assert panel.chooser.hasFocus()
    panel.choose("")
    assert page.head.excel_button.isEnabled()
    assert page.head.excel_button.toolTip() == ""
    assert page.options.scope_box.isVisible()


def test_esc_goes_back_to_the_first_step(page: ReportPage, panel: BulletinPanel, qtbot: QtBot) -> None:
    press_issue(page, panel, qtbot)
    assert panel.buttons.step.no.hasFocus()
    qtbot.keyClick(panel.buttons.step.no, Qt.Key.Key_Escape)
    assert not panel.buttons.is_asking
    assert panel.buttons.issue.hasFocus()


def test_typing_takes_the_second_step_back(page: ReportPage, panel: BulletinPanel, qtbot: QtBot) -> None:
    press_issue(page, panel, qtbot)
    panel.fields.remarks.insertPlainText("再加一条")
    assert not panel.buttons.is_asking
    press_issue(page, panel, qtbot)
    tick(qtbot, page.options.switches["charts"])
    assert not panel.buttons.is_asking


def test_a_ledger_that_changed_meanwhile_is_looked_at_again(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    press_issue(page, panel, qtbot)
    bridge = starter_desk.bridge
    with_another = OpenLedger.open(bridge.ledger.path, "另一人")
    with_another.apply(edits.revise(with_another.get("LL-001"), note="刚改的"))
    with_another.close()
    click(qtbot, panel.buttons.step.yes)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=10_000)
    assert page.note.what.text() == "台账刚刚有改动，通报没有发出。"
    assert not [each for each in bridge.ledger.bulletins() if each.is_issued]
    again = next(each for each in page.note.findChildren(QAbstractButton) if each.text() == "再看一次")
    click(qtbot, again)
    settle(page, qtbot)
    assert issue(page, panel, qtbot).is_issued


def test_a_change_in_this_window_takes_the_second_step_back(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    press_issue(page, panel, qtbot)
    bridge = starter_desk.bridge
    bridge.run(edits.revise(bridge.ledger.get("LL-001"), note="刚改的"))
    assert not panel.buttons.is_asking
    assert page.note.what.text() == "台账刚刚有改动，通报没有发出。"


def test_the_next_issue_is_compared_and_the_way_to_the_changes(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    issue(page, panel, qtbot)
    assert not panel.about.changes.isEnabled()
    bridge = starter_desk.bridge
    bridge.run(edits.tick_off(bridge.ledger.get("LL-001"), "验收文号 1", TODAY, "某人"))
    panel.choose("")
    settle(page, qtbot)
    assert panel.fields.number.value() == 2
    assert panel.fields.compared.text() == "2021 年第 1 期\n截至 2021-12-15"
    assert "新办结 1 项" in pdf_text(page.ready.pdf)
    issue(page, panel, qtbot)
    assert panel.about.changes.isEnabled()
    link_to(panel, panel.about.changes, qtbot)
    heading = next(each for each in page.ready.pages.outline if "与上期相比" in each.title)
    assert page.view.current == heading.page


def test_withdrawing_needs_a_reason_and_can_be_undone(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    issued = issue(page, panel, qtbot)
    click(qtbot, panel.buttons.withdraw)
    assert not panel.buttons.step.yes.isEnabled()
    panel.buttons.step.reason.insert("数字有误")
    click(qtbot, panel.buttons.step.yes)
    assert panel.state.issue.is_withdrawn
    assert panel.about.withdrawn.text() == "2021-12-15 已撤回：数字有误"
    assert not panel.buttons.withdraw.isVisible()
    settle(page, qtbot)
    assert page.ready.pdf == starter_desk.bridge.ledger.bulletin_paper(issued)
    starter_desk.bridge.undo()
    assert not panel.state.issue.is_withdrawn
    assert panel.buttons.withdraw.isVisible()


def test_a_number_that_is_taken_is_said_beside_it(page: ReportPage, panel: BulletinPanel, qtbot: QtBot) -> None:
    issue(page, panel, qtbot)
    panel.choose("")
    qtbot.keyClick(panel.fields.number, Qt.Key.Key_Down)
    assert panel.fields.wrong.text() == "2021 年第 1 期已经有了，请换一个期号。"
    assert not panel.buttons.issue.isEnabled()
    assert not panel.buttons.keep.isEnabled()
    panel.fields.number.clear()
    assert panel.fields.wrong.text() == "请填期号。"
    panel.fields.number.insert("3")
    assert not panel.fields.wrong.isVisible()
    assert panel.buttons.issue.isEnabled()


def test_a_draft_brings_its_day_and_its_items(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, qtbot: QtBot
) -> None:
    bridge = starter_desk.bridge
    yellow = LedgerFilter(light=(Colour.YELLOW,))
    kept = Bulletin(key="2021-4", year=2021, number=4, as_of=date(2021, 11, 30), filter=yellow, sort=SortOrder())
    bridge.run(draft(kept))
    panel.chooser.setFocus()
    qtbot.keyClick(panel.chooser, Qt.Key.Key_Down)
    settle(page, qtbot)
    assert panel.state.key == "2021-4"
    assert bridge.as_of == date(2021, 11, 30)
    assert page.ready.options.filter == yellow
    assert not panel.fields.differs.isVisible()
    bridge.set_as_of(None)
    assert "2021-11-30" in panel.fields.differs.text()
    link_to(panel, panel.fields.adopt, qtbot)
    assert bridge.as_of == date(2021, 11, 30)
    assert not panel.buttons.keep.isEnabled()


def test_another_ledger_and_none(page: ReportPage, panel: BulletinPanel, starter_desk: Desk, qtbot: QtBot) -> None:
    issue(page, panel, qtbot)
    path = starter_desk.bridge.ledger.path.with_name("另一本.db")
    starter_desk.bridge.show_ledger(OpenLedger.create(path, "示例用户"))
    settle(page, qtbot)
    assert panel.chooser.currentText() == "新的一期"
    assert not panel.buttons.issue.isEnabled()
    assert panel.buttons.issue.toolTip() == "所选范围里没有事项"
    starter_desk.bridge.show_ledger(None)
    assert not panel.buttons.issue.isEnabled()


def test_a_bulletin_that_found_no_room_is_sent_out_by_another_try(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    bridge, asked = starter_desk.bridge, []
    ledger, real = bridge.ledger, bridge.ledger.issue_bulletin

    def full(*_told: object) -> None:
        monkeypatch.setattr(ledger, "issue_bulletin", real)
        raise LedgerUnusable(Message("磁盘满了。"))

    monkeypatch.setattr(ledger, "issue_bulletin", full)
    bridge.when_unwritten = lambda problem: asked.append(problem) is None
    assert issue(page, panel, qtbot).is_issued
    assert len(asked) == 1 and len(bridge.ledger.bulletins()) == 1


def test_a_paper_that_cannot_be_laid_out_is_said_inline(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    real = typst.compile
    monkeypatch.setattr(typst, "compile", lambda *_words, **_options: real(b"#panic()", format="pdf"))
    press_issue(page, panel, qtbot)
    click(qtbot, panel.buttons.step.yes)
    qtbot.waitUntil(page.note.isVisible, timeout=10_000)
    assert page.note.what.text() == "这份报表排不成页面。" and not panel.buttons.is_asking
    assert starter_desk.bridge.ledger.bulletins() == []


@pytest.mark.parametrize("paper_is_under_way", [False, True])
def test_a_ledger_that_is_opened_meanwhile_gets_nothing_of_the_other_one(
    page: ReportPage, panel: BulletinPanel, starter_desk: Desk, paper_is_under_way: bool, qtbot: QtBot
) -> None:
    bridge = starter_desk.bridge
    other = bridge.ledger.path.with_name("另一本.db")
    bridge.ledger.backup(other)
    press_issue(page, panel, qtbot)
    if paper_is_under_way:
        click(qtbot, panel.buttons.step.yes)
    bridge.show_ledger(OpenLedger.open(other, "示例用户"))
    assert not panel.buttons.is_asking
    settle(page, qtbot)
    qtbot.waitUntil(lambda: not starter_desk.background.is_busy, timeout=10_000)
    assert bridge.ledger.bulletins() == [] and page.note.isHidden()
    assert issue(page, panel, qtbot).is_issued, "what it is asked for itself"


def test_printing_right_after_typing_waits_for_what_was_typed(
    page: ReportPage, panel: BulletinPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    page.delivery.ask = Answers(tmp_path / "a.pdf")
    panel.fields.remarks.insertPlainText("刚写的要求。")
    click(qtbot, page.head.pdf_button)
    qtbot.waitUntil(lambda: page.note.isVisible(), timeout=10_000)
    assert "刚写的要求" in pdf_text((tmp_path / "a.pdf").read_bytes())
