"""The axes of the plot: round figures, calendar days, and which of their words fit."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.periods import month_ends
from liling_desk.plots.labels import Box, TextSize
from liling_desk.translations import N_, Translator

_STEPS = (1, 2, 5, 10)
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)
_MONTHS = (
    N_("1月"), N_("2月"), N_("3月"), N_("4月"), N_("5月"), N_("6月"), N_("7月"), N_("8月"), N_("9月"), N_("10月"),
    N_("11月"), N_("12月"),
)  # fmt: skip
_ROOM = 0.08
_GAP = 8


@dataclass(frozen=True)
class ValueAxis:
    """`low` and `high` are the figures at its ends; `ticks` lie between them."""

    low: float
    high: float
    ticks: tuple[float, ...]


ValueTick = tuple[str, Box, float]
"""Its words, where they stand, and the height of its line."""


@dataclass(frozen=True)
class DayTick:
    """`left` is where its words begin, in px; `at` the day's own place."""

    day: date
    text: str
    at: float
    left: float
    width: float


def value_axis(figures: Sequence[float], most: int, from_zero: bool) -> ValueAxis:
    """An axis that holds every figure, with at most so many round ticks (never fewer than two)."""
    low, high = min(figures, default=0.0), max(figures, default=1.0)
    if from_zero or (low >= 0 and low < 0.6 * high):
        low = min(low, 0.0)
    if high <= low:
        spread = abs(low) * 0.1 or 1.0
        low, high = low if low == 0 else low - spread, high + spread
    step = _step(high - low, max(most, 2), all(float(each).is_integer() for each in figures))
    bottom, top = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    if low - bottom > 0.5 * step:
        bottom = low - _ROOM * (high - low)
    if top - high > 0.5 * step:
        top = high + _ROOM * (high - low)
    first, last = math.ceil(bottom / step - 1e-9), math.floor(top / step + 1e-9)
    return ValueAxis(bottom, top, tuple(_clean(number * step) for number in range(first, last + 1)))


def _step(span: float, most: int, whole: bool) -> float:
    """The smallest round step (1, 2, 5 times a power of ten) with no more than `most` ticks on the span."""
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(each * power for each in (*_STEPS, 20, 50) if span / (each * power) <= most - 1 or each == 50)
    return max(step, 1.0) if whole and span >= 2 else step


def _clean(value: float) -> float:
    return float(f"{value:.10g}")


def value_ticks(
    axis: ValueAxis, plot: Box, height: Callable[[float], float], size: TextSize
) -> tuple[ValueTick, ...]:  # fmt: skip
    """The figures at the left of a plot; `height` gives a figure's place."""
    ticks = []
    for tick in axis.ticks:
        text, y = as_number(tick), height(tick)
        wide, tall = size.wide(text, 12, False), size.tall(12)
        top = min(y - tall / 2, plot.bottom - tall * 0.75)  # clear of the first day's words
        ticks.append((text, Box(plot.left - 8 - wide, top, wide, tall), y))
    return tuple(ticks)


def day_ticks(
    first: date, last: date, due: date | None, place: Callable[[date], float], right: float,
    wide: Callable[[str], float], tr: Translator,
) -> list[DayTick]:  # fmt: skip
    """The first day, the day due (else the last one), and as many ends of months or years as fit between.

    `place` gives a day's px, `right` the px that no word may cross, `wide` a word's width.
    """
    one_year = first.year == last.year
    end = due if due is not None and first < due <= last else last
    fixed = [tick_at(day, _day_words(day, one_year, tr), place, right, wide) for day in (end, first)]
    if touches(fixed[1], fixed[:1]):
        fixed = fixed[:1]
    for months in _MONTH_STEPS:
        between = [
            tick_at(day, _end_words(day, one_year, months >= 12, tr), place, right, wide)
            for day in month_ends(first, last, months)
        ]
        free = [tick for tick in between if not touches(tick, fixed)]
        if len(free) <= 4 and not any(touches(tick, free[:number]) for number, tick in enumerate(free)):
            return sorted([*fixed, *free], key=lambda tick: tick.day)
    return sorted(fixed, key=lambda tick: tick.day)


def tick_at(
    day: date, text: str, place: Callable[[date], float], right: float, wide: Callable[[str], float]
) -> DayTick:  # fmt: skip
    """A day's words, centred below it and held within the picture."""
    at, width = place(day), wide(text)
    return DayTick(day, text, at, max(0.0, min(at - width / 2, right - width)), width)


def touches(tick: DayTick, others: Sequence[DayTick]) -> bool:
    """Whether its words stand too close to those of others."""
    return any(
        tick.left < other.left + other.width + _GAP and other.left < tick.left + tick.width + _GAP for other in others
    )


def _day_words(day: date, one_year: bool, tr: Translator) -> str:
    if one_year:
        return tr("{month}{day}日", month=month_word(day, tr), day=day.day)
    if (day.month, day.day) == (12, 31):
        return tr("{year}年底", year=day.year)
    return tr("{year}年{month}", year=day.year, month=month_word(day, tr))


def _end_words(day: date, one_year: bool, by_year: bool, tr: Translator) -> str:
    if one_year:
        return tr("{month}底", month=month_word(day, tr))
    if by_year or day.month == 12:
        return tr("{year}年底", year=day.year)
    return tr("{year}年{month}", year=day.year, month=month_word(day, tr))


def month_word(day: date, tr: Translator) -> str:
    """6月."""
    return tr(_MONTHS[day.month - 1])
