"""Entries of the journal and what applying a change gives back."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.ledger.changes import Change


@dataclass(frozen=True)
class Entry:
    """One journal entry. `at` is UTC ISO text; `cancels` is the seq of the entry that an undo or redo takes back."""

    seq: int
    op: str
    at: str
    actor: str
    action: str
    reason: str
    batch: int | None
    cancels: int | None
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Kept:
    """A field that an undo left alone because a later edit touched it."""

    code: str
    field: str
    value: object


@dataclass(frozen=True)
class Applied:
    """What was written: the entry's seq, the commitments touched, what an undo kept. `action`: the verb (undone)."""

    seq: int
    action: str
    codes: tuple[str, ...]
    fields: frozenset[str] = frozenset()
    kept: tuple[Kept, ...] = ()
    batch: int | None = None


@dataclass(frozen=True)
class Batch:
    """One applied import. `undone` tells whether it was taken back."""

    number: int
    file: str
    sha256: str
    rows: int
    period: str | None
    at: str
    actor: str
    undone: bool = False


@dataclass(frozen=True)
class BatchFacts:
    """What an import says about itself; the store adds number, time and actor. `rows` counts data rows."""

    file: str
    sha256: str
    rows: int
    period: str | None = None
