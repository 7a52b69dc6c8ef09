"""What a report is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from liling_desk.ledger.bulletin import Bulletin
from liling_desk.ledger.filters import Facet, LedgerFilter, SortOrder
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds
from liling_desk.reporting.report import Letterhead


@dataclass(frozen=True)
class ReportOptions:
    """`filter` only names what the rows were chosen by; the rows themselves come from the ledger.

    Each kind heeds some of them (`kinds.Kind.options`). `settled_items` are green and done ones; `columns` are keys of
    `ledger_report.COLUMNS` (empty: the usual ones); `group_by` None: one table; `new_page_each`: every unit or item on
    a page of its own; `landscape` None: as the kind is usually printed; `period` YYYY-MM of the roll-call (None: the
    one that is owed on the as-of day). `thresholds` are those that the rows were judged by; the explanation of the
    lights names them. `letterhead` None: a plain report. `bulletin`: the draft or the issue that is printed.
    """

    as_of: date
    filter: LedgerFilter = field(default_factory=LedgerFilter)
    sort: SortOrder = field(default_factory=SortOrder)
    charts: bool = True
    settled_items: bool = True
    undated_items: bool = True
    black_and_white: bool = False
    progress_texts: bool = True
    columns: tuple[str, ...] = ()
    thresholds: Thresholds = USUAL_THRESHOLDS
    group_by: Facet | None = None
    new_page_each: bool = True
    landscape: bool | None = None
    period: str | None = None
    letterhead: Letterhead | None = None
    bulletin: Bulletin | None = None
    letters: LetterOptions = field(default_factory=lambda: LetterOptions())


@dataclass(frozen=True)
class LetterOptions:
    """What stands in every letter of a run. `number`: a pattern with `{n}`, counted from `first_number`; "" for none.

    `issued_on` None: the as-of day. `contact`: whom to call. `issuer` and `imprint` may be empty. `units`: whom to
    write to, None: everybody who has something to be told.
    """

    issuer: str = ""
    number: str = ""
    first_number: int = 1
    issued_on: date | None = None
    reply_by: date | None = None
    contact: str = ""
    imprint: tuple[str, ...] = ()
    units: tuple[str, ...] | None = None


@dataclass(frozen=True)
class LedgerFacts:
    """Where the rows come from: the ledger's file name, its journal entries, and its items (without deleted ones).

    `head` is the newest entry's hash, "" where it is not known.
    """

    name: str
    entry_count: int
    total_in_ledger: int
    head: str = ""
