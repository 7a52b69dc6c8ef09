"""A deadline's phrase: read while it is typed, overruled by hand, and read by the rules again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.commitment_form import CommitmentForm
from liling_desk.gui.ledger_page.deadline_input import DeadlineInput, deadline_from, deadline_text
from liling_desk.gui.ledger_page.detail_panel import DetailPanel
from liling_desk.ledger.deadline import Deadline, read_deadline
from liling_desk.ledger.errors import InvalidEdit

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SPRING = date(2021, 2, 23)


def shown(qtbot: QtBot, widget: Any) -> Any:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitActive(widget)
    return widget


@pytest.fixture
def typed(starter_desk: Desk, qtbot: QtBot) -> DeadlineInput:
    made = DeadlineInput(starter_desk, "照原文写")
    made.count_from(SPRING)
    return shown(qtbot, made)


def colour_of(typed: DeadlineInput) -> str:
    label = next(each for each in typed.findChildren(QLabel) if each.text() == typed.reading())
    return label.palette().windowText().color().name()


def test_the_reading_follows_every_key(typed: DeadlineInput, starter_desk: Desk) -> None:
    tokens = starter_desk.theme.tokens
    assert typed.reading() == "照原文写" and not typed.overrule.isVisible()
    typed.phrase.insert("6月底前")
    assert typed.reading() == "“6月底前”按 2021-02-23 起算，读作 2021-06-30"
    assert colour_of(typed) == tokens.text3.name()
    typed.phrase.setText("2021年13月底前")
    assert "读不成日期" in typed.reading() and colour_of(typed) == tokens.yellow.name()
    typed.phrase.setText("6月底前开工、12月底前完工")
    assert "2021-12-31" in typed.reading() and "2021-06-30" in typed.reading(), "milestones are told"


def test_overruled_and_back(typed: DeadlineInput, qtbot: QtBot) -> None:
    typed.phrase.setText("今年")
    qtbot.mouseClick(typed.overrule, LEFT)
    assert typed.focusWidget() is typed.day and typed.day.selectedText() == "2021-12-31"
    typed.day.setText("2021-11")
    assert "2021-12-31 这样" in typed.reading()
    typed.day.setText("2021-11-30")
    assert typed.reading().startswith("由督查室人工定为 2021-11-30") and "2021-12-31" in typed.reading()
    assert deadline_from(typed.text(), SPRING) == Deadline(
        phrase="今年", kind="dated", earliest=SPRING, latest=date(2021, 11, 30), by_hand=True
    )
    qtbot.mouseClick(typed.restore, LEFT)
    assert typed.text() == "今年" and "读作 2021-12-31" in typed.reading() and not typed.day.isVisible()


@pytest.mark.parametrize("phrase", ["今年", "尽快", "", "2021年6月底前"])
def test_what_is_typed_gives_the_same_deadline_back(phrase: str) -> None:
    for deadline in (read_deadline(phrase, SPRING), deadline_from(f"{phrase}\n2021-11-30", SPRING)):
        assert deadline_from(deadline_text(deadline), SPRING) == deadline


def test_a_day_by_hand_must_be_a_day() -> None:
    with pytest.raises(InvalidEdit):
        deadline_from("今年\n年底", SPRING)


def test_a_new_item_shows_the_reading_before_it_is_saved(starter_desk: Desk, qtbot: QtBot) -> None:
    ledger = starter_desk.bridge.ledger
    form = shown(qtbot, CommitmentForm(starter_desk))
    deadline = form.inputs["deadline"]
    form.inputs["title"].setPlainText("建成新的公路桥")
    deadline.phrase.insert("6月底前")
    assert "读作 2021-06-30" in deadline.reading() and "LL-094" not in ledger.snapshot().commitments
    form.inputs["source"].setCurrentIndex(form.inputs["source"].count() - 1)
    assert "读作 2022-06-30" in deadline.reading(), "without a document it counts from the as-of day"
    qtbot.mouseClick(deadline.overrule, LEFT)
    deadline.day.setText("半年")
    qtbot.mouseClick(form.ok, LEFT)
    assert "不完整" in form.fields["deadline"].error() and deadline.day.property("state") == "wrong"
    deadline.day.setText("2022-05-31")
    assert not form.fields["deadline"].error()
    qtbot.mouseClick(form.ok, LEFT)
    made = ledger.get("LL-094").deadline
    assert (made.phrase, made.latest, made.by_hand) == ("6月底前", date(2022, 5, 31), True)


def test_the_detail_overrules_says_so_and_goes_back(starter_desk: Desk, qtbot: QtBot) -> None:
    bridge = starter_desk.bridge
    panel = DetailPanel(starter_desk)
    panel.resize(340, 860)
    panel.show_code("LL-062")
    shown(qtbot, panel)
    row = panel.item.facts.rows["deadline"]
    qtbot.mouseClick(row, LEFT)
    editor = panel.item.editor
    qtbot.mouseClick(editor.input.overrule, LEFT)
    editor.input.day.setText("2021-11-30")
    qtbot.keyClick(editor.input.day, Qt.Key.Key_Return)
    item = bridge.ledger.get("LL-062")
    assert (item.deadline.phrase, item.due, item.deadline.by_hand) == ("今年", date(2021, 11, 30), True)
    assert row.words().startswith("2021-11-30 超 15 天 由督查室人工定为 2021-11-30")
    bridge.undo()
    assert bridge.ledger.get("LL-062").due == date(2021, 12, 31)
    bridge.redo()
    editor = panel.item.begin_edit("deadline")
    assert editor.input.is_overruled() and not editor.is_dirty()
    qtbot.mouseClick(editor.input.restore, LEFT)
    qtbot.keyClick(editor.input.phrase, Qt.Key.Key_S, CTRL)
    item = bridge.ledger.get("LL-062")
    assert item.due == date(2021, 12, 31) and not item.deadline.by_hand
