"""Values and places of a hundred thousand items in little memory."""

from __future__ import annotations

import pytest

from liling_desk.ledger.code_places import CodePlaces
from liling_desk.ledger.facet_column import FacetColumn


@pytest.mark.parametrize("kinds", [3, 70_000])
def test_a_column_holds_what_was_put_into_it(kinds: int) -> None:
    values = [f"值{place % kinds}" for place in range(80_000)]
    column = FacetColumn()
    for first in range(0, len(values), 4_000):
        column.extend(values[first : first + 4_000])
    values[79_999] = column[79_999] = "新"
    assert [column[place] for place in range(len(values))] == values
    assert column.having({"新", "值1", "没有"}, range(len(values))) == [
        place for place, value in enumerate(values) if value in ("新", "值1")
    ]
    assert column.count()["值0"] == values.count("值0") and column.count([0, 1, 79_999]) == {
        "值0": 1, "值1": 1, "新": 1,
    }  # fmt: skip


@pytest.mark.parametrize("codes", [["LL-1", "LL-2", "LL-3"], ["LL-2", "LL-10", "LL-1"], []])
def test_a_code_is_found_in_any_order(codes: list[str]) -> None:
    places = CodePlaces(codes)
    assert dict(places) == {code: place for place, code in enumerate(codes)}
    assert places.get("LL-") is None and places.get("LL-4") is None and "LL-11" not in places
