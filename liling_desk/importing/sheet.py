"""A foreign table as text, each row under the number that its reader sees."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.translations import Message


@dataclass(frozen=True)
class Row:
    """One non-blank row. `number` is the row as Excel shows it: a cell with line breaks is still one row."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The text of a cell; empty beyond the end of a short row."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """A file's non-blank rows, header and title rows among them. `notes` say what was odd while reading."""

    file: str
    sha256: str
    encoding: str
    delimiter: str
    rows: tuple[Row, ...]
    notes: tuple[Message, ...] = ()
    broken: frozenset[tuple[int, int]] = frozenset()
    """(row number, column index) of cells that were cut off or whose opening quote has no pair."""

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return self.file.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)
