"""What a report is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from liling_desk.ledger.bulletin import Bulletin, FrozenFigures
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Standing
from liling_desk.reporting.options import LedgerFacts


@dataclass(frozen=True)
class Material:
    """`rows` are exactly the items that the report is about, in their order; the rest is looked up from them.

    `history`: of the items, newest first, where the kind prints it. `bulletins`: all of them, newest first.
    `earlier`: the figures that a bulletin is compared with, None for the first one.
    """

    rows: Sequence[Standing]
    facts: LedgerFacts
    snapshot: Snapshot = field(default_factory=lambda: Snapshot({}))
    history: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    bulletins: Sequence[Bulletin] = ()
    earlier: FrozenFigures | None = None
