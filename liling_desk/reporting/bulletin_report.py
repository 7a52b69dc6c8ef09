"""The bulletin (督查通报): numbered, complete on its first page, then what changed since the last issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from liling_desk.ledger.bulletin import Bulletin, key_of, last_issued, next_number
from liling_desk.ledger.figures import Tally, narrowed, tally, tally_by
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.ranking import ranking
from liling_desk.ledger.since_last import Move, SinceLast, UnitProgress, changes_since
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.reporting.counts import light_figures
from liling_desk.reporting.frame import framed
from liling_desk.reporting.front_page import front_page, lit_items, meanings
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import LedgerFacts, ReportOptions
from liling_desk.reporting.report import Charts, Column, Figures, Report, Section, Summary, Table, Text
from liling_desk.reporting.since_last_tables import difference_words, moves_table, ranking_table, units_table
from liling_desk.reporting.summary import Phrase, summary, summary_of
from liling_desk.reporting.wording import (
    explained,
    footnote,
    item_cells,
    item_columns,
    light_heads,
    light_mark,
    numbered,
    proven_origin_words,
    scope_words,
    value_cell,
)
from liling_desk.translations import N_, Translator

TITLE: Final = N_("醴陵市承诺事项督查通报")
"""What a bulletin is called where its draft says nothing else."""

_FRONT_LINES: Final = 11
"""Room for red items on the first page: fewer than elsewhere, for what is said of the last issue."""

Titled = Table | Charts | Text


def bulletin_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The issue that `options` name, else a draft with the next number of the as-of year.

    It is stamped as a draft until it is issued: for the paper that goes out, give the draft with its day of issue.
    """
    this = options.bulletin or next_draft(material.bulletins, options)
    since = None
    if material.earlier is not None:
        since = changes_since(material.earlier, material.rows, material.snapshot.unit_by_name)
    front, back = _front(material.rows, options, tr), _back(material, options, since, tr)
    if isinstance(front[0], Table) and front[0].key == "most_urgent":
        back.insert(0, _lit(material.rows, Colour.RED, tr("红灯事项"), tr("没有红灯事项。"), tr))
    if this.remarks.strip():
        back.insert(-1, Text(_paragraphs(this.remarks), tr("工作要求")))
    titled = [replace(each, title=numbered(place, each.title, tr)) for place, each in enumerate([*front, *back], 1)]
    sections: list[Section] = [
        _summary(material.rows, options, since, tr), _figures(material.rows, options, since, tr),
        *titled[: len(front)], meanings(options, tr), *titled[len(front) :],
    ]  # fmt: skip
    report = framed("bulletin", this.title.strip() or tr(TITLE), sections, material, options, tr)
    subtitle = _subtitle(this, material, options, tr)
    return replace(
        report, subtitle=subtitle, stamp="" if this.is_issued else tr("草稿"),
        origin_words=proven_origin_words(material.facts, tr), keywords=_proof(material.facts),
    )  # fmt: skip


def _proof(facts: LedgerFacts) -> tuple[str, ...]:
    """The newest entry with its whole hash, for the document's own facts."""
    return (f"journal entry {facts.entry_count}", f"sha256 {facts.head}") if facts.head else ()


def next_draft(bulletins: Sequence[Bulletin], options: ReportOptions) -> Bulletin:
    """A draft of what the options ask for, with the next number of the as-of year."""
    year = options.as_of.year
    number = next_number(bulletins, year)
    return Bulletin(
        key=key_of(year, number), year=year, number=number, as_of=options.as_of, filter=options.filter,
        sort=options.sort,
    )  # fmt: skip


def _subtitle(this: Bulletin, material: Material, options: ReportOptions, tr: Translator) -> str:
    parts = [tr.say(this.name)]
    last = last_issued(material.bulletins, this, options.as_of) if material.earlier else None
    if last is not None:
        parts.append(tr("上期：{name}，数据截至 {day}", name=last.name, day=last.as_of))
    if not options.filter.is_empty:
        parts.append(scope_words(material.rows, options, material.facts, tr))
    return tr("；").join(parts)


_TOLD = (Move.DONE, Move.RED, Move.OVERDUE, Move.CLEARED)
_TOLD_IF_ANY = (Move.REOPENED, Move.ADDED, Move.GONE)


def _summary(rows: Sequence[Standing], options: ReportOptions, since: SinceLast | None, tr: Translator) -> Summary:
    whole = summary_of(rows, options, tr)
    if since is None:
        return whole
    wanted = options.filter
    told = [*_TOLD, *(move for move in _TOLD_IF_ANY if since.number(move))]
    phrases: list[Phrase] = [(tr("与上期相比，"), None)]
    for place, move in enumerate(told, 1):
        words = N_("{move} {n} 项，") if place < len(told) else N_("{move} {n} 项。")
        leads_to = None if move is Move.GONE else _moved(since, move, wanted)
        phrases.append((tr(words, move=tr(move.word), n=since.number(move)), leads_to))
    before = zip(whole.phrases, whole.leads_to or (None,) * len(whole.phrases), strict=True)
    return summary([*before, *phrases])


def _moved(since: SinceLast, move: Move, wanted: LedgerFilter) -> LedgerFilter:
    return narrowed(wanted, codes=[each.code for each in since.moves[move]])


def _figures(rows: Sequence[Standing], options: ReportOptions, since: SinceLast | None, tr: Translator) -> Figures:
    now = tally(rows)
    made = light_figures(now, options.filter, tr)
    if since is None:
        return made
    then: Tally = since.then
    noted = []
    for each in made.figures:
        before = then.total if each.colour is None else then.by_light[each.colour]
        more = each.number - before
        noted.append(replace(each, note=tr("比上期 {n}", n=difference_words(more)) if more else tr("与上期持平")))
    return replace(made, figures=tuple(noted))


def _front(rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> list[Titled]:
    """What has to stand on the first page: red items, the most urgent ones where they are too many, and the bars."""
    red, *charts = front_page(rows, options, tr, _FRONT_LINES)
    named = replace(red, title=tr("需要领导关注的事项"), footnote=footnote(_of(rows, Colour.RED), tr))
    return [named if red.key == "most_urgent" else replace(named, key="items"), *charts]


def _back(material: Material, options: ReportOptions, since: SinceLast | None, tr: Translator) -> list[Titled]:
    rows, wanted, compared = material.rows, options.filter, since is not None
    units = since.units if since else tuple(UnitProgress(unit, count, count) for unit, count in tally_by(rows, "unit"))
    ranked = ranking(rows, material.earlier, material.snapshot.unit_by_name)
    return [
        moves_table(since, tr("与上期相比"), tr),
        units_table(units, wanted, compared, tr("各单位进展"), tr),
        ranking_table(ranked, wanted, compared, tr("各单位排名"), tr),
        _lit(rows, Colour.YELLOW, tr("黄灯事项"), tr("没有黄灯事项。"), tr),
        _settled(rows, tr),
        _lit(rows, Colour.GREY, tr("未评事项"), tr("没有未评事项。"), tr),
    ]


def _of(rows: Sequence[Standing], colour: Colour) -> list[Standing]:
    return [each for each in rows if each.light.colour is colour]


def _lit(rows: Sequence[Standing], colour: Colour, title: str, empty: str, tr: Translator) -> Table:
    """The items with one light and its reasons. Tables of the same key are one list in a CSV file."""
    made = lit_items(rows, colour, tr)
    return replace(made, key="items", title=title, footnote=footnote(_of(rows, colour), tr), empty=empty)


def _settled(rows: Sequence[Standing], tr: Translator) -> Table:
    chosen = [each for each in rows if each.light.colour in (Colour.GREEN, Colour.BLUE)]
    done = {each.code: each.commitment.done_on for each in chosen if each.light.colour is Colour.BLUE}
    lights = [
        explained(Colour.BLUE, tr("{day} 办结", day=done[each.code] or "—"), tr)
        if each.code in done
        else light_mark(Colour.GREEN, tr)
        for each in chosen
    ]
    return Table(
        "items", tr("绿灯和办结事项"),
        (
            *item_columns(tr),
            Column("value", tr("完成 / 目标"), 30, align="right", parts=(tr("完成值"), tr("目标值"), tr("单位"))),
            Column("light", tr("亮灯"), 28, parts=light_heads(tr)),
        ),
        tuple(
            (*item_cells(each, tr), value_cell(each, tr), light)
            for each, light in zip(chosen, lights, strict=True)
        ),
        note=tr("{n} 项", n=len(chosen)),
        footnote=footnote(chosen, tr),
        empty=tr("没有绿灯和办结事项。"),
    )  # fmt: skip


def _paragraphs(remarks: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in remarks.splitlines() if line.strip())
