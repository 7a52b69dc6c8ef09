"""What a report is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds


@dataclass(frozen=True)
class ReportOptions:
    """`filter` only names what the rows were chosen by; the rows themselves come from the ledger.

    `charts`, `settled_items` (green and done) and `undated_items` belong to the status report; `progress_texts`
    and `columns` (keys of `ledger_report.COLUMNS`, empty: the usual ones) to the whole ledger.
    `thresholds` are those that the rows were judged by; the explanation of the lights names them.
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


@dataclass(frozen=True)
class LedgerFacts:
    """Where the rows come from: the ledger's file name, its journal entries, and its items (without deleted ones)."""

    name: str
    entry_count: int
    total_in_ledger: int
