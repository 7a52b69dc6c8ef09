"""What is late, what will be soon, and what else is red or yellow: every item once, with all its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from liling_desk.ledger.figures import narrowed, tally_by
from liling_desk.ledger.filters import LedgerFilter, facet_value
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Timeliness
from liling_desk.reporting.frame import framed
from liling_desk.reporting.grouping import divided
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import (
    Cell,
    Column,
    CountCell,
    Figure,
    Figures,
    Group,
    Report,
    Section,
    Summary,
    Table,
)
from liling_desk.reporting.summary import Phrase, summary
from liling_desk.reporting.wording import (
    FACET_WORDS,
    deadline_cell,
    footnote,
    last_return_cell,
    light_cell,
    light_heads,
    numbered,
    unit_cell,
    value_words,
)
from liling_desk.translations import N_, Translator


@dataclass(frozen=True)
class _Trouble:
    """One sort of problem: a name (msgid), and what its items are found by."""

    name: str
    times: tuple[Timeliness, ...]
    colour: Colour | None = None

    def holds(self, standing: Standing) -> bool:
        return standing.timeliness in self.times and self.colour in (None, standing.light.colour)

    def among(self, wanted: LedgerFilter) -> LedgerFilter:
        """The filter for these items among those that `wanted` finds."""
        light = {} if self.colour is None else {"light": (self.colour,)}
        return narrowed(wanted, timeliness=self.times, **light)


_OTHERWISE = tuple(each for each in Timeliness if each not in (Timeliness.OVERDUE, Timeliness.DUE_SOON))
_TROUBLES: Final = (
    _Trouble(N_("超期"), (Timeliness.OVERDUE,)),
    _Trouble(N_("临近到期"), (Timeliness.DUE_SOON,)),
    _Trouble(N_("其他红灯"), _OTHERWISE, Colour.RED),
    _Trouble(N_("其他黄灯"), _OTHERWISE, Colour.YELLOW),
)
"""The gravest first; no item is of two sorts."""

_Found = Mapping[_Trouble, Sequence[Standing]]


def problems_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """The report on these rows: of each sort in their order, or grouped by a facet if that is asked for."""
    rows = material.rows
    found = {trouble: [each for each in rows if trouble.holds(each)] for trouble in _TROUBLES}
    sections: list[Section] = [_said(found, rows, options, tr)]
    if any(found.values()):
        sections += [
            _figures(found, options.filter, tr),
            _items(found, rows, options, tr),
            _by_unit(found, options.filter, tr),
        ]
    else:
        sections.append(Table("items", "", _columns(tr), (), empty=_nearest(rows, tr)))
    return framed("problems", tr("超期与临近到期事项"), sections, material, options, tr, landscape=True)


def _said(found: _Found, rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> Summary:
    wanted, grave = options.filter, sum(map(len, found.values()))
    phrases: list[Phrase] = [(tr("共 {n} 项，", n=len(rows)), wanted)]
    if not grave:
        return summary([*phrases, (tr("没有超期和临近到期的，也没有红灯和黄灯。"), None)])
    late, soon, *others = (
        (tr(N_("{what} {n} 项，"), what=tr(each.name), n=len(own)), each.among(wanted)) for each, own in found.items()
    )
    longest = max((-(each.days_left or 0) for each in rows if _TROUBLES[0].holds(each)), default=0)
    codes = tuple(each.code for own in found.values() for each in own)
    phrases.append((tr("其中 {n} 项要过问：", n=grave), narrowed(wanted, codes=codes)))
    phrases.append(late)
    if longest:
        phrases.append((tr("最长超 {days} 天，", days=longest), None))
    lead = options.thresholds.lead_days
    phrases.append((tr("{days} 天以内到期 {n} 项，", days=lead, n=len(found[_TROUBLES[1]])), soon[1]))
    last = tr("{what} {n} 项。", what=tr(_TROUBLES[3].name), n=len(found[_TROUBLES[3]]))
    return summary([*phrases, others[0], (last, others[1][1])])


def _figures(found: _Found, wanted: LedgerFilter, tr: Translator) -> Figures:
    return Figures(
        tuple(Figure(tr(each.name), len(own), each.colour, each.among(wanted)) for each, own in found.items()),
        tr("项"),
    )


def _columns(tr: Translator) -> tuple[Column, ...]:
    return (
        Column("code", tr("编号"), 20),
        Column("title", tr("承诺事项"), 3, share=True),
        Column("ask", tr("牵头单位和责任人"), 32),
        Column("deadline", tr("完成时限"), 26),
        Column("days", tr("剩余天数"), 18, align="right"),
        Column("light", tr("亮灯及原因"), 64, parts=light_heads(tr)),
        Column("reported", tr("最近报送"), 22),
        Column("difficulties", tr("单位报告的困难和下一步"), 3, share=True),
    )


def _cells(standing: Standing, tr: Translator) -> tuple[Cell, ...]:
    item, last = standing.commitment, standing.last_return
    people = tr("、").join(dict.fromkeys(each for each in (item.leader, item.handler) if each))
    return (
        standing.code, item.title, "\n".join(part for part in (unit_cell(standing, tr), people) if part),
        deadline_cell(standing, tr), standing.days_left, light_cell(standing, tr), last_return_cell(standing, tr),
        last.difficulties.strip() if last else "",
    )  # fmt: skip


def _items(found: _Found, rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> Table:
    chosen = [each for own in found.values() for each in own]
    notes = [footnote(chosen, tr)]
    if any(each.timeliness is Timeliness.OVERDUE for each in chosen):
        notes.append(tr("剩余天数为负数的，是超期天数。"))
    table = Table(
        "items", numbered(1, tr("逐项原因"), tr), _columns(tr), (), note=tr("{n} 项", n=len(chosen)),
        footnote=" ".join(note for note in notes if note),
    )  # fmt: skip
    if options.group_by is not None:
        codes = {each.code for each in chosen}
        chosen = [each for each in rows if each.code in codes]
        return divided(chosen, [_cells(each, tr) for each in chosen], table, options.group_by, tr)
    groups, first = [], 0
    for each, own in found.items():
        if own:
            groups.append(Group(first, tr(each.name), tr("{n} 项", n=len(own))))
            first += len(own)
    body = tuple(_cells(each, tr) for each in chosen)
    return replace(table, rows=body, groups=tuple(groups), group_label=tr("情形"))


def _by_unit(found: _Found, wanted: LedgerFilter, tr: Translator) -> Table:
    """Whom to ask about how many."""
    chosen = [each for own in found.values() for each in own]
    numbers = {each: Counter(facet_value("unit", row) for row in rows) for each, rows in found.items()}
    codes: dict[str, list[str]] = {}
    for row in chosen:
        codes.setdefault(facet_value("unit", row), []).append(row.code)
    body: list[tuple[Cell, ...]] = []
    for unit, count in tally_by(chosen, "unit"):
        own = narrowed(wanted, unit=(unit,))
        cells = (CountCell(counted[unit], each.among(own)) for each, counted in numbers.items())
        body.append((value_words("unit", unit, tr), *cells, CountCell(count.total, narrowed(own, codes=codes[unit]))))
    head = FACET_WORDS["unit"]
    columns = (
        Column("name", tr(head), 1, share=True),
        *(Column(str(place), tr(each.name), 24, align="right") for place, each in enumerate(found)),
        Column("total", tr("合计"), 24, align="right"),
    )
    return Table("units", numbered(2, tr("各单位要过问的事项"), tr), columns, tuple(body))


def _nearest(rows: Sequence[Standing], tr: Translator) -> str:
    """That there is nothing, and the next day on which something is due."""
    nothing = tr("没有超期和临近到期的，也没有红灯和黄灯。")
    ahead = [each for each in rows if each.timeliness is Timeliness.IN_TIME and each.commitment.due is not None]
    if not ahead:
        return nothing
    first = min(ahead, key=lambda each: (each.days_left or 0, each.code))
    return nothing + tr(
        "最近的完成时限是 {day}：{code} {title}（{unit}），剩 {days} 天。",
        day=first.commitment.due, code=first.code, title=first.commitment.title, unit=unit_cell(first, tr),
        days=first.days_left,
    )  # fmt: skip
