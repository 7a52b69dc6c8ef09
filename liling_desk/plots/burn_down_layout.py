"""Where everything of a burn-down stands in a picture of a given size: open items beside those expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.burn_down import MonthEnd
from liling_desk.plots.axes import (
    DayTick,
    ValueAxis,
    ValueTick,
    month_word,
    tick_at,
    touches,
    value_axis,
    value_ticks,
)
from liling_desk.plots.labels import Box, Label, Labels, Point, TextSize, along
from liling_desk.translations import Translator

_MARK = 3.5
_EVERY = (1, 2, 3, 6, 12)


@dataclass(frozen=True)
class BurnDownLayout:
    """Everything in px. `opened` and `expected` are places in the order of the months, `opened` up to the as-of day.

    Of the labels `open:N` and `expected:N` are the counts of the month N, `open` and `expected` name the lines.
    """

    plot: Box
    values: tuple[ValueTick, ...]
    days: tuple[DayTick, ...]
    opened: tuple[Point, ...]
    expected: tuple[Point, ...]
    as_of_x: float | None
    labels: tuple[Label, ...]

    @property
    def named(self) -> bool:
        """Whether each line has its name beside it."""
        lines = {"expected"} | ({"open"} if self.opened else set())
        return lines <= {label.key for label in self.labels}


@dataclass(frozen=True)
class _Frame:
    plot: Box
    axis: ValueAxis
    first: date
    last: date

    def x(self, day: date) -> float:
        return self.plot.left + self.plot.width * (day - self.first).days / max((self.last - self.first).days, 1)

    def y(self, value: float) -> float:
        return self.plot.bottom - self.plot.height * (value - self.axis.low) / (self.axis.high - self.axis.low)


def lay_out_burn_down(
    months: Sequence[MonthEnd], words: tuple[str, str], width: float, height: float, size: TextSize, tr: Translator
) -> BurnDownLayout:
    """`months`: at least one, in order. `words` name the open and the expected items."""
    frame = _frame(months, width, height, size)
    opened = tuple((frame.x(each.day), frame.y(each.open)) for each in months if each.open is not None)
    expected = tuple((frame.x(each.day), frame.y(each.expected)) for each in months)
    labels = Labels(Box(frame.plot.left + 2, 0, width - frame.plot.left - 2, frame.plot.bottom - 1))
    for line in (opened, expected):
        labels.avoid(line)
        for x, y in line:
            labels.avoid(((x - _MARK, y), (x + _MARK, y)))
    told = [each for each in months if each.open is not None]
    ends = told and told[-1] is months[-1]
    as_of_x = opened[-1][0] if opened else None
    if told and as_of_x is not None:
        label = size.label("as_of", tr("截至 {day}", day=told[-1].day.isoformat()), "text3")
        labels.put(label, [(as_of_x - label.box.width / 2, 0)])
        if not ends:
            labels.avoid(((as_of_x, frame.plot.top), (as_of_x, frame.plot.bottom)))
    _write_counts(labels, months, opened, expected, size)
    ahead = expected[max(len(opened) - 1, 0) :]  # there it runs alone
    for key, name, line in (("open", words[0], opened), ("expected", words[1], ahead if len(ahead) > 1 else expected)):
        if len(line) > 1:
            label = size.label(key, name, "text2")
            labels.put(label, [*along(line, label.box), *_beyond(line, label.box)], crossing=2)
    days = _month_ticks(months, frame.x, width, size, tr)
    values = value_ticks(frame.axis, frame.plot, frame.y, size)
    return BurnDownLayout(frame.plot, values, days, opened, expected, as_of_x, tuple(labels.placed))


def _frame(months: Sequence[MonthEnd], width: float, height: float, size: TextSize) -> _Frame:
    line = size.tall(12)
    top, foot = line + 8, line + 6
    tall = max(height - top - foot, 20.0)
    figures = [float(count) for each in months for count in (each.open, each.expected) if count is not None]
    axis = value_axis(figures, int(tall / (2.1 * line)), from_zero=True)
    left = max(size.wide(f"{tick:,.0f}", 12, False) for tick in axis.ticks) + 8
    margin = size.wide(f"{max(figures):.0f}", 12, True) / 2 + 8
    return _Frame(Box(left, top, max(width - left - margin, 40.0), tall), axis, months[0].day, months[-1].day)


def _write_counts(
    labels: Labels, months: Sequence[MonthEnd], opened: Sequence[Point], expected: Sequence[Point], size: TextSize
) -> None:
    """The number at each point where there is room: first those of the as-of day, then the ends, then the rest."""
    now = max(len(opened) - 1, 0)
    ranked = sorted(range(len(months)), key=lambda place: (place != now, place not in (0, len(months) - 1), -place))
    for place in ranked:
        month = months[place]
        above = month.open is None or month.open >= month.expected
        if month.open is not None:
            label = size.label(f"open:{place}", str(month.open), "text", bold=place == now)
            labels.put(label, _around(opened[place], label.box, above), crossing=3 if place == now else 1)
        if month.open != month.expected:
            label = size.label(f"expected:{place}", str(month.expected), "text2")
            upper = month.open is None or not above
            labels.put(label, _around(expected[place], label.box, upper), crossing=3 if place == now else 1)


def _around(at: Point, size: Box, above: bool) -> Iterator[Point]:
    """Places for a number at a point, the side of its line that faces away from the other line first."""
    x, y = at
    over, under = y - size.height - _MARK, y + _MARK + 1
    for top in (over, under) if above else (under, over):
        yield x - size.width / 2, top
        yield x + 3, top + 1
        yield x - size.width - 3, top + 1


def _beyond(line: Sequence[Point], size: Box) -> Iterator[Point]:
    """Places above and below the numbers of a line, from its middle outwards."""
    middle = len(line) // 2
    for x, y in sorted(line, key=lambda at: abs(at[0] - line[middle][0])):
        yield x - size.width / 2, y - 2 * size.height - _MARK - 1
        yield x - size.width / 2, y + size.height + _MARK + 2


def _month_ticks(
    months: Sequence[MonthEnd], place: Callable[[date], float], right: float, size: TextSize, tr: Translator
) -> tuple[DayTick, ...]:
    """The months' names, as many as fit; the year stands at the first of each."""
    ends = [each.day for each in months]
    ends = [day for day, after in zip(ends, [*ends[1:], None], strict=True) if after is None or _later(day, after)]
    for every in _EVERY:
        ticks: list[DayTick] = []
        year = 0
        for day in ends[(len(ends) - 1) % every :: every]:
            words = (
                month_word(day, tr)
                if day.year == year
                else tr("{year}年{month}", year=day.year, month=month_word(day, tr))
            )
            ticks.append(tick_at(day, words, place, right, lambda text: size.wide(text, 12, False)))
            year = day.year
        if not any(touches(tick, ticks[:number]) for number, tick in enumerate(ticks)):
            return tuple(ticks)
    return tuple(ticks[-1:])


def _later(day: date, after: date) -> bool:
    """Whether the next count is one of a later month."""
    return (day.year, day.month) != (after.year, after.month)
