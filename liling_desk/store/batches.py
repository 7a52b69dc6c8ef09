"""Applied imports, and the files that they came from."""

from __future__ import annotations

from dataclasses import replace

from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.entry import KEPT_LIMIT, Batch, BatchCounts, BatchFacts
from liling_desk.ledger.errors import FileUnusable
from liling_desk.store import journal, kept_files
from liling_desk.store.port import Engine, Row, Tx
from liling_desk.store.writable import may_be_there
from liling_desk.translations import N_, Message

_COUNTS = ("added", "changed", "returned", "left_out", "problems")
_TOLD = ("sender", "sheet", "size")
FACTS = ("file", "sha256", "row_count", "period", *_TOLD, *_COUNTS)
"""What the journal vouches for of a batch, as columns."""

_COLUMNS = ("number", *FACTS)


def next_number(tx: Tx) -> int:
    """The number that the next batch will have."""
    row = tx.one("SELECT coalesce(max(number), 0) + 1 FROM batch")
    return int(row[0]) if row else 1


def numbered(changes: ChangeSet, number: int) -> ChangeSet:
    """The same set as batch N: every return in it carries the number."""
    return replace(changes, batch=number, changes=tuple([_of_batch(change, number) for change in changes.changes]))


def _of_batch(change: Change, number: int) -> Change:
    if change.entity != "progress_return" or change.after is None or change.before is not None:
        return change
    return Change(change.entity, change.key, None, {**change.after, "batch": number}, change.version)


def vouched(changes: ChangeSet, facts: BatchFacts) -> ChangeSet:
    """The same set with the facts of its file, so that the journal vouches for them; undoing leaves them alone."""
    told = Change("batch", str(changes.batch), None, _row(facts))
    return replace(changes, changes=(*changes.changes, told))


def _row(facts: BatchFacts) -> dict[str, object]:
    return {
        "file": journal.storable(facts.file), "sha256": facts.sha256, "row_count": facts.rows,
        **{name: _storable(getattr(facts, name)) for name in ("period", *_TOLD)},
        **{name: getattr(facts.counts, name) for name in _COUNTS},
    }  # fmt: skip


def _storable(told: str | int | None) -> str | int | None:
    return journal.storable(told) if isinstance(told, str) else told


def rows_found(tx: Tx) -> dict[int, tuple[int, dict[str, object]]]:
    """By number: the seq of the entry, and the facts as `vouched` tells them."""
    names = [name for name in _COLUMNS if name != "number"]
    found = tx.all(f"SELECT number, seq, {', '.join(names)} FROM batch ORDER BY number")
    return {int(row[0]): (int(row[1]), dict(zip(names, row[2:], strict=True))) for row in found}


def add(tx: Tx, number: int, seq: int, facts: BatchFacts) -> None:
    """Keep the facts of an applied file, and the file itself where it is not too large."""
    tx.insert("batch", {"number": number, "seq": seq, **_row(facts)})
    _keep_file(tx, facts)


def _keep_file(tx: Tx, facts: BatchFacts) -> None:
    content = facts.original
    if content is not None and len(content) <= KEPT_LIMIT and kept_files.sha256_of(content) == facts.sha256:
        kept_files.keep(tx, content)


_SELECT = (
    f"SELECT {', '.join('b.' + name for name in _COLUMNS)}, j.at, j.actor, {journal.STANDS}, k.sha256 IS NOT NULL "
    "FROM batch b JOIN journal j ON j.desk = :desk AND j.seq = b.seq LEFT JOIN kept_file k ON k.sha256 = b.sha256 "
)


def read_batches(tx: Tx) -> list[Batch]:
    """Newest first."""
    return [_batch(row) for row in tx.all(f"{_SELECT} ORDER BY b.number DESC", {"desk": journal.DESK})]


def _batch(row: Row) -> Batch:
    told = dict(zip(_COLUMNS, row, strict=False))
    at, actor, stands, kept = row[len(_COLUMNS) :]
    return Batch(
        number=told["number"], file=told["file"], sha256=told["sha256"], rows=told["row_count"],
        period=told["period"], at=at, actor=actor, undone=not stands,
        **{name: told[name] for name in _TOLD},
        counts=BatchCounts(*(told[name] for name in _COUNTS)),
        kept=bool(kept),
    )  # fmt: skip


def entry_seq(tx: Tx, number: int) -> int | None:
    """The journal entry of a batch; None for a number that was never given."""
    row = tx.one("SELECT seq FROM batch WHERE number = :number", {"number": number}) if may_be_there(number) else None
    return int(row[0]) if row else None


def of_file(engine: Engine, sha256: str) -> Batch | None:
    """The batch that this very file was applied as: the newest that stands, else the newest that was taken back."""
    if not may_be_there(sha256):
        return None
    with engine.read() as tx:
        rows = tx.all(
            f"{_SELECT} WHERE b.sha256 = :sha256 ORDER BY b.number DESC", {"desk": journal.DESK, "sha256": sha256}
        )
        found = [_batch(row) for row in rows]
    return next((each for each in found if not each.undone), found[0] if found else None)


def codes_of(engine: Engine, number: int) -> tuple[str, ...]:
    """The commitments that a batch wrote to, by code; empty for a number that was never given."""
    if not may_be_there(number):
        return ()
    with engine.read() as tx:
        rows = tx.all(
            "SELECT s.commitment FROM batch b JOIN journal_subject s ON s.desk = :desk AND s.seq = b.seq "
            "WHERE b.number = :number ORDER BY s.commitment",
            {"desk": journal.DESK, "number": number},
        )
    return tuple(str(row[0]) for row in rows)


def original_file(engine: Engine, number: int) -> bytes:
    """The file that a batch was read from, byte for byte. Raises `FileUnusable` where it was not kept."""
    with engine.read() as tx:
        asked = "SELECT file, sha256 FROM batch WHERE number = :number"
        known = tx.one(asked, {"number": number}) if may_be_there(number) else None
        kept = known is not None and kept_files.is_kept(tx, known[1])
        content = kept_files.content_of(tx, known[1]) if known is not None else None
    if known is None:
        raise FileUnusable(
            Message(N_("没有第 {number} 批导入。"), {"number": number}), Message(N_("导入批次里列有全部批次。"))
        )
    if not kept:
        raise FileUnusable(
            Message(N_("第 {number} 批的原文件 {file} 没有存在台账里。"), {"number": number, "file": known[0]}),
            Message(N_("太大的文件和早期的批次只记有校验值；请向报送单位索取。")),
        )
    if content is None:
        raise FileUnusable(
            Message(N_("第 {number} 批的原文件 {file} 已经读不出来。"), {"number": number, "file": known[0]}),
            Message(N_("请先备份台账，再用更早的备份找回这个文件。")),
        )
    return content
