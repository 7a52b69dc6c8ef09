"""A set of changes says what it touches, can be told from an empty one, and is joined with others without loss."""

from __future__ import annotations

from liling_desk.ledger.changes import Change, ChangeSet, commitment_of, together

TITLE = Change("commitment", "LL-001", {"title": "旧"}, {"title": "新"}, version=3)
ADDED = Change("progress_return", "r1", None, {"commitment": "LL-002", "progress": "路基贯通"})
REMOVED = Change("progress_return", "r2", {"commitment": "LL-003", "progress": "路基贯通"}, None)
MOVED = Change("evidence", "e1", {"commitment": "LL-004"}, {"commitment": "LL-005"})
RENAMED = Change("unit", "市交通运输局", {"aliases": []}, {"aliases": ["交通局"]})


def test_the_inverse_swaps_the_sides_and_is_made_against_no_version():
    back = TITLE.inverse()
    assert back == Change("commitment", "LL-001", {"title": "新"}, {"title": "旧"}, version=None)
    assert back.inverse() == Change("commitment", "LL-001", {"title": "旧"}, {"title": "新"})
    assert ADDED.inverse().after is None and ADDED.inverse().before == ADDED.after


def test_a_change_belongs_to_the_commitment_that_it_names_after_before_that_before():
    assert [commitment_of(each) for each in (TITLE, ADDED, REMOVED, MOVED)] == ["LL-001", "LL-002", "LL-003", "LL-005"]


def test_what_names_no_commitment_belongs_to_none():
    assert commitment_of(RENAMED) is None
    assert commitment_of(Change("unit", "甲局", None, None)) is None
    assert commitment_of(Change("saved_view", "红灯", None, {"commitment": 7})) is None
    # A change of the text alone does not repeat whose it is: the store asks the row.
    assert commitment_of(Change("evidence", "e1", {"text": "旧"}, {"text": "新"})) is None
    # The side that says it counts, whichever it is.
    assert commitment_of(Change("evidence", "e1", {"commitment": "LL-006"}, {"text": "新"})) == "LL-006"


def test_each_code_is_named_once_in_order_and_units_are_passed_over():
    again = Change("evidence", "e2", None, {"commitment": "LL-002"})
    changes = ChangeSet("edit", (RENAMED, REMOVED, ADDED, TITLE, again))
    assert changes.codes == ("LL-003", "LL-002", "LL-001")


def test_a_set_without_changes_is_empty():
    assert not ChangeSet("edit", ())
    assert ChangeSet("edit", (TITLE,))


def test_each_set_is_an_operation_of_its_own():
    first, second = ChangeSet("edit", (TITLE,)), ChangeSet("edit", (TITLE,))
    assert first.op and first.op != second.op
    assert (first.reason, first.batch) == ("", None)


def test_sets_are_joined_in_order_as_one_edit():
    sets = [ChangeSet("a", (TITLE, ADDED), "甲"), ChangeSet("b", ()), ChangeSet("c", (REMOVED,), "乙")]
    joined = together("tick_off", sets, "会议纪要")
    assert (joined.action, joined.changes, joined.reason) == ("tick_off", (TITLE, ADDED, REMOVED), "会议纪要")
    assert joined.batch is None and joined.op not in [each.op for each in sets]
    assert together("tick_off", iter(sets)).reason == ""
