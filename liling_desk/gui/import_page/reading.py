"""From a file and the user's choices to a preview: no widgets, runs on a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from liling_desk.importing.columns import Columns, guess_columns
from liling_desk.importing.findings import Handled
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.sender import layout_sender
from liling_desk.importing.sheet import Sheet
from liling_desk.importing.table import Table, find_table
from liling_desk.ledger.saved_view import Profile
from liling_desk.ledger.snapshot import Snapshot


@dataclass(frozen=True)
class Choice:
    """What the user settled; None is automatic. `header` is an index into the sheet's rows."""

    path: Path
    encoding: str | None = None
    delimiter: str | None = None
    header: int | None = None
    columns: Columns | None = None
    period: str | None = None
    handled: Handled = field(default_factory=Handled)

    def but(self, **fields: object) -> Choice:
        """The same with some replaced."""
        return replace(self, **fields)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Reading:
    """A choice and what came of it."""

    choice: Choice
    table: Table
    columns: Columns
    preview: Preview
    snapshot: Snapshot

    @property
    def sheet(self) -> Sheet:
        """What the file holds."""
        return self.table.sheet

    @property
    def header_index(self) -> int:
        """Index into the sheet's rows of the header's last row."""
        return self.table.header_rows[-1] if self.table.header_rows else 0


def read(
    choice: Choice,
    former: Reading | None,
    snapshot: Snapshot,
    profiles: list[Profile],
    today: date,
    report: Callable[[int, int], None],
) -> Reading:
    """Read the file (again only if need be) and compare it with the ledger. Raises `LedgerError`."""
    source = (choice.path, choice.encoding, choice.delimiter)
    if former is not None and source == (former.choice.path, former.choice.encoding, former.choice.delimiter):
        sheet = former.sheet
    else:
        sheet = read_file(choice.path, encoding=choice.encoding, delimiter=choice.delimiter, report=report)
    table = find_table(sheet, None if choice.header is None else (choice.header,))
    columns = choice.columns
    if columns is None:
        columns = guess_columns(table.headers, profiles, table.sample(), layout_sender(table, snapshot.units))
    preview = make_preview(table, columns, snapshot, period=choice.period, today=today, handled=choice.handled)
    report(1, 1)
    return Reading(choice, table, columns, preview, snapshot)
