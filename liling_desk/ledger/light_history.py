"""How lights stood on earlier days, and when they changed: what a bulletin (通报) tells of since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.light import Light, light_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Judge, Standing
from liling_desk.ledger.status import Status
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds


@dataclass(frozen=True)
class LightChange:
    """On `day` an item's light became another colour."""

    day: date
    before: Light
    after: Light


def as_it_stood(commitment: Commitment, returns: Sequence[Return], day: date) -> Commitment:
    """The commitment without what was decided later: verdicts, claims, extensions and lights set by hand.

    A verdict has its date, a claim that of its return. What carries no date (suspension, who answers) is as it is now.
    """
    fields: dict[str, object] = {}
    ticked_later = commitment.status is Status.DONE and commitment.done_on is not None and commitment.done_on > day
    if ticked_later or commitment.status is Status.SUBMITTED:
        claims = [each for each in returns if each.claimed_status is Status.DONE]
        claimed_by_then = any(each.counted(day) for each in claims)
        if ticked_later:
            status = Status.SUBMITTED if claimed_by_then else Status.IN_PROGRESS
            fields |= {"status": status, "done_on": None, "done_by": None, "done_basis": None}
        elif claims and not claimed_by_then:
            fields["status"] = Status.IN_PROGRESS
    granted = tuple(each for each in commitment.extensions if each.decided_on is None or each.decided_on <= day)
    if granted != commitment.extensions:
        fields["extensions"] = granted
    if commitment.hand_light is not None and commitment.hand_light.set_on > day:
        fields["hand_light"] = None
    return commitment.model_copy(update=fields) if fields else commitment


def standings_on(snapshot: Snapshot, day: date, thresholds: Thresholds = USUAL_THRESHOLDS) -> list[Standing]:
    """Every item as it stood on an earlier day, deleted ones too. Asks nothing else, so that a worker can do it."""
    judge, returns_of = Judge(day, thresholds), snapshot.returns
    stood = []
    for code, item in snapshot.commitments.items():
        returns = returns_of.get(code, ())
        stood.append(judge.standing(as_it_stood(item, returns, day), returns))
    return stood


def light_on(
    commitment: Commitment, returns: Sequence[Return], day: date, thresholds: Thresholds = USUAL_THRESHOLDS
) -> Light:
    """The light as it stood on a day."""
    return light_of(as_it_stood(commitment, returns, day), returns, day, thresholds)


def light_changes(
    commitment: Commitment,
    returns: Sequence[Return],
    since: date,
    until: date,
    thresholds: Thresholds = USUAL_THRESHOLDS,
) -> list[LightChange]:
    """Every change of colour after `since` up to `until`, oldest first; each day is looked at."""
    changes: list[LightChange] = []
    before, day = light_on(commitment, returns, since, thresholds), since
    while day < until:
        day += timedelta(days=1)
        after = light_on(commitment, returns, day, thresholds)
        if after.colour != before.colour:
            changes.append(LightChange(day, before, after))
        before = after
    return changes
