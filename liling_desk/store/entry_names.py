"""What entries are called, without their changes: an import's are megabytes of text, and take seconds to unpack."""

from __future__ import annotations

from liling_desk.ledger.entry import EntryName
from liling_desk.store.journal import told_changes
from liling_desk.store.newest import DESK
from liling_desk.store.port import Row, Tx

_SUBJECTS = "FROM journal_subject s WHERE s.desk = j.desk AND s.seq = j.seq"
_NAMES = (
    f"SELECT j.seq, j.at, j.actor, j.action, j.cancels, (SELECT min(s.commitment) {_SUBJECTS}), "
    f"(SELECT count(*) {_SUBJECTS}), CASE WHEN EXISTS (SELECT 1 {_SUBJECTS}) THEN '[]' ELSE j.changes END "
    "FROM journal j WHERE j.desk = :desk"
)
"""The changes only of those that touch no commitment, such as a bulletin's."""


def names(tx: Tx, limit: int) -> list[EntryName]:
    """Of the newest entries, newest first."""
    return [_name(row) for row in tx.all(f"{_NAMES} ORDER BY j.seq DESC LIMIT :limit", {"desk": DESK, "limit": limit})]


def name(tx: Tx, seq: int) -> EntryName:
    """Of one entry that exists."""
    return _name(tx.all(f"{_NAMES} AND j.seq = :seq", {"desk": DESK, "seq": seq})[0])


def _name(row: Row) -> EntryName:
    bulletins = [each["key"] for each in told_changes(row[0], row[7]) if each["entity"] == "bulletin"]
    return EntryName(
        int(row[0]), str(row[1]), str(row[2]), str(row[3]), row[4], row[5] or "", int(row[6]),
        bulletins[-1] if bulletins else "",
    )  # fmt: skip
