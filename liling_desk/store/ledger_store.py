"""A ledger behind an engine: what is read from it, and the one transaction that writes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.changes import Change, ChangeSet, commitment_of
from liling_desk.ledger.entry import Applied, Batch, BatchFacts, Entry
from liling_desk.ledger.errors import NothingToUndo
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.store import applying, backups, batches, journal, papers, rows, schema, schema_check
from liling_desk.store.backups import BackupKind
from liling_desk.store.explaining import only_looking
from liling_desk.store.on_sqlite import SqliteEngine
from liling_desk.store.port import Engine, Tx
from liling_desk.store.search_words import store_search_words
from liling_desk.store.understanding import understood
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.saved_view import Profile, SavedView

SearchWords = dict[str, tuple[str, str]]
"""Code → (folded words, pinyin initials)."""

First = Callable[[Tx], None]


def open_store(path: Path, access: Access = DESK) -> LedgerStore:
    """Open an existing file. Raises `LedgerUnusable`."""
    return _ready(SqliteEngine.open(path, access), access)


def create_store(path: Path, access: Access = DESK) -> LedgerStore:
    """Make a new file. Raises `LedgerUnusable` where anything exists and for readers; leaves no half file behind."""
    if access.reader:
        raise only_looking(path)
    engine = SqliteEngine.create(path, access)
    try:
        return _ready(engine, access)
    except BaseException:
        engine.path.unlink(missing_ok=True)
        raise


def _ready(engine: SqliteEngine, access: Access) -> LedgerStore:
    try:
        number = schema.schema_number(engine)
        if number <= len(schema.STEPS):
            schema_check.must_be_trustworthy(engine)
        if number and schema.lacking_steps(engine):
            backups.back_up(engine.path, BackupKind.SCHEMA, detail=str(number), passphrase=access.passphrase)
        schema.bring_up_to_date(engine)
    except BaseException:
        engine.close()
        raise
    return LedgerStore(engine)


class LedgerStore:
    """Reads are cached until something is written, here or elsewhere."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._told = self._stamp = engine.stamp()
        self._cached: tuple[Snapshot, SearchWords] | None = None

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self._engine.path

    @property
    def read_only(self) -> bool:
        """True where nothing can be written."""
        return self._engine.read_only

    @property
    def engine(self) -> Engine:
        """Where the ledger lives, for checking and copying it whole."""
        return self._engine

    def close(self) -> None:
        """Let go of the file."""
        self._engine.close()

    def content(self) -> tuple[Snapshot, SearchWords]:
        """Everything as it is now, with the words it is found by."""
        if (stamp := self._engine.stamp()) != self._stamp:
            self._stamp, self._cached = stamp, None
        if self._cached is None:
            with self._engine.read() as tx:
                items = rows.read_commitments(tx)
                snapshot = Snapshot(
                    {item.code: item for item, _, _ in items},
                    rows.read_returns(tx),
                    rows.read_units(tx),
                    rows.read_sources(tx),
                    rows.read_evidence(tx),
                    papers.read_letters(tx),
                    entries=journal.count(tx),
                    head=journal.head(tx).hash,
                )
            self._cached = snapshot, {item.code: (words, letters) for item, words, letters in items}
        return self._cached

    def changed_elsewhere(self) -> bool:
        """True once after another connection has written, whatever was read in between."""
        stamp = self._engine.stamp()
        told, self._told = self._told, stamp
        return stamp != told

    def apply(
        self, changes: ChangeSet, actor: str, facts: BatchFacts | None = None, first: First | None = None
    ) -> Applied:
        """Write a set and its journal entry in one transaction. With `facts` it becomes a batch.

        `first` is done before anything else in the same transaction, and may refuse.

        Raises `Conflict`, `InvalidEdit`, `LedgerUnusable`; then nothing is written.
        """

        def write(tx: Tx) -> Applied:
            if (earlier := journal.entry_of_op(tx, changes.op)) is not None:
                return _applied(earlier.seq, earlier.action, earlier.changes, batch=earlier.batch)
            if first is not None:
                first(tx)
            whole = applying.with_new_units(tx, changes)
            if facts is not None:
                whole = batches.numbered(whole, batches.next_number(tx))
            worded = applying.write_changes(tx, whole.changes)
            store_search_words(tx, whole, worded)
            told = whole if facts is None else batches.vouched(whole, facts)
            seq = journal.append(tx, journal.Writing(actor, told))
            if facts is not None and whole.batch is not None:
                batches.add(tx, whole.batch, seq, facts)
            return _applied(seq, whole.action, whole.changes, batch=whole.batch)

        return self._write(write)

    def undo(self, actor: str) -> Applied:
        """Take back the newest edit that stands. Raises `NothingToUndo`."""
        return self._write(lambda tx: _take_back(tx, _something(journal.undoable(tx), _NO_UNDO), "undo", actor))

    def redo(self, actor: str) -> Applied:
        """Do again what the newest undo took back. Raises `NothingToUndo`."""
        return self._write(lambda tx: _take_back(tx, _something(journal.redoable(tx), _NO_REDO), "redo", actor))

    def undo_batch(self, number: int, actor: str) -> Applied:
        """Take one batch back. Raises `NothingToUndo` for an unknown one and for one that was taken back before."""

        def write(tx: Tx) -> Applied:
            seq = batches.entry_seq(tx, number)
            if seq is None or not journal.stands(tx, seq):
                what = N_("没有第 {number} 批导入。") if seq is None else N_("第 {number} 批导入已经撤销过了。")
                raise NothingToUndo(Message(what, {"number": number}), Message(N_("导入批次里列有全部批次。")))
            return _take_back(tx, journal.entry(tx, seq), "undo", actor)

        return self._write(write)

    def undoable(self) -> Entry | None:
        """The edit that `undo` would take back."""
        with self._engine.read() as tx:
            return journal.undoable(tx)

    def redoable(self) -> Entry | None:
        """The undo that `redo` would take back."""
        with self._engine.read() as tx:
            return journal.redoable(tx)

    def history(self, code: str) -> list[Entry]:
        """Entries that touched an item, newest first, each with that item's changes only."""
        with self._engine.read() as tx:
            entries = journal.of_commitment(tx, code)
        return [
            replace(each, changes=tuple(change for change in each.changes if _concerns(change, code)))
            for each in entries
        ]

    def recent(self, limit: int) -> list[Entry]:
        """The newest entries."""
        with self._engine.read() as tx:
            return journal.newest(tx, limit)

    def entry_count(self) -> int:
        """How many entries."""
        with self._engine.read() as tx:
            return journal.count(tx)

    def batches(self) -> list[Batch]:
        """Newest first."""
        with self._engine.read() as tx:
            return batches.read_batches(tx)

    def saved_views(self) -> list[SavedView]:
        """By name."""
        with self._engine.read() as tx:
            return rows.read_views(tx)

    def profiles(self) -> list[Profile]:
        """By name."""
        with self._engine.read() as tx:
            return rows.read_profiles(tx)

    def _write(self, write: Callable[[Tx], Applied]) -> Applied:
        with self._engine.write() as tx:
            applied = write(tx)
        self._cached = None
        return applied


def _concerns(change: Change, code: str) -> bool:
    return commitment_of(change) in (code, None) and change.entity != "batch"


_NO_UNDO = N_("没有可以撤销的操作。")
_NO_REDO = N_("没有可以重做的操作。")


def _something(entry: Entry | None, otherwise: str) -> Entry:
    if entry is None:
        raise NothingToUndo(Message(otherwise), Message(N_("台账没有改动。")))
    return entry


def _take_back(tx: Tx, entry: Entry, action: str, actor: str) -> Applied:
    with understood(Message(N_("操作记录第 {seq} 条"), {"seq": entry.seq})):
        written, kept = applying.take_back(tx, entry.changes)
        inverse = ChangeSet(action, tuple(written), entry.reason, entry.batch)
        store_search_words(tx, inverse)
    seq = journal.append(tx, journal.Writing(actor, inverse, cancels=entry.seq))
    named = entry if action == "undo" else journal.entry(tx, entry.cancels or entry.seq)
    return replace(_applied(seq, named.action, written, batch=entry.batch), kept=tuple(kept))


def _applied(seq: int, action: str, changes: Iterable[Change], batch: int | None) -> Applied:
    changes = tuple(changes)
    fields = frozenset(name for change in changes for name in (change.after or change.before or {}))
    return Applied(seq, action, ChangeSet(action, changes).codes, fields, batch=batch)
