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
    """What applying would do, and what it leaves out. All but `cells` and `returns` count rows or items."""

    added: int
    changed: int
    cells: int
    returns: int
    items: int
    same: int
    problems: int
    unticked: int
    skipped: int

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

    def rows_set(self, rows: Iterable[PreviewRow], taken: bool) -> Acceptance:
        """All cells of some rows taken or left."""
        changes = [change for row in rows for change in row.changes]
        if taken:
            return self._with(changes)
        return Acceptance(self.preview, self.accepted - {change.key for change in changes})

    def state(self, row: PreviewRow) -> str:
        """ "all", "some", "none", or "" where there is nothing to take."""
        if not row.changes:
            return ""
        taken = sum(change.key in self.accepted for change in row.changes)
        return "all" if taken == len(row.changes) else "some" if taken else "none"

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
        )

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
