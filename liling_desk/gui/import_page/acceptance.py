"""Which previewed cells are taken, and what that comes to. Plain values; no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from liling_desk.importing.findings import CellChange, CellKey
from liling_desk.importing.merging import RETURN_FIELDS
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

    @classmethod
    def doubtless(cls, preview: Preview) -> Acceptance:
        """Blanks filled, returns, claims and new items; no row that would overwrite a decision of the desk."""
        guarded = {change.row for change in preview.changes if change.safety == "verdict"}
        return cls(preview, frozenset(key for key in preview.safe_cells() if key[0] not in guarded))

    @classmethod
    def everything(cls, preview: Preview) -> Acceptance:
        """Every cell that can be taken."""
        return cls(preview, preview.all_cells())

    def none(self) -> Acceptance:
        """Nothing taken."""
        return Acceptance(self.preview, frozenset())

    def carried_to(self, preview: Preview) -> Acceptance:
        """The user's ticks on a preview made anew; cells that were not there before start as usual."""
        known = self.preview.all_cells()
        start = Acceptance.doubtless(preview).accepted
        kept = {key for key in preview.all_cells() if (key in self.accepted if key in known else key in start)}
        return Acceptance(preview, frozenset(kept))

    def has(self, key: CellKey) -> bool:
        """Whether a cell is taken."""
        return key in self.accepted

    def toggled(self, change: CellChange) -> Acceptance:
        """One cell taken or left."""
        if change.key in self.accepted:
            dropped = {change.key}
            if change.key == self._titles.get(change.commitment):
                dropped = {each.key for each in self.preview.changes if each.commitment == change.commitment}
            return Acceptance(self.preview, self.accepted - dropped)
        return self._with([change])

    def row_toggled(self, row: PreviewRow) -> Acceptance:
        """All of a row's cells taken, or left where all were."""
        if self.state(row) == "all":
            acceptance = self
            for change in row.changes:
                if acceptance.has(change.key):
                    acceptance = acceptance.toggled(change)
            return acceptance
        return self._with(row.changes)

    def cells_set(self, changes: Iterable[CellChange], taken: bool) -> Acceptance:
        """Some cells taken or left. A new item that loses its title is left whole."""
        if taken:
            return self._with(changes)
        dropped = {change.key for change in changes}
        left = {code for code, key in self._titles.items() if key in dropped}
        if left:
            dropped |= {change.key for change in self.preview.changes if change.commitment in left}
        return Acceptance(self.preview, self.accepted - dropped)

    def state_of(self, changes: Iterable[CellChange]) -> str:
        """ "all", "some", "none" of some cells, or "" where there are none."""
        taken = [change.key in self.accepted for change in changes]
        if not taken:
            return ""
        return "all" if all(taken) else "some" if any(taken) else "none"

    def state(self, row: PreviewRow) -> str:
        """ "all", "some", "none", or "" where there is nothing to take."""
        return self.state_of(row.changes)

    def tally(self, skipped: int = 0) -> Tally:
        """Count what would be done."""
        taken = [change for change in self.preview.changes if change.key in self.accepted]
        on_items = [change for change in taken if change.field not in RETURN_FIELDS]
        new = {change.commitment for change in taken if change.commitment in self._titles}
        rows = {change.row for change in taken}
        left = [row for row in self.preview.rows if row.number not in rows]
        old = [change for change in on_items if change.commitment not in new]
        return Tally(
            added=len(new),
            changed=len({change.commitment for change in old}),
            cells=len(old),
            returns=len({change.row for change in taken if change.field in RETURN_FIELDS}),
            items=len({change.commitment for change in taken}),
            same=sum(row.kind == "same" for row in left),
            problems=sum(row.kind == "problem" for row in left),
            unticked=sum(row.kind in ("added", "changed") for row in left),
            skipped=skipped,
            aliases=len(self.preview.plan.aliases),
            units=len(self._new_units(taken)),
            guarded=sum(change.safety == "verdict" for change in taken),
        )

    def _new_units(self, taken: Iterable[CellChange]) -> set[str]:
        """Names of units that the ledger does not have yet."""
        named: set[str] = set()
        for change in taken:
            if change.field == "lead_unit" and isinstance(change.after, str):
                named.add(change.after)
            elif change.field == "support_units" and isinstance(change.after, (list, tuple)):
                named.update(str(name) for name in change.after)
        return named - self.preview.plan.units.keys() - {""}

    def _with(self, changes: Iterable[CellChange]) -> Acceptance:
        changes = list(changes)
        titles = {self._titles[each.commitment] for each in changes if each.commitment in self._titles}
        return Acceptance(self.preview, self.accepted | titles | {each.key for each in changes})

    @cached_property
    def _titles(self) -> dict[str, CellKey]:
        """New items' codes to the cell that brings their title."""
        kinds = {row.number: row for row in self.preview.rows}
        return {
            change.commitment: change.key
            for change in self.preview.changes
            if change.field == "title" and change.before is None and kinds[change.row].code == change.commitment
        }
