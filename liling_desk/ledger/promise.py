"""Does the promise add up: whether the stated growth gets the baseline to the target in the stated time."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.pace import amount, reaches
from liling_desk.ledger.plan import last_whole_year
from liling_desk.translations import N_, Message

LOOKS_AHEAD_YEARS = 100


@dataclass(frozen=True)
class Promise:
    """`reached` is the figure after `years` whole years of the stated growth, in the indicator's unit.

    `years_needed` and `reached_then`: when the stated growth does get there (None: not in a hundred years).
    `growth_needed_pct`: the yearly growth that gets there in time.
    """

    growth_pct: float
    years: int
    reached: float
    reaches: bool
    years_needed: int | None
    reached_then: float | None
    growth_needed_pct: float
    words: Message


def promise_of(commitment: Commitment) -> Promise | None:
    """None unless baseline, its year, stated growth, target and deadline are all known.

    Counted are the calendar years between the baseline's year and the deadline that are over by then: from 2020 to
    2025-01-08 four (2021 to 2024), to 2025-12-31 five.
    """
    indicator, due = commitment.indicator, commitment.due
    if indicator is None or due is None or indicator.target is None or indicator.baseline is None:
        return None
    if indicator.baseline_year is None or indicator.stated_growth_pct is None:
        return None
    base, growth, target = indicator.baseline, indicator.stated_growth_pct, indicator.target
    years = last_whole_year(due) - indicator.baseline_year
    if years <= 0 or base <= 0 or target <= 0 or not -100 < growth < 1000:
        return None
    after = [base * (1 + growth / 100) ** number for number in range(LOOKS_AHEAD_YEARS + 1)]
    needed = next((number for number in range(1, len(after)) if reaches(indicator, after[number])), None)
    values = {
        "growth": as_number(growth),
        "years": years,
        "year": indicator.baseline_year + years,
        "reached": amount(after[years], indicator) if years < len(after) else "",
        "target": amount(target, indicator),
        "needed": needed or "",
        "then": amount(after[needed], indicator) if needed else "",
        "rate": as_number(round(((target / base) ** (1 / years) - 1) * 100, 1)),
    }
    if years >= len(after):
        return None
    arrives = reaches(indicator, after[years])
    return Promise(
        growth, years, after[years], arrives, needed, after[needed] if needed else None,
        ((target / base) ** (1 / years) - 1) * 100, Message(_words(arrives, needed), values),
    )  # fmt: skip


def _words(arrives: bool, needed: int | None) -> str:
    if arrives:
        return N_("按每年增长 {growth}%，{years} 年（到 {year} 年）为 {reached}，达得到 {target}；每年需增长 {rate}%")
    if needed is None:
        return N_("按每年增长 {growth}%，{years} 年（到 {year} 年）为 {reached}，达不到 {target}；每年需增长 {rate}%")
    return N_(
        "按每年增长 {growth}%，{years} 年（到 {year} 年）为 {reached}，达不到 {target}；"
        "要 {needed} 年（{then}），或每年增长 {rate}%"
    )
