"""A table as a spreadsheet holds it: a value in each cell, cells with several values spread over columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.reporting.report import (
    Cell,
    Column,
    CountCell,
    DateCell,
    LightCell,
    Report,
    ShareCell,
    Table,
    ValueCell,
)

PlainCell = str | int | float | date | None


@dataclass(frozen=True)
class PlainTable:
    """A title, heads, and rows as wide as the heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[PlainCell, ...], ...]


def items_of(report: Report) -> PlainTable:
    """The report's items."""
    return plain(report.items, report.title)


def plain(table: Table, title: str) -> PlainTable:
    """A table of a report; `title` where it has none of its own."""
    heads = tuple(head for column in table.columns for head in column.parts or (column.label,))
    rows = tuple(
        tuple(value for column, cell in zip(table.columns, row, strict=True) for value in _values(column, cell))
        for row in table.rows
    )
    return PlainTable(table.title or title, heads, rows)


def _values(column: Column, cell: Cell) -> Sequence[PlainCell]:
    if isinstance(cell, (LightCell, ValueCell)):
        parts = [number(each) if isinstance(each, float) else each for each in cell.parts]
        return parts if column.parts else [cell.text]
    if isinstance(cell, DateCell):
        return (cell.day,)
    if isinstance(cell, CountCell):
        return (cell.number,)
    if isinstance(cell, ShareCell):
        return (cell.percent,)
    return (cell,)


def number(value: float | None) -> int | float | None:
    """A figure without a useless .0."""
    return int(value) if value is not None and value == int(value) else value
