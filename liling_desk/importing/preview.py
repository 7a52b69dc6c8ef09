"""A sheet against the ledger: what is new, what would change from what to what, and what is a problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Literal

from liling_desk.importing.cells import Unread, period_in, period_of
from liling_desk.importing.columns import Columns
from liling_desk.importing.comparing import Compared, Surroundings, compare, settle_parents
from liling_desk.importing.drafts import IDENTITY, Draft
from liling_desk.importing.findings import (
    CellChange,
    CellKey,
    Cells,
    Handled,
    Problem,
    Remark,
    Safety,
    Suggestion,
    as_text,
)
from liling_desk.importing.gathering import Gathering, Periods
from liling_desk.importing.merging import Target, rows_of
from liling_desk.importing.plan import Plan
from liling_desk.importing.row_reading import RowReader
from liling_desk.importing.table import Table
from liling_desk.importing.titles import Candidate
from liling_desk.importing.unit_names import UnitNames
from liling_desk.importing.whole_rows import WholeRow, WholeRows
from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.frozen import many_made
from liling_desk.ledger.periods import no_month
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import N_, Message

__all__ = [
    "CellChange",
    "CellKey",
    "Handled",
    "Mark",
    "Preview",
    "PreviewRow",
    "Problem",
    "Remark",
    "RowKind",
    "Safety",
    "Suggestion",
    "as_text",
    "make_preview",
]

RowKind = Literal["added", "changed", "same", "problem"]
Mark = Literal["added", "changed", "same", "problem", "safe", "overwrite", "verdict", "remark", "several", "like"]
"""What rows can be filtered by: their kind, the safety of a change in them, a remark, several items in one row,
likeness to an item of the ledger."""


@dataclass(frozen=True)
class PreviewRow:
    """One data row. `code` is the commitment it belongs to (a new one's code to be), None where there is none.

    `codes`: all of them, where the row speaks of several. `candidates`: items that a row without a match is like.
    """

    number: int
    kind: RowKind
    code: str | None
    title: str
    told: WholeRow | tuple[CellChange, ...] = ()
    """Its changes, or what they are made of when somebody looks."""
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    codes: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @cached_property
    def changes(self) -> tuple[CellChange, ...]:
        """The cells that would change."""
        return self.told if isinstance(self.told, tuple) else self.told.changes()

    @property
    def keys(self) -> list[CellKey]:
        """What acceptance of its changes is kept by, once for each change."""
        names = [change.field for change in self.told] if isinstance(self.told, tuple) else self.told.fields
        return [(self.number, name) for name in names]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that would change."""
        return frozenset(change.field for change in self.told) if isinstance(self.told, tuple) else self.told.fields

    @property
    def safe_fields(self) -> frozenset[str]:
        """Those of them that are safe."""
        if isinstance(self.told, tuple):
            return frozenset(change.field for change in self.told if change.safety == "safe")
        return self.told.fields

    @cached_property
    def marks(self) -> frozenset[Mark]:
        """Everything that the row can be filtered by."""
        told: set[Mark] = {self.kind}
        if isinstance(self.told, tuple):
            told.update(change.safety for change in self.told)
        else:
            told.add("safe")
        if self.remarks:
            told.add("remark")
        if len(self.codes) > 1:
            told.add("several")
        if self.candidates:
            told.add("like")
        return frozenset(told)


@dataclass(frozen=True)
class Preview:
    """Nothing here is written yet. `added`, `changed`, `same` count commitments, `returns` returns."""

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
    plan: Plan = field(default_factory=Plan, repr=False, compare=False)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, by row."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @cached_property
    def changes(self) -> tuple[CellChange, ...]:
        """All previewed cells, by row."""
        return tuple(chain.from_iterable(row.changes for row in self.rows))

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What should be known of cells that were taken, by row."""
        return tuple(remark for row in self.rows for remark in row.remarks)

    @cached_property
    def counts(self) -> Mapping[Mark, int]:
        """How many rows have each mark."""
        return Counter(mark for row in self.rows for mark in row.marks)

    def rows_with(self, mark: Mark) -> tuple[PreviewRow, ...]:
        """The rows to show under a filter."""
        return tuple(row for row in self.rows if mark in row.marks)

    def next_problem(self, row: int, field: str = "") -> Problem | None:
        """The problem after a cell (row number, field), around the end; None where there is none."""
        if not self.problems:
            return None
        places = [(problem.row, problem.field) for problem in self.problems]
        if (row, field) in places:
            return self.problems[(places.index((row, field)) + 1) % len(places)]
        return next((problem for problem in self.problems if problem.row > row), self.problems[0])

    def previous_problem(self, row: int, field: str = "") -> Problem | None:
        """The problem before a cell, around the beginning."""
        if not self.problems:
            return None
        places = [(problem.row, problem.field) for problem in self.problems]
        if (row, field) in places:
            return self.problems[places.index((row, field)) - 1]
        return next((problem for problem in reversed(self.problems) if problem.row < row), self.problems[-1])

    def safe_cells(self) -> Set[CellKey]:
        """What `--accept safe` takes: blanks filled, returns, claims, new items."""
        return Cells({row.number: row.safe_fields for row in self.rows})

    def all_cells(self) -> Set[CellKey]:
        """What `--accept all` takes."""
        return Cells({row.number: row.fields for row in self.rows})

    def changes_for(self, accepted: Collection[CellKey]) -> ChangeSet:
        """The accepted cells as one ChangeSet (action "import") for `OpenLedger.apply_import(changes, facts)`."""
        return self.plan.changes_for(accepted)


def make_preview(
    table: Table,
    columns: Columns,
    snapshot: Snapshot,
    *,
    period: str | None = None,
    today: date,
    new_key: Callable[[], str] = edits.new_key,
    handled: Handled | None = None,
) -> Preview:
    """Compare a table with the ledger. Pure: same arguments, same preview (but for `new_key`).

    Raises `UsageError` where `period` is no month.
    """
    decided = handled or Handled()
    given = _checked_period(period)
    guessed = given or _guessed_period(table, today)
    with many_made():
        return _previewed(table, columns, snapshot, Periods(given, guessed), today, new_key, decided)


def _previewed(
    table: Table,
    columns: Columns,
    snapshot: Snapshot,
    periods: Periods,
    today: date,
    new_key: Callable[[], str],
    decided: Handled,
) -> Preview:
    names = UnitNames(snapshot.units)
    reader = RowReader(table, columns, decided, periods.guessed or today.year, names)
    gathering = Gathering(reader, snapshot, periods, decided, names)
    if IDENTITY & set(columns.fields):
        gathering.take_all(reader.drafts())
    fields = frozenset(columns.fields)
    around = Surroundings(
        lambda code: snapshot.returns.get(code, ()),
        gathering.present_name,
        reader.header_of,
        today,
        new_key,
        is_register="done_basis" in fields,
        headers=reader.headers,
    )
    whole = WholeRows(reader.header_of, reader.headers, today, new_key)
    if "parent" in fields or around.is_register:
        for target in gathering.targets:
            target.unfold(reader.header_of)
    if "parent" in fields:
        settle_parents(gathering.targets, snapshot.commitments.keys(), around)
    compared = [whole.row_of(target) or compare(target, around) for target in gathering.targets]
    return _assembled(table, columns, snapshot, periods.guessed, gathering, compared)


def _checked_period(period: str | None) -> str | None:
    if not period:
        return None
    read = period_of(period)
    if isinstance(read, Unread):
        raise no_month(period)
    return read


def _guessed_period(table: Table, today: date) -> str | None:
    titles = (cell for row in table.titles for cell in row.cells if cell.strip())
    return next((found for text in (table.sheet.name, *titles) if (found := period_in(text, today))), None)


def _assembled(
    table: Table,
    columns: Columns,
    snapshot: Snapshot,
    period: str | None,
    gathering: Gathering,
    compared: list[Compared | WholeRow],
) -> Preview:
    rows = _rows(gathering, compared)
    numbers = table.header_numbers
    if not IDENTITY & set(columns.fields):
        rows = [_unmapped(numbers[-1] if numbers else 1)]
    known = [each for each in compared if isinstance(each, Compared) and each.planned.existing is not None]
    changed = sum(bool(each.changes) for each in known)
    pairs = list(zip(columns.headers, columns.fields, strict=True))
    return Preview(
        rows=tuple(rows),
        columns={name: text for text, name in pairs if name},
        ignored_columns=tuple(text for text, name in pairs if text and not name),
        header_rows=numbers,
        period=period,
        facts=BatchFacts(table.sheet.name, table.sheet.sha256, len(table.rows), period),
        added=sum(isinstance(each, WholeRow) or bool(each.changes) for each in compared) - changed,
        changed=changed,
        same=len(known) - changed,
        returns=sum(
            bool(each.shape.reported) if isinstance(each, WholeRow) else len(each.planned.returns) for each in compared
        ),
        notes=(*table.sheet.notes, *table.notes, *_notes(gathering)),
        plan=Plan(
            tuple(
                each if isinstance(each, WholeRow) else each.planned
                for each in compared
                if isinstance(each, WholeRow) or each.changes
            ),
            snapshot.units,
            gathering.reader.used_aliases,
        ),
    )


def _rows(gathering: Gathering, compared: list[Compared | WholeRow]) -> list[PreviewRow]:
    by_row: dict[int, list[CellChange]] = {}
    whole: dict[int, WholeRow] = {}
    for each in compared:
        if isinstance(each, WholeRow):
            whole[each.row] = each
            continue
        for change in each.changes:
            by_row.setdefault(change.row, []).append(change)
    owners = rows_of(target for target in gathering.targets if target.sole is None)
    rows = []
    for draft in gathering.drafts:
        new = whole.get(draft.number)
        if new is None:
            rows.append(_row(draft, owners.get(draft.number, []), by_row.get(draft.number, []), gathering))
            continue
        rows.append(
            PreviewRow(
                draft.number,
                "problem" if draft.problems else "added",
                new.code,
                draft.texts.get("title", draft.shown_title),
                new,
                tuple(draft.problems),
                tuple(draft.remarks),
                (new.code,),
                gathering.candidates.get(draft.number, ()),
            )
        )
    return rows


def _row(draft: Draft, owners: list[Target], changes: list[CellChange], gathering: Gathering) -> PreviewRow:
    title = draft.texts.get("title", draft.shown_title)
    codes = tuple(dict.fromkeys(target.code for target in owners))
    known = bool(owners) and owners[0].existing is not None
    if owners and owners[0].existing is not None:
        title = owners[0].existing.title
    kind: RowKind = "same"
    if draft.problems:
        kind = "problem"
    elif changes:
        kind = "changed" if known else "added"
    return PreviewRow(
        draft.number,
        kind,
        codes[0] if codes else None,
        title,
        tuple(changes),
        tuple(draft.problems),
        tuple(draft.remarks),
        codes,
        gathering.candidates.get(draft.number, ()),
    )


def _unmapped(header: int) -> PreviewRow:
    why = Message(N_("没有一列是编号或事项名称，请在“对列”里指定。"))
    return PreviewRow(header, "problem", None, "", (), (Problem(header, "", "", why, None),))


def _notes(gathering: Gathering) -> tuple[Message, ...]:
    notes: list[Message] = []
    if passed := gathering.passed_over:
        rows = "、".join(str(number) for number in passed[:10])
        notes.append(Message(N_("第 {rows} 行是合计或签名，没有读入。"), {"rows": rows}))
    if gathering.titles.gave_up:
        notes.append(Message(N_("对不上的行太多，只给前面的行找了相似的事项。")))
    return tuple(notes)
