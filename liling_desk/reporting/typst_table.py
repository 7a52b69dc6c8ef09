"""A table as Typst gets it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, Final

from liling_desk.reporting.column_widths import (
    INSETS_MM,
    LONG_ROW_LINES,
    SHARE_MM,
    SIZE_PT,
    cell_text,
    fitted,
    is_tall,
    line_count,
)
from liling_desk.reporting.report import Cell, DateCell, LightCell, Table
from liling_desk.reporting.typst_cells import Worded, cell_data
from liling_desk.reporting.typst_links import Links
from liling_desk.reporting.typst_setting import Setting
from liling_desk.reporting.typst_text import Pieces, breakable, plain

Json = dict[str, Any]
Row = tuple[list[Worded], bool]
"""Its cells, and whether it may be broken across pages."""

_FIRST_ROWS: Final = 3
_HEAD_MM, _ROW_MM, _LINE_MM = 7.5, 2.2, 4.6


def table_data(table: Table, setting: Setting) -> Json:
    """The table, in the largest of the setting's sizes in which its columns find room."""
    size, widths = fitted(table, setting.room, setting.table_sizes)
    unscaled = [width * SIZE_PT / size for width in widths]
    parted = [all(isinstance(row[place], LightCell) for row in table.rows) for place in range(len(widths))]
    columns = [
        {
            "label": plain(each.label),
            "width": width,
            "align": each.align,
            "share": each.share,
            "light": is_parted,
        }
        for each, width, is_parted in zip(table.columns, widths, parted, strict=True)
    ]
    return {
        "type": "table",
        "title": breakable(table.title),
        "note": plain(table.note),
        "level": table.level,
        "depth": table.level,
        "footnote": plain(table.footnote),
        "empty": plain(table.empty),
        "size": size,
        "room": _room(table, unscaled) * size / SIZE_PT,
        "columns": columns,
        "parts": _parts(table, _rows(table, unscaled, setting.links), parted),
    }


def _room(table: Table, widths: Sequence[float]) -> float:
    """How many mm the head and the first rows take, so that a title is followed by some of them."""
    rows = [
        max(1, *(ceil(line_count(cell_text(cell), width)) for cell, width in zip(row, widths, strict=True)))
        for row in table.rows[:_FIRST_ROWS]
    ]
    lines = sum(min(each, LONG_ROW_LINES) for each in rows)
    return _HEAD_MM + len(rows) * _ROW_MM + lines * _LINE_MM + (_HEAD_MM if table.groups else 0)


def _rows(table: Table, widths: Sequence[float], links: Links) -> list[Row]:
    columns = [
        _column([row[place] for row in table.rows], width, SHARE_MM * column.share, column.key == "code", links)
        for place, (column, width) in enumerate(zip(table.columns, widths, strict=True))
    ]
    return [
        ([value for value, _ in row], any(is_long for _, is_long in row)) for row in zip(*columns, strict=True)
    ]  # fmt: skip


def _column(
    cells: Sequence[Cell], width: float, share: float, is_code: bool, links: Links
) -> list[tuple[Worded, bool]]:
    """Each cell's data and whether it is too tall to be kept on one page. Of equal texts, of which there are many, the
    first is worked out."""
    room = width - INSETS_MM - share
    known: dict[Cell, tuple[Worded, bool]] = {}
    made = []
    for cell in cells:
        # 1 and 1.0 are equal and read differently.
        text_like = isinstance(cell, str | LightCell | DateCell)
        found = known.get(cell) if text_like else None
        if found is None:
            found = (cell_data(cell, links, is_code, room), is_tall(cell_text(cell), width))
            if text_like:
                known[cell] = found
        made.append(found)
    return made


def _parts(table: Table, rows: list[Row], parted: Sequence[bool]) -> list[Json]:
    """The rows as they are divided by groups; without groups one part without a title."""
    if not table.groups:
        return [_part("", "", rows, parted)]
    starts = [each.first for each in table.groups]
    parts = [_part("", "", rows[: starts[0]], parted)]
    for group, end in zip(table.groups, [*starts[1:], len(rows)], strict=True):
        parts.append(_part(breakable(group.title), plain(group.note), rows[group.first : end], parted))
    return parts


def _part(title: Pieces, note: str, rows: Sequence[Row], parted: Sequence[bool]) -> Json:
    """All cells in one list; `special` are the places of those that are more than a text in a row that stays whole.

    A light takes two places where its column is parted: its shape, and its words beside it.
    """
    cells: list[Worded] = []
    special: list[int] = []
    for row, is_long in rows:
        for value, is_parted in zip(row, parted, strict=True):
            if is_long or not isinstance(value, str):
                special.append(len(cells))
            if is_parted and isinstance(value, dict):
                value = {"beside": value["light"], "text": value["text"]}
            cells.append({"long": value} if is_long else value)
            if is_parted:
                cells.append("")
    return {"title": title, "note": note, "cells": cells, "special": special}
