"""The returns of one item as a table: everything that was reported, whole."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.ledger.returns import Return
from liling_desk.ledger.standing import Standing
from liling_desk.reporting.report import Cell, Column, Table
from liling_desk.translations import Translator
from liling_desk.words.indicators import amount
from liling_desk.words.returns import ReturnFacts, facts_of


def returns_table(standing: Standing, returns: Sequence[Return], has_evidence: bool, tr: Translator) -> Table:
    """`returns`: all of the item's, newest first. Columns that would be empty are left out."""
    told = [(each, facts_of(each, standing.commitment, returns, standing.as_of, has_evidence, tr)) for each in returns]
    every: list[tuple[Column, list[Cell]]] = [
        (Column("period", tr("报送期"), 22), [_period(facts, tr) for _, facts in told]),
        (Column("reported", tr("报送日期和单位"), 34), [_who(report) for report, _ in told]),
        (Column("progress", tr("进展"), 3, share=True), [report.progress for report, _ in told]),
        (Column("difficulties", tr("困难和下一步"), 2, share=True), [report.difficulties for report, _ in told]),
        (Column("value", tr("数值"), 22, align="right"), [_value(report, standing) for report, _ in told]),
        (Column("notes", tr("自报和核对"), 34), [_notes(report, facts, tr) for report, facts in told]),
    ]
    kept = [(column, cells) for column, cells in every if any(cells) or column.key in ("period", "progress")]
    return Table(
        "returns", tr("进展报送"), tuple(column for column, _ in kept),
        tuple(zip(*(cells for _, cells in kept), strict=True)),
        note=tr("{n} 次，新的在前", n=len(told)) if told else "", empty=tr("还没有报送。"), level=2,
    )  # fmt: skip


def _period(facts: ReturnFacts, tr: Translator) -> str:
    """The period, and what became of the return."""
    state = tr("已退回") if facts.sent_back else tr("不计入") if not facts.counts else tr("迟报") if facts.late else ""
    return "\n".join(part for part in (facts.title, state) if part)


def _who(report: Return) -> str:
    day = report.reported_on.isoformat() if report.reported_on else ""
    return "\n".join(part for part in (day, report.unit or "") if part)


def _value(report: Return, standing: Standing) -> str:
    indicator = standing.commitment.indicator
    return amount(report.value, indicator.unit if indicator is not None else None)


def _notes(report: Return, facts: ReturnFacts, tr: Translator) -> str:
    """What was claimed, why it went back, where it came from, and what is odd about it."""
    notes = []
    if report.claimed_status is not None:
        notes.append(tr("自报：{status}", status=tr(report.claimed_status.word)))
    if facts.sent_back and report.sent_back_on is not None:
        day = report.sent_back_on.isoformat()
        notes.append(tr("{day} 退回：{reason}", day=day, reason=report.sent_back_reason))
    elif not facts.counts:
        notes.append(tr("晚于数据截至日，不计入"))
    if report.batch is not None:
        notes.append(tr("第 {n} 批导入", n=report.batch))
    return "\n".join((*notes, *facts.remarks))
