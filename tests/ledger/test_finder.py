"""The finder gives what filters say, from its columns, also after items have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liling_desk.ledger.filters import FACETS, LedgerFilter, SortKey, SortOrder, facet_counts, select
from liling_desk.ledger.finder import Finder
from liling_desk.ledger.search import words_of
from liling_desk.ledger.standing import Standing, standing_of
from liling_desk.ledger.status import Colour, Status
from liling_desk.starter import starter_commitments

TODAY = date(2021, 12, 15)
ORDERS: tuple[SortKey, ...] = (
    "light", "code", "title", "unit", "due", "value", "reported", "status", "programme", "category",
)  # fmt: skip
UNITS = ("市水利局", "市教育局", None)
TEXTS = ("", "道路", "道", "陶瓷 产业", "slj", "LL-00", "没有的词", "Ａ", "改造 国", "ll-062")


def _standings() -> list[Standing]:
    made = []
    for place, item in enumerate(starter_commitments("sanji-2021")):
        now = item.but(
            lead_unit=UNITS[place % 3], deleted=place % 13 == 5, status=list(Status)[place % 3],
        )  # fmt: skip
        initials = "slj" if place % 3 == 0 else "jyj"
        made.append(standing_of(now, (), TODAY, search_text=words_of(now), initials=initials))
    return made


STANDINGS = _standings()


def filters() -> st.SearchStrategy[LedgerFilter]:
    return st.builds(
        LedgerFilter,
        text=st.sampled_from(TEXTS),
        light=st.lists(st.sampled_from(list(Colour)), max_size=2, unique=True).map(tuple),
        status=st.lists(st.sampled_from(list(Status)), max_size=2, unique=True).map(tuple),
        due=st.lists(st.sampled_from(["overdue", "within_30", "later", "none"]), max_size=2, unique=True).map(tuple),
        unit=st.lists(st.sampled_from(["", "市水利局"]), max_size=1).map(tuple),
        codes=st.sampled_from([(), ("LL-001", "LL-062", "LL-x")]),
        due_from=st.sampled_from([None, date(2021, 6, 1)]),
        due_to=st.sampled_from([None, date(2022, 6, 1)]),
        deleted=st.booleans(),
    )


def agrees(finder: Finder, standings: Sequence[Standing], wanted: LedgerFilter, sort: SortOrder) -> None:
    found = select(standings, wanted, sort)
    assert [each.code for each in finder.find(wanted, sort)] == [each.code for each in found]
    assert finder.count(wanted) == len(found)
    assert finder.total(wanted.deleted) == sum(each.commitment.deleted == wanted.deleted for each in standings)
    for facet in FACETS:
        assert finder.counts(wanted, facet) == facet_counts(standings, wanted, facet)


@pytest.mark.parametrize("ahead", [True, False])
@settings(max_examples=60, deadline=None)
@given(many=st.lists(st.tuples(filters(), st.sampled_from(ORDERS), st.booleans()), min_size=1, max_size=4))
def test_answers_as_filters_do(ahead: bool, many: list[tuple[LedgerFilter, SortKey, bool]]) -> None:
    finder = Finder(STANDINGS)
    if ahead:
        for _ in finder.prepare():
            pass
    for wanted, by, descending in many:
        agrees(finder, STANDINGS, wanted, SortOrder(by=by, descending=descending))


@pytest.mark.parametrize("ahead", [True, False])
def test_a_word_typed_character_by_character_and_taken_back(ahead: bool) -> None:
    finder = Finder(STANDINGS)
    if ahead:
        for _ in finder.prepare():
            pass
    for text in ("道", "道路", "道路 改", "道路", "路", "", "道路", "s", "sl", "slj 道", "slj"):
        agrees(finder, STANDINGS, LedgerFilter(text=text), SortOrder())


@settings(max_examples=40, deadline=None)
@given(
    changed=st.lists(st.integers(0, len(STANDINGS) - 1), min_size=1, max_size=5, unique=True),
    wanted=filters(), by=st.sampled_from(ORDERS),
)  # fmt: skip
def test_only_what_changed_is_made_anew(changed: list[int], wanted: LedgerFilter, by: SortKey) -> None:
    finder = Finder(STANDINGS)
    for _ in finder.prepare():
        pass
    agrees(finder, STANDINGS, wanted, SortOrder(by=by))
    now = list(STANDINGS)
    for place in changed:
        item = now[place].commitment.but(title="鲸鱼与陶瓷", lead_unit="市财政局", deleted=place % 2 == 0)
        now[place] = standing_of(item, (), TODAY, search_text=words_of(item), initials="jy")
    later = finder.renewed(now)
    assert later is finder
    agrees(later, now, wanted, SortOrder(by=by))
    agrees(later, now, LedgerFilter(text="鲸鱼"), SortOrder(by=by, descending=True))
    agrees(later, now, LedgerFilter(text="jy"), SortOrder())


@settings(max_examples=40, deadline=None)
@given(
    changed=st.lists(st.integers(0, len(STANDINGS) - 1), min_size=1, max_size=6),
    units=st.lists(st.sampled_from([None, "市教育局", "市财政局"]), min_size=6, max_size=6),
    dues=st.lists(st.sampled_from([None, TODAY, TODAY + timedelta(days=9)]), min_size=6, max_size=6),
)
def test_orders_that_were_known_are_put_right(
    changed: list[int], units: list[str | None], dues: list[date | None]
) -> None:
    finder, now = Finder(STANDINGS), list(STANDINGS)
    orders = [SortOrder(by=by, descending=down) for by in ORDERS for down in (False, True)]
    shown = [list(finder.find(LedgerFilter(), order)) for order in orders]
    before = [finder.find(LedgerFilter(), order) for order in orders]
    for place, unit, due in zip(changed, units, dues, strict=False):
        item = now[place].commitment.but(lead_unit=unit, assigned_deadline=due)
        now[place] = standing_of(item, (), TODAY, search_text=words_of(item), initials=now[place].initials)
        assert finder.renewed(now, [place]) is finder
    for order, rows, found in zip(orders, shown, before, strict=True):
        agrees(finder, now, LedgerFilter(), order)
        assert [each.code for each in found] == [each.code for each in rows], "what is shown stays where it is"


@settings(max_examples=60, deadline=None)
@given(wanted=filters(), by=st.sampled_from(ORDERS), descending=st.booleans(), prepared=st.booleans(), data=st.data())
def test_rows_are_the_same_in_whatever_way_they_are_asked_for(
    wanted: LedgerFilter, by: SortKey, descending: bool, prepared: bool, data: st.DataObject
) -> None:
    finder, order = Finder(STANDINGS), SortOrder(by=by, descending=descending)
    if prepared:
        finder.find(LedgerFilter(), order)
        for _ in finder.prepare():
            pass
    codes = [each.code for each in select(STANDINGS, wanted, order)]
    found = finder.find(wanted, order)
    assert len(found) == len(codes)
    for row in data.draw(st.permutations(range(-len(codes), len(codes))))[:5]:
        assert found[row].code == codes[row]
    for each in data.draw(st.permutations(STANDINGS))[:20]:
        assert found.row_of(each.code) == (codes.index(each.code) if each.code in codes else None)
    assert found.row_of("ZZ-1") is None
    assert [each.code for each in found[2:9]] == codes[2:9]
    for beyond in (len(codes), -len(codes) - 1):
        with pytest.raises(IndexError):
            found[beyond]
    assert [each.code for each in found] == codes


@settings(max_examples=40, deadline=None)
@given(
    changed=st.lists(st.integers(0, len(STANDINGS) - 1), min_size=1, max_size=8),
    units=st.lists(st.sampled_from([None, "市教育局", "市财政局", "海事局"]), min_size=8, max_size=8),
    many=st.lists(filters(), min_size=1, max_size=4),
)
def test_what_was_found_and_counted_before_is_put_right(
    changed: list[int], units: list[str | None], many: list[LedgerFilter]
) -> None:
    wanted = [
        *many,
        LedgerFilter(),
        LedgerFilter(unit=("海事局",)),
        LedgerFilter(text="海事局"),
        LedgerFilter(deleted=True),
    ]
    finder, now = Finder(STANDINGS), list(STANDINGS)
    for place, unit in zip(changed, units, strict=False):
        for each in wanted:
            agrees(finder, now, each, SortOrder())
        item = now[place].commitment.but(lead_unit=unit, deleted=unit is None and place % 2 == 0)
        now[place] = standing_of(item, (), TODAY, search_text=words_of(item), initials=now[place].initials)
        assert finder.renewed(now, [place]) is finder
    for each in wanted:
        agrees(finder, now, each, SortOrder())


def test_more_changes_than_are_kept_apart() -> None:
    finder, now = Finder(STANDINGS), list(STANDINGS)
    for number in range(70):
        place = number % len(now)
        agrees(finder, now, LedgerFilter(unit=("海事局",)), SortOrder(by="unit"))
        item = now[place].commitment.but(lead_unit="海事局" if number < len(now) else None)
        now[place] = standing_of(item, (), TODAY, search_text=words_of(item), initials=now[place].initials)
        assert finder.renewed(now, [place]) is finder
    agrees(finder, now, LedgerFilter(unit=("海事局",)), SortOrder(by="unit"))


def test_other_items_make_another_finder() -> None:
    finder = Finder(STANDINGS)
    fewer = finder.renewed(STANDINGS[1:])
    assert fewer is not finder
    agrees(fewer, STANDINGS[1:], LedgerFilter(), SortOrder())
    other = [replace(STANDINGS[0], commitment=STANDINGS[0].commitment.but(code="ZZ-1")), *STANDINGS[1:]]
    agrees(finder.renewed(other), other, LedgerFilter(), SortOrder(by="code"))
    assert finder.standing("LL-001") is not None
    assert finder.standing("ZZ-1") is None
    assert len(Finder()) == 0
