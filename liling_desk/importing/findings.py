"""What a preview finds: cells that would change, cells that can't be taken, and what the user decided about those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from liling_desk.translations import Message

Safety = Literal["safe", "overwrite", "verdict"]
"""safe: a blank filled, a return, a claim, a new item. overwrite: replaces a text. verdict: touches a desk decision."""

CellKey = tuple[int, str]
"""(row number, field name)."""


class Cells(Set[CellKey]):
    """A set of cells, kept as the names of fields by row: thousands of rows share theirs. Equal to any set of these."""

    def __init__(self, fields: Mapping[int, frozenset[str]]) -> None:
        self._fields = fields

    def of_row(self, row: int) -> frozenset[str]:
        """The fields of a row that are in it."""
        return self._fields.get(row, _NONE)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, tuple) and len(key) == 2 and key[1] in self._fields.get(key[0], _NONE)

    def __iter__(self) -> Iterator[CellKey]:
        return ((row, name) for row, names in self._fields.items() for name in names)

    def __len__(self) -> int:
        return sum(map(len, self._fields.values()))

    def __hash__(self) -> int:
        return self._hash()

    @classmethod
    def _from_iterable(cls, keys: Iterable[CellKey]) -> frozenset[CellKey]:  # type: ignore[override]
        return frozenset(keys)


_NONE: frozenset[str] = frozenset()


class CellChange(NamedTuple):
    """One previewed cell. `before` and `after` are JSON values as in `list` (dates ISO, unit lists as lists)."""

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

    @property
    def before_text(self) -> str:
        """The value before, as shown."""
        return as_text(self.before)

    @property
    def after_text(self) -> str:
        """The value after, as shown."""
        return as_text(self.after)


def as_text(value: object) -> str:
    """A JSON value of a change as people read it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return str(value.get("phrase") or value.get("latest") or "")
    if isinstance(value, (list, tuple)):
        return "、".join(str(each) for each in value)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


SuggestionKind = Literal["replace", "drop", "match", "new", "alias", "new_unit", "skip"]
"""replace a cell's text, drop the cell, match the row to a code, take its title for a new item, take a name for
another name of a unit, or for a new unit, skip the row."""


@dataclass(frozen=True)
class Suggestion:
    """A way out of a problem: `Handled` understands (kind, value). drop and skip have no value.

    `about` is the unit's name as the file has it, where the suggestion is about a name.
    """

    kind: SuggestionKind
    value: str
    label: Message
    about: str = ""


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
class Remark:
    """A cell that was taken, with something about it that should be known: 约 38 was read as 38."""

    row: int
    column: str
    field: str
    value: str
    why: Message


@dataclass(frozen=True)
class Handled:
    """What the user decided about problems: cells retyped (None = dropped), rows skipped, rows matched to a code.

    For the whole file: `aliases` (a name as written -> the unit), `new_units` and `new_titles` (new after all).
    """

    cells: Mapping[CellKey, str | None] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    matched: Mapping[int, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    new_units: frozenset[str] = frozenset()
    new_titles: frozenset[str] = frozenset()

    def deciding(self, problem: Problem, suggestion: Suggestion) -> Handled:
        """The same with one suggestion taken."""
        if suggestion.kind == "skip":
            return replace(self, skipped=self.skipped | {problem.row})
        if suggestion.kind == "match":
            return replace(self, matched={**self.matched, problem.row: suggestion.value})
        if suggestion.kind == "alias":
            return replace(self, aliases={**self.aliases, suggestion.about: suggestion.value})
        if suggestion.kind == "new_unit":
            return replace(self, new_units=self.new_units | {suggestion.value})
        if suggestion.kind == "new":
            return replace(self, new_titles=self.new_titles | {suggestion.value})
        text = suggestion.value if suggestion.kind == "replace" else None
        return replace(self, cells={**self.cells, (problem.row, problem.field): text})

    def retyped(self, row: int, field: str, text: str) -> Handled:
        """The same with one cell typed anew."""
        return replace(self, cells={**self.cells, (row, field): text})
