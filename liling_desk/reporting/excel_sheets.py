"""One sheet of a workbook: its blocks under each other, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any, Final

from liling_desk.ledger.errors import FileUnusable
from liling_desk.reporting.book_plan import Block, Line, Pairs
from liling_desk.reporting.column_widths import spaces_of
from liling_desk.reporting.drawings import DrawnTable
from liling_desk.reporting.excel_cells import CellFormats, HeadLines, set_up_page, write_cell
from liling_desk.reporting.excel_charts import HEIGHT_ROWS, draw_below, draw_beside
from liling_desk.reporting.plain_table import BookCell, PlainTable
from liling_desk.translations import N_, Message

_WIDEST, _NARROWEST, _VERY_WIDE = 60, 8, 200
_STACKED_WIDEST, _STACKED_ROOM = 44, 88
_LINE_PT, _TALLEST_PT = 15.0, 405.0
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_FROZEN_PT: Final = 200.0
"""What stands above a frozen header may take this much of the screen."""


def fill_sheet(sheet: Any, blocks: Sequence[Block], formats: CellFormats, head: HeadLines) -> None:
    """Write the blocks. Raises `FileUnusable` for what a sheet can't hold."""
    tables = [
        each.table if isinstance(each, DrawnTable) else each for each in blocks if not isinstance(each, (Line, Pairs))
    ]
    _refuse_too_much(blocks, tables)
    if len(blocks) == 1 and tables:
        _table_sheet(sheet, blocks[0], tables[0], formats)
        set_up_page(sheet, head.title, head.note, 0, landscape=head.landscape)
        return
    filtered = tables[0] if len(tables) == 1 and not any(isinstance(each, DrawnTable) for each in blocks) else None
    stack = _Stack(sheet, formats, _stacked_widths(blocks, tables), filtered)
    for block in blocks:
        stack.put(block)
    set_up_page(sheet, head.title, head.note, stack.header_row, landscape=head.landscape)
    sheet.print_area(0, 0, max(stack.row - 1, 0), len(stack.widths) - 1)


def _table_sheet(sheet: Any, block: Block, table: PlainTable, formats: CellFormats) -> None:
    columns = [[row[place] for row in table.rows] for place in range(len(table.heads))]
    widths = [_width(head, cells) for head, cells in zip(table.heads, columns, strict=True)]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    last = _rows(sheet, 0, table, formats)
    sheet.freeze_panes(1, 0)
    if not table.heads:
        return
    sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    bottom = right = 0
    if isinstance(block, DrawnTable):  # Charts are placed by the heights of rows, so these are told and not left open.
        heights = [_height(cells, widths) for cells in (table.heads, *table.rows)]
        for row, height in enumerate(heights):
            sheet.set_row(row, height)
        bottom, right = draw_beside(sheet, block, heights, formats)
    sheet.print_area(0, 0, max(last - 1, bottom), max(len(table.heads) - 1, right))


def _rows(sheet: Any, top: int, table: PlainTable, formats: CellFormats) -> int:
    """Header and rows from the row `top` on; the row after them."""
    for column, head in enumerate(table.heads):
        write_cell(sheet, (top, column), head, formats, "head")
    for place, row in enumerate(table.rows, top + 1):
        for column, cell in enumerate(row):
            write_cell(sheet, (place, column), cell, formats)
    if not table.rows and table.empty and table.heads:
        write_cell(sheet, (top + 1, 0), table.empty, formats)
        return top + 2
    return top + 1 + len(table.rows)


class _Stack:
    """Blocks under each other in the same columns; `row` is the next free one."""

    def __init__(self, sheet: Any, formats: CellFormats, widths: Sequence[float], filtered: PlainTable | None) -> None:
        self.widths = widths
        self.row = 0
        self.header_row: int | None = None
        self._sheet, self._formats, self._filtered = sheet, formats, filtered
        self._height = 0.0
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)

    def put(self, block: Block) -> None:
        """Write a block, and leave a row free after a table."""
        if isinstance(block, Line):
            if block.style == "head" and self.row:
                self._skip()
            self._across(0, block.text, f"line_{block.style}")
        elif isinstance(block, Pairs):
            for label, cell in block.pairs:
                self._pair(label, cell)
        elif isinstance(block, PlainTable):
            self._table(block)
        else:
            top = self.row
            self._table(block.table)
            draw_below(self._sheet, block, top, self.row, self._formats)
            self.row += HEIGHT_ROWS * len(block.drawings)

    def _table(self, table: PlainTable) -> None:
        if not table.heads:
            return
        top = self.row
        self.row = _rows(self._sheet, top, table, self._formats)
        if table is self._filtered:
            self.header_row = top
            self._sheet.autofilter(top, 0, top + len(table.rows), len(table.heads) - 1)
            if self._height <= _FROZEN_PT:
                self._sheet.freeze_panes(top + 1, 0)
        if table.footnote:
            self._across(0, table.footnote, "line_note")
        self._skip()

    def _skip(self) -> None:
        self.row += 1
        self._height += _LINE_PT

    def _pair(self, label: str, cell: BookCell) -> None:
        first = self.row
        self._across(1, cell, "text", _lines(label, self.widths[0]))
        write_cell(self._sheet, (first, 0), label, self._formats, "label")

    def _across(self, column: int, cell: BookCell, style: str, least: int = 1) -> None:
        """A value from a column to the last one, as many rows high as it takes: merged cells don't grow."""
        size = {"line_title": 1.4, "line_head": 1.2}.get(style, 1.0)
        height = max(least, _lines(_shown(cell), sum(self.widths[column:]) / size)) * _LINE_PT * size + 3
        count = ceil(height / _TALLEST_PT)
        last_row, last_column = self.row + count - 1, len(self.widths) - 1
        if (last_row, last_column) != (self.row, column):
            self._sheet.merge_range(self.row, column, last_row, last_column, "", self._formats.named(style))
        write_cell(self._sheet, (self.row, column), cell, self._formats, style)
        for row in range(self.row, last_row + 1):
            self._sheet.set_row(row, min(height / count, 409))
        self.row = last_row + 1
        self._height += height


def _refuse_too_much(blocks: Sequence[Block], tables: Iterable[PlainTable]) -> None:
    rows = sum(len(each.rows) + 3 for each in tables) + 2 * len(blocks)
    if rows > _MOST_ROWS or any(len(each.heads) > _MOST_COLUMNS for each in tables):
        raise FileUnusable(
            Message(
                N_("一张工作表最多 {rows} 行、{columns} 列，这份报表放不下。"),
                {"rows": _MOST_ROWS, "columns": _MOST_COLUMNS},
            ),
            Message(N_("请用筛选缩小范围，或存为 CSV。")),
        )


def _stacked_widths(blocks: Sequence[Block], tables: Sequence[PlainTable]) -> list[float]:
    """Widths that suit all tables of a sheet, and are together as wide as a text wants."""
    count = max(2, *(len(each.heads) for each in tables)) if tables else 2
    labels = [label for each in blocks if isinstance(each, Pairs) for label, _ in each.pairs]
    widths = [float(_NARROWEST)] * count
    for table in tables:
        for place, head in enumerate(table.heads):
            widths[place] = max(widths[place], _width(head, [row[place] for row in table.rows], _STACKED_WIDEST))
    widths[0] = max(widths[0], _width("", labels, 24))
    missing = _STACKED_ROOM - sum(widths)
    return [*widths[:-1], widths[-1] + max(0.0, missing)]


def _width(head: str, cells: Sequence[BookCell], widest: int = _WIDEST) -> float:
    """As wide as the longest line; wider than usual only for a text that no row would be tall enough for."""
    texts = [head, *map(_shown, cells)]
    longest = max((sum(map(spaces_of, line[:widest])) for text in texts for line in text.split("\n")), default=0)
    width = min(widest, max(_NARROWEST, longest * 1.1 + 3))
    most = int(_TALLEST_PT / _LINE_PT) - 1
    for text in texts:
        if len(text) > most * widest / 4:
            while width < _VERY_WIDE and _lines(text, width) > most:
                width += 10
    return width


def _height(cells: Sequence[BookCell], widths: Sequence[float]) -> float:
    lines = max((_lines(_shown(cell), width) for cell, width in zip(cells, widths, strict=True)), default=1)
    return min(lines * _LINE_PT, _TALLEST_PT)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell of this width."""
    room = max(width - 1, 2) / 1.1
    return sum(max(1, ceil(sum(map(spaces_of, line)) / room)) for line in text.split("\n"))


def _shown(cell: BookCell) -> str:
    return "" if cell is None else str(cell)
