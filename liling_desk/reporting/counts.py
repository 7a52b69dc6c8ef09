"""Counts on paper: figures, bars and tables. Each number comes with the filter that finds exactly its items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from liling_desk.ledger.figures import Tally, narrowed, tally, tally_by
from liling_desk.ledger.filters import Facet, LedgerFilter
from liling_desk.ledger.shares import RATE_RULE, SHARES_RULE, rate, shares
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status, Timeliness
from liling_desk.reporting.report import (
    Bar,
    Cell,
    Chart,
    Charts,
    Column,
    CountCell,
    Figure,
    Figures,
    Group,
    Table,
)
from liling_desk.reporting.wording import FACET_WORDS, light_mark, share_cell, value_words
from liling_desk.translations import Translator

MOST_BARS = 12
"""A chart with more bars would take a page of its own."""


def light_figures(count: Tally, wanted: LedgerFilter, tr: Translator) -> Figures:
    """The total and the five lights; `wanted` finds the items that were counted."""
    total = Figure(tr("事项总数"), count.total, leads_to=wanted)
    lights = (
        Figure(tr(colour.word), count.by_light[colour], colour, narrowed(wanted, light=(colour,))) for colour in Colour
    )
    return Figures((total, *lights), tr("项"))


def light_charts(
    rows: Sequence[Standing], facets: Iterable[Facet], wanted: LedgerFilter, title: str, tr: Translator
) -> Charts:
    """Stacked bars by these facets, no more than `MOST_BARS` each, the most urgent ones."""
    counted = [(facet, tally_by(rows, facet)) for facet in facets]
    charts = tuple(
        Chart(facet, tr(FACET_WORDS[facet]), tuple(_bar(facet, *each, wanted, tr) for each in counts[:MOST_BARS]))
        for facet, counts in counted
    )
    note = tr("按红灯、黄灯、总数排列；各图以最长一条为满格")
    if any(len(counts) > MOST_BARS for _, counts in counted):
        note = tr("按红灯、黄灯、总数排列，各取前 {n} 个；各图以最长一条为满格", n=MOST_BARS)
    return Charts(
        title, note, charts, tuple(tr(colour.word) for colour in Colour), (tr("分组"), tr("名称")), tr("合计")
    )


def _bar(facet: Facet, value: str, count: Tally, wanted: LedgerFilter, tr: Translator) -> Bar:
    own = narrowed(wanted, **{facet: (value,)})
    return Bar(
        value_words(facet, value, tr),
        tuple(count.by_light[colour] for colour in Colour),
        (*(narrowed(own, light=(colour,)) for colour in Colour), own),
    )


def make_up(rows: Sequence[Standing], wanted: LedgerFilter, title: str, tr: Translator) -> Table:
    """What the whole is made of, by light, status and timeliness; the shares of each add up to 100.

    Every light has a line, a status or timeliness only where there is such an item.
    """
    count = tally(rows)
    parts: tuple[tuple[Facet, Sequence[tuple[str, int]]], ...] = (
        ("light", [(str(each), count.by_light[each]) for each in Colour]),
        ("status", [(str(each), number) for each, number in count.by_status.items() if number]),
        ("timeliness", [(str(each), number) for each, number in count.by_timeliness.items() if number]),
    )
    body: list[tuple[Cell, ...]] = []
    groups = []
    for facet, counts in parts:
        groups.append(Group(len(body), tr(FACET_WORDS[facet]), tr("{n} 项", n=count.total)))
        for (value, number), share in zip(counts, shares([number for _, number in counts]), strict=True):
            name: Cell = light_mark(Colour(value), tr) if facet == "light" else value_words(facet, value, tr)
            body.append((name, CountCell(number, narrowed(wanted, **{facet: (value,)})), share_cell(share)))
    columns = (
        Column("name", tr("名称"), 1, share=True),
        Column("count", tr("项数"), 30, align="right"),
        Column("share", tr("占比"), 30, align="right"),
    )
    return Table(
        "make_up", title, columns, tuple(body), footnote=tr(SHARES_RULE), groups=tuple(groups), group_label=tr("分组")
    )


def progress_by(
    rows: Sequence[Standing],
    facets: Sequence[Facet],
    wanted: LedgerFilter,
    title: str,
    tr: Translator,
    blank_last: bool = False,
) -> Table:
    """A line for each value of the facets: its items, their share, how many are done, late and lit how.

    With one facet there are no groups but a last line for the whole. `blank_last`: items without a value at the end.
    """
    body: list[tuple[Cell, ...]] = []
    groups = []
    for facet in facets:
        groups.append(Group(len(body), tr(FACET_WORDS[facet])))
        counts = tally_by(rows, facet)
        if blank_last:
            counts.sort(key=lambda pair: not pair[0])
        for (value, count), share in zip(counts, shares([count.total for _, count in counts]), strict=True):
            own = narrowed(wanted, **{facet: (value,)})
            body.append(_progress(value_words(facet, value, tr), count, share, own))
    single = len(facets) == 1
    if single and rows:
        body.append(_progress(tr("合计"), tally(rows), 100.0, wanted))
    return Table(
        "progress", title,
        _progress_columns(tr(FACET_WORDS[facets[0]]) if single else tr("名称"), tr),
        tuple(body) if rows else (),
        footnote=f"{tr(SHARES_RULE)} {tr(RATE_RULE)}" if rows else "",
        empty=tr("没有符合条件的事项。"),
        groups=() if single or not rows else tuple(groups),
        group_label="" if single else tr("分组"),
    )  # fmt: skip


def _progress_columns(name: str, tr: Translator) -> tuple[Column, ...]:
    heads = (
        ("total", tr("项数"), 13), ("share", tr("占比"), 17), ("done", tr("已办结"), 16), ("rate", tr("办结率"), 17),
        ("overdue", tr("超期"), 13), ("due_soon", tr("临近到期"), 18),
        ("red", tr("红灯"), 13), ("yellow", tr("黄灯"), 13),
    )  # fmt: skip
    return (
        Column("name", name, 1, share=True),
        *(Column(key, label, width, align="right") for key, label, width in heads),
    )


def _progress(name: str, count: Tally, share: float | None, own: LedgerFilter) -> tuple[Cell, ...]:
    def cell(number: int, **groups: tuple[str, ...]) -> CountCell:
        return CountCell(number, narrowed(own, **groups))

    return (
        name,
        CountCell(count.total, own),
        share_cell(share),
        cell(count.done, status=(Status.DONE,)),
        share_cell(rate(count.done, count.total)),
        cell(count.overdue, timeliness=(Timeliness.OVERDUE,)),
        cell(count.by_timeliness[Timeliness.DUE_SOON], timeliness=(Timeliness.DUE_SOON,)),
        cell(count.by_light[Colour.RED], light=(Colour.RED,)),
        cell(count.by_light[Colour.YELLOW], light=(Colour.YELLOW,)),
    )
