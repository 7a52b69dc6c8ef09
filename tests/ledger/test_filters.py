"""Filters, facet counts and sort orders."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import read_deadline
from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.filters import (
    FACETS,
    LedgerFilter,
    SortOrder,
    facet_counts,
    facet_value,
    in_order,
    parse_filter,
    select,
)
from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import standing_of
from liling_desk.starter import starter_commitments

AS_OF = date(2021, 12, 15)
STATUSES = [
    {"status": "not_started"},
    {"status": "submitted"},
    {"status": "suspended", "status_reason": "等"},
    {"status": "done", "done_on": date(2022, 1, 5), "done_basis": "文号"},
    {"deleted": True},
]
UNITS = [None, "市交通局", "市水利局"]


def varied():
    items = list(starter_commitments("s"))
    return [
        standing_of(item.but(lead_unit=UNITS[place % 3], **STATUSES[place % 5]), (), AS_OF)
        for place, item in enumerate(items)
    ]


STANDINGS = varied()
BY_CODE = SortOrder(by="code")
VALUES = {facet: sorted({facet_value(facet, each) for each in STANDINGS}) for facet in FACETS}
some_filters = st.fixed_dictionaries(
    {},
    optional={
        **{facet: st.lists(st.sampled_from(VALUES[facet]), max_size=2).map(tuple) for facet in FACETS},
        "text": st.sampled_from(["", "建设", "陶瓷", "产业 园"]),
        "deleted": st.booleans(),
    },
).map(lambda words: LedgerFilter(**words))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(some_filters, st.sampled_from(FACETS))
def test_a_facet_counts_what_ticking_would_give(wanted, facet):
    counts = facet_counts(STANDINGS, wanted, facet)
    present = {facet_value(facet, each) for each in STANDINGS if each.commitment.deleted == wanted.deleted}
    assert set(counts) == present
    for value, count in counts.items():
        ticked = wanted.without(facet).model_copy(update={facet: (value,)})
        assert len(select(STANDINGS, ticked, BY_CODE)) == count


@given(some_filters)
def test_what_passes_is_what_every_group_lets_through(wanted):
    rows = {each.code for each in select(STANDINGS, wanted, BY_CODE)}
    for each in STANDINGS:
        passes = each.commitment.deleted == wanted.deleted and all(
            not getattr(wanted, facet) or facet_value(facet, each) in {str(value) for value in getattr(wanted, facet)}
            for facet in FACETS
        )
        if not wanted.text:
            assert passes == (each.code in rows)
        elif each.code in rows:
            assert passes


def test_a_filter_says_which_groups_are_active():
    assert LedgerFilter().is_empty and LedgerFilter().active_groups() == ()
    wanted = LedgerFilter(text="路", unit=("",), due_from=AS_OF)
    assert wanted.active_groups() == ("text", "unit", "due_from")
    assert wanted.without("unit").active_groups() == ("text", "due_from")


def test_the_due_span_holds_both_its_ends():
    due = {each.commitment.due for each in STANDINGS if each.commitment.due and not each.commitment.deleted}
    for day in due:
        rows = select(STANDINGS, LedgerFilter(due_from=day, due_to=day), BY_CODE)
        assert rows and {each.commitment.due for each in rows} == {day}


@pytest.mark.parametrize(
    "words",
    [
        {"light": ("pink",)},
        {"status": ("finished",)},
        {"due_from": "yesterday"},
        {"due_from": date(2022, 1, 1), "due_to": date(2021, 1, 1)},
        {"colour": ("red",)},
        {"text": 3},
    ],
)
def test_a_value_that_means_nothing_is_refused_when_the_filter_is_made(words):
    with pytest.raises(UsageError) as caught:
        parse_filter(**words)
    said = str(caught.value)
    assert "{" not in said and "datetime" not in said


def item(code, **fields):
    latest = fields.pop("latest", None)
    value = fields.pop("value", None)
    returns = (
        (Return(key=code, commitment=code, reported_on=date(2021, 3, 1), value=value),) if value is not None else ()
    )
    commitment = Commitment(
        code=code, title=fields.pop("title", "事项"), deadline=read_deadline(latest or "", None), **fields
    )
    return standing_of(commitment, returns, AS_OF)


def codes(rows):
    return [each.code for each in rows]


@pytest.mark.parametrize(
    ("by", "field"),
    [
        ("unit", "lead_unit"),
        ("due", "latest"),
        ("value", "value"),
        ("programme", "programme"),
        ("category", "category"),
    ],
)
def test_blanks_come_last_both_ways_and_ties_go_by_code(by, field):
    low, high = {"value": (1.0, 2.0), "latest": ("2022-01-01", "2023-01-01")}.get(field, ("a", "b"))
    rows = [item("D"), item("C", **{field: high}), item("B", **{field: low}), item("A", **{field: high}), item("0")]
    for mixed in itertools.permutations(rows):
        assert codes(in_order(mixed, SortOrder(by=by))) == ["B", "A", "C", "0", "D"]
        assert codes(in_order(mixed, SortOrder(by=by, descending=True))) == ["A", "C", "B", "0", "D"]


def test_codes_sort_both_ways():
    rows = [item("B"), item("A"), item("C")]
    assert codes(in_order(rows, SortOrder(by="code"))) == ["A", "B", "C"]
    assert codes(in_order(rows, SortOrder(by="code", descending=True))) == ["C", "B", "A"]


def test_the_most_urgent_comes_first():
    rows = [
        item("blue", status="done", done_on=AS_OF, done_basis="文号"), item("grey"), item("green", latest="2025-01-01", lead_unit="市交通局"),
        item("soon", latest="2021-12-31"), item("sooner", latest="2021-12-16"), item("late", latest="2021-12-01"), item("later", latest="2021-11-01"),
    ]  # fmt: skip
    assert codes(in_order(rows, SortOrder())) == ["later", "late", "sooner", "soon", "green", "blue", "grey"]


def test_every_sort_key_sorts_the_whole_starter():
    for by in ("light", "code", "title", "unit", "due", "value", "reported", "status", "programme", "category"):
        for descending in (False, True):
            assert sorted(codes(in_order(STANDINGS, SortOrder(by=by, descending=descending)))) == sorted(
                codes(STANDINGS)
            )
