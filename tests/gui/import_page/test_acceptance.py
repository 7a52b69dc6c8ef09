"""What is taken of a preview, and what that comes to."""

from __future__ import annotations

import pytest

from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.page import ImportPage


@pytest.fixture
def start(opened: ImportPage) -> Acceptance:
    return Acceptance.doubtless(opened.reading.preview)


def row(acceptance: Acceptance, number: int) -> object:
    return next(each for each in acceptance.preview.rows if each.number == number)


def test_doubtless_takes_returns_blanks_and_new_items(start: Acceptance) -> None:
    assert start.state(row(start, 2)) == "all"
    assert start.state(row(start, 7)) == "all"
    assert start.state(row(start, 3)) == ""
    tally = start.tally()
    assert (tally.added, tally.items) == (1, len(start.preview.changes_for(start.accepted).codes))
    assert tally.same == 1


def test_a_problem_leaves_the_other_cells_of_its_row(start: Acceptance) -> None:
    broken = row(start, 6)
    assert broken.problems
    assert start.state(broken) == "all"


def test_rows_toggle_whole_and_back(start: Acceptance) -> None:
    first = row(start, 2)
    off = start.row_toggled(first)
    assert off.state(first) == "none"
    assert off.row_toggled(first).accepted == start.accepted
    assert off.tally().unticked == start.tally().unticked + 1


def test_a_cell_makes_its_row_partly_ticked(start: Acceptance) -> None:
    first = row(start, 2)
    assert start.toggled(first.changes[0]).state(first) == "some"


def test_a_new_item_goes_with_its_title(start: Acceptance) -> None:
    new = row(start, 7)
    title = next(change for change in new.changes if change.field == "title")
    other = next(change for change in new.changes if change.field == "progress")
    assert start.toggled(title).state(new) == "none"
    back = start.toggled(title).toggled(other)
    assert back.has(title.key)
    assert back.tally().added == 1


def test_none_and_everything(start: Acceptance) -> None:
    assert start.none().tally().items == 0
    everything = Acceptance.everything(start.preview)
    assert everything.accepted == start.preview.all_cells()


def test_ticks_are_carried_to_a_preview_made_anew(start: Acceptance) -> None:
    off = start.row_toggled(row(start, 2))
    assert off.carried_onto(start).accepted == off.accepted
