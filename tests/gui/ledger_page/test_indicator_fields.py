"""Typing an indicator: what kind of figure, how the plan rises, a plan by hand."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.indicator_fields import IndicatorFields, indicator_from, indicator_text
from liling_desk.ledger.errors import InvalidEdit
from liling_desk.ledger.indicator import Indicator, PlanPoint

PEOPLE = Indicator(metric="引进人才", comparison=">=", target=100, unit="名")
BY_HAND = PEOPLE.but(
    path="by_hand", measure="level",
    plan=(PlanPoint(day=date(2021, 6, 30), value=20), PlanPoint(day=date(2021, 9, 30), value=70.5)),
)  # fmt: skip


@pytest.fixture
def fields(starter_desk: Desk, qtbot: QtBot) -> IndicatorFields:
    made = IndicatorFields(starter_desk)
    qtbot.addWidget(made)
    made.resize(336, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def choose(box: QComboBox, key: str) -> None:
    box.setCurrentIndex(box.findData(key))


@pytest.mark.parametrize("indicator", [PEOPLE, BY_HAND, PEOPLE.but(path="quarterly"), Indicator(metric="里程")])
def test_what_is_shown_is_what_is_kept(fields: IndicatorFields, indicator: Indicator) -> None:
    fields.set_text(indicator_text(indicator))
    assert indicator_from(fields.text()) == indicator
    assert fields.text() == indicator_text(indicator) or indicator.target is None


def test_the_plan_is_asked_for_only_where_there_is_a_target(fields: IndicatorFields) -> None:
    fields.set_text(indicator_text(Indicator(metric="里程")))
    assert not fields.measure.isVisible() and not fields.path.isVisible() and not fields.plan.isVisible()
    fields.set_text(indicator_text(PEOPLE))
    assert fields.path.isVisible() and not fields.plan.isVisible()
    choose(fields.path, "by_hand")
    assert fields.plan.isVisible()


def test_automatic_says_what_it_takes_the_figure_for(fields: IndicatorFields) -> None:
    fields.set_text(indicator_text(PEOPLE))
    assert fields.measure.itemText(0) == "自动（累计数）"
    fields._numbers["stated_growth_pct"].setText("8")
    assert fields.measure.itemText(0) == "自动（年度数）"
    choose(fields.measure, "level")
    kept = indicator_from(fields.text())
    assert kept is not None and kept.measure == "level"


def test_two_columns_are_pasted_and_rows_taken_away(fields: IndicatorFields, qtbot: QtBot) -> None:
    fields.set_text(indicator_text(PEOPLE.but(path="by_hand")))
    QGuiApplication.clipboard().setText("2021/3/31\t10\n2021年6月30日\t40\n2021-09-30\t1,070.5\n")
    day = fields.plan.cells()[0][0]
    day.setFocus()
    qtbot.keyClick(day, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(fields.plan.cells()) == 4, "a blank row stays at the end"
    kept = indicator_from(fields.text())
    assert kept is not None
    assert [(point.day.month, point.value) for point in kept.plan] == [(3, 10), (6, 40), (9, 1070.5)]
    fields.plan._rows[1].remove.click()
    kept = indicator_from(fields.text())
    assert kept is not None and [point.day.month for point in kept.plan] == [3, 9]


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ("2021-06-30\t40\n2021-02-30\t50", "计划第 2 行的日期“2021-02-30”读不出。"),
        ("2021-06-30\t四十", "计划第 1 行的“四十”不是数字。"),
        ("", "手工填写的计划还没有内容。"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(fields: IndicatorFields, plan: str, why: str) -> None:
    fields.set_text(indicator_text(PEOPLE))
    choose(fields.path, "by_hand")
    fields.plan.set_text(plan)
    with pytest.raises(InvalidEdit) as problem:
        indicator_from(fields.text(), "LL-062")
    assert str(problem.value.what) == why
