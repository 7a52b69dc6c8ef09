"""Per cent to one decimal: shares that add up to 100, and rates that stand by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from liling_desk.translations import N_

SHARES_RULE: Final = N_("占比保留一位小数，按最大余数法取舍，各项之和为 100%。")
"""How `shares` rounds, in words."""

RATE_RULE: Final = N_("办结率为已办结项数占本行项数的比例，四舍五入到一位小数。")
"""How `rate` rounds, in words, where it is that of the done items."""

_TENTHS: Final = 1000


def shares(counts: Sequence[int]) -> tuple[float | None, ...]:
    """The share of each count in per cent, one decimal each, together exactly 100; all None where the whole is 0.

    Largest remainder: everything is rounded down, and what is left of the 100 goes by tenths to those that lost most,
    the first of equals first. Counts are not negative.
    """
    whole = sum(counts)
    if not whole:
        return (None,) * len(counts)
    tenths = [count * _TENTHS // whole for count in counts]
    lost = sorted(range(len(counts)), key=lambda place: (-(counts[place] * _TENTHS % whole), place))
    for place in lost[: _TENTHS - sum(tenths)]:
        tenths[place] += 1
    return tuple(each / 10 for each in tenths)


def rate(part: int, whole: int) -> float | None:
    """How much of a whole a part is, in per cent with one decimal, halves up; None for an empty whole."""
    return (2 * part * _TENTHS + whole) // (2 * whole) / 10 if whole else None
