"""A table as Typst gets it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from liling_desk.reporting.column_widths import CHARACTER_MM, GLYPH_MM, INSETS_MM, cell_text, column_widths, spaces_of
from liling_desk.reporting.report import Cell, DateCell, LightCell, Table
from liling_desk.reporting.typst_text import Pieces, breakable

Json = dict[str, Any]

_LONG_ROW_LINES: Final = 14


def table_data(table: Table, room: float) -> Json:
    """The table, `room` mm wide."""
    widths = column_widths(table, room)
    columns = [
        {"label": each.label, "width": width, "align": each.align, "share": each.share}
        for each, width in zip(table.columns, widths, strict=True)
    ]
    return {
        "type": "table",
        "title": table.title,
        "note": table.note,
        "footnote": table.footnote,
        "empty": table.empty,
        "columns": columns,
        "rows": [{"cells": [_cell(each) for each in row], "long": _is_long(row, widths)} for row in table.rows],
    }


def _cell(cell: Cell) -> Pieces | Json:
    if isinstance(cell, LightCell):
        return {"light": cell.colour, "text": breakable(cell_text(cell))}
    if isinstance(cell, DateCell):
        return {"whole": str(cell)}
    return breakable(cell_text(cell))


def _is_long(row: Sequence[Cell], widths: Sequence[float]) -> bool:
    """True where a row may be broken across pages; a short one must not be, a tall one would else be cut off."""
    return any(_lines(cell_text(cell), width) > _LONG_ROW_LINES for cell, width in zip(row, widths, strict=True))


def _lines(text: str, width: float) -> float:
    room = max(width - INSETS_MM - GLYPH_MM, 3)
    return sum(max(1.0, sum(map(spaces_of, line)) / 2 * CHARACTER_MM / room) for line in text.split("\n"))
