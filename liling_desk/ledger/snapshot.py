"""The ledger's content at one moment, as plain values: what previews and reports are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from liling_desk.ledger.commitment import Commitment, Source, Unit
from liling_desk.ledger.returns import Return

if TYPE_CHECKING:
    from liling_desk.ledger.evidence import Evidence
    from liling_desk.ledger.letter import Letter


@dataclass(frozen=True)
class Snapshot:
    """`commitments` by code (deleted ones too); `returns`, `evidence` and `letters` by commitment code, newest first.

    `entries` is how many journal entries there were, `head` the newest one's hash ("" where that is not known).
    """

    commitments: Mapping[str, Commitment]
    returns: Mapping[str, tuple[Return, ...]] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    letters: Mapping[str, tuple[Letter, ...]] = field(default_factory=dict)
    entries: int = 0
    head: str = ""

    @cached_property
    def unit_by_name(self) -> dict[str, str]:
        """Every present name and alias to the unit's present name."""
        names = {alias: unit.name for unit in self.units.values() for alias in unit.aliases}
        return names | {name: name for name in self.units}
