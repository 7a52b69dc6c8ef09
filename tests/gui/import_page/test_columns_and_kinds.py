"""Rows by kind, whole columns by their heads, and decisions of the desk apart from the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.diff_model import LEADING, TICK
from liling_desk.gui.import_page.page import ImportPage
from liling_desk.ledger import edits

LEFT = Qt.MouseButton.LeftButton


def segment(page: ImportPage, key: str) -> QAbstractButton:
    buttons = page.review.filter.findChildren(QAbstractButton)
    return next(each for each in buttons if each.key == key)


def click_head(page: ImportPage, section: int, qtbot: QtBot) -> None:
    head = page.review.table.head
    at = QPoint(head.sectionViewportPosition(section) + 12, head.height() // 2)
    qtbot.mouseClick(head.viewport(), LEFT, pos=at)


def head_of(page: ImportPage, field: str) -> int:
    return LEADING + page.review.model.fields.index(field)


def shown(page: ImportPage) -> list[int]:
    return [row.number for row in page.review.model.shown_rows()]


@pytest.fixture
def guarded(page: ImportPage, starter_desk: Desk, table: Callable[..., Path], qtbot: QtBot) -> ImportPage:
    """A file of which row 8 would move a deadline that the desk has set."""
    bridge = starter_desk.bridge
    bridge.run(edits.revise(bridge.ledger.get("LL-062"), assigned_deadline=date(2021, 12, 10)))
    page.open_file(table())
    qtbot.waitUntil(lambda: page.reading is not None and not page.is_busy, timeout=10_000)
    return page


def test_each_filter_counts_what_it_shows(opened: ImportPage, qtbot: QtBot) -> None:
    rows = opened.reading.preview.rows
    assert segment(opened, "").count == len(rows)
    for key in ("added", "changed", "return", "verdict", "problem", "same"):
        qtbot.mouseClick(segment(opened, key), LEFT)
        assert segment(opened, key).count == len(shown(opened))
    qtbot.mouseClick(segment(opened, "return"), LEFT)
    assert 3 not in shown(opened)
    assert {2, 4, 7} <= set(shown(opened))
    qtbot.mouseClick(segment(opened, "problem"), LEFT)
    assert shown(opened) == [5, 6]


def test_a_head_leaves_and_takes_its_column(opened: ImportPage, qtbot: QtBot) -> None:
    model, section = opened.review.model, head_of(opened, "progress")
    assert model.head_state(section) == "all"
    click_head(opened, section, qtbot)
    taken = {key[1] for key in opened.review.acceptance.accepted}
    assert "progress" not in taken
    assert "value" in taken
    assert model.head_state(section) == "none"
    click_head(opened, section, qtbot)
    assert model.head_state(section) == "all"


def test_a_column_by_keyboard(opened: ImportPage, qtbot: QtBot) -> None:
    view, model = opened.review.table, opened.review.model
    section = head_of(opened, "progress")
    view.setFocus()
    view.setCurrentIndex(model.index(0, section))
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert model.head_state(section) == "none"
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert opened.review.acceptance.state(model.row_at(model.index(0, 0))) == "all"
    assert model.head_state(section) == "some"


def test_a_head_acts_on_the_rows_that_are_shown(opened: ImportPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(segment(opened, "added"), LEFT)
    click_head(opened, TICK, qtbot)
    tally = opened.review.acceptance.tally()
    assert tally.added == 0
    assert tally.items > 0


def test_decisions_of_the_desk_are_only_taken_together_among_themselves(guarded: ImportPage, qtbot: QtBot) -> None:
    key = (8, "assigned_deadline")
    assert not guarded.review.acceptance.has(key)
    qtbot.mouseClick(guarded.review.all, LEFT)
    assert not guarded.review.acceptance.has(key)
    qtbot.mouseClick(segment(guarded, "verdict"), LEFT)
    assert shown(guarded) == [8]
    qtbot.mouseClick(guarded.review.all, LEFT)
    assert guarded.review.acceptance.has(key)
    assert "其中 1 处改动督查室的决定" in guarded.review.bar.doing.text()
    qtbot.mouseClick(segment(guarded, ""), LEFT)
    qtbot.mouseClick(guarded.review.none, LEFT)
    assert not guarded.review.acceptance.accepted


def test_row_and_title_stay_in_sight_and_can_be_ticked_there(opened: ImportPage, qtbot: QtBot) -> None:
    view, model = opened.review.table, opened.review.model
    opened.resize(1000, 700)
    view.horizontalScrollBar().setValue(0)
    assert not view.frozen.isVisible()
    last = model.index(0, model.columnCount() - 1)
    view.scrollTo(last)
    assert view.frozen.isVisible()
    assert view.visualRect(last).left() >= view.frozen.span
    row = model.row_at(last)
    before = opened.review.acceptance.state(row)
    at = view.frozen.visualRect(model.index(0, TICK)).center()
    qtbot.mouseClick(view.frozen.viewport(), LEFT, pos=at)
    assert opened.review.acceptance.state(row) != before
    assert view.hasFocus()
    assert view.currentIndex() == model.index(0, TICK)
    assert view.horizontalScrollBar().value() > 0
    across = view.visualRect(last).left()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.visualRect(last).left() == across
