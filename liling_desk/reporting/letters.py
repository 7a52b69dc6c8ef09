"""Letters to units: 督办单, 催办单, 提醒函."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from liling_desk.ledger.letter import Letter, LetterKind, number_of
from liling_desk.ledger.periods import month_of, no_month, period_of
from liling_desk.ledger.rollcall import Owing, missing_up_to, state_of
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN, Reported, Status, Timeliness
from liling_desk.reporting import letter_wording as words
from liling_desk.reporting.frame import framed
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import (
    Cell,
    Column,
    Group,
    Letterhead,
    LetterPaper,
    Report,
    Section,
    Summary,
    Table,
)
from liling_desk.reporting.wording import deadline_cell, footnote
from liling_desk.translations import N_, Translator

_OWED: Final = (Reported.MISSING, Reported.SENT_BACK)
_TITLES: Final = {
    LetterKind.ASSIGNMENT: N_("承诺事项督办单"),
    LetterKind.REMINDER: N_("承诺事项催办单"),
    LetterKind.DUE_SOON: N_("承诺事项临近到期提醒函"),
}


@dataclass(frozen=True)
class _Body:
    """What is between the addressee and the signature of one letter."""

    paragraphs: tuple[str, ...]
    table: Table
    codes: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True)
class _Letters:
    """What all letters of a run have in common. `owing`: what each item owes, by code."""

    kind: LetterKind
    material: Material
    options: ReportOptions
    tr: Translator
    owing: Mapping[str, Owing]

    def speaks_of(self, standing: Standing) -> bool:
        """Whether an item belongs into a letter of this kind, to whomever."""
        if standing.commitment.deleted or standing.commitment.status not in OPEN:
            return False
        if self.kind is LetterKind.ASSIGNMENT:
            return True
        if self.kind is LetterKind.DUE_SOON:
            return standing.timeliness is Timeliness.DUE_SOON
        return standing.timeliness is Timeliness.OVERDUE or self.is_missing(standing)

    def by_unit(self) -> dict[str, list[Standing]]:
        """The items of each unit's letter, by unit; under "" those that nobody has."""
        found: dict[str, list[Standing]] = {}
        for each in filter(self.speaks_of, self.material.rows):
            found.setdefault(each.commitment.lead_unit or "", []).append(each)
        return {unit: found[unit] for unit in sorted(found)}

    def is_missing(self, standing: Standing) -> bool:
        """Whether its unit owes a return. With a claim of done it is the desk's turn."""
        return standing.commitment.status is not Status.SUBMITTED and self.owing[standing.code].state in _OWED


def letters(kind: LetterKind, material: Material, options: ReportOptions, tr: Translator) -> Report:
    """One letter for each unit that has items to be told of, by unit; items without a unit are counted only.

    Raises `UsageError` for a number pattern without `{n}`, and for a period that is no month.
    """
    told = _Letters(kind, material, options, tr, _owing(material, options))
    by_unit = told.by_unit()
    unassigned = len(by_unit.pop("", ()))
    asked = options.letters.units
    units = [unit for unit in by_unit if asked is None or unit in asked]
    numbers = _numbers(options, len(units))
    papers = [_paper(told, unit, by_unit[unit], number) for unit, number in zip(units, numbers, strict=True)]
    counted = words.counted(len(papers), sum(len(each.codes) for each in papers), unassigned, tr)
    sections: tuple[Section, ...] = tuple(papers) or (Summary(counted),)
    made = framed(kind.value, tr(_TITLES[kind]), sections, material, options, tr)
    head = options.letterhead or Letterhead()
    issuer = options.letters.issuer.strip() or head.issuer
    return replace(
        made, subtitle="".join((*counted, made.subtitle)), letterhead=replace(head, issuer=issuer) if issuer else None
    )


def recipients(
    kind: LetterKind, material: Material, options: ReportOptions, tr: Translator
) -> dict[str, tuple[str, ...]]:
    """Codes of the items that each unit would be told of, by unit, whomever the options name; nobody's under "".

    Raises `UsageError` for a period that is no month.
    """
    told = _Letters(kind, material, options, tr, _owing(material, options))
    return {unit: _codes(rows) for unit, rows in told.by_unit().items()}


def papers_of(report: Report) -> tuple[LetterPaper, ...]:
    """The letters of a report, in their order."""
    return tuple(each for each in report.sections if isinstance(each, LetterPaper))


def letters_of(report: Report, options: ReportOptions) -> tuple[Letter, ...]:
    """What is logged when these letters are issued: one for each letter and item."""
    issued_on = options.letters.issued_on or options.as_of
    return tuple(
        Letter(
            key=str(uuid4()), commitment=code, kind=LetterKind(paper.kind), unit=paper.unit, number=paper.number,
            issued_on=issued_on, reply_by=options.letters.reply_by,
        )
        for paper in papers_of(report)
        for code in paper.codes
    )  # fmt: skip


def _owing(material: Material, options: ReportOptions) -> dict[str, Owing]:
    """What each item owes for the period that was asked for; where none was, for the one that is owed."""
    if options.period is None:
        return {each.code: each.owing for each in material.rows}
    day = month_of(options.period)
    if day is None:
        raise no_month(options.period)
    owing = {}
    for each in material.rows:
        period = period_of(day, each.commitment.reporting.cycle)
        returns = material.snapshot.returns.get(each.code, ())
        state, missing = Reported.NOT_EXPECTED, 0
        if period is not None:
            state = state_of(each.commitment, returns, period, options.as_of)
            missing = missing_up_to(each.commitment, returns, period, options.as_of)
        owing[each.code] = Owing(state, missing, period)
    return owing


def _numbers(options: ReportOptions, count: int) -> list[str]:
    pattern = options.letters.number.strip()
    if not pattern:
        return [""] * count
    return [number_of(pattern, options.letters.first_number + place) for place in range(count)]


def _paper(told: _Letters, unit: str, rows: Sequence[Standing], number: str) -> LetterPaper:
    asked, tr = told.options.letters, told.tr
    body = _BODIES[told.kind](told, rows)
    contact = asked.contact.strip()
    closing = (*body.closing, tr("联系人：{contact}", contact=contact)) if contact else body.closing
    signed = (asked.issuer.strip(), words.day(asked.issued_on or told.options.as_of, tr))
    return LetterPaper(
        told.kind.value, unit, tr(_TITLES[told.kind]), tr("{unit}：", unit=unit), body.paragraphs, body.table,
        body.codes, number, closing, _said(signed), _said(asked.imprint),
    )  # fmt: skip


def _said(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _assignment(told: _Letters, rows: Sequence[Standing]) -> _Body:
    tr = told.tr
    columns = (*_item_columns(tr), Column("demand", tr("办理要求"), 3, share=True), _deadline_column(tr))
    cells = [
        (each.code, each.commitment.title, words.demand(each.commitment, tr), deadline_cell(each, tr)) for each in rows
    ]
    opening = words.assigned(rows, told.material.snapshot.sources, tr)
    table = _table(columns, cells, rows, tr)
    return _Body((opening, words.cycles(rows, tr)), table, _codes(rows), words.answer(told.options.letters, tr))


def _reminder(told: _Letters, rows: Sequence[Standing]) -> _Body:
    tr = told.tr
    overdue = [each for each in rows if each.timeliness is Timeliness.OVERDUE]
    missing = [each for each in rows if each.timeliness is not Timeliness.OVERDUE]
    columns = (
        *_item_columns(tr),
        _deadline_column(tr),
        Column("overdue", tr("超期天数"), 17, align="right"),
        Column("missing", tr("未报期别"), 30),
        Column("last", tr("最近报送"), 23),
    )
    ordered = (*overdue, *missing)
    cells = [
        (
            each.code, words.title(each.commitment, tr), deadline_cell(each, tr), _days_over(each),
            words.missing(told.owing[each.code], tr) if told.is_missing(each) else "", words.last_return(each, tr),
        )
        for each in ordered
    ]  # fmt: skip
    groups = []
    if overdue:
        groups.append(Group(0, tr("超期未办结"), tr("{n}项", n=len(overdue))))
    if missing:
        groups.append(Group(len(overdue), tr("未按期报送进展情况"), tr("{n}项", n=len(missing))))
    table = replace(_table(columns, cells, ordered, tr), groups=tuple(groups), group_label=tr("催办原因"))
    late = _late(told, rows[0].commitment.lead_unit or "")
    opening = words.reminded(len(overdue), len(missing), told.options.as_of, tr)
    owing = sum(told.is_missing(each) for each in rows)
    closing = words.catch_up(len(overdue), owing, told.options.letters, tr)
    return _Body((opening,), table, _codes(ordered), (*words.late(late, tr), closing))


def _late(told: _Letters, unit: str) -> list[str]:
    """Items of a unit whose return came late: nothing is asked for them, but it is said."""
    return [
        each.code
        for each in told.material.rows
        if each.commitment.lead_unit == unit
        and not each.commitment.deleted
        and told.owing[each.code].state is Reported.LATE
    ]


def _due_soon(told: _Letters, rows: Sequence[Standing]) -> _Body:
    tr = told.tr
    columns = (
        *_item_columns(tr),
        _deadline_column(tr),
        Column("left", tr("剩余天数"), 17, align="right"),
        Column("progress", tr("目前进展"), 2, share=True),
    )
    cells = [
        (
            each.code, words.title(each.commitment, tr), deadline_cell(each, tr), each.days_left,
            words.progress(each, tr),
        )
        for each in rows
    ]  # fmt: skip
    opening = words.reminded_soon(len(rows), told.options, tr)
    table = _table(columns, cells, rows, tr)
    return _Body((opening,), table, _codes(rows), (words.say_early(told.options.letters, tr),))


_BODIES: Final[Mapping[LetterKind, Callable[[_Letters, Sequence[Standing]], _Body]]] = {
    LetterKind.ASSIGNMENT: _assignment,
    LetterKind.REMINDER: _reminder,
    LetterKind.DUE_SOON: _due_soon,
}


def _item_columns(tr: Translator) -> tuple[Column, ...]:
    return (Column("code", tr("编号"), 20), Column("title", tr("承诺事项"), 2, share=True))


def _deadline_column(tr: Translator) -> Column:
    return Column("deadline", tr("完成时限"), 27)


def _table(
    columns: tuple[Column, ...], cells: Sequence[tuple[Cell, ...]], rows: Sequence[Standing], tr: Translator
) -> Table:
    return Table("items", "", columns, tuple(cells), footnote=footnote(rows, tr))


def _codes(rows: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(each.code for each in rows)


def _days_over(standing: Standing) -> int | None:
    left = standing.days_left
    return -left if left is not None and left < 0 else None
