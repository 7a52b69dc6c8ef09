"""What stands beside a return: its period by the item's cycle, whether it came late, went back, or says little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.periods import Period, Reporting, month_of, period_of
from liling_desk.ledger.remarks import empty_talk
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import report_for, state_of
from liling_desk.ledger.status import Reported
from liling_desk.translations import Translator


@dataclass(frozen=True)
class ReturnFacts:
    """`counts`: it was there on the as-of day and not sent back by then."""

    title: str
    late: bool
    sent_back: bool
    counts: bool
    remarks: tuple[str, ...]


def facts_of(
    report: Return, item: Commitment, returns: Sequence[Return], as_of: date, has_evidence: bool, tr: Translator
) -> ReturnFacts:
    """`returns`: all of the item's, newest first."""
    counts = report.counted(as_of)
    sent_back = report.sent_back_on is not None and report.sent_back_on <= as_of
    remarks: tuple[str, ...] = ()
    if counts:
        counted = [each for each in returns if each.counted(as_of)]
        earlier = counted[counted.index(report) + 1 :]
        remarks = tuple(tr.say(remark.words) for remark in empty_talk(item, report, earlier, has_evidence))
    return ReturnFacts(
        title_of(report, item.reporting, tr), _late(report, item, returns, as_of), sent_back, counts, remarks
    )


def title_of(report: Return, reporting: Reporting, tr: Translator) -> str:
    """`2021-06 期`, `2021 年第 2 季度`, or that no period is written."""
    period = period_named(report.period, reporting)
    if period is not None:
        return tr.say(period.name)
    return tr("{month} 期", month=report.period) if report.period else tr("未写报送期")


def period_named(key: str | None, reporting: Reporting) -> Period | None:
    """The item's period that a month (`2021-06`) lies in; a month of its own without a cycle; None without a month."""
    first = month_of(key)
    if first is None:
        return None
    return period_of(first, reporting.cycle) or Period(first, 1)


def _late(report: Return, item: Commitment, returns: Sequence[Return], as_of: date) -> bool:
    """Only the first return of a period can be late: a further one adds to it."""
    first = month_of(report.period) or report.reported_on
    period = period_of(first, item.reporting.cycle) if first is not None else None
    if period is None or report_for(returns, period, as_of) != report:
        return False
    return state_of(item, returns, period, as_of) is Reported.LATE
