"""A foreign table as text, each row under the number that its reader sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from liling_desk.translations import Message


@dataclass(frozen=True, slots=True)
class Row:
    """One non-blank row. `number` is the row as Excel shows it: a cell with line breaks is still one row."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The text of a cell; empty beyond the end of a short row."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""


@dataclass(frozen=True)
class SheetName:
    """A worksheet of a workbook."""

    name: str
    hidden: bool = False


@dataclass(frozen=True)
class Merge:
    """Merged cells: row numbers as the user sees them, columns from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Sheet:
    """A file's non-blank rows, header and title rows among them. `notes` say what was odd while reading.

    Cells are text as a person would read them: days as 2019-06-13, 38%, numbers without .0, leading zeros kept.
    """

    file: str
    sha256: str
    encoding: str
    """How a text was read; "" for a workbook."""
    delimiter: str
    """What parts a text's cells; "" for a workbook or a web page."""
    rows: tuple[Row, ...]
    notes: tuple[Message, ...] = ()
    broken: frozenset[tuple[int, int]] = frozenset()
    """(row number, column index) of cells that were cut off or whose opening quote has no pair."""
    sheet: str | None = None
    """The worksheet's name; None for text files."""
    sheets: tuple[SheetName, ...] = ()
    """All worksheets of the file in its order, this one among them; none for text files."""
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    """Row numbers that the sender hid; they are in `rows` all the same."""
    hidden_columns: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.file.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def others(self) -> tuple[SheetName, ...]:
        """The worksheets of the file that were not read."""
        return tuple(each for each in self.sheets if each.name != self.sheet)

    @cached_property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)
