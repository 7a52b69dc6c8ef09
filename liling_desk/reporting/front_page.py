"""The first page of a report for leaders: complete by itself, however many items there are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from liling_desk.ledger.filters import USUAL_ORDER, Facet, in_order
from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.reporting.column_widths import spaces_of
from liling_desk.reporting.counts import MOST_BARS, light_charts
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Charts, Column, Meanings, Table
from liling_desk.reporting.wording import explained, item_cells, item_columns, light_cell, light_heads
from liling_desk.translations import N_, Translator

FRONT_LINES: Final = 18
"""Room in lines for the red items on a first page full of bars."""

_LETTERHEAD_LINES, _OFFICIAL_LINES, _REASON_MM = 9, 40, 62
"""What a letterhead takes of that room, so much that the bars come on the second page in any case; how many lines of
red items may then stand before them."""
_TITLE, _REASON = 22, 32
"""How much stands on a line of those columns: letters, of which a Chinese character takes two."""

_CHARTS: Final[tuple[Facet, ...]] = ("unit", "programme")


def front_page(
    rows: Sequence[Standing], options: ReportOptions, tr: Translator, room: int = FRONT_LINES
) -> tuple[Table, *tuple[Charts, ...]]:
    """Red items and the bars by unit and programme. Where not all red items fit into `room` lines beside a full chart,
    the table has the key `most_urgent` and only these; all of them belong into the third section."""
    red = lit_items(rows, Colour.RED, tr)
    if not options.charts or not rows:
        return (red,)
    charts = light_charts(rows, _CHARTS, options.filter, tr("各单位、各工程亮灯情况"), tr)
    lines = room + MOST_BARS - max(len(each.bars) for each in charts.charts)
    chosen = [each for each in in_order(rows, USUAL_ORDER) if each.light.colour is Colour.RED]
    if options.letterhead and _fitting(chosen, _OFFICIAL_LINES, tr) == len(chosen):
        return (red, charts)
    most = _fitting(chosen, lines - (_LETTERHEAD_LINES if options.letterhead else 0), tr)
    if most < len(chosen):
        cut = lit_items(chosen[:most], Colour.RED, tr)
        note = tr("红灯 {all} 项，先列最急的 {n} 项，全部见第三节", all=len(chosen), n=most)
        red = replace(cut, key="most_urgent", title=tr("最急的红灯事项"), note=note)
    return (red, charts)


def _fitting(red: Sequence[Standing], lines: float, tr: Translator) -> int:
    """How many of these fit into so many lines; at least one."""
    fitting = 0
    for each in red:
        title, reason = each.commitment.title, light_cell(each, tr).reason
        taken = max(math.ceil(sum(map(spaces_of, text)) / most) for text, most in ((title, _TITLE), (reason, _REASON)))
        lines -= 0.7 + max(1, taken)
        if lines < 0:
            break
        fitting += 1
    return max(1, fitting)


def lit_items(rows: Sequence[Standing], colour: Colour, tr: Translator) -> Table:
    """The red or the yellow ones of these items, with all their reasons."""
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


def meanings(options: ReportOptions, tr: Translator) -> Meanings:
    """What the lights mean, by the thresholds that the rows were judged by."""
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
