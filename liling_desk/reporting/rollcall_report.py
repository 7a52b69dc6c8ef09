"""The roll-call: who has reported for a period, who is late, who has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from liling_desk.ledger.figures import narrowed
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.periods import Period, month_of, no_month
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import missing_up_to, report_for, roll_call
from liling_desk.ledger.shares import rate
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Reported
from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import (
    Cell,
    Column,
    CountCell,
    DateCell,
    Figure,
    Figures,
    Group,
    Report,
    Summary,
    Table,
)
from liling_desk.reporting.summary import RETURN_STATES
from liling_desk.reporting.wording import numbered, share_cell
from liling_desk.translations import Translator

_STATES: Final = (Reported.MISSING, Reported.SENT_BACK, Reported.LATE, Reported.NOT_YET, Reported.REPORTED)
"""The worst first."""


@dataclass(frozen=True)
class _Called:
    """One item in the roll-call. `missing`: how many periods in a row, this one the last of them."""

    standing: Standing
    period: Period
    state: Reported
    missing: int
    report: Return | None

    @property
    def unit(self) -> str:
        return self.standing.commitment.lead_unit or ""


def rollcall_report(material: Material, options: ReportOptions, tr: Translator) -> Report:
    """Who owes a return for `options.period`, or for the newest period that is due on the as-of day; each item by its
    own cycle. Raises `UsageError` for a period that is no month."""
    called = _called(material, options)
    sections = (
        _summary(called, options, tr), _figures(called, options, tr), _units(called, options, tr), _items(called, tr),
    )  # fmt: skip
    title = tr("进展报送情况（{period}）", period=_period_words(called, options, tr))
    return framed("rollcall", title, sections, material, options, tr)


def _called(material: Material, options: ReportOptions) -> list[_Called]:
    """By state, the worst first, then by unit, what is missing longest first."""
    found = list(_now(material) if options.period is None else _then(material, options.period, options.as_of))
    return sorted(found, key=lambda each: (_STATES.index(each.state), each.unit, -each.missing, each.standing.code))


def _now(material: Material) -> Iterator[_Called]:
    for each in material.rows:
        owing = each.owing
        if owing.period is not None and owing.state is not Reported.NOT_EXPECTED:
            report = report_for(material.snapshot.returns.get(each.code, ()), owing.period, each.as_of)
            yield _Called(each, owing.period, owing.state, owing.missing, report)


def _then(material: Material, key: str, as_of: date) -> Iterator[_Called]:
    day = month_of(key)
    if day is None:
        raise no_month(key)
    returns = material.snapshot.returns
    rows = {each.code: each for each in material.rows}
    for row in roll_call((each.commitment for each in material.rows), returns, day, as_of):
        item = rows[row.code].commitment
        missing = missing_up_to(item, returns.get(row.code, ()), row.period, as_of)
        yield _Called(rows[row.code], row.period, row.state, missing, row.report)


def _period_words(called: Sequence[_Called], options: ReportOptions, tr: Translator) -> str:
    """The period's name; of several periods the one month that most are about, and that others are among them."""
    periods = Counter(each.period for each in called)
    if not periods:
        return options.period or tr("最近一期")
    most = tr.say(periods.most_common(1)[0][0].name)
    return most if len(periods) == 1 else tr("{period}等", period=most)


def _leads(
    called: Sequence[_Called], options: ReportOptions, *states: Reported, unit: str | None = None
) -> LedgerFilter:
    """The filter for the items in these states. That of the list knows today's period only: others go by code."""
    if options.period is None:
        groups: dict[str, tuple[str, ...]] = {"reported": states or _STATES}
        return narrowed(options.filter, **groups, **({} if unit is None else {"unit": (unit,)}))
    codes = [
        each.standing.code for each in called
        if (not states or each.state in states) and (unit is None or each.unit == unit)
    ]  # fmt: skip
    return narrowed(options.filter, codes=codes)


def _summary(called: Sequence[_Called], options: ReportOptions, tr: Translator) -> Summary:
    counts = Counter(each.state for each in called)
    phrases = (
        tr("应报送 {n} 项，", n=len(called)),
        tr("按时报送 {n} 项，", n=counts[Reported.REPORTED]),
        tr("迟报 {n} 项，", n=counts[Reported.LATE]),
        tr("未报送 {n} 项，", n=counts[Reported.MISSING]),
        tr("退回重报 {n} 项，", n=counts[Reported.SENT_BACK]),
        tr("未到报送日 {n} 项。", n=counts[Reported.NOT_YET]),
    )
    return Summary(phrases, (_leads(called, options), *(_leads(called, options, each) for each in RETURN_STATES)))


def _figures(called: Sequence[_Called], options: ReportOptions, tr: Translator) -> Figures:
    counts = Counter(each.state for each in called)
    words = {Reported.REPORTED: tr("按时报送")}
    told = (
        Figure(words.get(each, tr(each.word)), counts[each], leads_to=_leads(called, options, each))
        for each in RETURN_STATES
    )
    return Figures((Figure(tr("应报送"), len(called), leads_to=_leads(called, options)), *told), tr("项"))


def _units(called: Sequence[_Called], options: ReportOptions, tr: Translator) -> Table:
    """A row for each unit, the worst rate first, and their sum."""
    units: dict[str, list[_Called]] = {}
    for each in called:
        units.setdefault(each.unit, []).append(each)
    rates = {unit: _rate(own) for unit, own in units.items()}
    ranked = sorted(units, key=lambda unit: (rates[unit] is None, rates[unit] or 0.0, -len(units[unit]), unit))
    rows = [(unit or tr("待分办"), *_counted(units[unit], options, unit)) for unit in ranked]
    if len(rows) > 1:
        rows.append((tr("合计"), *_counted(called, options, None)))
    columns = (
        Column("unit", tr("牵头单位"), 1, share=True),
        *(Column(key, label, 18, align="right") for key, label in _heads(tr)),
        Column("rate", tr("按时率"), 20, align="right"),
    )
    return Table(
        "units", numbered(1, tr("各单位报送情况"), tr), columns, tuple(rows),
        note=tr("{n} 个单位，按时率低的在前", n=len(units)),
        footnote=tr("按时率为按时报送项数占已到报送日项数的比例，四舍五入到一位小数。"),
        empty=tr("这一期没有应报送的事项。"),
    )  # fmt: skip


def _heads(tr: Translator) -> tuple[tuple[str, str], ...]:
    return (
        ("owed", tr("应报送")), ("reported", tr("按时")), ("late", tr("迟报")), ("missing", tr("未报送")),
        ("sent_back", tr("退回重报")), ("not_yet", tr("未到日")),
    )  # fmt: skip


def _counted(own: Sequence[_Called], options: ReportOptions, unit: str | None) -> tuple[Cell, ...]:
    counts = Counter(each.state for each in own)
    cells = (CountCell(counts[each], _leads(own, options, each, unit=unit)) for each in RETURN_STATES)
    return (CountCell(len(own), _leads(own, options, unit=unit)), *cells, share_cell(_rate(own)))


def _rate(own: Sequence[_Called]) -> float | None:
    """In time, of those whose day has come; None where none has."""
    due = [each for each in own if each.state is not Reported.NOT_YET]
    return rate(sum(each.state is Reported.REPORTED for each in due), len(due))


def _items(called: Sequence[_Called], tr: Translator) -> Table:
    """By state. The period stands in its own column only where there are several."""
    several = len({each.period for each in called}) > 1
    period = (Column("period", tr("报送期"), 26),) if several else ()
    columns = (
        Column("code", tr("编号"), 20),
        Column("title", tr("承诺事项"), 1, share=True),
        Column("unit", tr("牵头单位"), 36),
        *period,
        Column("due", tr("应报日"), 23),
        Column("reported", tr("报送日期"), 25),
        Column("missing", tr("连续未报期数"), 16, align="right"),
    )
    groups, first = [], 0
    for state in _STATES:
        number = sum(each.state is state for each in called)
        if number:
            word = tr("按时报送") if state is Reported.REPORTED else tr(state.word)
            groups.append(Group(first, word, tr("{n} 项", n=number)))
        first += number
    return Table(
        "items", numbered(2, tr("逐项情况"), tr), columns, tuple(_cells(each, several, tr) for each in called),
        note=tr("{n} 项", n=len(called)), empty=tr("这一期没有应报送的事项。"), groups=tuple(groups),
        group_label=tr("报送情况"),
    )  # fmt: skip


def _cells(each: _Called, several: bool, tr: Translator) -> tuple[Cell, ...]:
    item = each.standing.commitment
    return (
        item.code, item.title, item.lead_unit or tr("待分办"), *((tr.say(each.period.name),) if several else ()),
        DateCell(each.period.due(item.reporting)), _reported(each, tr),
        each.missing if each.state in (Reported.MISSING, Reported.SENT_BACK) else None,
    )  # fmt: skip


def _reported(each: _Called, tr: Translator) -> Cell:
    """The day; that a later period's return covers it; nothing where there is none."""
    if each.report is not None:
        return DateCell(each.report.reported_on) if each.report.reported_on else tr("未写日期")
    return tr("已报后期") if each.state is Reported.REPORTED else ""
