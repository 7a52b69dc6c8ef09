"""Parts add up to the whole, however they are rounded."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk.ledger.shares import rate, shares

counts = st.lists(st.integers(0, 10**6), min_size=1, max_size=40)


@given(counts)
def test_shares_make_a_hundred_and_stay_near_the_truth(numbers: list[int]) -> None:
    given_, whole = shares(numbers), sum(numbers)
    if not whole:
        assert given_ == (None,) * len(numbers)
        return
    tenths = [round((each or 0) * 10) for each in given_]
    assert [each / 10 for each in tenths] == list(given_)
    assert sum(tenths) == 1000
    for number, each in zip(numbers, tenths, strict=True):
        assert abs(Fraction(each, 10) - Fraction(number * 100, whole)) < Fraction(1, 10)


@given(counts)
def test_shares_keep_the_order_of_the_counts(numbers: list[int]) -> None:
    if sum(numbers):
        pairs = list(zip(numbers, shares(numbers), strict=True))
        ordered = sorted(pairs, key=lambda pair: (pair[0], pair[1] or 0))
        assert [share for _, share in ordered] == sorted(share or 0 for _, share in ordered)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((), ()),
        ((0, 0), (None, None)),
        ((1, 1, 1), (33.4, 33.3, 33.3)),
        ((1, 2, 4), (14.3, 28.6, 57.1)),
        ((0, 93), (0.0, 100.0)),
        ((1,) * 6, (16.7, 16.7, 16.7, 16.7, 16.6, 16.6)),
        ((1, 1999), (0.1, 99.9)),
    ],
)
def test_known_shares(numbers: tuple[int, ...], expected: tuple[float | None, ...]) -> None:
    assert shares(numbers) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, None), (3, 0, None), (0, 7, 0.0), (7, 7, 100.0), (1, 3, 33.3), (2, 3, 66.7), (1, 16, 6.3), (1, 2000, 0.1)],
)
def test_rates_round_halves_up(part: int, whole: int, expected: float | None) -> None:
    assert rate(part, whole) == expected
