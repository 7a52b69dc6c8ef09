"""The rows of a table on a worksheet. Ledgers have hundreds of thousands of cells, most of them equal to another one of
their column: what a cell becomes is worked out once for each value of a column."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.reporting.excel_cells import CellFormats, held, write_cell
from liling_desk.reporting.excel_widths import LINE_PT, height_of, lines_of, shown
from liling_desk.reporting.growing_sheet import GrowingSheet
from liling_desk.reporting.plain_table import BookCell, PlainTable
from liling_desk.reporting.report import ShareCell

_Column = Sequence[BookCell]


def write_rows(
    sheet: GrowingSheet, top: int, table: PlainTable, formats: CellFormats, widths: Sequence[float], charted: bool
) -> list[float]:
    """Header and rows from the row `top` on; how tall each is, in points. `charted`: charts are drawn from them."""
    columns = [*zip(*table.rows, strict=True)] or [()] * len(table.heads)
    styles = ["head_right" if _is_figures(cells) else "head" for cells in columns]
    if charted:
        for column, (head, style) in enumerate(zip(table.heads, styles, strict=True)):
            write_cell(sheet, (top, column), head, formats, style)
        for place, row in enumerate(table.rows, top + 1):
            for column, cell in enumerate(row):
                write_cell(sheet, (place, column), cell, formats)
    else:
        heads = [
            sheet.in_file(*held(head, formats, top, style)) for head, style in zip(table.heads, styles, strict=True)
        ]
        in_file = [_in_file(sheet, top + 1, cells, formats) for cells in columns]
        sheet.put_rows(top, [heads, *zip(*in_file, strict=True)])
    heights = _heights(table.heads, columns, widths)
    for place, height in enumerate(heights, top):
        if height > LINE_PT:
            sheet.set_growing_row(place, height)
    return heights


def _in_file(sheet: GrowingSheet, top: int, cells: _Column, formats: CellFormats) -> list[str]:
    """The cells of a column in the words of the file."""
    known: dict[BookCell, str] = {}
    made = []
    for place, cell in enumerate(cells, top):
        found = known.get(cell)
        if found is None:
            found = known[cell] = sheet.in_file(*held(cell, formats, place))
        made.append(found)
    return made


def _heights(heads: Sequence[str], columns: Sequence[_Column], widths: Sequence[float]) -> list[float]:
    """Those of the header and of each row."""
    lines = []
    for head, cells, width in zip(heads, columns, widths, strict=False):
        known = {cell: lines_of(shown(cell), width) for cell in {head, *cells}}
        lines.append([known[cell] for cell in (head, *cells)])
    tallest = map(max, zip(*lines, strict=True))
    return [height_of(count) for count in tallest]


def _is_figures(cells: _Column) -> bool:
    """Whether all that stands in a column is numbers, which programs put at the right."""
    values = {*cells} - {None, ""}
    return bool(values) and all(isinstance(each, (int, float, ShareCell)) for each in values)
