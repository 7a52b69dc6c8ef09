"""Figures of plots and bars as tables, with the lines and bars that a workbook draws of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from liling_desk.ledger.trajectory import Line, Trajectory
from liling_desk.reporting.plain_table import BookCell, PlainTable, number
from liling_desk.reporting.report import BurnDownPlot, Charts, TrajectoryPlot
from liling_desk.translations import Translator

Look = Literal["red", "yellow", "green", "blue", "grey", "plan", "yearly", "actual", "required", "target"]
_COLOURS: tuple[Look, ...] = ("red", "yellow", "green", "blue", "grey")


@dataclass(frozen=True)
class Series:
    """Cells of a table's column `values` in the rows `first` to `last`, over those of the column `over`."""

    name: str
    look: Look
    first: int
    last: int
    over: int
    values: int


@dataclass(frozen=True)
class Drawing:
    """`bars`: stacked, over names; `days`: lines over days. `from_zero`: the value axis begins at zero."""

    title: str
    kind: Literal["bars", "days"]
    series: tuple[Series, ...]
    from_zero: bool = True


@dataclass(frozen=True)
class DrawnTable:
    """A table and what is drawn of it. `note` says how to read it."""

    table: PlainTable
    drawings: tuple[Drawing, ...]
    note: str = ""


def bars_of(section: Charts) -> DrawnTable:
    """Every bar as a row: its chart, its name, a count for each light, the total."""
    rows: list[tuple[BookCell, ...]] = []
    drawings = []
    for chart in section.charts:
        first = len(rows)
        rows += [(chart.title, bar.label, *bar.counts, bar.total) for bar in chart.bars]
        series = [
            Series(word, look, first, len(rows) - 1, 1, 2 + place)
            for place, (word, look) in enumerate(zip(section.legend, _COLOURS, strict=True))
        ]
        if chart.bars:
            drawings.append(Drawing(chart.title, "bars", tuple(series)))
    heads = (*section.heads, *section.legend, section.total_label)
    return DrawnTable(PlainTable(section.title, heads, tuple(rows)), tuple(drawings), section.note)


def months_of(section: BurnDownPlot) -> DrawnTable:
    """A row a month: open, expected, done."""
    open_word, expected_word, month_head, done_head = section.words
    rows = [(each.day, each.open, each.expected, each.done) for each in section.months]
    told = [place for place, each in enumerate(section.months) if each.open is not None]
    series = []
    if told:
        series.append(Series(open_word, "actual", told[0], told[-1], 0, 1))
    if rows:
        series.append(Series(expected_word, "plan", 0, len(rows) - 1, 0, 2))
    drawings = (Drawing(section.title, "days", tuple(series)),) if series else ()
    heads = (month_head, open_word, expected_word, done_head)
    return DrawnTable(PlainTable(section.title, heads, tuple(rows)), drawings, section.note)


def lines_of(section: TrajectoryPlot, tr: Translator) -> DrawnTable:
    """A row for each point of each line: its name, day, figure, and what it is."""
    shown = section.shown
    rows: list[tuple[BookCell, ...]] = []
    series: list[Series] = []

    def add(name: str, look: Look, line: Line, remarks: Sequence[str] = ()) -> None:
        if line:
            series.append(Series(name, look, len(rows), len(rows) + len(line) - 1, 1, 2))
        for place, (day, value) in enumerate(line):
            rows.append((name, day, number(value), remarks[place] if remarks else None))

    told = _remarks(shown, tr)
    for line in _reported(shown):
        add(tr("完成值"), "actual", line, [told.get(each, tr("起点")) for each in line])
    add(tr("计划"), "plan", shown.planned)
    add(tr("当年计划"), "yearly", shown.ramp)
    add(tr("达标所需"), "required", shown.required)
    target = shown.indicator.target
    if target is not None and not shown.planned:
        add(tr("目标值"), "target", ((shown.first, target), (shown.last, target)))
    values = [value for value in shown.figures() if value is not None]
    heads = (tr("曲线"), tr("日期"), _value_head(shown, tr), tr("说明"))
    drawing = Drawing(section.title, "days", tuple(series), from_zero=_near_zero(values))
    return DrawnTable(PlainTable(section.title, heads, tuple(rows)), (drawing,) if series else ())


def all_lines(plots: Sequence[TrajectoryPlot], title: str, tr: Translator) -> DrawnTable:
    """Several plots in one table, named in the first column."""
    rows: list[tuple[BookCell, ...]] = []
    drawings = []
    for plot in plots:
        own = lines_of(plot, tr)
        unit, first = plot.shown.indicator.unit or "", len(rows)
        for drawing in own.drawings:
            moved = [
                replace(each, first=each.first + first, last=each.last + first, over=2, values=3)
                for each in drawing.series
            ]
            drawings.append(replace(drawing, series=tuple(moved)))
        rows += [(plot.title, name, day, value, unit, remark) for name, day, value, remark in own.table.rows]
    heads = (tr("事项"), tr("曲线"), tr("日期"), tr("数值"), tr("计量单位"), tr("说明"))
    return DrawnTable(PlainTable(title, heads, tuple(rows)), tuple(drawings))


def _reported(shown: Trajectory) -> list[Line]:
    """The lines, and what was reported but lies on none of them."""
    lines = list(shown.lines)
    drawn = {place for line in lines for place in line}
    rest = tuple(each.place for each in shown.readings if each.place not in drawn)
    return [*lines, rest] if rest else lines


def _remarks(shown: Trajectory, tr: Translator) -> dict[tuple[object, float], str]:
    return {
        each.place: tr("基数")
        if each.report is None
        else " ".join(filter(None, (each.report.period, each.report.unit)))
        for each in shown.readings
    }


def _value_head(shown: Trajectory, tr: Translator) -> str:
    unit = shown.indicator.unit
    return tr("数值（{unit}）", unit=unit) if unit else tr("数值")


def _near_zero(values: Sequence[float]) -> bool:
    """Whether little room is lost where the axis begins at zero."""
    return bool(values) and min(values) >= 0 and min(values) <= 0.6 * max(values)
