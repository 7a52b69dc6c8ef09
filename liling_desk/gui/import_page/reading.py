"""From a file and the user's choices to a preview: no widgets, runs on a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from liling_desk.importing.columns import Columns, find_header, guess_columns, headers_of
from liling_desk.importing.csv_sheet import read_csv
from liling_desk.importing.findings import Handled
from liling_desk.importing.preview import Preview, make_preview
from liling_desk.importing.sheet import Sheet
from liling_desk.ledger.saved_view import Profile
from liling_desk.ledger.snapshot import Snapshot

_SAMPLE_ROWS = 200


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
    sheet: Sheet
    header_index: int
    columns: Columns
    preview: Preview
    snapshot: Snapshot


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
        sheet = read_csv(choice.path, choice.encoding, choice.delimiter, report)
    header = find_header(sheet) if choice.header is None else min(choice.header, len(sheet.rows) - 1)
    columns = choice.columns
    if columns is None:
        sample = [row.cells for row in sheet.rows[header + 1 : header + 1 + _SAMPLE_ROWS]]
        columns = guess_columns(headers_of(sheet, header), profiles, sample)
    preview = make_preview(sheet, header, columns, snapshot, period=choice.period, today=today, handled=choice.handled)
    report(1, 1)
    return Reading(choice, sheet, header, columns, preview, snapshot)
