"""The months that a roll-call can be made for."""

from __future__ import annotations

from datetime import date

from liling_desk.ledger.periods import month_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import Translator

_AT_LEAST, _AT_MOST = 12, 60


def month_options(snapshot: Snapshot, as_of: date, tr: Translator) -> list[tuple[str | None, str]]:
    """The period that is owed, then months from the as-of day's back to the first return."""
    oldest = min((month for own in snapshot.returns.values() for each in own if (month := _month(each))), default=as_of)
    back = (as_of.year - oldest.year) * 12 + as_of.month - oldest.month + 1
    options: list[tuple[str | None, str]] = [(None, tr("最近应报的一期"))]
    for ago in range(min(max(back, _AT_LEAST), _AT_MOST)):
        count = as_of.year * 12 + as_of.month - 1 - ago
        if count < 12:
            break
        key = f"{count // 12:04d}-{count % 12 + 1:02d}"
        options.append((key, tr("{month} 期", month=key)))
    return options


def _month(report: Return) -> date | None:
    return month_of(report.period) or report.reported_on
