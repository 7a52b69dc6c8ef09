"""How wide the columns and how tall the rows of a worksheet are. Widths are in digits of the usual font."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from liling_desk.reporting.column_widths import spaces_of
from liling_desk.reporting.plain_table import BookCell, PlainTable

LINE_PT: Final = 15.0
TALLEST_PT: Final = 405.0
"""Excel never makes a row taller than 409."""

_WIDEST, _NARROWEST, _VERY_WIDE = 60, 8, 200
_SHRINKS_FROM = 15.0
_MOST_LINES = int(TALLEST_PT / LINE_PT) - 1


def room_of(landscape: bool) -> float:
    """What fits beside each other on A4 at four fifths of its size."""
    return 183.0 if landscape else 124.0


def fitted(tables: Sequence[PlainTable], room: float, columns: int = 0, labels: Sequence[str] = ()) -> list[float]:
    """Widths that suit tables under each other and fit the room; at least as many as `columns`.

    Only for texts that no row would be tall enough for they take more, at most twice the room: smaller could not be
    read in print. `labels` stand in the first column.
    """
    count = max([columns, *(len(each.heads) for each in tables)])
    cells: list[set[str]] = [set() for _ in range(count)]
    for table in tables:
        for place, head in enumerate(table.heads):
            cells[place] |= {head, *(shown(cell) for cell in {row[place] for row in table.rows})}
    if cells:
        cells[0].update(labels)
    wishes = [_wish(each) for each in cells]
    over = sum(wishes) - room
    if over > 0:
        slack = [max(0.0, each - _SHRINKS_FROM) for each in wishes]
        share = min(1.0, over / sum(slack)) if sum(slack) else 0.0
        wishes = [wish - own * share for wish, own in zip(wishes, slack, strict=True)]
    wider = [_tall_enough(texts, width) for texts, width in zip(cells, wishes, strict=True)]
    asked, left = sum(wider) - sum(wishes), max(0.0, 2 * room - sum(wishes))
    share = min(1.0, left / asked) if asked else 1.0
    return [width + (wish - width) * share for width, wish in zip(wishes, wider, strict=True)]


def height_of(lines: int) -> float:
    """In points, of a row with so many lines."""
    return min(lines * LINE_PT, TALLEST_PT)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a cell of this width."""
    if len(text) * 2.2 < width - 1 and "\n" not in text:
        return 1
    room = max(width - 1, 2) / 1.1
    return sum(max(1, ceil(_spaces(line) / room)) for line in text.split("\n"))


def shown(cell: BookCell) -> str:
    """A cell's text, as far as its length matters."""
    return "" if cell is None else str(cell)


def _wish(texts: Iterable[str]) -> float:
    longest = 0
    for text in texts:
        if longest * 1.1 + 3 >= _WIDEST:
            break
        for line in text.split("\n"):
            if 2 * len(line) > longest:
                longest = max(longest, _spaces(line[:_WIDEST]))
    return min(_WIDEST, max(_NARROWEST, longest * 1.1 + 3))


def _spaces(line: str) -> int:
    return len(line) if line.isascii() else sum(map(spaces_of, line))


def _tall_enough(texts: Iterable[str], width: float) -> float:
    for text in texts:
        if len(text) > _MOST_LINES * width / 5:
            while width < _VERY_WIDE and lines_of(text, width) > _MOST_LINES:
                width += 10
    return width
