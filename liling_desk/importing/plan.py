"""What a preview would write, kept by cell, so that any choice of cells becomes one ChangeSet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from liling_desk.importing.findings import CellKey, Cells
from liling_desk.ledger import edits
from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.commitment import Commitment, Unit
from liling_desk.ledger.frozen import many_made
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.record import Recorder, creation, edit
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status

if TYPE_CHECKING:
    from liling_desk.importing.whole_rows import Shape, WholeRow

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

    items: tuple[Planned | WholeRow, ...] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Names that the user said are other names of a unit."""

    def changes_for(self, accepted: Collection[CellKey]) -> ChangeSet:
        """The accepted cells as one ChangeSet; new units and new names of units come first."""
        with many_made():
            choice = _Choice(accepted, partial(self._left_out, accepted))
            whole = choice.whole_rows([item for item in self.items if not isinstance(item, Planned)])
            changes: list[Change] = []
            for item in self.items:
                changes.extend(choice.changes(item) if isinstance(item, Planned) else next(whole))
            units = [creation("unit", name, Unit(name=name)) for name in _units_in(changes) if name not in self.units]
            return ChangeSet("import", (*units, *self._named_anew(), *changes))

    def _left_out(self, accepted: Collection[CellKey]) -> frozenset[str]:
        """Codes of new items that are not made: nothing may have them as its superior."""
        new = (item for item in self.items if item.existing is None)
        return frozenset(item.code for item in new if not any(key in accepted for key in _titles(item)))

    def _named_anew(self) -> Iterator[Change]:
        for name in dict.fromkeys(self.aliases.values()):
            unit = self.units.get(name)
            if unit is None:
                continue
            told = tuple(alias for alias, meant in self.aliases.items() if meant == name)
            change = edit("unit", name, unit, unit.but(aliases=(*unit.aliases, *told)))
            if change is not None:
                yield change


def _titles(item: Planned | WholeRow) -> list[CellKey]:
    return [key for key in item.cells if key[1] == "title"] if isinstance(item, Planned) else [(item.row, "title")]


class _Choice:
    """The cells that were accepted, on their way to changes."""

    def __init__(self, accepted: Collection[CellKey], left_out: Callable[[], Collection[str]]) -> None:
        self._accepted = accepted
        self._find_left_out = left_out
        self._by_row: dict[int, set[str]] | None = None
        self._items = Recorder("commitment", Commitment, code="-", title="-")
        self._returns = Recorder("progress_return", Return, key="-", commitment="-")

    def changes(self, item: Planned) -> Iterator[Change]:
        """What becomes of one commitment and its returns."""
        accepted, existing = self._accepted, item.existing
        fields = {key[1]: value for key, value in item.cells.items() if key in accepted}
        if "parent" in fields and fields["parent"] in self._left_out:
            del fields["parent"]
        if existing is None and "title" not in fields:
            return
        if not INDICATOR.keys().isdisjoint(fields):
            _measure(item, fields)
        status = existing.status if existing else Status.NOT_STARTED
        for key, claim in item.claims:
            if key in accepted:
                status = edits.status_after_claim(status, claim)
        fields["status"] = status
        if existing is None:
            fields["code"] = item.code
            yield self._items.creation(item.code, fields)
        elif change := edit("commitment", item.code, existing, existing.but(**fields)):
            yield change
        for each in item.returns:
            if change := self._of_return(each):
                yield change

    def whole_rows(self, items: Sequence[WholeRow]) -> Iterator[list[Change]]:
        """The same of rows that are a new item each, those that tell of the same fields column by column."""
        alike: dict[tuple[Shape, Set[str]], list[int]] = {}
        for place, item in enumerate(items):
            fields = self._fields_of(item.row)
            if "title" in fields:
                if "parent" in fields and item.values.get("parent") in self._left_out:
                    fields = fields - {"parent"}
                alike.setdefault((item.shape, frozenset(fields)), []).append(place)
        found: list[list[Change]] = [[] for _ in items]
        for (shape, fields), places in alike.items():
            some = [items[place] for place in places]
            for place, change in zip(places, self._new_items(some, shape, fields), strict=True):
                found[place].append(change)
            for place, change in zip(places, self._new_returns(some, shape, fields), strict=False):
                found[place].append(change)
        return iter(found)

    def _new_items(self, some: Sequence[WholeRow], shape: Shape, fields: Set[str]) -> list[Change]:
        own: dict[str, list[object]] = {
            name: [item.values[name] for item in some] for name in shape.own if name in fields
        }
        claimed = "status" in fields
        own["status"] = [item.status if claimed else Status.NOT_STARTED for item in some]
        codes = [item.code for item in some]
        return self._items.creations(codes, {**own, "code": codes})

    def _new_returns(self, some: Sequence[WholeRow], shape: Shape, fields: Set[str]) -> list[Change]:
        told = {name: [item.reported(name) for item in some] for name in shape.reported if name in fields}
        if not told:
            return []
        frames = [item.frame() for item in some]
        told |= {name: [frame[name] for frame in frames] for name in frames[0]}
        return self._returns.creations([frame["key"] for frame in frames], told)

    @cached_property
    def _left_out(self) -> Collection[str]:
        return self._find_left_out()

    def _fields_of(self, row: int) -> Set[str]:
        """The fields of a row that were accepted."""
        if isinstance(self._accepted, Cells):
            return self._accepted.of_row(row)
        if self._by_row is None:
            self._by_row = {}
            for place, name in self._accepted:
                self._by_row.setdefault(place, set()).add(name)
        return self._by_row.get(row, _NONE)

    def _of_return(self, planned: PlannedReturn) -> Change | None:
        accepted, existing = self._accepted, planned.existing
        told = {key[1]: value for key, value in planned.cells.items() if key in accepted}
        if not told:
            return None
        if existing is None:
            return self._returns.creation(planned.frame["key"], {**planned.frame, **told})
        return edit("progress_return", existing.key, existing, existing.but(**told))


def _measure(item: Planned, fields: dict[str, Any]) -> None:
    """Puts the columns of an indicator together."""
    measured = {INDICATOR[name]: fields.pop(name) for name in tuple(fields) if name in INDICATOR}
    former = item.existing.indicator if item.existing else None
    if former is not None:
        fields["indicator"] = former.but(**measured)
    elif measured.get("metric"):
        fields["indicator"] = Indicator(**measured)


def _units_in(changes: Iterable[Change]) -> dict[str, None]:
    """Names of units, each once, as they come."""
    named: dict[str, None] = {}
    for change in changes:
        after = change.after or {}
        for place in ("lead_unit", "unit") if change.entity == "progress_return" else ("lead_unit",):
            if isinstance(name := after.get(place), str):
                named[name] = None
        support = after.get("support_units")
        if isinstance(support, (list, tuple)):
            for name in support:
                named[str(name)] = None
    return named


_NONE: frozenset[str] = frozenset()
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
