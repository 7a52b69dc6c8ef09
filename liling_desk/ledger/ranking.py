"""Which unit stands best: a ranking by one stated rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from liling_desk.ledger.bulletin import FrozenFigures
from liling_desk.ledger.figures import Tally, tally_by
from liling_desk.ledger.filters import UNASSIGNED
from liling_desk.ledger.since_last import by_unit_then
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour
from liling_desk.translations import N_, Message

RULE: Final = Message(
    N_(
        "排名先看红灯占比，低的在前；相同再看办结率，高的在前；再相同看黄灯占比，低的在前；都相同的名次并列。"
        "占比和办结率都按可评判的事项算，未评的不计；没有可评判事项的单位和待分办的事项不排名。"
    )
)
"""The rule, in one sentence for readers."""


@dataclass(frozen=True)
class Ranked:
    """A unit's place, from 1; units that stand alike share it. `judged`: its items with a light that judges.

    `place_then`: its place in the last issue, None where it had none.
    """

    unit: str
    place: int
    judged: int
    count: Tally
    place_then: int | None = None

    @property
    def moved(self) -> int | None:
        """How many places it has gone up (down: negative); None where it was not ranked before."""
        return None if self.place_then is None else self.place_then - self.place


def ranking(
    rows: Sequence[Standing], earlier: FrozenFigures | None = None, present: Mapping[str, str] | None = None
) -> list[Ranked]:
    """Units by place, those that share one by name. `present`: former unit names to those of today."""
    now = dict(tally_by(rows, "unit"))
    then = _places(by_unit_then(earlier.items, present or {})) if earlier else {}
    places = _places(now)
    ranked = [Ranked(unit, place, judged(now[unit]), now[unit], then.get(unit)) for unit, place in places.items()]
    return sorted(ranked, key=lambda each: (each.place, each.unit))


def judged(count: Tally) -> int:
    """Items with a light that judges: all but those not judged (未评)."""
    return count.total - count.by_light[Colour.GREY]


def _places(counts: Mapping[str, Tally]) -> dict[str, int]:
    measured = {unit: _measure(count) for unit, count in counts.items() if unit != UNASSIGNED and judged(count)}
    ordered = sorted(measured.values())
    return {unit: ordered.index(measure) + 1 for unit, measure in measured.items()}


def _measure(count: Tally) -> tuple[Fraction, Fraction, Fraction]:
    """Exact, so that 1 of 3 and 2 of 6 are the same."""
    whole = judged(count)
    red, yellow = (Fraction(count.by_light[colour], whole) for colour in (Colour.RED, Colour.YELLOW))
    return (red, -Fraction(count.done, whole), yellow)
