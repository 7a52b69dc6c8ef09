"""Roll-call (报送情况): who has reported for a period, who is late, who never did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.periods import Period, Reporting, month_of, owed_periods, period_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import OPEN, Reported


@dataclass(frozen=True)
class Owing:
    """What an item owes in returns on a day: the state of its current period, and how many in a row are missing.

    The current period is the newest one whose due day is past; where none is yet, the one that the day lies in.
    """

    state: Reported
    missing: int = 0
    period: Period | None = None


NOTHING_OWED = Owing(Reported.NOT_EXPECTED)


@dataclass(frozen=True)
class RollCallRow:
    """One item in the roll-call of a period."""

    code: str
    unit: str
    period: Period
    state: Reported
    report: Return | None = None


def reports(commitment: Commitment) -> bool:
    """Whether anybody is expected to report on an item."""
    return commitment.lead_unit is not None and commitment.status in OPEN and not commitment.deleted


def owing_of(commitment: Commitment, returns: Sequence[Return], as_of: date) -> Owing:
    """`returns`: all of the item's. What the desk holds for a decision (待核定) owes nothing further."""
    reporting = commitment.reporting
    if not reports(commitment):
        return NOTHING_OWED
    now = period_of(as_of, reporting.cycle)
    if now is None:
        return NOTHING_OWED
    newest = _newest_month(returns, as_of)
    owed = owed_periods(reporting, commitment.starts_on, as_of)
    if not owed:
        return Owing(Reported.REPORTED if newest > date.min else Reported.NOT_YET, 0, now)
    missing = next((number for number, period in enumerate(owed) if newest >= period.first), len(owed))
    return Owing(_state(commitment, returns, owed[0], as_of, newest), missing, owed[0])


def missing_up_to(commitment: Commitment, returns: Sequence[Return], period: Period, as_of: date) -> int:
    """How many periods in a row are missing, `period` the last of them; 0 where it is reported, or not due yet."""
    newest = _newest_month(returns, as_of)
    owed = owed_periods(commitment.reporting, commitment.starts_on, as_of)
    up_to = [each for each in owed if each.first <= period.first]
    return next((number for number, each in enumerate(up_to) if newest >= each.first), len(up_to))


def _newest_month(returns: Sequence[Return], as_of: date) -> date:
    """The first day of the newest month that is reported on; `date.min` where none is."""
    months = (first for each in returns if each.counted(as_of) and (first := _month(each)) is not None)
    return max(months, default=date.min)


def state_of(commitment: Commitment, returns: Sequence[Return], period: Period, as_of: date) -> Reported:
    """Where an item's return for one period stands; a return for a later period covers it. `returns`: all of them."""
    return _state(commitment, returns, period, as_of, _newest_month(returns, as_of))


def _state(commitment: Commitment, returns: Sequence[Return], period: Period, as_of: date, newest: date) -> Reported:
    report = report_for(returns, period, as_of) if newest >= period.first else None
    if report is not None:
        return Reported.LATE if _is_late(report, period, commitment.reporting) else Reported.REPORTED
    if newest > period.last:
        return Reported.REPORTED
    if any(each.sent_back_on is not None and each.sent_back_on <= as_of and _in(period, each) for each in returns):
        return Reported.SENT_BACK
    if not reports(commitment) or not _is_owed(commitment.reporting, commitment.starts_on, period):
        return Reported.NOT_EXPECTED
    return Reported.NOT_YET if as_of <= period.due(commitment.reporting) else Reported.MISSING


def report_for(returns: Sequence[Return], period: Period, as_of: date) -> Return | None:
    """The first return that counts for a period; None where there is none on the day."""
    there = [each for each in returns if each.counted(as_of) and _in(period, each)]
    return min(there, key=lambda each: each.order, default=None)


def roll_call(
    commitments: Iterable[Commitment], returns: Mapping[str, Sequence[Return]], day: date, as_of: date
) -> list[RollCallRow]:
    """A row for each item that owes a return for its period around `day`, or has sent one; by unit, then code."""
    rows = []
    for item in commitments:
        period = period_of(day, item.reporting.cycle)
        if period is None or item.deleted:
            continue
        own = returns.get(item.code, ())
        state = state_of(item, own, period, as_of)
        if state is not Reported.NOT_EXPECTED:
            rows.append(RollCallRow(item.code, item.lead_unit or "", period, state, report_for(own, period, as_of)))
    return sorted(rows, key=lambda row: (row.unit, row.code))


def _is_late(report: Return, period: Period, reporting: Reporting) -> bool:
    """A return that names no day counts on the last day of its period (as imports have it): of that nobody can say
    that it came late."""
    day = report.reported_on
    return day is not None and day > period.due(reporting) and (report.period is None or day != report.counts_to)


def _month(report: Return) -> date | None:
    """The first day of the month that a return speaks of."""
    if (first := month_of(report.period)) is not None:
        return first
    return report.reported_on.replace(day=1) if report.reported_on is not None else None


def _in(period: Period, report: Return) -> bool:
    month = _month(report)
    return month is not None and period.first <= month <= period.last


def _is_owed(reporting: Reporting, start: date | None, period: Period) -> bool:
    handed_out = max((day for day in (start, reporting.since) if day is not None), default=None)
    return handed_out is None or period.first > handed_out
