"""The boxes in the heads of the preview: which cells one takes, and whether they are taken."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.importing.findings import CellKey


class HeadBoxes:
    """Remembers what it looked up until another preview or filter is shown. A field "" stands for all of them."""

    def __init__(self) -> None:
        self._cells: dict[str, Collection[CellKey]] = {}
        self._states: dict[str, str] = {}
        self._rows: frozenset[int] | None = None
        self._guarded = True

    def show(self, rows: Iterable[int] | None, guarded: bool) -> None:
        """Other rows are shown (None: all); `guarded` leaves decisions of the desk alone."""
        self._rows = None if rows is None else frozenset(rows)
        self._guarded = guarded
        self._cells, self._states = {}, {}

    def ticked(self) -> None:
        """Other cells are taken now."""
        self._states = {}

    def cells(self, acceptance: Acceptance, field: str) -> Collection[CellKey]:
        """What a box takes: its field's cells in the rows shown."""
        if field not in self._cells:
            index = acceptance.index
            found = index.by_field.get(field, frozenset()) if field else index.every
            found -= index.verdicts if self._guarded else frozenset()
            rows = self._rows
            self._cells[field] = found if rows is None else [key for key in found if key[0] in rows]
        return self._cells[field]

    def state(self, acceptance: Acceptance, field: str) -> str:
        """ "all", "some", "none", or "" where there is nothing to take."""
        if field not in self._states:
            self._states[field] = acceptance.state_of(self.cells(acceptance, field))
        return self._states[field]
