"""Units stand in the order that the rule says, and in no other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.bulletin import freeze
from liling_desk.ledger.commitment import Commitment, HandLight
from liling_desk.ledger.ranking import ranking
from liling_desk.ledger.standing import standing_of
from liling_desk.ledger.status import Colour, Status

DAY = date(2021, 12, 15)


def by_hand(colour):
    return {"hand_light": HandLight(colour=colour, reason="x", set_on=DAY, until=DAY)}


LIGHTS = {
    "r": by_hand(Colour.RED),
    "y": by_hand(Colour.YELLOW),
    "g": by_hand(Colour.GREEN),
    "b": {"status": Status.DONE, "done_on": DAY, "done_by": "张", "done_basis": "文号"},
    "n": {},
}


def rows_of(**units):
    """`甲局="rgg"`: a red and two green items."""
    found = []
    for unit, lights in units.items():
        for place, light in enumerate(lights):
            item = Commitment(
                code=f"{unit}-{place}", title="x", lead_unit=None if unit == "none" else unit,
                **{"status": Status.IN_PROGRESS, **LIGHTS[light]},
            )  # fmt: skip
            found.append(standing_of(item, (), DAY))
    return found


def places(rows, *told):
    return [(each.place, each.unit) for each in ranking(rows, *told)]


def test_red_then_done_then_yellow():
    rows = rows_of(甲局="rggg", 乙局="ggyy", 丙局="bgyy", 丁局="bgyg", 戊局="r")
    assert places(rows) == [(1, "丁局"), (2, "丙局"), (3, "乙局"), (4, "甲局"), (5, "戊局")]


def test_equal_shares_of_different_sizes_share_a_place():
    assert places(rows_of(乙局="rrgggg", 甲局="rgg", 丙局="r")) == [(1, "乙局"), (1, "甲局"), (3, "丙局")]


def test_what_is_not_judged_does_not_count_and_does_not_rank():
    rows = rows_of(甲局="rgnnnn", 乙局="rg", 丙局="nn", none="ggg")
    ranked = ranking(rows)
    assert [(each.place, each.unit, each.judged) for each in ranked] == [(1, "乙局", 2), (1, "甲局", 2)]
    assert places(rows_of(丙局="n")) == []


def test_places_moved_also_under_a_new_name():
    earlier = freeze(rows_of(旧局="r", 乙局="g"), DAY)
    ranked = ranking(rows_of(新局="b", 乙局="g", 丙局="y"), earlier, {"旧局": "新局", "新局": "新局", "乙局": "乙局"})
    assert [(each.unit, each.place, each.place_then, each.moved) for each in ranked] == [
        ("新局", 1, 2, 1), ("乙局", 2, 1, -1), ("丙局", 3, None, None),
    ]  # fmt: skip


@given(st.dictionaries(st.sampled_from(["甲局", "乙局", "丙局", "丁局"]), st.text("rygbn", max_size=6)))
def test_nobody_stands_behind_a_unit_that_is_worse(units):
    ranked = ranking(rows_of(**units))
    for first, second in pairwise(ranked):
        better, worse = (
            (
                each.count.by_light[Colour.RED] / each.judged,
                -each.count.done / each.judged,
                each.count.by_light[Colour.YELLOW] / each.judged,
            )
            for each in (first, second)
        )
        assert better <= worse and (first.place == second.place) == (better == worse)
    assert [each.place for each in ranked] == sorted(each.place for each in ranked)
    assert not ranked or ranked[0].place == 1
