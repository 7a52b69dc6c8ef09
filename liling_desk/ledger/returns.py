"""What a unit reports for a period."""

from __future__ import annotations

from datetime import date

from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.status import Status


class Return(Frozen):
    """One progress return (进展报送). `key` is a UUID; `period` YYYY-MM or None; `value` in the indicator's unit."""

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

    @property
    def order(self) -> tuple[str, str]:
        """Sorts returns by age: the newest is the greatest."""
        return (self.reported_on.isoformat() if self.reported_on else "", self.period or "")
