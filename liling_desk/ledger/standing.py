"""How a commitment stands on a day: the commitment with everything that is computed from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.light import Facts, Light, days_left, judge, timeliness_of
from liling_desk.ledger.pace import Pacing, pacing_of
from liling_desk.ledger.periods import USUAL_REPORTING
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import Owing, owing_of
from liling_desk.ledger.status import Pace, Timeliness
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds


@dataclass(frozen=True, slots=True)
class Judged:
    """What is computed of a commitment and its returns as of a day. Items that are judged alike share one."""

    as_of: date
    timeliness: Timeliness
    days_left: int | None
    pacing: Pacing | None
    light: Light
    owing: Owing
    returns: int = 0
    last_return: Return | None = None
    latest_value: float | None = None
    latest_value_on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the list as of a day."""

    commitment: Commitment
    judged: Judged
    search_text: str = ""
    initials: str = ""

    @property
    def code(self) -> str:
        """The commitment's code."""
        return self.commitment.code

    @property
    def as_of(self) -> date:
        """The day."""
        return self.judged.as_of

    @property
    def timeliness(self) -> Timeliness:
        """How it stands with its deadline."""
        return self.judged.timeliness

    @property
    def days_left(self) -> int | None:
        """Until the day due; None without one."""
        return self.judged.days_left

    @property
    def pacing(self) -> Pacing | None:
        """How far its figure is behind its plan; None without an indicator."""
        return self.judged.pacing

    @property
    def pace(self) -> Pace | None:
        """None without an indicator."""
        return None if self.judged.pacing is None else self.judged.pacing.pace

    @property
    def light(self) -> Light:
        """The light with its reasons."""
        return self.judged.light

    @property
    def owing(self) -> Owing:
        """What it owes in returns."""
        return self.judged.owing

    @property
    def returns(self) -> int:
        """How many count."""
        return self.judged.returns

    @property
    def last_return(self) -> Return | None:
        """The newest that counts."""
        return self.judged.last_return

    @property
    def latest_value(self) -> float | None:
        """The newest reported figure, in the indicator's unit."""
        return self.judged.latest_value

    @property
    def latest_value_on(self) -> date | None:
        """The day of that figure."""
        return self.judged.latest_value_on


class Judge:
    """Computes standings as of one day. What is computed is computed once for all items that are alike in all that it
    depends on: without returns that is dates, a status and an indicator."""

    def __init__(self, as_of: date, thresholds: Thresholds = USUAL_THRESHOLDS) -> None:
        self._as_of, self._thresholds = as_of, thresholds
        self._alike: dict[tuple[object, ...], Judged] = {}
        self._indicators: dict[int, Indicator] = {}

    def standing(
        self, commitment: Commitment, returns: Sequence[Return], search_text: str = "", initials: str = ""
    ) -> Standing:
        """As `standing_of`."""
        if returns or commitment.hand_light is not None:
            judged = judged_of(commitment, returns, self._as_of, self._thresholds)
        else:
            key = self._what_matters(commitment)
            known = self._alike.get(key)
            if known is None:
                known = self._alike[key] = judged_of(commitment, (), self._as_of, self._thresholds)
            judged = known
        return Standing(commitment, judged, search_text, initials)

    def _what_matters(self, commitment: Commitment) -> tuple[object, ...]:
        """All that an item without returns and a light of its own is judged by."""
        due, indicator, reporting = commitment.due, commitment.indicator, commitment.reporting
        if indicator is not None:
            self._indicators[id(indicator)] = indicator  # kept, so that no other can be taken for it
        return (
            due, commitment.starts_on, commitment.status, commitment.status_reason, commitment.done_on,
            commitment.lead_unit is None, commitment.deleted, indicator and id(indicator),
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
    return Standing(commitment, judged_of(commitment, returns, as_of, thresholds), search_text, initials)


def judged_of(commitment: Commitment, returns: Sequence[Return], as_of: date, thresholds: Thresholds) -> Judged:
    """What is computed; `returns` as `standing_of` has them."""
    counted = [each for each in returns if each.counted(as_of)]
    valued = next((each for each in counted if each.value is not None), None)
    newest = counted[0] if counted else None
    pacing = pacing_of(commitment, counted, as_of, thresholds)
    owing = owing_of(commitment, returns, as_of)
    return Judged(
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
    )
