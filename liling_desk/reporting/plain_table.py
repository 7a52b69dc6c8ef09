"""A table as a spreadsheet holds it: a value in each cell, cells with several values spread over columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from liling_desk.reporting.report import (
    Cell,
    Column,
    CountCell,
    DateCell,
    LightCell,
    ShareCell,
    Table,
    ValueCell,
)

PlainCell = str | int | float | date | None
BookCell = PlainCell | DateCell | ShareCell
"""Days keep the marks around them, shares that they are per cent."""


@dataclass(frozen=True)
class PlainTable:
    """A title, heads, and rows as wide as the heads. `empty` stands instead of no rows, `footnote` below them."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[BookCell, ...], ...]
    empty: str = ""
    footnote: str = ""


def plain(table: Table, title: str) -> PlainTable:
    """A table of a report; `title` where it has none of its own. Groups become the first column."""
    heads = tuple(head for column in table.columns for head in column.parts or (column.label,))
    rows = tuple(
        tuple(value for column, cell in zip(table.columns, row, strict=True) for value in _values(column, cell))
        for row in table.rows
    )
    made = PlainTable(table.title or title, heads, rows, table.empty, table.footnote)
    return with_first(made, table.group_label, group_titles(table)) if table.groups else made


def group_titles(table: Table) -> list[str]:
    """The title of its group for each row; empty before the first group."""
    titles, place = [""] * len(table.rows), 0
    for place, group in enumerate(table.groups):
        last = table.groups[place + 1].first if place + 1 < len(table.groups) else len(table.rows)
        titles[group.first : last] = [group.title] * (last - group.first)
    return titles


def with_first(table: PlainTable, head: str, values: Sequence[BookCell]) -> PlainTable:
    """The table with one more column before the others."""
    rows = tuple((value, *row) for value, row in zip(values, table.rows, strict=True))
    return replace(table, heads=(head, *table.heads), rows=rows)


def one_value(cell: Cell) -> BookCell:
    """A cell that stands alone: what has several values becomes its text."""
    if isinstance(cell, (LightCell, ValueCell)):
        return cell.text
    if isinstance(cell, CountCell):
        return cell.number
    return cell


def _values(column: Column, cell: Cell) -> Sequence[BookCell]:
    if isinstance(cell, (LightCell, ValueCell)) and column.parts:
        return [number(each) if isinstance(each, float) else each for each in cell.parts]
    if column.parts:  # A cell of another sort (a word instead of a light) still fills all of its columns.
        return [one_value(cell), *[None] * (len(column.parts) - 1)]
    return (one_value(cell),)


def number(value: float | None) -> int | float | None:
    """A figure without a useless .0."""
    return int(value) if value is not None and value == int(value) else value
