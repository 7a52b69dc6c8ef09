"""The journal as proof: exported for others to verify, and asked for a hash that stands on a paper."""

from __future__ import annotations

from pathlib import Path

from liling_desk.ledger.entry import Entry
from liling_desk.reporting.whole_file import write_whole_from
from liling_desk.store.journal_lines import Chain, Lines, entry_with_hash, verify

__all__ = ["Chain", "find_entry", "verify", "write_journal"]


def write_journal(ledger: Path, target: Path) -> Chain:
    """Write every entry as a line of JSON, whole or not at all; tells the head and what is wrong with the chain.

    On a connection of its own: may run on any thread. Raises `LedgerUnusable`, `FileUnusable`.
    """
    lines = Lines(ledger)
    write_whole_from(target, lines)
    return lines.chain


def find_entry(ledger: Path, hash_prefix: str) -> Entry | None:
    """The entry whose hash begins so, in lower-case digits; None where there is none. Raises `LedgerUnusable`."""
    return entry_with_hash(ledger, hash_prefix)
