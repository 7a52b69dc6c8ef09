"""A sheet against the ledger: what is new, what would change from what to what, and what is a problem."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from liling_desk.importing.cells import Unread, period_in, period_of
from liling_desk.importing.columns import Columns
from liling_desk.importing.comparing import Compared, Surroundings, compare
from liling_desk.importing.findings import (
    CellChange,
    CellKey,
    Handled,
    Problem,
    Safety,
    Suggestion,
    as_text,
)
from liling_desk.importing.matching import FreeCodes, Matcher, NewItem, NoMatch
from liling_desk.importing.merging import ReturnPlace, Target, merge, rows_of
from liling_desk.importing.plan import Plan
from liling_desk.importing.row_reading import IDENTITY, Draft, RowReader
from liling_desk.importing.table import Table
from liling_desk.ledger import edits
from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import N_, Message

__all__ = [
    "CellChange",
    "CellKey",
    "Handled",
    "Preview",
    "PreviewRow",
    "Problem",
    "RowKind",
    "Safety",
    "Suggestion",
    "as_text",
    "make_preview",
]

RowKind = Literal["added", "changed", "same", "problem"]


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
        return tuple(change for row in self.rows for change in row.changes)

    def safe_cells(self) -> frozenset[CellKey]:
        """What `--accept safe` takes: blanks filled, returns, claims, new items."""
        return frozenset(change.key for change in self.changes if change.safety == "safe")

    def all_cells(self) -> frozenset[CellKey]:
        """What `--accept all` takes."""
        return frozenset(change.key for change in self.changes)

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
    year = int(guessed[:4]) if guessed else today.year
    reader = RowReader(table, columns, decided, year)
    gathering = _Gathering(reader, snapshot, given, guessed, decided)
    if IDENTITY & set(columns.fields):
        gathering.take_all(list(reader.drafts()))
    gathering.name_new_items()
    fields = frozenset(columns.fields)
    around = Surroundings(
        lambda code: snapshot.returns.get(code, ()),
        gathering.present_name,
        reader.header_of,
        today,
        new_key,
        is_register="done_basis" in fields,
    )
    compared = [compare(target, around) for target in gathering.targets]
    return _assembled(table, columns, snapshot, guessed, gathering, compared)


def _checked_period(period: str | None) -> str | None:
    if not period:
        return None
    read = period_of(period)
    if isinstance(read, Unread):
        raise UsageError(
            Message(N_("期别“{period}”不成立。"), {"period": period}), Message(N_("请写成 2021-06 这样的年月。"))
        )
    return read


def _guessed_period(table: Table, today: date) -> str | None:
    titles = (cell for row in table.titles for cell in row.cells if cell.strip())
    return next((found for text in (table.sheet.name, *titles) if (found := period_in(text, today))), None)


class _Gathering:
    """Sorts rows to the commitments they speak of."""

    def __init__(
        self, reader: RowReader, snapshot: Snapshot, given: str | None, guessed: str | None, decided: Handled
    ) -> None:
        self._reader = reader
        self._snapshot = snapshot
        self._given, self._guessed = given, guessed
        self._matched = decided.matched
        self._matcher = Matcher(snapshot)
        self._targets: dict[str, Target] = {}
        self._units = {" ".join(name.split()): unit for name, unit in snapshot.unit_by_name.items()}
        self.drafts: list[Draft] = []
        self.passed_over: list[int] = []
        """Numbers of the rows that are totals or signatures."""

    @property
    def targets(self) -> Iterable[Target]:
        """In the order of the file."""
        return self._targets.values()

    def present_name(self, name: str) -> str:
        """The present name of a unit that may be known by another."""
        return self._units.get(name, name)

    def take_all(self, drafts: list[Draft]) -> None:
        """Sort all rows; rows of one new item may stand in any order."""
        for draft in drafts:
            if draft.number not in self._matched and not self._reader.looks_like_footer(draft):
                self._matcher.expect(draft.texts.get("code", ""), draft.texts.get("title", ""))
        for draft in drafts:
            self._take(draft)

    def _take(self, draft: Draft) -> None:
        """Give a row to its commitment, or note why it belongs nowhere."""
        code, title = draft.texts.get("code", ""), draft.texts.get("title", "")
        if not self._matcher.knows(code) and self._reader.looks_like_footer(draft):
            self.passed_over.append(draft.number)
            return
        self.drafts.append(draft)
        by_hand = self._matched.get(draft.number)
        found = self._matcher.find(by_hand or code, "" if by_hand else title)
        if isinstance(found, NoMatch):
            self._nowhere(draft, found)
            return
        if isinstance(found, Commitment):
            key, existing, known = found.code, found, found.code
            target = self._targets.setdefault(f"item:{key}", Target(known, existing))
        else:
            existing, known = None, found.code or ""
            target = self._new_target(found)
        self._reader.read(draft, existing, known or None)
        if by_hand:
            draft.values.pop("title", None)
        self._settle_units(draft)
        merge(target, draft, self._place(draft), self._reader.header_of)

    def _new_target(self, found: NewItem) -> Target:
        return self._targets.setdefault(found.key, Target(found.code or "", None))

    def _nowhere(self, draft: Draft, found: NoMatch) -> None:
        name = "code" if "code" in draft.texts else "title" if "title" in draft.texts else ""
        code = draft.texts.get("code")
        header = self._reader.header_of(name) if name else ""
        value = draft.texts.get(name, "")
        draft.problems.append(Problem(draft.number, header, value, found.why, code, name, found.suggestions))

    def _settle_units(self, draft: Draft) -> None:
        values = draft.values
        for name in ("lead_unit", "unit"):
            if name in values:
                values[name] = self.present_name(str(values[name]))
        if isinstance(support := values.get("support_units"), tuple):
            values["support_units"] = tuple(dict.fromkeys(self.present_name(str(each)) for each in support))

    def _place(self, draft: Draft) -> ReturnPlace:
        told, day = draft.values.get("period"), draft.values.get("reported_on")
        month = day.isoformat()[:7] if isinstance(day, date) else None
        unit = draft.values.get("unit")
        return (str(told) if told else self._given or month or self._guessed, str(unit) if unit else None)

    def name_new_items(self) -> None:
        """Give the next free codes to new items that bring none."""
        new = [target for target in self._targets.values() if target.existing is None]
        free = FreeCodes(self._snapshot.commitments, [target.code for target in new if target.code])
        for target in new:
            target.code = target.code or free.next()


def _assembled(
    table: Table,
    columns: Columns,
    snapshot: Snapshot,
    period: str | None,
    gathering: _Gathering,
    compared: list[Compared],
) -> Preview:
    by_row: dict[int, list[CellChange]] = {}
    for each in compared:
        for change in each.changes:
            by_row.setdefault(change.row, []).append(change)
    owners = rows_of(gathering.targets)
    rows = [_row(draft, owners.get(draft.number), by_row.get(draft.number, [])) for draft in gathering.drafts]
    numbers = table.header_numbers
    if not IDENTITY & set(columns.fields):
        rows = [_unmapped(numbers[-1] if numbers else 1)]
    known = [each for each in compared if each.planned.existing is not None]
    changed = sum(bool(each.changes) for each in known)
    pairs = list(zip(columns.headers, columns.fields, strict=True))
    return Preview(
        rows=tuple(rows),
        columns={name: text for text, name in pairs if name},
        ignored_columns=tuple(text for text, name in pairs if text and not name),
        header_rows=numbers,
        period=period,
        facts=BatchFacts(table.sheet.name, table.sheet.sha256, len(table.rows), period),
        added=sum(bool(each.changes) for each in compared) - changed,
        changed=changed,
        same=len(known) - changed,
        returns=sum(len(each.planned.returns) for each in compared),
        notes=(*table.sheet.notes, *table.notes, *_notes(gathering)),
        plan=Plan(tuple(each.planned for each in compared if each.changes), frozenset(snapshot.units)),
    )


def _row(draft: Draft, target: Target | None, changes: list[CellChange]) -> PreviewRow:
    title = draft.texts.get("title", "")
    code = None
    if target is not None:
        code = target.code
        title = target.existing.title if target.existing else title
    kind: RowKind = "same"
    if draft.problems:
        kind = "problem"
    elif changes:
        kind = "changed" if target is not None and target.existing is not None else "added"
    return PreviewRow(draft.number, kind, code, title, tuple(changes), tuple(draft.problems))


def _unmapped(header: int) -> PreviewRow:
    why = Message(N_("没有一列是编号或事项名称，请在“对列”里指定。"))
    return PreviewRow(header, "problem", None, "", (), (Problem(header, "", "", why, None),))


def _notes(gathering: _Gathering) -> tuple[Message, ...]:
    passed = gathering.passed_over
    if not passed:
        return ()
    rows = "、".join(str(number) for number in passed[:10])
    return (Message(N_("第 {rows} 行是合计或签名，没有读入。"), {"rows": rows}),)
