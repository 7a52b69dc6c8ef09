"""Gathers from an open ledger what a report of some kind is made from."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.ledger.standing import Standing
from liling_desk.read_ledger import ReadLedger
from liling_desk.reporting.material import Material
from liling_desk.reporting.options import LedgerFacts


def material_of(ledger: ReadLedger, kind: str, rows: Sequence[Standing]) -> Material:
    """All that a report on these rows needs; `rows` come from `ledger.find`."""
    snapshot = ledger.snapshot()
    present = sum(not item.deleted for item in snapshot.commitments.values())
    facts = LedgerFacts(ledger.path.name, ledger.entry_count, present)
    history = {each.code: ledger.history(each.code) for each in rows} if kind == "item" else {}
    return Material(rows, facts, snapshot, history)
