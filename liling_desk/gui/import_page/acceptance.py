"""Which previewed cells are taken, and what that comes to. Plain values; no Qt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property

from liling_desk.gui.import_page.cell_index import CellIndex
from liling_desk.importing.findings import CellChange, CellKey
from liling_desk.importing.preview import Preview, PreviewRow


@dataclass(frozen=True)
class Tally:
    """What applying would do, and what it leaves out. Rows, items, cells, returns, names of units and new units."""

    added: int
    changed: int
    cells: int
    returns: int
    items: int
    same: int
    problems: int
    unticked: int
    skipped: int
    aliases: int = 0
    units: int = 0
    guarded: int = 0
    """Of the cells taken those that change a decision of the desk."""

    @property
    def left_out(self) -> int:
        """Rows of which nothing is taken."""
        return self.same + self.problems + self.unticked + self.skipped


@dataclass(frozen=True)
class Acceptance:
    """A preview with the accepted cells. A new item needs its title: they are taken and left together."""

    preview: Preview
    accepted: frozenset[CellKey]
    index: CellIndex = field(repr=False, compare=False)

    @classmethod
    def doubtless(cls, preview: Preview, index: CellIndex | None = None) -> Acceptance:
        """Blanks filled, returns, claims and new items; no row that would overwrite a decision of the desk."""
        index = index or CellIndex.of(preview)
        guarded = {row for row, _ in index.verdicts}
        safe = (key for key, change in index.changes.items() if change.safety == "safe")
        return cls(preview, frozenset(key for key in safe if key[0] not in guarded), index)

    @classmethod
    def everything(cls, preview: Preview) -> Acceptance:
        """Every cell that can be taken."""
        index = CellIndex.of(preview)
        return cls(preview, frozenset(index.changes), index)

    def none(self) -> Acceptance:
        """Nothing taken."""
        return self._but(frozenset())

    def again(self) -> Acceptance:
        """As at the start."""
        return Acceptance.doubtless(self.preview, self.index)

    def carried_onto(self, start: Acceptance) -> Acceptance:
        """The user's ticks on a preview made anew; cells that were not there before are as at its start."""
        known, there = self.index.changes.keys(), start.index.changes.keys()
        return start._but(frozenset((self.accepted & there) | (start.accepted - known)))

    def has(self, key: CellKey) -> bool:
        """Whether a cell is taken."""
        return key in self.accepted

    def toggled(self, change: CellChange) -> Acceptance:
        """One cell taken or left."""
        return self.cells_set((change.key,), change.key not in self.accepted)

    def row_toggled(self, row: PreviewRow) -> Acceptance:
        """All of a row's cells taken, or left where all were."""
        return self.cells_set([change.key for change in row.changes], self.state(row) != "all")

    def cells_set(self, keys: Collection[CellKey], taken: bool) -> Acceptance:
        """Some cells taken or left. A new item that loses its title is left whole."""
        index = self.index
        if taken:
            titles = {index.title_of[key] for key in keys if key in index.title_of}
            return self._but(self.accepted.union(keys, titles))
        left = [index.cells_of[key] for key in keys if key in index.cells_of]
        return self._but(self.accepted.difference(keys, *left))

    def state_of(self, keys: Collection[CellKey]) -> str:
        """ "all", "some", "none" of some cells, or "" where there are none."""
        if not keys:
            return ""
        taken = len(self.accepted.intersection(keys))
        return "all" if taken == len(keys) else "some" if taken else "none"

    def state(self, row: PreviewRow) -> str:
        """ "all", "some", "none", or "" where there is nothing to take."""
        return self.state_of({change.key for change in row.changes})

    def tally(self, skipped: int = 0) -> Tally:
        """Count what would be done."""
        return replace(self._tally, skipped=skipped)

    @cached_property
    def _tally(self) -> Tally:
        # Only sets with sets: those keep the hashes of their cells.
        index, accepted = self.index, self.accepted
        old, added = accepted & index.on_old, len(accepted & index.titles)
        rows = {row for row, _ in accepted}
        left = {kind: len(numbers - rows) for kind, numbers in index.rows.items()}
        reports = accepted & index.returns
        shared = [change for key in accepted & index.more.keys() for change in index.more[key]]
        also = {(change.row, change.commitment) for change in shared if change.key in reports}
        units = [index.new_units[key] for key in accepted & index.new_units.keys()]
        return Tally(
            added=added,
            changed=self._items(old),
            cells=len(old) + sum(change.key in old for change in shared),
            returns=len({row for row, _ in reports}) + len(also),
            items=added + self._items(accepted & index.of_old),
            same=left.get("same", 0),
            problems=left.get("problem", 0),
            unticked=left.get("added", 0) + left.get("changed", 0),
            skipped=0,
            aliases=len(self.preview.plan.aliases),
            units=len(frozenset().union(*units)),
            guarded=len(accepted & index.verdicts),
        )

    def _items(self, keys: Collection[CellKey]) -> int:
        changes = self.index.changes
        several = (change for key in self.index.more.keys() & keys for change in self.index.more[key])
        return len({*(changes[key].commitment for key in keys), *(change.commitment for change in several)})

    def _but(self, accepted: frozenset[CellKey]) -> Acceptance:
        return Acceptance(self.preview, accepted, self.index)
