"""Where in a sheet the table is: its header of one or more rows, and its data rows with merged cells filled down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from liling_desk.importing.header_words import field_of_header, is_sure
from liling_desk.importing.sheet import Merge, Row, Sheet
from liling_desk.translations import N_, Message

_LOOK_FOR_HEADER: Final = 25
"""Rows in which a header is looked for."""
_DEEPEST: Final = 3
"""Rows that a header with merged cells may have."""

_REPEATED: Final = N_("重复的表头或标题")
_SECTION: Final = N_("分节标题")


@dataclass(frozen=True)
class Table:
    """A sheet's table. `headers` has one text per column, those of several rows joined 上/下."""

    sheet: Sheet
    header_rows: tuple[int, ...]
    """Indexes into `sheet.rows`, from top to bottom."""
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    """The data rows under their true numbers; total and signature rows are still among them."""
    passed_over: Mapping[int, Message] = field(default_factory=dict)
    """Row number -> why it is no data row: a repeated header, a heading inside the table."""
    hidden: tuple[int, ...] = ()
    """Numbers of the data rows that the sender hid."""
    short_rows: tuple[int, ...] = ()
    """Numbers of a text's data rows with fewer cells than its header."""
    long_rows: tuple[int, ...] = ()
    """Numbers of a text's data rows with something behind the header's last cell: a delimiter too many, most likely."""

    @property
    def titles(self) -> tuple[Row, ...]:
        """What stands above the header."""
        return self.sheet.rows[: self.header_rows[0]] if self.header_rows else ()

    @property
    def header_numbers(self) -> tuple[int, ...]:
        """The header's row numbers."""
        return tuple(self.sheet.rows[index].number for index in self.header_rows)

    @property
    def width(self) -> int:
        """How many cells a text's header has, as written."""
        return max((len(self.sheet.rows[index].cells) for index in self.header_rows), default=0)

    @property
    def notes(self) -> tuple[Message, ...]:
        """What a reader of the file should know: rows passed over, rows and columns that the sender hid."""
        notes = []
        for why in (_REPEATED, _SECTION):
            if passed := [number for number, each in self.passed_over.items() if each.template == why]:
                said = {"rows": listed(passed), "why": Message(why)}
                notes.append(Message(N_("第 {rows} 行是{why}，没有读入。"), said))
        if self.hidden:
            notes.append(Message(N_("第 {rows} 行在原表里是隐藏的，也读入了。"), {"rows": listed(self.hidden)}))
        if self.short_rows:
            said = {"rows": listed(self.short_rows)}
            notes.append(Message(N_("第 {rows} 行的格子比表头少，缺的按空白算。"), said))
        hidden = [place for place in sorted(self.sheet.hidden_columns) if place < len(self.headers)]
        if named := [self.headers[place] for place in hidden if self.headers[place]]:
            notes.append(Message(N_("{columns} 列在原表里是隐藏的，也读入了。"), {"columns": "、".join(named[:10])}))
        return tuple(notes)

    def sample(self, count: int = 200) -> list[tuple[str, ...]]:
        """The cells of the first data rows, for a guess of the columns."""
        return [row.cells for row in self.rows[:count]]


def find_table(sheet: Sheet, header_rows: Sequence[int] | None = None) -> Table:
    """The table of a sheet; `header_rows` (indexes into `sheet.rows`) overrules where its header is."""
    if header_rows is None:
        chosen = find_header(sheet)
    else:
        last = max(len(sheet.rows) - 1, 0)
        chosen = tuple(sorted({min(max(index, 0), last) for index in header_rows})) or (0,)
    if not sheet.rows:
        return Table(sheet, (), (), ())
    filled = _filled_down(sheet, chosen[-1] + 1)
    passed_over: dict[int, Message] = {}
    above = {_trimmed(row) for row in sheet.rows[: chosen[-1] + 1]}
    firsts = {row.cell(0).strip() for row in sheet.rows[: chosen[-1] + 1]}
    sections = _wide_merges(sheet)
    rows = []
    for index in range(chosen[-1] + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if row.cell(0).strip() in firsts and _trimmed(row) in above:
            passed_over[row.number] = Message(_REPEATED)
        elif row.number in sections and sum(bool(cell.strip()) for cell in row.cells) == 1:
            passed_over[row.number] = Message(_SECTION)
        else:
            rows.append(filled.get(index, row))
    hidden = tuple(row.number for row in rows if row.number in sheet.hidden_rows)
    short, long = _ragged(sheet, chosen, rows)
    headers = headers_of(sheet, chosen)
    return Table(sheet, chosen, headers, tuple(rows), MappingProxyType(passed_over), hidden, short, long)


def find_header(sheet: Sheet) -> tuple[int, ...]:
    """Indexes into `sheet.rows` of the header's rows; title rows above it are passed over."""
    head = sheet.rows[:_LOOK_FOR_HEADER]
    best: tuple[int, ...] = (0,)
    most = 0
    for index in range(len(head)):
        rows = tuple(range(index, index + _depth(sheet, index)))
        known = known_words(_parts(sheet, rows))
        if known > most:
            best, most = rows, known
    if most:
        return best
    filled = [sum(bool(cell.strip()) for cell in row.cells) for row in head]
    return (next((index for index, count in enumerate(filled) if count > 1), 0),)


def headers_of(sheet: Sheet, header_rows: Sequence[int]) -> tuple[str, ...]:
    """The header texts without line breaks, padded to the sheet's width; several rows joined 上/下."""
    return tuple("/".join(parts) for parts in _parts(sheet, header_rows))


def known_columns(sheet: Sheet, header_rows: Sequence[int]) -> int:
    """How many of a header's columns are known words."""
    return known_words(_parts(sheet, header_rows))


def known_words(parts: Sequence[Sequence[str]]) -> int:
    """How many columns have a header that is a known word as it stands."""
    return sum(any(map(_known, {"/".join(each), *each})) for each in parts)


def _known(text: str) -> bool:
    return bool(field_of_header(text)) and is_sure(text)


def _depth(sheet: Sheet, index: int) -> int:
    """How many rows a header that begins in a row has: more than one where cells are merged or groups divided."""
    top = sheet.rows[index]
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else None
    if below is None or sum(bool(cell.strip()) for cell in top.cells) < 2:
        return 1
    last = max((merge.last_row for merge in sheet.merges if merge.first_row == top.number), default=top.number)
    if last == top.number:
        return 2 if _fits_below(sheet, top, below) else 1
    deep = 1
    while index + deep < len(sheet.rows) and sheet.rows[index + deep].number <= last:
        deep += 1
    return deep if last - top.number < _DEEPEST else 1


def _fits_below(sheet: Sheet, top: Row, below: Row) -> bool:
    """True where a row only divides groups of the header above it."""
    if below.number != top.number + 1 or sum(map(_known, top.cells)) < 2:
        return False
    groups = {
        place
        for merge in sheet.merges
        if merge.first_row == top.number
        for place in range(merge.first_column, merge.last_column + 1)
    }
    divided = bool(groups)
    for place, text in enumerate(below.cells):
        if not text.strip() or place in groups:
            continue
        if top.cell(place).strip() and (groups or top.cell(place + 1).strip() or place + 1 >= len(below.cells)):
            return False
        divided = divided or (not top.cell(place).strip() and _known(" ".join(text.split())))
    return divided and sum(bool(cell.strip()) for cell in below.cells) > 1


def _parts(sheet: Sheet, header_rows: Sequence[int]) -> list[list[str]]:
    """For each column its header's texts from top to bottom, each once."""
    columns: list[list[str]] = [[] for _ in range(sheet.width)]
    several = len(header_rows) > 1
    for index in header_rows:
        if index >= len(sheet.rows):
            continue
        row = sheet.rows[index]
        below = several and index != header_rows[-1]
        cells = [" ".join(row.cell(place).split()) for place in range(sheet.width)]
        for place, text in enumerate(_spread(sheet, header_rows, row, cells) if below else cells):
            if text and text not in columns[place]:
                columns[place].append(text)
    return columns


def _spread(sheet: Sheet, header_rows: Sequence[int], row: Row, cells: list[str]) -> list[str]:
    """A row of group names, each repeated over the columns of its group."""
    spread = list(cells)
    across = [merge for merge in sheet.merges if merge.first_row == row.number]
    if sheet.merges:
        for merge in across:
            for place in range(merge.first_column + 1, min(merge.last_column + 1, len(spread))):
                spread[place] = spread[place] or cells[merge.first_column]
        return spread
    last = sheet.rows[header_rows[-1]]
    for place in range(1, len(spread)):
        if not spread[place] and last.cell(place).strip():
            spread[place] = spread[place - 1]
    return spread


def _ragged(sheet: Sheet, header_rows: Sequence[int], rows: Sequence[Row]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers of the rows that are shorter and longer than the header; a worksheet's rows have no length."""
    if not sheet.delimiter:
        return (), ()
    written = max(len(sheet.rows[index].cells) for index in header_rows)
    named = max(len(_trimmed(sheet.rows[index])) for index in header_rows)
    short = tuple(row.number for row in rows if len(row.cells) < named)
    long = (row for row in rows if len(row.cells) > written and any(map(str.strip, row.cells[written:])))
    return short, tuple(row.number for row in long)


def _filled_down(sheet: Sheet, first: int) -> dict[int, Row]:
    """The rows, by index, that get texts from the merged cells that they are part of."""
    down = [merge for merge in sheet.merges if merge.last_row > merge.first_row]
    if not down:
        return {}
    place_of = {sheet.rows[index].number: index for index in range(first, len(sheet.rows))}
    changed: dict[int, list[str]] = {}
    for merge in down:
        top = place_of.get(merge.first_row)
        text = sheet.rows[top].cell(merge.first_column) if top is not None else ""
        if not text.strip():
            continue
        for index in _within(merge, place_of, sheet):
            cells = changed.setdefault(index, list(sheet.rows[index].cells))
            cells.extend([""] * (merge.first_column + 1 - len(cells)))
            cells[merge.first_column] = cells[merge.first_column] or text
    return {index: Row(sheet.rows[index].number, tuple(cells)) for index, cells in changed.items()}


def _within(merge: Merge, place_of: Mapping[int, int], sheet: Sheet) -> Iterator[int]:
    index = place_of[merge.first_row] + 1
    while index < len(sheet.rows) and sheet.rows[index].number <= merge.last_row:
        yield index
        index += 1


def _wide_merges(sheet: Sheet) -> frozenset[int]:
    """Numbers of the rows that have a merged cell over most of the sheet."""
    wide = max(3, sheet.width // 2 + 1)
    return frozenset(
        merge.first_row
        for merge in sheet.merges
        if merge.first_row == merge.last_row and merge.last_column - merge.first_column + 1 >= wide
    )


def _trimmed(row: Row) -> tuple[str, ...]:
    """A row to be compared: no blanks, no empty cells at its end."""
    cells = ["".join(cell.split()) for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def listed(numbers: Sequence[int], most: int = 10) -> str:
    """Row numbers to be shown: 3、5—9 …"""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return "、".join("—".join(map(str, run)) for run in runs[:most]) + (" …" if len(runs) > most else "")
