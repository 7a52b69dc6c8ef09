"""How a commitment stands on a day: the commitment with everything that is computed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.light import Light, days_left, light_of, timeliness_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Pace, Timeliness

DUE_SOON_DAYS = 30
"""Default lead time for `due_soon`, in days."""


@dataclass(frozen=True)
class Standing:
    """One row of the list as of a day. `latest_value` is the newest reported figure, in the indicator's unit."""

    commitment: Commitment
    as_of: date
    timeliness: Timeliness
    days_left: int | None
    pace: Pace | None
    light: Light
    returns: int = 0
    last_return: Return | None = None
    latest_value: float | None = None
    latest_value_on: date | None = None
    search_text: str = ""
    initials: str = ""

    @property
    def code(self) -> str:
        """The commitment's code."""
        return self.commitment.code


def standing_of(
    commitment: Commitment,
    returns: Sequence[Return],
    as_of: date,
    lead_days: int = DUE_SOON_DAYS,
    search_text: str = "",
    initials: str = "",
) -> Standing:
    """Compute a standing. `returns` are the commitment's own, newest first; those after `as_of` do not count."""
    counted = [each for each in returns if each.reported_on is None or each.reported_on <= as_of]
    valued = next((each for each in counted if each.value is not None), None)
    return Standing(
        commitment,
        as_of,
        timeliness_of(commitment, as_of, lead_days),
        days_left(commitment, as_of),
        Pace.NO_DATA if commitment.indicator is not None else None,
        light_of(commitment, as_of, lead_days),
        len(counted),
        counted[0] if counted else None,
        valued.value if valued else None,
        valued.reported_on if valued else None,
        search_text,
        initials,
    )
