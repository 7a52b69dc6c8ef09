"""Where everything of a trajectory stands in a picture of a given size. Knows no colour and draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.trajectory import Line, Reading, Trajectory
from liling_desk.plots.axes import DayTick, ValueAxis, ValueTick, day_ticks, value_axis, value_ticks
from liling_desk.plots.labels import Box, Label, Labels, Point, TextSize, along
from liling_desk.translations import Translator
from liling_desk.words.indicators import SIGNS, amount

_BRACKET = 8.0
_ASIDE = 6.0
_WIDEST_MARGIN = 0.44


@dataclass(frozen=True)
class Dot:
    """A reading's place."""

    at: Point
    reading: Reading


@dataclass(frozen=True)
class Layout:
    """Everything in px. `bracket` is (x, planned's y, actual's y); `as_of_x` None: the day is off the axis."""

    plot: Box
    values: tuple[ValueTick, ...]
    days: tuple[DayTick, ...]
    target_y: float | None
    planned: tuple[Point, ...]
    ramp: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    dots: tuple[Dot, ...]
    required: tuple[Point, ...]
    as_of_x: float | None
    bracket: tuple[float, float, float] | None
    labels: tuple[Label, ...]

    def nearest(self, at: Point, reach: float) -> Dot | None:
        """The dot next to a place, within so many px."""
        ranked = sorted(self.dots, key=lambda dot: _far(dot.at, at))
        return ranked[0] if ranked and _far(ranked[0].at, at) <= reach * reach else None


@dataclass(frozen=True)
class Frame:
    """Days and figures to px."""

    plot: Box
    axis: ValueAxis
    first: date
    last: date
    upside_down: bool

    def x(self, day: date) -> float:
        """A day's place; never outside the plot."""
        share = (day - self.first).days / (self.last - self.first).days
        return self.plot.left + self.plot.width * min(max(share, 0.0), 1.0)

    def y(self, value: float) -> float:
        """A figure's place."""
        share = (value - self.axis.low) / (self.axis.high - self.axis.low)
        return self.plot.top + self.plot.height * (share if self.upside_down else 1 - share)

    def line(self, line: Line) -> tuple[Point, ...]:
        """A line's places."""
        return tuple((self.x(day), self.y(value)) for day, value in line)


def lay_out(shown: Trajectory, width: float, height: float, size: TextSize, tr: Translator, role: str) -> Layout:
    """`role`: the token in which the gap is written."""
    frame = _frame(shown, width, height, size, tr)
    planned, required = frame.line(shown.planned), frame.line(shown.required)
    lines = tuple(frame.line(line) for line in shown.lines)
    target = shown.indicator.target
    target_y = None if target is None else frame.y(target)
    labels = Labels(Box(frame.plot.left + 2, 0, width - frame.plot.left - 2, frame.plot.bottom - 2))
    for line in (planned, frame.line(shown.ramp), required, *lines):
        labels.avoid(line)
    if target_y is not None:
        labels.avoid(((frame.plot.left, target_y), (frame.plot.right, target_y)))
    dots = tuple(Dot((frame.x(each.day), frame.y(each.value)), each) for each in shown.readings)
    for dot in dots:
        labels.avoid(((dot.at[0] - 3, dot.at[1]), (dot.at[0] + 3, dot.at[1])))
    as_of_x = frame.x(shown.as_of) if shown.as_of_inside else None
    if as_of_x is not None:
        labels.avoid(((as_of_x, frame.plot.top), (as_of_x, frame.plot.bottom)))
    bracket = _bracket(shown, frame)
    if bracket is not None:
        labels.avoid(((bracket[0], bracket[1]), (bracket[0], bracket[2])))
    _write(_Writer(shown, frame, labels, size, tr, role, width), planned, required, dots, bracket)
    values = value_ticks(frame.axis, frame.plot, frame.y, size)
    days = day_ticks(
        shown.first, shown.last, shown.due, frame.x, width, lambda text: size.wide(text, 12, False), tr
    )  # fmt: skip
    return Layout(
        frame.plot, values, tuple(days), target_y, planned, frame.line(shown.ramp), lines, dots, required, as_of_x,
        bracket, tuple(labels.placed),
    )  # fmt: skip


def _frame(shown: Trajectory, width: float, height: float, size: TextSize, tr: Translator) -> Frame:
    line = size.tall(12)
    top, foot = line + 8, line + 6
    plot_height = max(height - top - foot, 20.0)
    from_zero = shown.indicator.measured_as == "cumulative" or any(
        value == 0 for line in shown.lines for _, value in line
    )
    axis = value_axis(shown.figures(), int(plot_height / (2.1 * line)), from_zero)
    left = max(size.wide(as_number(tick), 12, False) for tick in axis.ticks) + 8
    room = width - left
    margin = max((_margin(shown, each, room, size, tr) for each in ("target", "gap")), default=8.0)
    margin = max(8.0, min(margin, _WIDEST_MARGIN * width))
    plot = Box(left, top, max(room - margin, 40.0), plot_height)
    return Frame(plot, axis, shown.first, shown.last, shown.indicator.lower_is_better)


def _margin(shown: Trajectory, key: str, room: float, size: TextSize, tr: Translator) -> float:
    """How much must stay free at the right so that words beside the target's line and the gap have room."""
    if key == "target":
        words = target_words(shown, tr)
        return size.wide(words, 12, False) + _ASIDE + 2 if words else 8.0
    texts = [each for each in (*gap_words(shown, tr), (actual_words(shown, tr), 12, False)) if each[0]]
    day = shown.gap.day if shown.gap is not None else shown.as_of
    if not texts or not shown.first <= day <= shown.last:
        return 8.0
    wide = max(size.wide(*each) for each in texts) + _BRACKET + _ASIDE + 2
    share = (day - shown.first).days / (shown.last - shown.first).days
    return room - (room - wide) / share if share > 0 else 8.0


def target_words(shown: Trajectory, tr: Translator) -> str:
    """`目标 100`; for a rank `目标 < 45`."""
    indicator = shown.indicator
    if indicator.target is None:
        return ""
    sign = f"{SIGNS[indicator.comparison or '<']} " if indicator.lower_is_better else ""
    return tr("目标 {target}", target=f"{sign}{as_number(indicator.target)}")


def actual_words(shown: Trajectory, tr: Translator) -> str:
    """`实际 71`, the latest value."""
    latest = shown.latest
    value = shown.gap.actual if shown.gap is not None else latest.value if latest is not None else None
    return "" if value is None else tr("实际 {value}", value=as_number(value))


def gap_words(shown: Trajectory, tr: Translator) -> list[tuple[str, int, bool]]:
    """What is missing, or more than asked, as lines of (text, px, bold): the figure, then the points."""
    gap = shown.gap
    if gap is None:
        return []
    unit, lower = shown.indicator.unit, shown.indicator.lower_is_better
    missing = round(abs(gap.actual - gap.planned), 1)
    if not missing or not round(gap.points, 1):
        return [(tr("与计划持平"), 13, True)]
    value = amount(missing, unit)
    if gap.points < 0:
        head = tr("差 {amount}", amount=value) if lower else tr("欠 {amount}", amount=value)
    else:
        head = tr("优 {amount}", amount=value) if lower else tr("超 {amount}", amount=value)
    points = round(abs(gap.points), 1)
    if points == missing:  # of a hundred people one is one point: the same number twice says nothing
        return [(head, 13, True)]
    return [(head, 13, True), (tr("{points} 个百分点", points=as_number(points)), 12, False)]


def _bracket(shown: Trajectory, frame: Frame) -> tuple[float, float, float] | None:
    gap = shown.gap
    if gap is None or not shown.first <= gap.day <= shown.last:
        return None
    return frame.x(gap.day) + _BRACKET, frame.y(gap.planned), frame.y(gap.actual)


@dataclass(frozen=True)
class _Writer:
    shown: Trajectory
    frame: Frame
    labels: Labels
    size: TextSize
    tr: Translator
    role: str
    width: float

    def label(self, key: str, text: str, role: str, px: int = 12, bold: bool = False) -> Label:
        """Sized, not yet placed."""
        return self.size.label(key, text, role, px, bold)


def _write(
    writer: _Writer, planned: tuple[Point, ...], required: tuple[Point, ...], dots: tuple[Dot, ...],
    bracket: tuple[float, float, float] | None,
) -> None:  # fmt: skip
    _write_top(writer)
    shown, frame, labels, tr = writer.shown, writer.frame, writer.labels, writer.tr
    if shown.indicator.target is not None:
        label = writer.label("target", target_words(shown, tr), "text2")
        y = frame.y(shown.indicator.target)
        labels.put(label, [(frame.plot.right + _ASIDE, y - label.box.height / 2)], move=True)
    if bracket is not None:
        _write_gap(writer, bracket)
    elif actual_words(shown, tr):
        _write_actual(writer, dots)
    if len(planned) > 1 and not _level(planned):
        label = writer.label("planned", tr("年度计划") if shown.by_year else tr("序时要求"), "text3")
        labels.put(label, along(planned, label.box), crossing=2)
    if required and (words := _rate_words(shown, tr)):
        label = writer.label("required", words, "text3")
        labels.put(label, along(required, label.box), crossing=2)


def _write_top(writer: _Writer) -> None:
    """The as-of day over its line, and, where small is good, that the axis stands on its head."""
    shown, frame, tr = writer.shown, writer.frame, writer.tr
    one_year = shown.first.year == shown.last.year == shown.as_of.year
    day = shown.as_of.strftime("%m-%d") if one_year else shown.as_of.isoformat()
    words = tr("截至 {day}", day=day)
    if shown.as_of > shown.last:
        words = f"{words} →"
    elif shown.as_of < shown.first:
        words = f"← {words}"
    label = writer.label("as_of", words, "text3")
    writer.labels.put(label, [(frame.x(shown.as_of) - label.box.width / 2, 0)])
    if shown.indicator.lower_is_better:
        label = writer.label("upside_down", tr("越小越好，小数在上"), "text3")
        writer.labels.put(label, [(frame.plot.left, 0), (0, 0), (writer.width, 0)])


def _write_gap(writer: _Writer, bracket: tuple[float, float, float]) -> None:
    """One block beside the bracket: the gap on the plan's side of the value, or on the other where lines run there."""
    gap = [
        writer.label(f"gap{number or ''}", text, writer.role if not number else "text3", px, bold)
        for number, (text, px, bold) in enumerate(gap_words(writer.shown, writer.tr))
    ]
    actual = writer.label("actual", actual_words(writer.shown, writer.tr), "accent")
    x, planned, y = bracket
    half, above = actual.box.height / 2, sum(each.box.height for each in gap)
    orders = {True: [*gap, actual], False: [actual, *gap]}  # whether the gap stands above the value
    tops = {True: y - above - half, False: y - half}
    wide = max(each.box.width for each in (*gap, actual))
    whole = Label("", "", Box(0, 0, wide, above + 2 * half), "")
    near = planned <= y
    shifts = [0, *(sign * step for step in (4, 8, 12, 16) for sign in ((1, -1) if near else (-1, 1)))]
    tried = [(first, x + _ASIDE, tops[first] + shift) for first in (near, not near) for shift in shifts]
    if not writer.labels.put(whole, [(left, top) for _, left, top in tried], move=True):
        return
    box = writer.labels.placed.pop().box
    gap_first = min(tried, key=lambda each: abs(each[2] - box.top))[0]
    top = box.top
    for each in orders[gap_first]:
        placed = Box(box.left, top, each.box.width, each.box.height)
        writer.labels.placed.append(Label(each.key, each.text, placed, each.role, each.px, each.bold))
        top += each.box.height


def _write_actual(writer: _Writer, dots: tuple[Dot, ...]) -> None:
    latest = writer.shown.latest
    told = [dot for dot in dots if dot.reading is latest]
    if not told:
        return
    x, y = told[0].at
    label = writer.label("actual", actual_words(writer.shown, writer.tr), "accent")
    wide, high = label.box.width, label.box.height
    places = [
        (x + _ASIDE, y - high / 2), (x - wide / 2, y + 5), (x - wide, y + 5), (x - wide - 4, y + 2),
        (x - wide / 2, y - high - 5), (x + 6, y + 3), (x - wide - 8, y - high / 2), (x + 6, y - high - 3),
    ]  # fmt: skip
    writer.labels.put(label, places, move=True)


def _rate_words(shown: Trajectory, tr: Translator) -> str:
    """How much a month is still needed; empty where that says nothing (ranks, less than a month to go)."""
    if shown.indicator.lower_is_better or len(shown.required) != 2:
        return ""
    (_, now), (due, target) = shown.required
    months = (due - shown.as_of).days / 30.44
    if months < 1:
        return ""
    return tr("每月还需 {amount}", amount=amount(round((target - now) / months, 1), shown.indicator.unit))


def _level(line: tuple[Point, ...]) -> bool:
    return max(y for _, y in line) - min(y for _, y in line) < 1


def _far(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
