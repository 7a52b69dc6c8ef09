"""The cells of a preview by what they are, looked up once: there may be a hundred thousand. Plain values; no Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from liling_desk.importing.findings import CellChange, CellKey
from liling_desk.importing.merging import RETURN_FIELDS
from liling_desk.importing.preview import Preview

Keys = frozenset[CellKey]
_SAFETIES = ("safe", "overwrite", "verdict")


@dataclass(frozen=True)
class CellIndex:
    """Made where the preview is made, away from the window."""

    changes: Mapping[CellKey, CellChange]
    """Of a cell that goes to several items the change that most needs a look."""
    more: Mapping[CellKey, tuple[CellChange, ...]]
    """The other changes of such cells."""
    every: Keys
    by_field: Mapping[str, Keys]
    verdicts: Keys
    """What would change a decision of the desk."""
    returns: Keys
    title_of: Mapping[CellKey, CellKey]
    """The cells of new items, each with the cell that brings the item's title."""
    cells_of: Mapping[CellKey, Keys]
    """The other way round: all cells of the new item that a title belongs to."""
    titles: Keys
    """The cells that bring the titles of new items."""
    of_old: Keys
    """The cells of items that the ledger has, returns among them."""
    on_old: Keys
    """The same without returns."""
    new_units: Mapping[CellKey, frozenset[str]]
    """Cells with names of units that the ledger does not have yet."""
    rows: Mapping[str, frozenset[int]]
    """Row numbers by kind."""

    @classmethod
    def of(cls, preview: Preview) -> CellIndex:
        """Look through a preview once."""
        changes, more = _by_key(preview)
        by_field: dict[str, set[CellKey]] = defaultdict(set)
        for key in changes:
            by_field[key[1]].add(key)
        titles = _titles(preview, {key: changes[key] for key in by_field.get("title", ())})
        title_of = {key: titles[each.commitment] for key, each in changes.items() if each.commitment in titles}
        cells_of: dict[CellKey, set[CellKey]] = defaultdict(set)
        for key, title in title_of.items():
            cells_of[title].add(key)
        rows: dict[str, set[int]] = defaultdict(set)
        for row in preview.rows:
            rows[row.kind].add(row.number)
        named = (by_field.get("lead_unit", set()) | by_field.get("support_units", set())) if by_field else set()
        units = {key: _names(changes[key].after) - preview.plan.units.keys() for key in named}
        returns = frozenset().union(*(by_field.get(name, set()) for name in RETURN_FIELDS))
        every = frozenset(changes)
        of_old = every - frozenset(title_of)
        return cls(
            changes,
            more,
            every,
            {name: frozenset(keys) for name, keys in by_field.items()},
            frozenset(key for key, change in changes.items() if change.safety == "verdict"),
            returns,
            title_of,
            {title: frozenset(keys) for title, keys in cells_of.items()},
            frozenset(cells_of),
            of_old,
            of_old - returns,
            {key: names for key, names in units.items() if names},
            {kind: frozenset(numbers) for kind, numbers in rows.items()},
        )


def _by_key(preview: Preview) -> tuple[dict[CellKey, CellChange], dict[CellKey, tuple[CellChange, ...]]]:
    changes = {change.key: change for change in preview.changes}
    if len(changes) == len(preview.changes):
        return changes, {}
    gathered: dict[CellKey, list[CellChange]] = defaultdict(list)
    for change in preview.changes:
        gathered[change.key].append(change)
    more: dict[CellKey, tuple[CellChange, ...]] = {}
    for key, several in gathered.items():
        if len(several) > 1:
            several.sort(key=lambda change: _SAFETIES.index(change.safety))
            changes[key], more[key] = several[-1], tuple(several[:-1])
    return changes, more


def _titles(preview: Preview, changes: Mapping[CellKey, CellChange]) -> dict[str, CellKey]:
    """New items' codes to the cell that brings their title."""
    codes = {row.number: row.code for row in preview.rows}
    return {
        change.commitment: key
        for key, change in changes.items()
        if change.before is None and codes[change.row] == change.commitment
    }


def _names(value: object) -> frozenset[str]:
    if isinstance(value, (list, tuple)):
        return frozenset(str(each) for each in value)
    return frozenset({value}) if isinstance(value, str) and value else frozenset()
