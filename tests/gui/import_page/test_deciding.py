"""Problems by mouse and keyboard: one or all the same, in place, taken back; nothing alike is taken unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from liling_desk.gui.desk import Desk
from liling_desk.gui.import_page.diff_model import CELL_ROLE
from liling_desk.gui.import_page.page import ImportPage
from liling_desk.gui.import_page.problem_card import ProblemCard
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Unit

LEFT = Qt.MouseButton.LeftButton
TEXT = (
    "编号,工作任务,责任单位,办理情况,完成值,自评\n"
    "LL-001,,市交通局,11 月：批复,,差不多了\n"
    "LL-002,,市交通局,11 月：会商,,差不多了\n"
    "LL-031,,,11 月：入户,约六成,推进中\n"
    "LL-030,,,11 月：入户,约六成,推进中\n"
    "LL-029,,,11 月：入户,六七成吧,推进中\n"
    "LL-014,,,11 月：投产,约98,\n"
    ",美丽乡村的全面覆盖,,11 月：覆盖,,\n"
    "LL-003、LL-006,,,11 月：推进,,\n"
)


def settle(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.reading is not None and not page.is_busy, timeout=10_000)


@pytest.fixture
def muddled(page: ImportPage, starter_desk: Desk, table: Callable[..., Path], qtbot: QtBot) -> ImportPage:
    """A file with names, figures and titles that nobody may guess."""
    starter_desk.bridge.run(edits.add_unit(Unit(name="市交通运输局")))
    page.open_file(table("muddled.csv", TEXT))
    settle(page, qtbot)
    return page


def card_at(page: ImportPage, row: int, field: str) -> ProblemCard:
    return next(each for each in page.review.problems.cards if (each.problem.row, each.problem.field) == (row, field))


def way(card: ProblemCard, starts: str) -> QAbstractButton:
    return next(each for each in card.ways if each.text().startswith(starts))


def press(page: ImportPage, button: QAbstractButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, LEFT)
    settle(page, qtbot)


def problems(page: ImportPage) -> set[tuple[int, str]]:
    return {(each.row, each.field) for each in page.reading.preview.problems}


def test_nothing_alike_is_taken_without_a_click(muddled: ImportPage) -> None:
    assert {(2, "lead_unit"), (3, "lead_unit"), (8, "title")} <= problems(muddled)
    taken = muddled.review.acceptance.accepted
    assert not {key for key in taken if key[1] == "lead_unit" or key[0] == 8}
    assert muddled.review.acceptance.tally().aliases == 0


def test_an_alias_holds_for_the_whole_file_and_is_said_and_kept(
    muddled: ImportPage, starter_desk: Desk, qtbot: QtBot
) -> None:
    press(muddled, way(card_at(muddled, 2, "lead_unit"), "把“市交通局”记作市交通运输局的别名"), qtbot)
    assert not {each for each in problems(muddled) if each[1] == "lead_unit"}
    assert "记下 1 个单位别名" in muddled.review.bar.doing.text()
    qtbot.mouseClick(muddled.review.bar.apply_button, LEFT)
    ledger = starter_desk.bridge.ledger
    assert ledger.get("LL-002").lead_unit == "市交通运输局"
    assert "市交通局" in ledger.snapshot().units["市交通运输局"].aliases


def test_a_new_unit_is_said(muddled: ImportPage, qtbot: QtBot) -> None:
    press(muddled, way(card_at(muddled, 2, "lead_unit"), "“市交通局”是新单位"), qtbot)
    assert "新增 1 个单位" in muddled.review.bar.doing.text()


def test_one_of_the_same_problems_leaves_the_others(muddled: ImportPage, qtbot: QtBot) -> None:
    press(muddled, way(card_at(muddled, 4, "value"), "放弃此格"), qtbot)
    assert (4, "value") not in problems(muddled)
    assert {(5, "value"), (6, "value")} <= problems(muddled)


def test_all_the_same_at_once(muddled: ImportPage, qtbot: QtBot) -> None:
    card = card_at(muddled, 4, "value")
    assert card.all_same.text() == "对相同的 2 处都这样"
    qtbot.mouseClick(card.all_same, LEFT, pos=QPoint(10, card.all_same.height() // 2))
    press(muddled, way(card, "放弃此格"), qtbot)
    assert {each for each in problems(muddled) if each[1] == "value"} == {(6, "value")}


def test_all_of_a_kind_can_only_be_left_out(muddled: ImportPage, qtbot: QtBot) -> None:
    card = card_at(muddled, 6, "value")
    assert not card.all_same.isVisible()
    press(muddled, way(card, "同类 3 处都放弃"), qtbot)
    assert not {each for each in problems(muddled) if each[1] == "value"}


def test_a_cell_is_typed_anew_for_all_the_same(muddled: ImportPage, qtbot: QtBot) -> None:
    card = card_at(muddled, 4, "value")
    card.all_same.setChecked(True)
    qtbot.mouseClick(card.other, LEFT)
    assert card.field.hasFocus()
    card.field.selectAll()
    qtbot.keyClicks(card.field, "60")
    qtbot.keyClick(card.field, Qt.Key.Key_Return)
    settle(muddled, qtbot)
    model = muddled.review.model
    assert [model.place_of(row, "value").data(CELL_ROLE).after.split()[0] for row in (4, 5)] == ["60", "60"]


def test_a_row_is_matched_by_a_candidate_with_its_title(muddled: ImportPage, qtbot: QtBot) -> None:
    match = way(card_at(muddled, 8, "title"), "认作 LL-029")
    assert "美丽乡村全覆盖" in match.text()
    press(muddled, match, qtbot)
    row = next(each for each in muddled.reading.preview.rows if each.number == 8)
    assert row.code == "LL-029"


def test_each_decision_is_listed_and_taken_back(muddled: ImportPage, qtbot: QtBot) -> None:
    panel, before = muddled.review.problems, problems(muddled)
    assert not panel.undo.isVisible()
    press(muddled, way(card_at(muddled, 4, "value"), "放弃此格"), qtbot)
    press(muddled, way(card_at(muddled, 8, "title"), "跳过此行"), qtbot)
    assert [each.accessibleDescription() for each in panel.undo_buttons] == [
        "第 4 行，完成值：放弃此格",
        "第 8 行：跳过",
    ]
    assert "1 行已跳过" in muddled.review.bar.leaving.text()
    press(muddled, panel.undo_buttons[0], qtbot)
    assert (4, "value") in problems(muddled)
    assert (8, "title") not in problems(muddled)
    press(muddled, panel.undo, qtbot)
    press(muddled, panel.undo, qtbot)
    press(muddled, panel.undo, qtbot)
    assert problems(muddled) == before


def test_two_quick_decisions_both_hold(muddled: ImportPage, qtbot: QtBot) -> None:
    first, second = card_at(muddled, 4, "value"), card_at(muddled, 6, "value")
    qtbot.mouseClick(way(first, "放弃此格"), LEFT)
    qtbot.mouseClick(way(second, "放弃此格"), LEFT)
    settle(muddled, qtbot)
    assert {each for each in problems(muddled) if each[1] == "value"} == {(5, "value")}


def test_f8_walks_through_the_problems_and_marks_their_cards(muddled: ImportPage, qtbot: QtBot) -> None:
    table, wanted = muddled.review.table, [(each.row, each.field) for each in muddled.reading.preview.problems]
    table.setFocus()
    table.setCurrentIndex(muddled.review.model.index(7, 0))
    found = []
    for _ in wanted:
        qtbot.keyClick(table, Qt.Key.Key_F8)
        found.append(table.here())
    assert sorted(found) == sorted(wanted)
    qtbot.keyClick(table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert table.here() == found[-2]
    qtbot.mouseClick(muddled.review.problems.next, LEFT)
    assert table.here() == found[-1]


def test_after_a_decision_by_keyboard_the_next_problem_follows(muddled: ImportPage, qtbot: QtBot) -> None:
    card = card_at(muddled, 4, "value")
    button = way(card, "放弃此格")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(muddled, qtbot)
    following = card_at(muddled, 5, "value")
    qtbot.waitUntil(lambda: following.ways[0].hasFocus())


def test_what_was_read_by_its_sense_is_told(muddled: ImportPage) -> None:
    model = muddled.review.model
    cell = model.place_of(7, "value").data(CELL_ROLE)
    assert cell.after.startswith("98")
    assert "约数" in cell.remarks[0]
    assert "约数" in model.place_of(7, "value").data(Qt.ItemDataRole.ToolTipRole)
    assert "约数" in model.place_of(7, "value").data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_row_of_several_items_shows_their_codes(muddled: ImportPage) -> None:
    model = muddled.review.model
    row = next(each for each in muddled.reading.preview.rows if each.number == 9)
    assert model.content.codes(row) == "2 项：LL-003、LL-006"
    assert "LL-006" in model.place_of(9, "").data(Qt.ItemDataRole.ToolTipRole)


def test_a_row_of_several_items_is_taken_whole_and_counted_for_each(
    muddled: ImportPage, starter_desk: Desk, qtbot: QtBot
) -> None:
    qtbot.mouseClick(muddled.review.none, LEFT)
    review = muddled.review
    row = next(each for each in muddled.reading.preview.rows if each.number == 9)
    review.model.toggle(review.model.place_of(9, ""))
    assert review.acceptance.state(row) == "all"
    tally = review.acceptance.tally()
    assert (tally.items, tally.returns) == (2, 2)
    qtbot.mouseClick(review.bar.apply_button, LEFT)
    ledger = starter_desk.bridge.ledger
    assert all(ledger.returns(code) for code in ("LL-003", "LL-006"))
