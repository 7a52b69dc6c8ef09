"""What all workbooks have in common: worksheets, of which one is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Protocol

from liling_desk.importing.file_content import Content
from liling_desk.importing.sheet import Merge, Row, Sheet, SheetName
from liling_desk.importing.table import find_header, known_columns, listed
from liling_desk.ledger.errors import FileUnusable, UsageError
from liling_desk.translations import N_, Message

Progress = Callable[[int, int], None]

MOST_COLUMNS: Final = 512
"""Columns beyond are not read, but told."""
MOST_CELLS: Final = 8_000_000
"""A worksheet with more cells is refused."""


@dataclass(frozen=True)
class Worksheet:
    """What a worksheet holds: its non-blank rows, and what a `Sheet` takes over from it."""

    rows: tuple[Row, ...] = ()
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    notes: tuple[Message, ...] = ()


class Workbook(Protocol):
    """A file with worksheets."""

    @property
    def sheets(self) -> tuple[SheetName, ...]:
        """In the file's order."""

    def worksheet(self, name: str, report: Progress | None) -> Worksheet:
        """Read one."""

    def is_filled(self, name: str) -> bool:
        """True where a worksheet holds anything."""


@dataclass(frozen=True)
class ReadWorkbook:
    """A workbook that was read as a whole."""

    worksheets: Mapping[str, Worksheet]
    hidden: frozenset[str] = frozenset()

    @property
    def sheets(self) -> tuple[SheetName, ...]:
        """In the file's order."""
        return tuple(SheetName(name, name in self.hidden) for name in self.worksheets)

    def worksheet(self, name: str, _report: Progress | None) -> Worksheet:
        """One of them."""
        return self.worksheets[name]

    def is_filled(self, name: str) -> bool:
        """True where a worksheet holds anything."""
        return bool(self.worksheets[name].rows)


class TooManyCells(Exception):
    """A worksheet has more cells than are read."""


@dataclass
class Cells:
    """A worksheet's cells while they are read: rows may come in any order and far from each other."""

    filled: dict[int, list[str]] = field(default_factory=dict)
    beyond: set[int] = field(default_factory=set)
    """Numbers of the rows with something beyond `MOST_COLUMNS`."""
    count: int = 0

    def put(self, row: int, column: int, text: str) -> None:
        """Set a cell; row numbers from 1, columns from 0. Raises `TooManyCells`."""
        if column >= MOST_COLUMNS:
            if text.strip():
                self.beyond.add(row)
            return
        cells = self.filled.get(row)
        if cells is None:
            cells = self.filled[row] = []
        missing = column + 1 - len(cells)
        if missing > 0:
            self.count += missing
            if self.count > MOST_CELLS:
                raise TooManyCells
            cells.extend([""] * missing)
        cells[column] = text

    def put_row(self, row: int, cells: list[str]) -> None:
        """Set a row's cells. Raises `TooManyCells`."""
        if row in self.filled or len(cells) > MOST_COLUMNS:
            for column, text in enumerate(cells):
                if text:
                    self.put(row, column, text)
            return
        self.count += len(cells)
        if self.count > MOST_CELLS:
            raise TooManyCells
        self.filled[row] = cells

    def rows(self) -> tuple[Row, ...]:
        """The non-blank rows in their order."""
        numbers = list(self.filled)
        if any(later < former for former, later in pairwise(numbers)):
            numbers.sort()
        return tuple(
            Row(number, tuple(cells)) for number in numbers if any(map(str.strip, cells := self.filled[number]))
        )

    def notes(self) -> tuple[Message, ...]:
        """Says what was left out."""
        if not self.beyond:
            return ()
        said = {"rows": listed(sorted(self.beyond)), "most": MOST_COLUMNS}
        return (Message(N_("第 {rows} 行在第 {most} 列以后还有内容，没有读入。"), said),)


@dataclass
class GatheredTable:
    """A worksheet while its XML is gone through."""

    cells: Cells = field(default_factory=Cells)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def worksheet(self) -> Worksheet:
        """What was gathered; hidden rows only where they hold something."""
        rows = self.cells.rows()
        numbers = {row.number for row in rows}
        return Worksheet(
            rows,
            tuple(self.merges),
            frozenset(self.hidden_rows & numbers),
            frozenset(self.hidden_columns),
            self.cells.notes(),
        )


def sheet_of(book: Workbook, content: Content, wanted: str | None, report: Progress | None) -> Sheet:
    """The wanted worksheet; else the first visible one that has a table. Raises `FileUnusable`, `UsageError`."""
    name, found = _named(book, content, wanted, report) if wanted else _first_table(book, content, report)
    sheet = Sheet(
        content.name,
        content.sha256,
        "",
        "",
        found.rows,
        (*found.notes, *_about_others(book, name)),
        frozenset(),
        name,
        book.sheets,
        found.merges,
        found.hidden_rows,
        found.hidden_columns,
    )
    if find_header(sheet)[-1] == len(sheet.rows) - 1:
        raise content.only_header(sheet.rows[-1].number)
    return sheet


def _named(book: Workbook, content: Content, wanted: str, report: Progress | None) -> tuple[str, Worksheet]:
    names = [each.name for each in book.sheets]
    name = next((each for each in names if each == wanted), None)
    if name is None:
        name = next((each for each in names if each.strip().casefold() == wanted.strip().casefold()), None)
    if name is None:
        said = {"file": content.name, "sheet": wanted}
        remedy = Message(N_("文件里有这些工作表：{names}。"), {"names": "、".join(names)})
        raise UsageError(Message(N_("{file} 里没有名为“{sheet}”的工作表。"), said), remedy)
    found = book.worksheet(name, report)
    if not found.rows:
        raise content.unusable(N_("{file} 的工作表“{sheet}”是空的。"), N_("请改选别的工作表。"), sheet=name)
    return name, found


def _first_table(book: Workbook, content: Content, report: Progress | None) -> tuple[str, Worksheet]:
    """The first with at least two known header words over data; else the one with most of them, or most rows."""
    best: tuple[tuple[int, bool], str, Worksheet] | None = None
    for each in book.sheets:
        if each.hidden:
            continue
        found = book.worksheet(each.name, report)
        if not found.rows:
            continue
        sheet = Sheet(content.name, "", "", "", found.rows, merges=found.merges)
        header = find_header(sheet)
        known, filled = known_columns(sheet, header), header[-1] < len(found.rows) - 1
        if known > 1 and filled:
            return each.name, found
        rank = (known if filled else 0, filled)
        if best is None or rank > best[0]:
            best = (rank, each.name, found)
    if best is not None:
        return best[1], best[2]
    raise _nothing_to_see(book, content)


def _nothing_to_see(book: Workbook, content: Content) -> FileUnusable:
    hidden = [each.name for each in book.sheets if each.hidden and book.is_filled(each.name)]
    if not hidden:
        return content.empty()
    return content.unusable(
        N_("{file} 只有隐藏的工作表（{names}）里有内容。"),
        N_("请在原表里取消隐藏后再导入，或指定要读的工作表。"),
        names="、".join(hidden),
    )


def _about_others(book: Workbook, name: str) -> list[Message]:
    notes = []
    others = [each for each in book.sheets if each.name != name and book.is_filled(each.name)]
    for hidden, template in (
        (False, N_("只读了工作表“{sheet}”；{names} 没有读入。")),
        (True, N_("只读了工作表“{sheet}”；隐藏的 {names} 没有读入。")),
    ):
        if named := [each.name for each in others if each.hidden is hidden]:
            shown = "、".join(named[:10]) + (" …" if len(named) > 10 else "")
            notes.append(Message(template, {"sheet": name, "names": shown}))
    return notes
