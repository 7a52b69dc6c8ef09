"""A bulletin goes out and the next one says what changed; a unit is reminded, and the reminder is taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger import edits
from liling_desk.reporting.letters import papers_of
from tests.gui.report_page.report_hands import pdf_text
from tests.journeys.hands import Hands

CONTROL = Qt.KeyboardModifier.ControlModifier


def show_kind(hands: Hands, words: str) -> None:
    """Go to the report page and click a kind."""
    hands.keys((CONTROL, Qt.Key.Key_4))
    report = hands.window.page("report")
    row = next(each for each in report.kinds.rows.buttons() if each.text() == words)
    report.kinds.ensureWidgetVisible(row)
    hands.click(row)
    hands.wait(lambda: report.is_up_to_date)


def test_a_bulletin_is_issued_and_the_next_says_what_changed(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    hands = Hands(window, qtbot)
    show_kind(hands, "督查通报")
    report = window.page("report")
    panel = report.panels.shown
    hands.click(panel.fields.remarks)
    hands.type("请各单位月底前报送整改情况。")
    hands.wait(lambda: "月底前报送整改情况" in pdf_text(report.ready.pdf))
    assert "草稿" in pdf_text(report.ready.pdf)

    hands.press("发出本期")
    hands.wait(lambda: panel.buttons.is_asking)
    hands.click(panel.buttons.step.yes)
    hands.wait(lambda: panel.state.issue is not None and report.is_up_to_date)
    kept = desk.bridge.ledger.bulletin_paper(panel.state.issue)
    assert report.ready.pdf == kept
    assert "草稿" not in pdf_text(kept)
    assert "月底前报送整改情况" in pdf_text(kept)

    hands.keys((CONTROL, Qt.Key.Key_1))
    hands.click_row("LL-001")
    hands.keys(Qt.Key.Key_Space)
    hands.type("验收文号 1（示例）")
    hands.keys((CONTROL, Qt.Key.Key_Return))

    hands.keys((CONTROL, Qt.Key.Key_4))
    hands.wait(lambda: report.is_up_to_date)
    assert report.ready.pdf == kept, "what is out stays as it is"
    hands.click(panel.chooser)
    hands.keys(Qt.Key.Key_Up, Qt.Key.Key_Return)
    hands.wait(lambda: panel.state.issue is None and report.is_up_to_date)
    text = pdf_text(report.ready.pdf)
    assert "2021 年第 2 期" in text
    assert "新办结 1 项" in text
    assert "草稿" in text


@pytest.fixture
def overdue(window: MainWindow, desk: Desk) -> MainWindow:
    """LL-001 and LL-002 are overdue, each with a unit of its own."""
    bridge = desk.bridge
    for code, unit in (("LL-001", "市交通运输局（示例）"), ("LL-002", "市发改局（示例）")):
        bridge.run(edits.assign(bridge.ledger.get(code), unit))
        bridge.run(edits.revise(bridge.ledger.get(code), assigned_deadline=date(2021, 11, 30)))
    return window


def test_one_unit_is_reminded_and_the_reminder_is_taken_back(overdue: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    hands = Hands(overdue, qtbot)
    report = overdue.page("report")
    hands.click_row("LL-001")
    hands.click_row("LL-002", modifier=CONTROL)
    hands.choose(lambda: hands.press("发函"), "催办单")
    hands.wait(lambda: report.is_up_to_date and report.ready.report.kind == "reminder")
    assert overdue.current_page == "report"
    overdue.activateWindow()  # as a window manager does when a menu goes; offscreen there is none
    hands.wait(overdue.isActiveWindow)
    panel = report.panels.shown
    assert panel.units.counted.text() == "2 个单位，2 项"

    other = next(row for row in panel.units.rows if row.told.unit == "市发改局（示例）")
    hands.click(other)
    hands.click(panel.fields.number)
    hands.type("醴督〔2021〕{n}号")
    hands.wait(lambda: report.is_up_to_date and papers_of(report.ready.report)[0].number == "醴督〔2021〕1号")
    assert [paper.unit for paper in papers_of(report.ready.report)] == ["市交通运输局（示例）"]

    hands.press("登记发文")
    hands.wait(lambda: panel.bottom.is_asking)
    assert panel.bottom.step.words.text() == "登记 1 份，醴督〔2021〕1号，到 1 项的历史。"
    hands.click(panel.bottom.step.yes)
    ledger = desk.bridge.ledger
    assert [(code, len(letters)) for code, letters in ledger.snapshot().letters.items()] == [("LL-001", 1)]

    hands.keys((CONTROL, Qt.Key.Key_1))
    hands.click_row("LL-001")
    facts = overdue.page("ledger").detail.item.facts
    hands.wait(lambda: facts.rows["letters"].words() == "催办单 醴督〔2021〕1号，2021-12-15")
    assert ledger.history("LL-001")[0].action == "letter"

    hands.keys((CONTROL, Qt.Key.Key_Z))
    assert not any(ledger.snapshot().letters.values())
    hands.wait(lambda: not facts.rows["letters"].isVisible())
