"""What a preview would write, kept by cell, so that any choice of cells becomes one ChangeSet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liling_desk.importing.findings import CellKey
from liling_desk.ledger import edits
from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.record import creation, edit
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status

INDICATOR = {
    "metric": "metric",
    "comparison": "comparison",
    "target": "target",
    "indicator_unit": "unit",
    "baseline": "baseline",
    "baseline_year": "baseline_year",
    "stated_growth_pct": "stated_growth_pct",
}
"""Columns that fill the indicator, and the indicator's field that each fills."""


@dataclass(frozen=True)
class PlannedReturn:
    """A return to add, or to edit where `existing`. `frame` holds what needs no acceptance: key, period, day, unit."""

    existing: Return | None
    frame: Mapping[str, Any]
    cells: Mapping[CellKey, Any]


@dataclass(frozen=True)
class Planned:
    """One commitment's cells to their values, and the claims in row order."""

    code: str
    existing: Commitment | None
    cells: Mapping[CellKey, Any]
    returns: tuple[PlannedReturn, ...] = ()
    claims: tuple[tuple[CellKey, Status], ...] = ()


@dataclass(frozen=True)
class Plan:
    """Everything that a preview shows, ready to be written in part or whole."""

    items: tuple[Planned, ...] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Names that the user said are other names of a unit."""

    def changes_for(self, accepted: Collection[CellKey]) -> ChangeSet:
        """The accepted cells as one ChangeSet; new units and new names of units come first."""
        left_out = self._left_out(accepted)
        changes = [change for item in self.items for change in _changes(item, accepted, left_out)]
        named = dict.fromkeys(name for change in changes for name in _units_in(change))
        units = [creation("unit", name, Unit(name=name)) for name in named if name not in self.units]
        return ChangeSet("import", (*units, *self._named_anew(), *changes))

    def _left_out(self, accepted: Collection[CellKey]) -> frozenset[str]:
        """Codes of new items that are not made: nothing may have them as its superior."""
        new = (item for item in self.items if item.existing is None)
        return frozenset(
            item.code for item in new if not any(key[1] == "title" and key in accepted for key in item.cells)
        )

    def _named_anew(self) -> Iterator[Change]:
        for name in dict.fromkeys(self.aliases.values()):
            unit = self.units.get(name)
            if unit is None:
                continue
            told = tuple(alias for alias, meant in self.aliases.items() if meant == name)
            change = edit("unit", name, unit, unit.but(aliases=(*unit.aliases, *told)))
            if change is not None:
                yield change


def _changes(item: Planned, accepted: Collection[CellKey], left_out: Collection[str]) -> Iterator[Change]:
    fields = {key[1]: value for key, value in item.cells.items() if key in accepted}
    if fields.get("parent") in left_out:
        del fields["parent"]
    if item.existing is None and "title" not in fields:
        return
    measured = {INDICATOR[name]: fields.pop(name) for name in tuple(fields) if name in INDICATOR}
    former = item.existing.indicator if item.existing else None
    if former is not None and measured:
        fields["indicator"] = former.but(**measured)
    elif measured.get("metric"):
        fields["indicator"] = Indicator(**measured)
    status = item.existing.status if item.existing else Status.NOT_STARTED
    for key, claim in item.claims:
        if key in accepted:
            status = edits.status_after_claim(status, claim)
    fields["status"] = status
    if item.existing is None:
        yield creation("commitment", item.code, Commitment(**{**fields, "code": item.code}))
    elif change := edit("commitment", item.code, item.existing, item.existing.but(**fields)):
        yield change
    for each in item.returns:
        told = {key[1]: value for key, value in each.cells.items() if key in accepted}
        if not told:
            continue
        if each.existing is None:
            new = Return(**{**each.frame, **told})
            yield creation("progress_return", new.key, new)
        elif change := edit("progress_return", each.existing.key, each.existing, each.existing.but(**told)):
            yield change


def _units_in(change: Change) -> Iterator[str]:
    after = change.after or {}
    for name in (after.get("lead_unit"), after.get("unit") if change.entity == "progress_return" else None):
        if isinstance(name, str):
            yield name
    support = after.get("support_units")
    if isinstance(support, (list, tuple)):
        yield from (str(name) for name in support)


_PLAIN = frozenset({str, int, float, bool, type(None)})


def as_json(value: object) -> object:
    """A model value as `list` shows it."""
    if type(value) in _PLAIN:
        return None if value == "" else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Status):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    if hasattr(value, "model_dump"):
        dumped: dict[str, object] = value.model_dump(mode="json")
        return {name: None if inner == "" else inner for name, inner in dumped.items()}
    return None if value == "" else value
