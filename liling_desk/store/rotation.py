"""Which backups are kept: the newest ten, then one a day, a week, a month. Pure: nothing is deleted here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final


@dataclass(frozen=True)
class Rotation:
    """How many of the newest are kept, and of how many days, weeks and months the newest one of each."""

    newest: int = 10
    days: int = 7
    weeks: int = 5
    months: int = 12


USUAL_ROTATION: Final = Rotation()


def kept_of(made_at: Sequence[datetime], rotation: Rotation = USUAL_ROTATION) -> set[int]:
    """Places in `made_at` of the backups to keep. Days, weeks and months without a backup are not counted."""
    order = sorted(range(len(made_at)), key=lambda place: made_at[place], reverse=True)
    kept = set(order[: rotation.newest])
    spans: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (rotation.days, lambda at: at.date()),
        (rotation.weeks, lambda at: at.isocalendar()[:2]),
        (rotation.months, lambda at: (at.year, at.month)),
    )
    for number, span_of in spans:
        newest: dict[Hashable, int] = {}
        for place in order:
            newest.setdefault(span_of(made_at[place]), place)
        kept |= set(list(newest.values())[:number])
    return kept
