"""The status report: what leaders read. The first page says all of it in short; then come the causes and the items."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from liling_desk.ledger.figures import tally
from liling_desk.ledger.filters import USUAL_ORDER, Facet, in_order
from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.promise import promise_of
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.reporting.burn_down import burn_down_section
from liling_desk.reporting.column_widths import CHARACTER_MM, GLYPH_MM, INSETS_MM, spaces_of
from liling_desk.reporting.counts import MOST_BARS, light_charts, light_figures, make_up, progress_by
from liling_desk.reporting.frame import framed
from liling_desk.reporting.grouping import divided
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import BurnDownPlot, Cell, Charts, Column, Meanings, Report, Section, Table
from liling_desk.reporting.summary import summary_of
from liling_desk.reporting.wording import (
    explained,
    footnote,
    is_open_ended,
    item_cells,
    item_columns,
    light_cell,
    light_heads,
    numbered,
)
from liling_desk.translations import CHINESE, N_, Translator

_CHARTS: tuple[Facet, ...] = ("unit", "programme")
_PARTS: tuple[Facet, ...] = ("unit", "programme", "role", "category")
_SETTLED = (Colour.GREEN, Colour.BLUE)
_REASON_MM = 62
_FRONT_LINES, _LETTERHEAD_LINES = 18, 9
"""Room in lines for the red items on a first page full of bars, and what a letterhead takes of it."""


def status_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows, in their order."""
    rows, count = material.rows, tally(material.rows)
    front = _front(rows, options, tr)
    back: list[Table | BurnDownPlot] = []
    if len(front[0].rows) < count.by_light[Colour.RED]:
        back.append(_attention(rows, Colour.RED, tr))
    back.append(_attention(rows, Colour.YELLOW, tr))
    if options.charts and (plot := burn_down_section(rows, options, tr)) is not None:
        back.append(plot)
    if rows:
        back.append(make_up(rows, options.filter, tr("各类项数和占比"), tr))
        back.append(progress_by(rows, _PARTS, options.filter, tr("各单位、工程、角色、类别进度"), tr))
    if promises := _promises(rows, tr):
        back.append(promises)
    back.append(_items(rows, options, tr))
    titled = [replace(each, title=numbered(place, each.title, tr)) for place, each in enumerate((*front, *back), 1)]
    sections: list[Section] = [
        summary_of(rows, options, tr), light_figures(count, options.filter, tr), *titled[: len(front)],
        _meanings(options, tr), *titled[len(front) :],
    ]  # fmt: skip
    return framed("status", tr("承诺事项总体情况"), sections, material, options, tr)


def _front(rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> tuple[Table, *tuple[Charts, ...]]:
    """What has to stand on the first page: red items, and the bars."""
    red = _attention(rows, Colour.RED, tr)
    if not options.charts or not rows:
        return (red,)
    charts = light_charts(rows, _CHARTS, options.filter, tr("各单位、各工程亮灯情况"), tr)
    lines = _FRONT_LINES + MOST_BARS - max(len(each.bars) for each in charts.charts)
    chosen = [each for each in in_order(rows, USUAL_ORDER) if each.light.colour is Colour.RED]
    room = _fitting(chosen, lines - (_LETTERHEAD_LINES if options.letterhead else 0), tr)
    if room < len(chosen):
        cut = _attention(chosen[:room], Colour.RED, tr)
        note = tr("红灯 {all} 项，先列最急的 {n} 项，全部见第三节", all=len(chosen), n=room)
        red = replace(cut, key="most_urgent", title=tr("最急的红灯事项"), note=note)
    return (red, charts)


def _fitting(red: Sequence[Standing], lines: float, tr: Translator) -> int:
    """How many of these fit into so many lines; at least one."""
    fitting = 0
    for each in red:
        spaces = sum(map(spaces_of, light_cell(each, tr).reason))
        lines -= 0.7 + max(1, math.ceil(spaces * CHARACTER_MM / 2 / (_REASON_MM - INSETS_MM - GLYPH_MM)))
        if lines < 0:
            break
        fitting += 1
    return max(1, fitting)


def _attention(rows: Sequence[Standing], colour: Colour, tr: Translator) -> Table:
    chosen = [each for each in rows if each.light.colour is colour]
    red = colour is Colour.RED
    return Table(
        colour.value,
        tr("红灯事项") if red else tr("黄灯事项"),
        (*item_columns(tr), Column("reason", tr("亮灯原因"), _REASON_MM, parts=light_heads(tr))),
        tuple((*item_cells(each, tr), light_cell(each, tr)) for each in chosen),
        note=tr("{n} 项", n=len(chosen)),
        empty=tr("没有红灯事项。") if red else tr("没有黄灯事项。"),
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
    columns = (
        *item_columns(tr),
        Column("status", tr("状态"), 24),
        Column("light", tr("亮灯及原因"), 50 if tr.language == CHINESE else 42, parts=light_heads(tr)),
    )
    table = Table(
        "items", tr("事项总表"), columns, (), note=note, footnote=footnote(chosen, tr), empty=tr("没有符合条件的事项。")
    )
    cells: list[tuple[Cell, ...]] = [
        (*item_cells(each, tr), tr(each.commitment.status.word), light_cell(each, tr)) for each in chosen
    ]
    return divided(chosen, cells, table, options.group_by, tr)


def _wanted(standing: Standing, options: ReportOptions) -> bool:
    if not options.settled_items and standing.light.colour in _SETTLED:
        return False
    return options.undated_items or not (is_open_ended(standing) and standing.light.colour is Colour.GREY)
