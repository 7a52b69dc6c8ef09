"""Entries of the journal and what applying a change gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from liling_desk.ledger.changes import Change, commitment_of


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
class EntryName:
    """What an entry is called in a list of many: all but its changes, of which there may be thousands.

    `codes` is how many commitments it touched and `code` the first of them by code, or ""; `bulletin` is the key of the
    bulletin that it is about, or "".
    """

    seq: int
    at: str
    actor: str
    action: str
    cancels: int | None
    code: str = ""
    codes: int = 0
    bulletin: str = ""


def name_of(entry: Entry) -> EntryName:
    """The name of an entry whose changes are at hand."""
    codes = {code for change in entry.changes if (code := commitment_of(change)) is not None}
    bulletins = [change.key for change in entry.changes if change.entity == "bulletin"]
    return EntryName(
        entry.seq, entry.at, entry.actor, entry.action, entry.cancels, min(codes, default=""), len(codes),
        bulletins[-1] if bulletins else "",
    )  # fmt: skip


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


KEPT_LIMIT: Final = 20 * 1024 * 1024
"""Of a larger file (bytes) a batch keeps the hash only."""


@dataclass(frozen=True)
class BatchCounts:
    """What was taken of a file: items added and changed, returns; cells left out; problems. None: not recorded."""

    added: int | None = None
    changed: int | None = None
    returned: int | None = None
    left_out: int | None = None
    problems: int | None = None


@dataclass(frozen=True)
class Batch:
    """One applied import. `undone` tells whether it was taken back, `kept` whether the ledger has the file itself.

    `sender` is the unit that sent it, `size` in bytes; both None where not known.
    """

    number: int
    file: str
    sha256: str
    rows: int
    period: str | None
    at: str
    actor: str
    undone: bool = False
    sender: str | None = None
    sheet: str | None = None
    size: int | None = None
    counts: BatchCounts = BatchCounts()
    kept: bool = False


@dataclass(frozen=True)
class BatchFacts:
    """What an import says about itself; the store adds number, time and actor. `rows` counts data rows.

    `original` is the file itself; kept where it has the hash `sha256` and is no larger than `KEPT_LIMIT`.
    """

    file: str
    sha256: str
    rows: int
    period: str | None = None
    sender: str | None = None
    sheet: str | None = None
    size: int | None = None
    counts: BatchCounts = BatchCounts()
    original: bytes | None = field(default=None, repr=False, compare=False)
