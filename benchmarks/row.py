"""What a row of the table is: what is measured, on how many items, and what it has to reach."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Values = Mapping[str, Sequence[float]]
"""What was measured by name: seconds, megabytes or a count, one number a run."""


@dataclass(frozen=True)
class Aim:
    """`of` may be at most `limit` times `against` (the medians), or `limit` as it is where there is no `against`.

    `how`: "median", "p95" or "worst" of the values; "more" asks for the difference of the medians instead.
    """

    of: str
    against: str = ""
    limit: float = 0.0
    how: str = "median"


@dataclass(frozen=True)
class Measured:
    """Everything that one measurement gave. `facts`: what else is worth keeping, such as sizes and parts."""

    values: Values
    memory_mb: float | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One row. `measure(items, runs)` measures ours and its peers in turns.

    `sizes`: how many items it is measured on for the table; `grows`: and for its growth.
    `grown`: whose growth is fitted (one of the values), and `flat` that it should not grow at all. `alone` measures
    ours without its peers, for growth, where they would take minutes.
    """

    name: str
    what: str
    sizes: tuple[int, ...]
    aims: tuple[Aim, ...]
    measure: Callable[[int, int], Measured]
    unit: str = "s"
    runs: int = 7
    grown: str = ""
    flat: bool = False
    grows: tuple[int, ...] = (1_000, 10_000, 100_000)
    alone: Callable[[int, int], Measured] | None = None


@dataclass(frozen=True)
class Verdict:
    """One aim with its figures. `ratio` is None where there is no peer, `met` where something was not measured."""

    aim: Aim
    ours: float
    peer: float | None
    ratio: float | None
    met: bool | None


def judged(row: Row, measured: Measured) -> list[Verdict]:
    """Every aim of a row."""
    return [_judged(aim, measured.values) for aim in row.aims if measured.values.get(aim.of)]


def _judged(aim: Aim, values: Values) -> Verdict:
    ours = told(values[aim.of], "median" if aim.how == "more" else aim.how)
    if not aim.against:
        return Verdict(aim, ours, None, None, ours <= aim.limit if aim.limit else None)
    if not values.get(aim.against):
        return Verdict(aim, ours, None, None, None)
    peer = statistics.median(values[aim.against])
    if aim.how == "more":
        return Verdict(aim, ours, peer, ours - peer, ours - peer <= aim.limit)
    ratio = ours / peer if peer else float("inf")
    return Verdict(aim, ours, peer, ratio, ratio <= aim.limit if aim.limit else None)


def told(values: Sequence[float], how: str) -> float:
    """One number for many: the median, the 95th percentile, or the worst."""
    ordered = sorted(values)
    if how == "worst":
        return ordered[-1]
    if how == "p95":
        return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return statistics.median(ordered)
