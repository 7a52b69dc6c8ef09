"""How wide the columns of a table are on paper, for text of `SIZE_PT`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from liling_desk.reporting.report import Cell, Column, CountCell, DateCell, LightCell, ShareCell, Table

SIZE_PT: Final = 9.5
INSETS_MM: Final = 3.8
SHARE_MM: Final = 2.5
GLYPH_MM: Final = 4.4
CHARACTER_MM: Final = 3.36
LONG_ROW_LINES: Final = 14
_LETTER_MM, _CAPITAL_MM, _MARK_MM = 1.88, 2.2, 1.3
_LEAST_SHARE_MM = 30.0
_MOST_WHOLE_MM = 32.0
_MOST, _FEW = 0.85, 25


def fitted(table: Table, room: float, sizes: Sequence[float]) -> tuple[float, list[float]]:
    """The first of `sizes` (pt) in which no column must be squeezed, else the last, and the widths in mm for it.

    They fill `room`: no column gets more than its longest line while another one wants it.
    """
    natural = [_natural(column, [row[place] for row in table.rows]) for place, column in enumerate(table.columns)]
    least = [_least(table, place, wish) for place, wish in enumerate(natural)]
    size = next((size for size in sizes if sum(least) * size / SIZE_PT <= room), sizes[-1])
    widths = _dealt_out(table, natural, least, room * SIZE_PT / size)
    return size, [width * size / SIZE_PT for width in widths]


def _dealt_out(table: Table, natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    widths = list(least)
    if sum(widths) > room:
        return _squeezed(table, widths, room)
    shares = [column.width if column.share else 0.0 for column in table.columns]
    widths = _grown(widths, natural, shares, room)
    widths = _grown(widths, natural, [0.0 if column.share else 1.0 for column in table.columns], room)
    rest = room - sum(widths)
    places = [place for place, share in enumerate(shares) if share and natural[place] > _LEAST_SHARE_MM] or [
        *range(len(widths))
    ]
    return [width + rest / len(places) if place in places else width for place, width in enumerate(widths)]


def _squeezed(table: Table, widths: Sequence[float], room: float) -> list[float]:
    """What can't be broken keeps its width, as long as the rest is left half of what it wants."""
    kept = [_is_whole(table, place) for place in range(len(widths))]
    rigid = sum(width for width, keeps in zip(widths, kept, strict=True) if keeps)
    rest = sum(widths) - rigid
    if rest <= 0 or room - rigid < rest / 2:
        return [width * room / sum(widths) for width in widths]
    return [width if keeps else width * (room - rigid) / rest for width, keeps in zip(widths, kept, strict=True)]


def _least(table: Table, place: int, natural: float) -> float:
    column = table.columns[place]
    if _is_whole(table, place):
        return min(natural, _MOST_WHOLE_MM)
    return min(natural, _LEAST_SHARE_MM if column.share else column.width)


def _is_whole(table: Table, place: int) -> bool:
    """Whether the cells of a column are codes, days or figures, which no line breaks."""
    whole = (DateCell, CountCell, ShareCell)
    return table.columns[place].key == "code" or any(isinstance(row[place], whole) for row in table.rows)


def _grown(widths: Sequence[float], natural: Sequence[float], shares: Sequence[float], room: float) -> list[float]:
    """Widths after the room left over was dealt out by shares, nobody getting more than its natural width."""
    grown = list(widths)
    while (rest := room - sum(grown)) > 0.1:
        hungry = [place for place, share in enumerate(shares) if share and natural[place] - grown[place] > 0.01]
        if not hungry:
            break
        total = sum(shares[place] for place in hungry)
        for place in hungry:
            grown[place] = min(natural[place], grown[place] + rest * shares[place] / total)
    return grown


def _natural(column: Column, cells: Sequence[Cell]) -> float:
    """Room in mm for the longest line of a column; where lines may wrap anyway, for all but the longest ones."""
    lines = sorted(_longest_line_mm(cell_text(cell)) for cell in cells)
    most = _MOST if column.share and len(lines) > _FEW else 1
    enough = lines[int((len(lines) - 1) * most)] if lines else 0.0
    glyph = GLYPH_MM if any(isinstance(cell, LightCell) for cell in cells) else 0
    return max(enough + glyph, line_mm(column.label)) + INSETS_MM + SHARE_MM * column.share


def _longest_line_mm(text: str) -> float:
    return line_mm(text) if "\n" not in text else max(map(line_mm, text.split("\n")))


@lru_cache(maxsize=1 << 14)
def line_mm(line: str) -> float:
    """How wide a line is, about."""
    return sum(map(_character_mm, line))


@lru_cache(maxsize=1 << 16)
def _character_mm(letter: str) -> float:
    if spaces_of(letter) == 2:
        return CHARACTER_MM
    return _LETTER_MM if letter.isalnum() and not letter.isupper() else _CAPITAL_MM if letter.isupper() else _MARK_MM


def cell_text(cell: Cell) -> str:
    """What stands in a cell on paper; of a light the reason, beside its shape."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, LightCell):
        return cell.reason or cell.word
    return "" if cell is None else str(cell)


def line_count(text: str, width: float) -> float:
    """How many lines a text takes in a column of this width (mm), about; the last one counts as far as it is full."""
    room = _line_room(width)
    if len(text) * CHARACTER_MM < room and "\n" not in text:
        return 1.0
    return sum(max(1.0, sum(map(spaces_of, line)) / 2 * CHARACTER_MM / room) for line in text.split("\n"))


def is_tall(text: str, width: float) -> bool:
    """True where its row may be broken across pages; a short one must not be, a tall one would else be cut off."""
    at_most = len(text) * CHARACTER_MM / _line_room(width) + text.count("\n") + 1
    return at_most > LONG_ROW_LINES and line_count(text, width) > LONG_ROW_LINES


def _line_room(width: float) -> float:
    return max(width - INSETS_MM - GLYPH_MM, 3)


@lru_cache(maxsize=1 << 16)
def spaces_of(character: str) -> int:
    """2 for a full-width character, else 1."""
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
