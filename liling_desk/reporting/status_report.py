"""The status report: what leaders read. Totals, what is wrong and why, bars, then every item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from liling_desk.ledger.figures import Tally, tally, tally_by
from liling_desk.ledger.filters import Facet
from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.promise import promise_of
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status, Timeliness
from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import (
    Bar,
    Cell,
    Chart,
    Charts,
    Column,
    Figure,
    Figures,
    Meanings,
    Report,
    Section,
    Summary,
    Table,
)
from liling_desk.reporting.wording import (
    FACET_WORDS,
    deadline_cell,
    explained,
    footnote,
    is_open_ended,
    light_cell,
    light_heads,
    numbered,
    unit_cell,
)
from liling_desk.translations import CHINESE, N_, Translator

_CHART_FACETS: tuple[Facet, ...] = ("unit", "programme", "role", "category")
_SETTLED = (Colour.GREEN, Colour.BLUE)


def status_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows, in their order."""
    rows = material.rows
    count = tally(rows)
    titled: list[Table | Charts] = [_attention(rows, Colour.RED, tr)]
    if options.charts and rows:
        titled.append(_charts(rows, tr))
    titled.append(_attention(rows, Colour.YELLOW, tr))
    if promises := _promises(rows, tr):
        titled.append(promises)
    titled.append(_items(rows, options, tr))
    headed = [replace(each, title=numbered(place, each.title, tr)) for place, each in enumerate(titled, 1)]
    first = 1 + sum(isinstance(each, Charts) for each in titled)
    sections: list[Section] = [_summary(count, tr), _figures(count, tr), *headed[:first]]
    sections += [_meanings(options, tr), *headed[first:]]
    return framed("status", tr("承诺事项总体情况"), sections, material, options, tr)


def _summary(count: Tally, tr: Translator) -> Summary:
    phrases = [
        tr("共 {n} 项，", n=count.total),
        tr("已办结 {n} 项，", n=count.done),
        tr("超期 {n} 项，", n=count.overdue),
        tr("临近到期 {n} 项，", n=count.by_timeliness[Timeliness.DUE_SOON]),
        tr("待核定 {n} 项，", n=count.by_status[Status.SUBMITTED]),
        tr("无时限 {n} 项。", n=count.by_timeliness[Timeliness.NO_DEADLINE]),
    ]
    return Summary(tuple(phrases))


def _figures(count: Tally, tr: Translator) -> Figures:
    lights = tuple(Figure(tr(colour.word), count.by_light[colour], colour) for colour in Colour)
    return Figures((Figure(tr("事项总数"), count.total), *lights), tr("项"))


def _attention(rows: Sequence[Standing], colour: Colour, tr: Translator) -> Table:
    chosen = [each for each in rows if each.light.colour is colour]
    red = colour is Colour.RED
    return Table(
        colour.value,
        tr("红灯事项") if red else tr("黄灯事项"),
        (*_item_columns(tr), Column("reason", tr("亮灯原因"), 62, parts=light_heads(tr))),
        tuple((*_item_cells(each, tr), light_cell(each, tr)) for each in chosen),
        note=tr("{n} 项", n=len(chosen)),
        empty=tr("没有红灯事项。") if red else tr("没有黄灯事项。"),
    )


def _item_columns(tr: Translator) -> tuple[Column, ...]:
    return (
        Column("code", tr("编号"), 22),
        Column("title", tr("承诺事项"), 1, share=True),
        Column("unit", tr("牵头单位"), 28),
        Column("deadline", tr("完成时限"), 26),
    )


def _item_cells(standing: Standing, tr: Translator) -> tuple[Cell, ...]:
    return (standing.code, standing.commitment.title, unit_cell(standing, tr), deadline_cell(standing, tr))


def _charts(rows: Sequence[Standing], tr: Translator) -> Charts:
    charts = tuple(Chart(facet, tr(FACET_WORDS[facet]), _bars(rows, facet, tr)) for facet in _CHART_FACETS)
    return Charts(
        tr("各单位、工程、角色、类别亮灯情况"),
        tr("按红灯、黄灯、总数排列；各图以最长一条为满格"),
        charts,
        tuple(tr(colour.word) for colour in Colour),
        (tr("分组"), tr("名称")),
        tr("合计"),
    )


def _bars(rows: Sequence[Standing], facet: Facet, tr: Translator) -> tuple[Bar, ...]:
    blank = tr("待分办") if facet == "unit" else tr("未填")
    return tuple(
        Bar(value or blank, tuple(count.by_light[colour] for colour in Colour))
        for value, count in tally_by(rows, facet)
    )


def _meanings(options: ReportOptions, tr: Translator) -> Meanings:
    given = options.thresholds
    values = {"days": given.lead_days, "behind": as_number(given.behind), "far": as_number(given.far_behind)}
    red = N_(
        "超期未办结，比序时进度欠 {far} 个百分点以上，或 {days} 天以内到期而欠 {behind} 个百分点以上、连续两期未报送"
    )
    yellow = N_("{days} 天以内到期，比序时进度欠 {behind} 个百分点以上，本期未报送，自报完成待核定，或单位请求协调")
    why = {
        Colour.RED: tr(red, **values),
        Colour.YELLOW: tr(yellow, **values),
        Colour.GREEN: tr("期限内，以上情形都没有"),
        Colour.BLUE: tr("督查室已核定办结"),
        Colour.GREY: tr("没有可以评判的时限，尚未分办，或已暂缓、终止"),
    }
    return Meanings(tr("亮灯的意思"), tuple(explained(colour, why[colour], tr) for colour in Colour))


def _promises(rows: Sequence[Standing], tr: Translator) -> Table | None:
    """Whether stated growth reaches the stated target; nothing where no item states both."""
    checked = [(each, promise) for each in rows if (promise := promise_of(each.commitment)) is not None]
    if not checked:
        return None
    head = (Column("code", tr("编号"), 22), Column("title", tr("承诺事项"), 2, share=True))
    return Table(
        "promises",
        tr("增速与目标"),
        (*head, Column("words", tr("按原文增速推算"), 3, share=True)),
        tuple((each.code, each.commitment.title, tr.say(promise.words)) for each, promise in checked),
        note=tr("{n} 项", n=len(checked)),
    )


def _items(rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> Table:
    chosen = [each for each in rows if _wanted(each, options)]
    note = tr("{n} 项", n=len(chosen))
    if len(chosen) < len(rows):
        note += tr("（按选项略去 {n} 项）", n=len(rows) - len(chosen))
    return Table(
        "items",
        tr("事项总表"),
        (
            *_item_columns(tr),
            Column("status", tr("状态"), 24),
            Column("light", tr("亮灯及原因"), 50 if tr.language == CHINESE else 42, parts=light_heads(tr)),
        ),
        tuple((*_item_cells(each, tr), tr(each.commitment.status.word), light_cell(each, tr)) for each in chosen),
        note=note,
        footnote=footnote(chosen, tr),
        empty=tr("没有符合条件的事项。"),
    )


def _wanted(standing: Standing, options: ReportOptions) -> bool:
    if not options.settled_items and standing.light.colour in _SETTLED:
        return False
    return options.undated_items or not (is_open_ended(standing) and standing.light.colour is Colour.GREY)
