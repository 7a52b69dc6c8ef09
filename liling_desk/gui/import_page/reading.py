"""From a file or pasted cells and the user's choices to a preview: no widgets, runs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from liling_desk.garbage import leave_alone_what_is_there
from liling_desk.gui.import_page.acceptance import Acceptance
from liling_desk.gui.import_page.row_kinds import counts_of
from liling_desk.importing.batch_facts import sender_of
from liling_desk.importing.clipboard_sheet import NAME, read_clipboard
from liling_desk.importing.columns import Columns, guess_columns
from liling_desk.importing.findings import Handled
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.sender import layout_sender
from liling_desk.importing.sheet import Sheet, SheetName
from liling_desk.importing.table import Table, find_table
from liling_desk.ledger.commitment import Unit
from liling_desk.ledger.saved_view import Profile
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import Translator

_SAMPLE_ROWS = 200
_SAMPLES = 6
_MANY_ROWS = 1000


@dataclass(frozen=True)
class Pasted:
    """What was on the clipboard."""

    text: str
    html: str = ""


@dataclass(frozen=True)
class Choice:
    """What the user settled; None is automatic. `header` holds indexes into the sheet's rows; `sender` is a unit."""

    path: Path
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header: tuple[int, ...] | None = None
    columns: Columns | None = None
    period: str | None = None
    sender: str | None = None
    handled: Handled = field(default_factory=Handled)
    pasted: Pasted | None = None
    sheets: tuple[SheetName, ...] = ()
    """The file's worksheets as far as they are known: another can be tried where the chosen one has no table."""

    @classmethod
    def of_clipboard(cls, pasted: Pasted) -> Choice:
        """Cells that were pasted: there is no file."""
        return cls(Path(NAME), pasted=pasted)

    @property
    def source(self) -> tuple[object, ...]:
        """Whatever else is chosen, the file is read once for each of these."""
        return (self.path, self.pasted, self.encoding, self.delimiter, self.sheet)

    @property
    def by_hand(self) -> bool:
        """Whether anything was settled by hand: it can be settled otherwise."""
        return any(each is not None for each in (self.encoding, self.delimiter, self.sheet, self.header, self.period))

    def name(self, tr: Translator) -> str:
        """The file's name, to be shown."""
        return self.path.name if self.pasted is None else tr(NAME)

    def but(self, **fields: object) -> Choice:
        """The same with some replaced."""
        return replace(self, **fields)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Reading:
    """A choice and what came of it. `start` is what is ticked at first; `sender` a unit, "" where it is not known."""

    choice: Choice
    table: Table
    columns: Columns
    preview: Preview
    snapshot: Snapshot
    start: Acceptance
    sender: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many rows each filter shows."""

    @property
    def sheet(self) -> Sheet:
        """What the file holds."""
        return self.table.sheet

    @property
    def header_index(self) -> int:
        """Index into the sheet's rows of the header's last row."""
        return self.table.header_rows[-1] if self.table.header_rows else 0

    @property
    def layout_sender(self) -> str:
        """By what a remembered mapping of this file is known again."""
        return _layout_sender(self.choice, self.table, self.snapshot.units)


def read(
    choice: Choice,
    former: Reading | None,
    snapshot: Snapshot,
    profiles: list[Profile],
    today: date,
    report: Callable[[int, int], None],
) -> Reading:
    """Read the file (again only if need be) and compare it with the ledger. Raises `LedgerError`."""
    reading = _read(choice, former, snapshot, profiles, today, report)
    if len(reading.table.rows) > _MANY_ROWS:
        # A search for garbage among a million small values holds up the window's thread too.
        leave_alone_what_is_there()
    return reading


def let_go(held: list[Reading]) -> None:
    """Take a reading apart; a large one takes long, so this is for a worker too.

    Nothing in it holds itself: all of it goes without being searched for, whatever was left alone. To search everything
    again for its sake would go through a large ledger.
    """
    held.clear()


def _read(
    choice: Choice,
    former: Reading | None,
    snapshot: Snapshot,
    profiles: list[Profile],
    today: date,
    report: Callable[[int, int], None],
) -> Reading:
    if former is not None and former.choice.source == choice.source:
        sheet = former.sheet
    elif choice.pasted is not None:
        sheet = read_clipboard(choice.pasted.text, choice.pasted.html)
    else:
        sheet = read_file(
            choice.path, encoding=choice.encoding, delimiter=choice.delimiter, sheet=choice.sheet, report=report
        )
    table = find_table(sheet, choice.header)
    report(0, 0)
    columns = choice.columns
    if columns is None:
        sender = _layout_sender(choice, table, snapshot.units)
        columns = guess_columns(table.headers, profiles, table.sample(), sender)
    preview = make_preview(table, columns, snapshot, period=choice.period, today=today, handled=choice.handled)
    report(0, 0)
    known = choice.but(sheets=sheet.sheets)
    sender = (sender_of(preview, table, snapshot) if choice.sender is None else choice.sender) or ""
    start = Acceptance.doubtless(preview)
    # Counted here, so that the window need not walk through all cells.
    start.tally()
    return Reading(known, table, columns, preview, snapshot, start, sender, counts_of(preview))


def samples_of(table: Table, column: int) -> tuple[str, ...]:
    """Some different values of a column, from the top."""
    texts = (" ".join(row.cell(column).split()) for row in table.rows[:_SAMPLE_ROWS])
    return tuple(dict.fromkeys(text for text in texts if text))[:_SAMPLES]


def _layout_sender(choice: Choice, table: Table, units: Mapping[str, Unit]) -> str:
    return choice.sender or layout_sender(table, units)
