"""A sheet's rows as texts by field, column by column: blanks left out, guards and odd signs taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from liling_desk.importing import cells
from liling_desk.importing.findings import Handled, Problem, Remark, Suggestion
from liling_desk.importing.sheet import Row
from liling_desk.importing.table import Table
from liling_desk.translations import N_, Message

TEXTS = frozenset(
    {"title", "detail", "role", "programme", "category", "kind", "section", "wording", "note", "leader", "handler"}
    | {"progress", "difficulties", "done_basis", "metric", "comparison", "indicator_unit", "parent"}
)
IDENTITY = frozenset({"code", "title"})
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Draft:
    """One data row's texts by field, before it is known to which commitment it belongs."""

    number: int
    texts: dict[str, str]
    first: str = ""
    """The row's first filled cell, imported or not."""
    flawed: frozenset[str] = frozenset()
    shown_title: str = ""
    """The title as the file has it, where it is not to count."""
    values: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def drafts_of(table: Table, place_of: Mapping[str, int], handled: Handled) -> list[Draft]:
    """Rows that hold something for the ledger, skipped rows passed. `place_of`: the column of each field."""
    skipped, long, names = handled.skipped, frozenset(table.long_rows), tuple(place_of)
    rows = [row for row in table.rows if row.number not in skipped] if skipped else table.rows
    by_column = list(zip_longest(*[row.cells for row in rows], fillvalue=""))
    blank = [""] * len(rows)
    kept = [
        _cleaned(name, by_column[place] if place < len(by_column) else blank, rows, handled)
        for name, place in place_of.items()
    ]
    broken = table.sheet.broken
    found: list[Draft] = []
    for row, own in zip(rows, zip(*kept, strict=True), strict=False):
        texts = dict(zip(names, own, strict=True))
        if "" in own:
            texts = {name: text for name, text in texts.items() if text}
        if not texts:
            continue
        first = next((cell for cell in row.cells if cell and not cell.isspace()), "")
        flawed = _NONE
        if broken:
            at = row.number
            flawed = frozenset(
                name for name in texts if (at, place_of[name]) in broken and (at, name) not in handled.cells
            )
        draft = Draft(row.number, texts, first, flawed)
        if row.number in long:
            draft.problems.append(_too_long(row, table.width))
        found.append(draft)
    return found


def _cleaned(name: str, own: Sequence[str], rows: Sequence[Row], handled: Handled) -> list[str]:
    """The texts of a column as they count: "" for what stands for nothing, and what was retyped."""
    texts = [text.strip() for text in own]
    whole = "".join(texts)
    if any(sign in whole for sign in cells.ODD):
        texts = [cells.cleaned(text) for text in own]
    if retyped := handled.cells:
        for place, row in enumerate(rows):
            if (row.number, name) in retyped:
                texts[place] = (retyped[row.number, name] or "").strip()
    if name not in TEXTS or name in IDENTITY:
        nothing = {text for text in set(texts) if text and cells.is_nothing(text)}
        if nothing:
            texts = ["" if text in nothing else text for text in texts]
    return texts


def _too_long(row: Row, width: int) -> Problem:
    why = Message(N_("这一行的格子比表头多，可能多了一个分隔符，内容也许错了列。"))
    skip = Suggestion("skip", "", Message(N_("跳过此行")))
    return Problem(row.number, "", "、".join(filter(None, row.cells[width:])), why, None, "", (skip,))
