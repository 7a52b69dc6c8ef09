"""Counting and writing figures."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from liling_desk.ledger.figures import tally, tally_by
from liling_desk.ledger.filters import FACETS, LedgerFilter, SortOrder
from liling_desk.ledger.indicator import Indicator, as_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (100.0, "100"),
        (737.6, "737.6"),
        (1250.5, "1250.5"),
        (0.00001, "0"),
        (100.00001, "100"),
        (0.125, "0.125"),
        (-3.5, "-3.5"),
        (1e6, "1,000,000"),
    ],
)
def test_a_figure_is_written_as_people_write_it(value, text):
    assert as_number(value) == text


@pytest.mark.parametrize("wrong", [{"target": float("nan")}, {"baseline": float("inf")}, {"baseline_year": 10**30}])
def test_an_indicator_holds_only_figures_that_can_be_stored(wrong):
    with pytest.raises(ValidationError):
        Indicator(metric="产值", **wrong)


@pytest.mark.parametrize("facet", FACETS)
def test_the_parts_add_up_to_the_whole(starter_ledger, facet):
    rows = starter_ledger.find(LedgerFilter(), SortOrder(), date(2022, 1, 1))
    whole, parts = tally(rows), dict(tally_by(rows, facet))
    assert whole.total == 93 == sum(part.total for part in parts.values())
    assert whole.overdue == 6 == sum(part.overdue for part in parts.values())
    assert sum(whole.by_light.values()) == sum(whole.by_status.values()) == sum(whole.by_timeliness.values()) == 93
    reds = [part.by_light["red"] for _, part in tally_by(rows, facet)]
    assert reds == sorted(reds, reverse=True)
