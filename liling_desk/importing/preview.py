"""A sheet against the ledger: what is new, what would change from what to what, and what is a problem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from liling_desk.importing.columns import Columns
from liling_desk.importing.sheet import Sheet
from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import Message

Safety = Literal["safe", "overwrite", "verdict"]
"""safe: a blank filled, a return, a claim, a new item. overwrite: replaces a text. verdict: touches a desk decision."""

RowKind = Literal["added", "changed", "same", "problem"]
CellKey = tuple[int, str]
"""(row number, field name)."""


@dataclass(frozen=True)
class CellChange:
    """One previewed cell. `before` and `after` are JSON values (dates as ISO text, unit lists as lists)."""

    row: int
    column: str
    field: str
    commitment: str
    before: object
    after: object
    safety: Safety

    @property
    def key(self) -> CellKey:
        """What acceptance is kept by."""
        return (self.row, self.field)


@dataclass(frozen=True)
class Suggestion:
    """A way out of a problem: `Handled` understands (kind, value). drop and skip have no value."""

    kind: Literal["replace", "drop", "match", "skip"]
    value: str
    label: Message


@dataclass(frozen=True)
class Problem:
    """A cell (or, with column "", a row) that can't be taken. `code` is the commitment's code where known."""

    row: int
    column: str
    value: str
    why: Message
    code: str | None
    field: str = ""
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True)
class Handled:
    """What the user decided about problems: cells retyped (None = dropped), rows skipped, rows matched to a code."""

    cells: Mapping[CellKey, str | None] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    matched: Mapping[int, str] = field(default_factory=dict)

    def deciding(self, problem: Problem, suggestion: Suggestion) -> Handled:
        """The same with one suggestion taken."""
        raise NotImplementedError

    def retyped(self, row: int, field: str, text: str) -> Handled:
        """The same with one cell typed anew."""
        raise NotImplementedError


@dataclass(frozen=True)
class PreviewRow:
    """One data row. `code` is the commitment it belongs to (a new one's code to be), None where there is none."""

    number: int
    kind: RowKind
    code: str | None
    title: str
    changes: tuple[CellChange, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Preview:
    """Nothing here is written yet. `added`, `changed`, `same` count commitments."""

    rows: tuple[PreviewRow, ...]
    columns: Mapping[str, str]
    ignored_columns: tuple[str, ...]
    header_rows: tuple[int, ...]
    period: str | None
    facts: BatchFacts
    added: int
    changed: int
    same: int
    returns: int
    notes: tuple[Message, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by row."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @property
    def changes(self) -> tuple[CellChange, ...]:
        """All previewed cells, by row."""
        return tuple(change for row in self.rows for change in row.changes)

    def safe_cells(self) -> frozenset[CellKey]:
        """What `--accept safe` takes: blanks filled, returns, claims, new items."""
        return frozenset(change.key for change in self.changes if change.safety == "safe")

    def all_cells(self) -> frozenset[CellKey]:
        """What `--accept all` takes."""
        return frozenset(change.key for change in self.changes)

    def changes_for(self, accepted: Collection[CellKey]) -> ChangeSet:
        """The accepted cells as one ChangeSet (action "import") for `OpenLedger.apply_import(changes, facts)`."""
        raise NotImplementedError


def make_preview(
    sheet: Sheet,
    header_index: int,
    columns: Columns,
    snapshot: Snapshot,
    *,
    period: str | None = None,
    today: date,
    new_key: Callable[[], str] = edits.new_key,
    handled: Handled | None = None,
) -> Preview:
    """Compare a sheet with the ledger. Pure: same arguments, same preview (but for `new_key`)."""
    raise NotImplementedError
