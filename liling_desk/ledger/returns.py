"""What a unit reports for a period."""

from __future__ import annotations

from datetime import date

from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.periods import Period, month_of
from liling_desk.ledger.status import Status


class Return(Frozen):
    """One progress return (进展报送). `key` is a UUID; `period` YYYY-MM or None; `value` in the indicator's unit.

    `sent_back_on`: the day on which the desk returned it for correction (退回); from then on it counts for nothing.
    """

    key: str
    commitment: str
    period: str | None = None
    reported_on: date | None = None
    unit: str | None = None
    progress: str = ""
    difficulties: str = ""
    value: float | None = None
    claimed_status: Status | None = None
    batch: int | None = None
    sent_back_on: date | None = None
    sent_back_reason: str = ""

    @property
    def order(self) -> tuple[str, str]:
        """Sorts returns by age: the newest is the greatest."""
        return (self.reported_on.isoformat() if self.reported_on else "", self.period or "")

    @property
    def counts_on(self) -> date | None:
        """The day that its value speaks of: the end of its period, or the day it was reported if that was earlier."""
        last = self.counts_to
        if last is None or self.reported_on is None:
            return last or self.reported_on
        return min(last, self.reported_on)

    @property
    def counts_to(self) -> date | None:
        """The last day of the month that it names; None where it names none."""
        first = month_of(self.period)
        return None if first is None else Period(first, 1).last

    def counted(self, as_of: date) -> bool:
        """Whether it was there on a day and not sent back by then."""
        there = self.reported_on is None or self.reported_on <= as_of
        return there and (self.sent_back_on is None or self.sent_back_on > as_of)
