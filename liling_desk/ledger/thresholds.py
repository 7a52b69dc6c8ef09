"""From where on a light changes: the user's choices, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.preferences import Preferences


@dataclass(frozen=True)
class Thresholds:
    """`lead_days`: days before the day due from which an item is due soon. `behind`, `far_behind`: points behind the
    plan from which a light turns yellow and red (10 and 30 by a published local rule for supervision desks)."""

    lead_days: int = 30
    behind: float = 10
    far_behind: float = 30


USUAL_THRESHOLDS = Thresholds()


def thresholds_of(preferences: Preferences) -> Thresholds:
    """As the user chose them."""
    far = max(preferences.behind_points, preferences.far_behind_points)
    return Thresholds(preferences.due_soon_days, preferences.behind_points, far)
