"""Applied imports."""

from __future__ import annotations

from dataclasses import replace

from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.entry import Batch, BatchFacts
from liling_desk.store import journal
from liling_desk.store.port import Tx


def next_number(tx: Tx) -> int:
    """The number that the next batch will have."""
    row = tx.one("SELECT coalesce(max(number), 0) + 1 FROM batch")
    return int(row[0]) if row else 1


def numbered(changes: ChangeSet, number: int) -> ChangeSet:
    """The same set as batch N: every return in it carries the number."""
    return replace(changes, batch=number, changes=tuple(_of_batch(change, number) for change in changes.changes))


def _of_batch(change: Change, number: int) -> Change:
    if change.entity != "progress_return" or change.after is None or change.before is not None:
        return change
    return replace(change, after={**change.after, "batch": number})


def add(tx: Tx, number: int, seq: int, facts: BatchFacts) -> None:
    """Keep the facts of an applied file."""
    tx.run(
        "INSERT INTO batch (number, seq, file, sha256, row_count, period) "
        "VALUES (:number, :seq, :file, :sha256, :rows, :period)",
        {
            "number": number, "seq": seq, "file": journal.storable(facts.file), "sha256": facts.sha256,
            "rows": facts.rows, "period": facts.period,
        },
    )  # fmt: skip


def read_batches(tx: Tx) -> list[Batch]:
    """Newest first."""
    rows = tx.all(
        "SELECT b.number, b.file, b.sha256, b.row_count, b.period, j.at, j.actor, b.seq "
        "FROM batch b JOIN journal j ON j.desk = :desk AND j.seq = b.seq ORDER BY b.number DESC",
        {"desk": journal.DESK},
    )
    names = ("number", "file", "sha256", "rows", "period", "at", "actor")
    return [Batch(**dict(zip(names, row, strict=False)), undone=not journal.stands(tx, int(row[7]))) for row in rows]


def entry_seq(tx: Tx, number: int) -> int | None:
    """The journal entry of a batch; None for a number that was never given."""
    row = tx.one("SELECT seq FROM batch WHERE number = :number", {"number": number})
    return int(row[0]) if row else None
