"""The end of the history: which entry is the newest. All that opening a ledger asks of the journal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from liling_desk.store.port import Row, Tx
from liling_desk.store.understanding import understood
from liling_desk.translations import N_, Message

DESK = "main"
"""Which desk's journal; one file holds one desk."""

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """An entry of the chain by its number and its hash."""

    seq: int
    hash: str


START = Link(0, GENESIS)
"""What the first entry is joined to."""


def head(tx: Tx) -> Link:
    """The newest entry; `START` where there is none."""
    return ask_head(tx)()


def ask_head(tx: Tx) -> Callable[[], Link]:
    """The newest entry, when it is wanted."""
    asked = tx.ask("SELECT seq, hash FROM journal WHERE desk = :desk ORDER BY seq DESC LIMIT 1", {"desk": DESK})
    return lambda: link_in(asked()) or START


def link_in(rows: Sequence[Row]) -> Link | None:
    """The first of some rows of number and hash; None where there is none."""
    return Link(int(rows[0][0]), str(rows[0][1])) if rows else None


def newest_at(tx: Tx) -> str | None:
    """When the newest entry was written (UTC, ISO); the entry itself may be megabytes long."""
    row = tx.one("SELECT seq, at FROM journal WHERE desk = :desk ORDER BY seq DESC LIMIT 1", {"desk": DESK})
    if row is None:
        return None
    with understood(named(row[0])):
        datetime.fromisoformat(row[1]).astimezone()
    return str(row[1])


def named(seq: int) -> Message:
    """An entry, for people."""
    return Message(N_("操作记录第 {seq} 条"), {"seq": seq})
