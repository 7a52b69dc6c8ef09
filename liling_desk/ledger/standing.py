"""How a commitment stands on a day: the commitment with everything that is computed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.light import Facts, Light, days_left, judge, timeliness_of
from liling_desk.ledger.pace import Pacing, pacing_of
from liling_desk.ledger.periods import USUAL_REPORTING
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import NOTHING_OWED, Owing, owing_of
from liling_desk.ledger.status import Pace, Timeliness
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the list as of a day. `latest_value` is the newest reported figure, in the indicator's unit."""

    commitment: Commitment
    as_of: date
    timeliness: Timeliness
    days_left: int | None
    pacing: Pacing | None
    light: Light
    owing: Owing = NOTHING_OWED
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

    @property
    def pace(self) -> Pace | None:
        """None without an indicator."""
        return None if self.pacing is None else self.pacing.pace


class Judge:
    """Computes standings as of one day. What depends on nothing but dates and a status is computed once for all items
    that are alike in these."""

    def __init__(self, as_of: date, thresholds: Thresholds = USUAL_THRESHOLDS) -> None:
        self._as_of, self._thresholds = as_of, thresholds
        self._alike: dict[tuple[object, ...], _Judged] = {}

    def standing(
        self, commitment: Commitment, returns: Sequence[Return], search_text: str = "", initials: str = ""
    ) -> Standing:
        """As `standing_of`."""
        if returns or commitment.indicator is not None or commitment.hand_light is not None:
            return standing_of(commitment, returns, self._as_of, self._thresholds, search_text, initials)
        key = _what_matters(commitment)
        judged = self._alike.get(key)
        if judged is None:
            one = standing_of(commitment, (), self._as_of, self._thresholds)
            judged = self._alike[key] = (one.timeliness, one.days_left, one.light, one.owing)
        timeliness, left, light, owing = judged
        return Standing(
            commitment, self._as_of, timeliness, left, None, light, owing, search_text=search_text, initials=initials
        )


_Judged = tuple[Timeliness, int | None, Light, Owing]


def _what_matters(commitment: Commitment) -> tuple[object, ...]:
    """All that an item without returns, indicator and a light of its own is judged by."""
    due = commitment.due
    reporting = commitment.reporting
    return (
        due, commitment.starts_on, commitment.status, commitment.status_reason, commitment.done_on,
        commitment.lead_unit is None, commitment.deleted,
        None if reporting is USUAL_REPORTING else reporting,
        None if due is not None else (commitment.deadline.kind, commitment.deadline.phrase),
    )  # fmt: skip


def standing_of(
    commitment: Commitment,
    returns: Sequence[Return],
    as_of: date,
    thresholds: Thresholds = USUAL_THRESHOLDS,
    search_text: str = "",
    initials: str = "",
) -> Standing:
    """Compute a standing. `returns` are the commitment's own, newest first; those after `as_of` do not count, and
    those that were sent back count for nothing but the roll-call."""
    counted = [each for each in returns if each.counted(as_of)]
    valued = next((each for each in counted if each.value is not None), None)
    newest = counted[0] if counted else None
    pacing = pacing_of(commitment, counted, as_of, thresholds)
    owing = owing_of(commitment, returns, as_of)
    return Standing(
        commitment,
        as_of,
        timeliness_of(commitment, as_of, thresholds.lead_days),
        days_left(commitment, as_of),
        pacing,
        judge(Facts(commitment, as_of, thresholds, pacing, owing, newest)),
        owing,
        len(counted),
        newest,
        valued.value if valued else None,
        valued.reported_on if valued else None,
        search_text,
        initials,
    )
