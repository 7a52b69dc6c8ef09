"""The indicator in the detail panel: its plot, its words, and whether the promise adds up."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.ledger import edits
from liling_desk.ledger.returns import Return


@pytest.fixture
def panel(starter_desk: Desk, qtbot: QtBot) -> DetailPanel:
    made = DetailPanel(starter_desk)
    qtbot.addWidget(made)
    made.resize(340, 860)
    made.show()
    qtbot.waitExposed(made)
    return made


def report(desk: Desk, code: str, **fields: object) -> None:
    ledger = desk.bridge.ledger
    made = Return(key=edits.new_key(), commitment=code, **fields)
    desk.bridge.run(edits.add_return(made, ledger.get(code)))


def test_the_plot_says_what_is_missing_and_its_points_who_reported(panel: DetailPanel, starter_desk: Desk) -> None:
    report(starter_desk, "LL-062", period="2021-10", reported_on=date(2021, 10, 31), value=58.0, unit="市委组织部")
    report(starter_desk, "LL-062", period="2021-11", reported_on=date(2021, 11, 29), value=71.0, unit="市委组织部")
    panel.show_code("LL-062")
    plot = panel.item.indicator.plot
    layout = plot.layout_now()
    assert layout is not None
    said = {label.key: label for label in layout.labels}
    assert said["gap"].text == "欠 23.9 名" and said["gap"].role == "red"
    assert "比序时进度欠 23.9 个百分点（应达 94.9 名，实际 71 名）" in plot.accessibleDescription()
    assert "完成时限 2021-12-31" in plot.accessibleDescription()
    at = QPoint(round(layout.dots[-1].at[0]), round(layout.dots[-1].at[1]))
    QApplication.sendEvent(plot, QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    assert QToolTip.text() == "2021-11 期：71 名\n市委组织部 2021-11-29 报"
    QToolTip.hideText()


def test_the_gap_takes_its_colour_from_the_pace(panel: DetailPanel, starter_desk: Desk) -> None:
    bridge = starter_desk.bridge
    bridge.set_as_of(date(2021, 6, 30))
    bridge.run(edits.assign(bridge.ledger.get("LL-062"), "市委组织部"))
    for value, role, words in (
        (60.0, "text2", "超 19.2 名"),
        (20.0, "yellow", "欠 20.8 名"),
        (5.0, "red", "欠 35.8 名"),
    ):
        report(starter_desk, "LL-062", period="2021-06", reported_on=date(2021, 6, 20), value=value)
        panel.show_code("LL-062")
        layout = panel.item.indicator.plot.layout_now()
        assert layout is not None
        gap = next(label for label in layout.labels if label.key == "gap")
        assert (gap.text, gap.role) == (words, role)
        bridge.undo()


def test_without_values_the_plan_is_shown_and_without_either_only_words(panel: DetailPanel, starter_desk: Desk) -> None:
    block = panel.item.indicator
    panel.show_code("LL-062")
    assert block.plot.isVisible() and "还没有报过数值（应达 94.9 名）" in block.words()
    panel.show_code("LL-029")
    assert not block.plot.isVisible() and "没有基数，不评进度；还没有报过数值" in block.words()
    report(starter_desk, "LL-029", period="2021-11", reported_on=date(2021, 11, 25), value=73.5)
    assert block.plot.isVisible() and "最新 73.5%（2021-11-25）；没有基数，不评进度" in block.words()


def test_a_promise_that_does_not_add_up_is_a_remark_and_one_that_does_is_said(panel: DetailPanel) -> None:
    panel.show_code("LL-085")
    note = panel.item.indicator.note
    assert note.isVisible()
    assert all(figure in note.words() for figure in ("944.1 亿元", "达不到 1000 亿元", "5 年（1057.4 亿元）", "13.6%"))
    panel.show_code("LL-083")
    assert "1003.5 亿元，达得到 1000 亿元" in note.words()
    panel.show_code("LL-062")
    assert not note.isVisible() and note.words() == ""


def test_the_plot_follows_theme_and_font_and_never_paints_outside(panel: DetailPanel, starter_desk: Desk) -> None:
    report(starter_desk, "LL-062", period="2021-11", reported_on=date(2021, 11, 29), value=71.0)
    panel.show_code("LL-062")
    plot = panel.item.indicator.plot
    before = plot.height()
    starter_desk.theme.set_font_step(4)
    starter_desk.theme.set_choice("dark")
    QApplication.processEvents()
    layout = plot.layout_now()
    assert layout is not None and plot.height() > before
    assert all(label.box.right <= plot.width() for label in layout.labels)
    assert not plot.grab().isNull()
