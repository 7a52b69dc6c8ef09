"""The status report: what leaders read. The first page says all of it in short; then come the causes and the items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from liling_desk.ledger.figures import tally
from liling_desk.ledger.filters import Facet
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.reporting.burn_down import burn_down_section
from liling_desk.reporting.counts import light_figures, make_up, progress_by
from liling_desk.reporting.frame import framed
from liling_desk.reporting.front_page import front_page, lit_items, meanings
from liling_desk.reporting.grouping import divided
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.promises import promises_table
from liling_desk.reporting.report import BurnDownPlot, Cell, Column, Report, Section, Table
from liling_desk.reporting.summary import summary_of
from liling_desk.reporting.wording import (
    footnote,
    is_open_ended,
    item_cells,
    item_columns,
    light_cell,
    light_heads,
    numbered,
)
from liling_desk.translations import CHINESE, Translator

_PARTS: tuple[Facet, ...] = ("unit", "programme", "role", "category")
_SETTLED = (Colour.GREEN, Colour.BLUE)


def status_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows, in their order."""
    rows, count = material.rows, tally(material.rows)
    front = front_page(rows, options, tr)
    back: list[Table | BurnDownPlot] = []
    if len(front[0].rows) < count.by_light[Colour.RED]:
        back.append(lit_items(rows, Colour.RED, tr))
    back.append(lit_items(rows, Colour.YELLOW, tr))
    if options.charts and (plot := burn_down_section(rows, options, tr)) is not None:
        back.append(plot)
    if rows:
        back.append(make_up(rows, options.filter, tr("各类项数和占比"), tr))
        back.append(progress_by(rows, _PARTS, options.filter, tr("各单位、工程、角色、类别进度"), tr))
    if promises := promises_table(rows, tr):
        back.append(promises)
    back.append(_items(rows, options, tr))
    titled = [replace(each, title=numbered(place, each.title, tr)) for place, each in enumerate((*front, *back), 1)]
    sections: list[Section] = [
        summary_of(rows, options, tr), light_figures(count, options.filter, tr), *titled[: len(front)],
        meanings(options, tr), *titled[len(front) :],
    ]  # fmt: skip
    return framed("status", tr("承诺事项总体情况"), sections, material, options, tr)


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
