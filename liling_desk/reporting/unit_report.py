"""Every unit by itself: how it stands, what it has reported, and all its items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from liling_desk.ledger.figures import narrowed, tally, tally_by
from liling_desk.ledger.filters import UNASSIGNED, facet_value
from liling_desk.ledger.standing import Standing
from liling_desk.reporting.counts import light_charts, light_figures, progress_by
from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Column, Heading, Report, Section, Table
from liling_desk.reporting.summary import returns_of, summary_of
from liling_desk.reporting.wording import (
    deadline_cell,
    footnote,
    last_return_cell,
    light_cell,
    light_heads,
    value_words,
)
from liling_desk.translations import Translator

_TELLING = 2
"""With fewer items a programme, bars by programme say nothing: one for the unit does."""


def unit_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows: all units in one table, then a part for each; a unit's rows in their order.

    The units stand in the order of `tally_by`; what nobody has been given yet comes last.
    """
    rows = material.rows
    sections: list[Section] = [
        summary_of(rows, options, tr),
        progress_by(rows, ("unit",), options.filter, tr("各单位情况"), tr, blank_last=True),
    ]
    members: dict[str, list[Standing]] = {}
    for each in rows:
        members.setdefault(facet_value("unit", each), []).append(each)
    for unit in sorted((unit for unit, _ in tally_by(rows, "unit")), key=lambda unit: unit == UNASSIGNED):
        sections += _part(unit, members[unit], options, tr)
    return framed("unit", tr("各单位承诺事项"), sections, material, options, tr)


def _part(unit: str, rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> Iterator[Section]:
    name, own = value_words("unit", unit, tr), narrowed(options.filter, unit=(unit,))
    count = tally(rows)
    yield Heading(name, tr("{n} 项", n=count.total), new_page=options.new_page_each)
    yield summary_of(rows, replace(options, filter=own), tr)
    yield returns_of(rows, own, tr)
    yield light_figures(count, own, tr)
    if options.charts:
        programmes = {each.commitment.programme for each in rows}
        telling = len(programmes) > 1 and len(rows) >= _TELLING * len(programmes)
        yield light_charts(rows, ("programme",) if telling else ("unit",), own, tr("亮灯情况"), tr)
    yield _items(name, rows, tr)


def _items(name: str, rows: Sequence[Standing], tr: Translator) -> Table:
    columns = (
        Column("code", tr("编号"), 22),
        Column("title", tr("承诺事项"), 1, share=True),
        Column("deadline", tr("完成时限"), 26),
        Column("status", tr("状态"), 20),
        Column("reported", tr("最近报送"), 22),
        Column("light", tr("亮灯及原因"), 56, parts=light_heads(tr)),
    )
    cells = tuple(
        (
            each.code, each.commitment.title, deadline_cell(each, tr), tr(each.commitment.status.word),
            last_return_cell(each, tr), light_cell(each, tr),
        )
        for each in rows
    )  # fmt: skip
    return Table(
        "items", tr("{unit}的事项", unit=name), columns, cells, footnote=footnote(rows, tr),
        level=2,
    )  # fmt: skip
