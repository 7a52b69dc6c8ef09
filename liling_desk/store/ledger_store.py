"""A ledger behind an engine: what is read from it, and the one transaction that writes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from liling_desk.ledger.address import Address
from liling_desk.ledger.errors import NothingToUndo, ServerUnreachable
from liling_desk.ledger.frozen import many_made
from liling_desk.store.histories import Histories
from liling_desk.store.port import Engine, Tx, Watch
from liling_desk.store.refreshing import Content, Touched, gone_on, head_of, read_since, read_whole
from liling_desk.store.understanding import understood
from liling_desk.store.writable import must_be_writable
from liling_desk.translations import N_, Message
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger.changes import Change, ChangeSet
    from liling_desk.ledger.entry import Applied, BatchFacts, Entry
    from liling_desk.store import applying, batches, journal, present, search_words
else:  # what writes
    applying, batches, journal, present, search_words = (
        WhenNeeded(f"liling_desk.store.{name}")
        for name in ("applying", "batches", "journal", "present", "search_words")
    )

First = Callable[[Tx], None]
_Wrote: TypeAlias = "tuple[Applied, Touched | None]"
"""What was written, and what is known of the content by that."""


_FEW = 50
"""What changes more items is read again."""
_ATTEMPTS = 3
"""So often a change is tried where the server is lost meanwhile and answers again."""


class LedgerStore:
    """Reads are cached until something is written, here or elsewhere."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._told = self._stamp = engine.stamp()
        self._cached: Content | None = None
        self._is_stale = False
        self.histories = Histories(engine)
        self._written: list[Touched] = []
        """What was written here since the content was read."""

    @property
    def address(self) -> Address:
        """Where the ledger is kept."""
        return self._engine.address

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

    def content(self) -> Content:
        """Everything as it is now, with the words it is found by; as it was last seen where a server is lost."""
        try:
            # What is known to be stale is read again in any case: on a server the question would cost a journey.
            if not self._is_stale and (stamp := self._engine.stamp()) != self._stamp:
                self._stamp, self._is_stale = stamp, True
            if self._cached is not None and self._written and not self._is_stale:
                written, self._written = self._written, []
                if (goes_on := gone_on(self._cached, written)) is not None:
                    self._cached = goes_on
                else:
                    self._is_stale = True  # somebody else wrote in between
            if self._cached is None or self._is_stale:
                self._written = []
                with self._engine.read() as tx:
                    self._cached = read_whole(tx) if self._cached is None else read_since(tx, self._cached)
                self._is_stale = False
        except ServerUnreachable:
            if self._cached is None:
                raise
        return self._cached

    def go_on_with(self, other: LedgerStore) -> None:
        """Hold what another connection has read; what was written after that is read when it is next asked for."""
        self._cached, self._is_stale = other._cached, True

    @property
    def unreachable_since(self) -> datetime | None:
        """When a server was lost; None while it answers, and for a file."""
        return self._engine.unreachable_since

    def reconnect(self) -> bool:
        """Try to reach a server that was lost; True where it answers. Takes seconds; may run on any thread."""
        return self._engine.reconnect()

    def watch(self) -> Watch | None:
        """Begin to listen for what others write; None for a file, whose stamp is looked at instead."""
        return self._engine.watch()

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

        def write(tx: Tx) -> _Wrote:
            must_be_writable(tx, changes.changes)
            last, there = journal.ask_head(tx), applying.ask_present(tx, changes.changes)
            if (earlier := journal.entry_of_op(tx, changes.op)) is not None:
                return _applied(earlier.seq, earlier.action, earlier.changes, batch=earlier.batch), None
            there.read()
            if first is not None:
                first(tx)
            whole = applying.with_new_units(there, applying.with_owners(there, changes))
            if facts is not None:
                whole = batches.numbered(whole, batches.next_number(tx))
            worded, before = applying.write_changes(tx, whole.changes, there), last()
            known = self._known_returns(whole, before)
            items, returns = search_words.store_search_words(tx, whole, worded, known)
            told = whole if facts is None else batches.vouched(whole, facts)
            entry = journal.append(tx, journal.Writing(actor, told), before)
            if facts is not None and whole.batch is not None:
                batches.add(tx, whole.batch, entry.seq, facts)
            touched = Touched(before, entry, items, returns if known is None else None)
            applied = _applied(entry.seq, whole.action, whole.changes, batch=whole.batch)
            return applied, touched if _is_all(touched, whole) else None

        return self._write(write)

    def undo(self, actor: str, op: str | None = None) -> Applied:
        """Take back the newest edit that stands. `op` makes a retry harmless. Raises `NothingToUndo`."""
        return self._take_back(actor, op, "undo", lambda tx: _something(tx, journal.undoable, _NO_UNDO))

    def redo(self, actor: str, op: str | None = None) -> Applied:
        """Do again what the newest undo took back. `op` makes a retry harmless. Raises `NothingToUndo`."""
        return self._take_back(actor, op, "redo", lambda tx: _something(tx, journal.redoable, _NO_REDO))

    def undo_batch(self, number: int, actor: str, op: str | None = None) -> Applied:
        """Take one batch back. Raises `NothingToUndo` for an unknown one and for one that was taken back before."""

        def batch(tx: Tx) -> Entry:
            seq = batches.entry_seq(tx, number)
            if seq is None or not journal.stands(tx, seq):
                what = N_("没有第 {number} 批导入。") if seq is None else N_("第 {number} 批导入已经撤销过了。")
                raise NothingToUndo(Message(what, {"number": number}), Message(N_("导入批次里列有全部批次。")))
            return journal.entry(tx, seq)

        return self._take_back(actor, op, "undo", batch)

    def _take_back(self, actor: str, op: str | None, action: str, find: Callable[[Tx], Entry]) -> Applied:
        from liling_desk.ledger.changes import new_uuid

        op = op or new_uuid()

        def write(tx: Tx) -> _Wrote:
            if (earlier := journal.entry_of_op(tx, op)) is not None:
                named = _named(tx, action, journal.entry(tx, earlier.cancels or earlier.seq))
                return _applied(earlier.seq, named.action, earlier.changes, batch=earlier.batch), None
            return _taken_back(tx, find(tx), action, actor, op)

        return self._write(write)

    def _known_returns(self, changes: ChangeSet, before: journal.Link) -> search_words.Returns | None:
        """All returns, where they are held as they are after the entry `before` and a change leaves them alone."""
        held = self._cached
        if held is None or head_of(held) != before:
            return None
        return None if any(each.entity == "progress_return" for each in changes.changes) else held.snapshot.returns

    def _write(self, write: Callable[[Tx], _Wrote]) -> Applied:
        """In one transaction; again where a server is lost: by its op `write` knows what is there already."""
        applied, touched, unconfirmed = None, None, False
        for attempts_left in reversed(range(_ATTEMPTS)):
            try:
                with self._engine.write() as tx, many_made():
                    applied, touched = write(tx)
                break
            except ServerUnreachable as lost:
                unconfirmed = unconfirmed or lost.unconfirmed
                if not attempts_left or not self._engine.reconnect():
                    raise ServerUnreachable(self.address.name, lost.detail, unconfirmed) from lost
        assert applied is not None
        if touched is None:
            self._is_stale = True
        else:
            self._written.append(touched)
        return applied


_NO_UNDO = N_("没有可以撤销的操作。")
_NO_REDO = N_("没有可以重做的操作。")


def _something(tx: Tx, find: Callable[[Tx], int | None], otherwise: str) -> Entry:
    if (seq := find(tx)) is None:
        raise NothingToUndo(Message(otherwise), Message(N_("台账没有改动。")))
    return journal.entry(tx, seq)


def _is_all(touched: Touched, changes: ChangeSet) -> bool:
    """Whether nothing was changed but a few items that are still there, and their returns."""
    return (
        len(touched.items) == len(changes.codes) <= _FEW
        and changes.batch is None
        and all(each.entity in ("commitment", "progress_return") for each in changes.changes)
    )


def _taken_back(tx: Tx, entry: Entry, action: str, actor: str, op: str) -> _Wrote:
    from liling_desk.ledger.changes import ChangeSet

    with understood(Message(N_("操作记录第 {seq} 条"), {"seq": entry.seq})):
        there = present.Present(tx, entry.changes)
        written, kept = applying.take_back(tx, entry.changes, there)
        inverse = applying.with_owners(there, ChangeSet(action, tuple(written), entry.reason, entry.batch, op))
        items, returns = search_words.store_search_words(tx, inverse)
    before = journal.head(tx)
    cancelling = journal.append(tx, journal.Writing(actor, inverse, cancels=entry.seq), before)
    named, touched = _named(tx, action, entry), Touched(before, cancelling, items, returns)
    applied = replace(_applied(cancelling.seq, named.action, written, batch=entry.batch), kept=tuple(kept))
    return applied, touched if _is_all(touched, inverse) else None


def _named(tx: Tx, action: str, entry: Entry) -> Entry:
    """The edit that a user knows: of a redo, what the undo had taken back."""
    return entry if action == "undo" else journal.entry(tx, entry.cancels or entry.seq)


def _applied(seq: int, action: str, changes: Iterable[Change], batch: int | None) -> Applied:
    from liling_desk.ledger.changes import ChangeSet
    from liling_desk.ledger.entry import Applied

    changes = tuple(change for change in changes if change.entity != "batch")
    fields = frozenset[str]().union(*[change.after or change.before or () for change in changes])
    return Applied(seq, action, ChangeSet(action, changes).codes, fields, batch=batch)
