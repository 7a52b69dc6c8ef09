"""The figures that were promised: how each goes against its plan, whether the promise adds up, and its plot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from liling_desk.ledger.figures import narrowed
from liling_desk.ledger.pace import shown
from liling_desk.ledger.promise import promise_of
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Pace
from liling_desk.ledger.trajectory import Trajectory, trajectory_of
from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.promises import promises_table
from liling_desk.reporting.report import (
    Cell,
    Column,
    Figure,
    Figures,
    Heading,
    Report,
    Section,
    Summary,
    Table,
    Text,
    TrajectoryPlot,
)
from liling_desk.reporting.wording import last_return_cell, light_mark, numbered, unit_cell, value_cell
from liling_desk.translations import Translator
from liling_desk.words.indicators import ground, pace_words, promise

_WORST_FIRST = (Pace.BEHIND, Pace.NO_DATA, Pace.ON_PACE, Pace.AHEAD)


def indicators_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on those of the rows that have an indicator, the worst first."""
    rows = in_order_of_pace(material.rows)
    sections: list[Section] = [_summary(rows, len(material.rows), options, tr), _figures(rows, options, tr)]
    titled: list[Table | Heading] = [_items(rows, tr)]
    if promises := promises_table(rows, tr):
        titled.append(promises)
    plots = _plots(rows, material, tr) if options.charts else []
    if plots:
        titled.append(Heading(tr("完成值与计划"), tr("带圆点的粗线为报送值，细线为计划，虚线为目标，点线为尚需完成的")))
    for place, each in enumerate(titled, 1):
        sections.append(replace(each, title=numbered(place, each.title, tr)))
    sections += plots
    return framed("indicators", tr("量化指标进展"), sections, material, options, tr, landscape=True)


def in_order_of_pace(rows: Sequence[Standing]) -> list[Standing]:
    """Those with an indicator: the furthest behind first, then those without a value, the furthest ahead last."""

    def key(each: Standing) -> tuple[int, float, str]:
        points = each.pacing.points if each.pacing is not None else None
        return _WORST_FIRST.index(each.pace or Pace.NO_DATA), points if points is not None else 0.0, each.code

    return sorted((each for each in rows if each.commitment.indicator is not None), key=key)


def _counts(rows: Sequence[Standing]) -> Counter[Pace]:
    return Counter(each.pace for each in rows if each.pace is not None)


def _summary(rows: Sequence[Standing], total: int, options: ReportOptions, tr: Translator) -> Summary:
    counts = _counts(rows)
    phrases = [tr("共 {total} 项，其中 {n} 项有量化指标：", total=total, n=len(rows))]
    leads = [narrowed(options.filter, pace=tuple(Pace))]
    words = {
        Pace.BEHIND: tr("欠进度 {n} 项，", n=counts[Pace.BEHIND]),
        Pace.ON_PACE: tr("达进度 {n} 项，", n=counts[Pace.ON_PACE]),
        Pace.AHEAD: tr("超进度 {n} 项，", n=counts[Pace.AHEAD]),
        Pace.NO_DATA: tr("无数据 {n} 项。", n=counts[Pace.NO_DATA]),
    }
    for pace, phrase in words.items():
        phrases.append(phrase)
        leads.append(narrowed(options.filter, pace=(pace,)))
    return Summary(tuple(phrases), tuple(leads))


def _figures(rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> Figures:
    counts = _counts(rows)
    every = Figure(tr("有量化指标"), len(rows), leads_to=narrowed(options.filter, pace=tuple(Pace)))
    told = (
        Figure(tr(each.word), counts[each], leads_to=narrowed(options.filter, pace=(each,))) for each in _WORST_FIRST
    )
    return Figures((every, *told), tr("项"))


def _items(rows: Sequence[Standing], tr: Translator) -> Table:
    columns = (
        Column("code", tr("编号"), 20),
        Column("title", tr("承诺事项"), 1, share=True),
        Column("unit", tr("牵头单位"), 34),
        Column("value", tr("完成值 / 目标"), 46, parts=(tr("完成值"), tr("目标"), tr("计量单位"))),
        Column("planned", tr("按序时应达"), 22, align="right"),
        Column("points", tr("超（+）欠（−）百分点"), 22, align="right"),
        Column("pace", tr("序时进度"), 20),
        Column("light", tr("亮灯"), 20),
        Column("reported", tr("最近报送"), 24),
    )
    missing = sum(each.commitment.indicator is not None and each.commitment.indicator.target is None for each in rows)
    return Table(
        "items",
        tr("进展情况"),
        columns,
        tuple(_cells(each, tr) for each in rows),
        note=tr("{n} 项，欠进度多的在前", n=len(rows)),
        footnote=tr("百分点按从基数到目标的路程计，保留一位小数。")
        + (tr("{n} 项原文未给目标值，不评进度。", n=missing) if missing else ""),
        empty=tr("没有带量化指标的事项。"),
    )


def _cells(standing: Standing, tr: Translator) -> tuple[Cell, ...]:
    pacing = standing.pacing
    planned = round(pacing.planned, 1) if pacing is not None and pacing.planned is not None else None
    points = shown(pacing.points) if pacing is not None and pacing.points is not None else None
    return (
        standing.code, standing.commitment.title, unit_cell(standing, tr), value_cell(standing, tr), planned, points,
        tr((standing.pace or Pace.NO_DATA).word), light_mark(standing.light.colour, tr),
        last_return_cell(standing, tr),
    )  # fmt: skip


def _plots(rows: Sequence[Standing], material: Material, tr: Translator) -> list[Section]:
    """A plot for each indicator with a value; the others are named."""
    drawn: list[Section] = []
    bare: list[str] = []
    for each in rows:
        found = trajectory_of(each, material.snapshot.returns.get(each.code, ()))
        if found is None or found.latest is None:
            words = {"code": each.code, "title": each.commitment.title, "words": pace_words(each, tr)}
            bare.append(tr("{code} {title}：{words}", **words))
        else:
            drawn.append(plot_of(each, found, tr))
    if bare:
        drawn.append(Text(tuple(bare), tr("还没有数值、因此没有图的"), tr("{n} 项", n=len(bare))))
    return drawn


def plot_of(standing: Standing, found: Trajectory, tr: Translator) -> TrajectoryPlot:
    """The plot with its caption: how it goes, what the source states, whether the promise adds up."""
    item = standing.commitment
    parts = [promise(found.indicator), pace_words(standing, tr)]
    parts += [tr("{name}：{values}", name=name, values=value) for name, value in ground(found.indicator, tr)]
    if promised := promise_of(item):
        parts.append(tr.say(promised.words))
    return TrajectoryPlot(
        tr("{code} {title}", code=item.code, title=item.title),
        found,
        tr("{words}。", words=tr("；").join(part for part in parts if part)),
    )
