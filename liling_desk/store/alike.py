"""Many changes seen as tables: those with the same fields together, each field a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from liling_desk.ledger.changes import Change, Entity

Names = tuple[str, ...]


@dataclass(slots=True)
class Alike:
    """Changes of one kind of entity that tell of the same fields in the same order. None: it does not exist then."""

    entity: Entity
    before: Names | None
    after: Names | None
    changes: list[Change] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """Where they stand among all."""

    @property
    def keys(self) -> list[str]:
        """Their keys, in order."""
        return [change.key for change in self.changes]

    def columns_before(self) -> dict[str, Sequence[Any]]:
        """By field the values that were, one a change."""
        return columns_of(self.before or (), [change.before or {} for change in self.changes])

    def columns_after(self) -> dict[str, Sequence[Any]]:
        """By field the values that come, one a change."""
        return columns_of(self.after or (), [change.after or {} for change in self.changes])


def columns_of(names: Names, rows: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Any]]:
    """Rows with the same fields in the same order as columns."""
    return dict(zip(names, zip(*[row.values() for row in rows], strict=True), strict=True)) if names else {}


def alike(changes: Sequence[Change]) -> list[Alike]:
    """All changes, those that are alike together."""
    found: dict[tuple[Entity, Names | None, Names | None], Alike] = {}
    for place, change in enumerate(changes):
        before, after = change.before, change.after
        kind = (change.entity, None if before is None else tuple(before), None if after is None else tuple(after))
        own = found.get(kind)
        if own is None:
            own = found[kind] = Alike(*kind)
        own.changes.append(change)
        own.places.append(place)
    return list(found.values())
