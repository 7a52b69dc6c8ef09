"""A table as Typst gets it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, Final

from liling_desk.reporting.column_widths import (
    CHARACTER_MM,
    GLYPH_MM,
    INSETS_MM,
    SIZE_PT,
    cell_text,
    fitted,
    spaces_of,
)
from liling_desk.reporting.report import Cell, CountCell, DateCell, LightCell, ShareCell, Table
from liling_desk.reporting.typst_links import Links
from liling_desk.reporting.typst_setting import Setting
from liling_desk.reporting.typst_text import Pieces, breakable, plain

Json = dict[str, Any]

_LONG_ROW_LINES: Final = 14
_FIRST_ROWS: Final = 3
_HEAD_MM, _ROW_MM, _LINE_MM = 7.5, 2.2, 4.6


def table_data(table: Table, setting: Setting) -> Json:
    """The table, in the largest of the setting's sizes in which its columns find room."""
    size, widths = fitted(table, setting.room, setting.table_sizes)
    unscaled = [width * SIZE_PT / size for width in widths]
    columns = [
        {"label": plain(each.label), "width": width, "align": each.align, "share": each.share}
        for each, width in zip(table.columns, widths, strict=True)
    ]
    return {
        "type": "table",
        "title": plain(table.title),
        "note": plain(table.note),
        "level": table.level,
        "depth": table.level,
        "footnote": plain(table.footnote),
        "empty": plain(table.empty),
        "size": size,
        "room": _room(table, unscaled) * size / SIZE_PT,
        "columns": columns,
        "parts": _parts(table, _rows(table, unscaled, setting.links)),
    }


def _room(table: Table, widths: Sequence[float]) -> float:
    """How many mm the head and the first rows take, so that a title is followed by some of them."""
    rows = [
        max(1, *(ceil(_lines(cell_text(cell), width)) for cell, width in zip(row, widths, strict=True)))
        for row in table.rows[:_FIRST_ROWS]
    ]
    lines = sum(min(each, _LONG_ROW_LINES) for each in rows)
    return _HEAD_MM + len(rows) * _ROW_MM + lines * _LINE_MM + (_HEAD_MM if table.groups else 0)


def _rows(table: Table, widths: Sequence[float], links: Links) -> list[Json]:
    codes = [column.key == "code" for column in table.columns]
    return [
        {
            "cells": [
                cell_data(cell, links, is_code) for cell, is_code in zip(row, codes, strict=True)
            ],
            "long": _is_long(row, widths),
        }
        for row in table.rows
    ]  # fmt: skip


def _parts(table: Table, rows: list[Json]) -> list[Json]:
    """The rows as they are divided by groups; without groups one part without a title."""
    if not table.groups:
        return [{"title": "", "note": "", "rows": rows}]
    starts = [each.first for each in table.groups]
    parts: list[Json] = [{"title": "", "note": "", "rows": rows[: starts[0]]}]
    for group, end in zip(table.groups, [*starts[1:], len(rows)], strict=True):
        parts.append({"title": plain(group.title), "note": plain(group.note), "rows": rows[group.first : end]})
    return parts


def cell_data(cell: Cell, links: Links, is_code: bool = False) -> Pieces | Json:
    """One cell. `is_code`: it names an item and leads to it."""
    if isinstance(cell, LightCell):
        return {"light": cell.colour, "text": breakable(cell_text(cell))}
    if isinstance(cell, DateCell | ShareCell):
        return {"whole": str(cell)}
    if isinstance(cell, CountCell):
        to = links.to(cell.leads_to)
        return {"whole": str(cell)} if to is None else {"whole": str(cell), "to": to}
    text = breakable(cell_text(cell))
    if is_code and (to := links.to_item(cell_text(cell))) is not None:
        return {"linked": text, "to": to}
    return text


def _is_long(row: Sequence[Cell], widths: Sequence[float]) -> bool:
    """True where a row may be broken across pages; a short one must not be, a tall one would else be cut off."""
    return any(_lines(cell_text(cell), width) > _LONG_ROW_LINES for cell, width in zip(row, widths, strict=True))


def _lines(text: str, width: float) -> float:
    room = max(width - INSETS_MM - GLYPH_MM, 3)
    return sum(max(1.0, sum(map(spaces_of, line)) / 2 * CHARACTER_MM / room) for line in text.split("\n"))
