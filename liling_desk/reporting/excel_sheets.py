"""One sheet of a workbook: its blocks under each other, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from liling_desk.ledger.errors import FileUnusable
from liling_desk.reporting.book_plan import Block, Line, Pairs
from liling_desk.reporting.drawings import DrawnTable
from liling_desk.reporting.excel_cells import CellFormats, HeadLines, set_up_page, write_cell
from liling_desk.reporting.excel_charts import draw_below, draw_beside
from liling_desk.reporting.excel_rows import write_rows
from liling_desk.reporting.excel_widths import LINE_PT, TALLEST_PT, fitted, lines_of, room_of, shown
from liling_desk.reporting.growing_sheet import GrowingSheet
from liling_desk.reporting.plain_table import BookCell, PlainTable
from liling_desk.translations import N_, Message

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_FROZEN_PT: Final = 200.0
"""What stands above a frozen header may take this much of the screen."""


def fill_sheet(sheet: GrowingSheet, blocks: Sequence[Block], formats: CellFormats, head: HeadLines) -> None:
    """Write the blocks. Raises `FileUnusable` for what a sheet can't hold."""
    tables = [
        each.table if isinstance(each, DrawnTable) else each for each in blocks if not isinstance(each, (Line, Pairs))
    ]
    _refuse_too_much(blocks, tables)
    if len(blocks) == 1 and tables:
        lies = head.landscape or isinstance(blocks[0], DrawnTable)
        _table_sheet(sheet, blocks[0], tables[0], formats, room_of(lies))
        set_up_page(sheet, head.title, head.note, 0, landscape=lies)
        return
    filtered = tables[0] if len(tables) == 1 and not any(isinstance(each, DrawnTable) for each in blocks) else None
    stack = _Stack(sheet, formats, _stacked_widths(blocks, tables, room_of(head.landscape)), filtered)
    for block in blocks:
        stack.put(block)
    set_up_page(sheet, head.title, head.note, stack.header_row, landscape=head.landscape)
    sheet.print_area(0, 0, max(stack.row - 1, 0), len(stack.widths) - 1)


def _table_sheet(sheet: GrowingSheet, block: Block, table: PlainTable, formats: CellFormats, room: float) -> None:
    widths = fitted([table], room)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    last, heights = _rows(sheet, 0, table, formats, widths, isinstance(block, DrawnTable))
    sheet.freeze_panes(1, 0)
    if not table.heads:
        return
    sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)
    bottom = right = 0
    if isinstance(block, DrawnTable):
        bottom, right = draw_beside(sheet, block, heights, formats)
    sheet.print_area(0, 0, max(last - 1, bottom), max(len(table.heads) - 1, right))


def _rows(
    sheet: GrowingSheet, top: int, table: PlainTable, formats: CellFormats, widths: Sequence[float], charted: bool
) -> tuple[int, list[float]]:
    """Header and rows from the row `top` on; the row after them, and how tall each is."""
    heights = write_rows(sheet, top, table, formats, widths, charted)
    if not table.rows and table.empty and table.heads:
        write_cell(sheet, (top + 1, 0), table.empty, formats)
        return top + 2, heights
    return top + 1 + len(table.rows), heights


class _Stack:
    """Blocks under each other in the same columns; `row` is the next free one."""

    def __init__(
        self, sheet: GrowingSheet, formats: CellFormats, widths: Sequence[float], filtered: PlainTable | None
    ) -> None:
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
            self._table(block, charted=False)
        else:
            top = self.row
            self._table(block.table, charted=True)
            self.row = draw_below(self._sheet, block, top, self.row, self._formats)

    def _table(self, table: PlainTable, charted: bool) -> None:
        if not table.heads:
            return
        top = self.row
        self.row, _ = _rows(self._sheet, top, table, self._formats, self.widths, charted)
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
        self._height += LINE_PT

    def _pair(self, label: str, cell: BookCell) -> None:
        first = self.row
        self._across(1, cell, "value", lines_of(label, self.widths[0]))
        write_cell(self._sheet, (first, 0), label, self._formats, "label")

    def _across(self, column: int, cell: BookCell, style: str, least: int = 1) -> None:
        """A value from a column to the last one, as many rows high as it takes: merged cells don't grow."""
        size = {"line_title": 1.4, "line_head": 1.2}.get(style, 1.0)
        height = max(least, lines_of(shown(cell), sum(self.widths[column:]) / size)) * LINE_PT * size + 3
        count = ceil(height / TALLEST_PT)
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


def _stacked_widths(blocks: Sequence[Block], tables: Sequence[PlainTable], room: float) -> list[float]:
    """Widths that suit all tables of a sheet, and are together as wide as texts want."""
    labels = [label for each in blocks if isinstance(each, Pairs) for label, _ in each.pairs]
    widths = fitted(tables, room, 2, labels)
    missing = 0.72 * room - sum(widths)
    return [*widths[:-1], widths[-1] + max(0.0, missing)]
