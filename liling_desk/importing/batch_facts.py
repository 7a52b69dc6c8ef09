"""What an import says about itself in the list of batches: from whom, how much of it, and the file as it came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from liling_desk.importing.findings import CellKey
from liling_desk.importing.preview import Preview
from liling_desk.importing.sender import layout_sender
from liling_desk.importing.table import Table
from liling_desk.ledger.entry import KEPT_LIMIT, BatchCounts, BatchFacts
from liling_desk.ledger.snapshot import Snapshot


def facts_of(
    preview: Preview, table: Table, snapshot: Snapshot, accepted: Collection[CellKey], original: bytes | None = None
) -> BatchFacts:
    """The facts of a batch that takes the accepted cells; `original` as from `original_of`."""
    return replace(
        preview.facts,
        sender=sender_of(preview, table, snapshot),
        sheet=table.sheet.sheet,
        size=None if original is None else len(original),
        counts=_counts(preview, frozenset(accepted)),
        original=original,
    )


def original_of(path: Path) -> bytes | None:
    """The file as it is; None where it is larger than a batch keeps, or gone by now."""
    try:
        return path.read_bytes() if path.stat().st_size <= KEPT_LIMIT else None
    except OSError:
        return None


def _counts(preview: Preview, accepted: frozenset[CellKey]) -> BatchCounts:
    added = changed = returned = 0
    for item in preview.plan.items:
        reports = sum(not accepted.isdisjoint(each.cells) for each in item.returns)
        own = not accepted.isdisjoint(item.cells) or any(key in accepted for key, _ in item.claims)
        if item.existing is not None:
            changed += own or reports > 0
            returned += reports
        elif any(key[1] == "title" and key in accepted for key in item.cells):
            added += 1
            returned += reports
    left_out = sum(key not in accepted for row in preview.rows for key in row.keys)
    return BatchCounts(added, changed, returned, left_out, len(preview.problems))


def sender_of(preview: Preview, table: Table, snapshot: Snapshot) -> str | None:
    """The unit that a file comes from: the one named in its name or titles, else the only one whose returns it has."""
    named = layout_sender(table, snapshot.units)
    if named in snapshot.units:
        return named
    units = {
        unit for item in preview.plan.items for each in item.returns
        if (unit := each.existing.unit if each.existing else each.frame.get("unit"))
    }  # fmt: skip
    present = {snapshot.unit_by_name.get(unit, unit) for unit in units}
    return present.pop() if len(present) == 1 else None
