"""The journal as proof: exported for others to verify, asked for a hash that stands on a paper, checked when opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import Address, address_of
from liling_desk.ledger.entry import Entry
from liling_desk.reporting.whole_file import write_whole_from
from liling_desk.store import proven
from liling_desk.store.file_places import FilePlace, PlaceKind, place_of
from liling_desk.store.journal_lines import Chain, Lines, entry_with_hash, verify
from liling_desk.store.proving import Proof, Stopped, prove

__all__ = [
    "Chain", "FilePlace", "Opened", "PlaceKind", "Proof", "accept", "check_opened", "find_entry", "place_of",
    "verify", "write_journal",
]  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """What was found out about a ledger that was opened."""

    proof: Proof
    place: FilePlace | None
    """None: on a server."""


def write_journal(ledger: Path | Address, target: Path, access: Access = DESK) -> Chain:
    """Write every entry as a line of JSON, whole or not at all; tells the head and what is wrong with the chain.

    On a connection of its own: may run on any thread. Raises `LedgerUnusable`, `FileUnusable`.
    """
    lines = Lines(ledger, access)
    write_whole_from(target, lines)
    return lines.chain


def find_entry(ledger: Path | Address, hash_prefix: str, access: Access = DESK) -> Entry | None:
    """The entry whose hash begins so, in lower-case digits; None where there is none. Raises `LedgerUnusable`."""
    return entry_with_hash(ledger, hash_prefix, access)


def check_opened(ledger: Path | Address, today: date, stopped: Stopped, access: Access = DESK) -> Opened:
    """Check a ledger that was opened, and say where it lies; on any thread. What was found whole is remembered.

    Raises `LedgerUnusable`; what it gives back after `stopped` says true means nothing.
    """
    found = prove(ledger, proven.known(ledger), today, stopped, access)
    if found.ok and not stopped():
        proven.remember(ledger, found.proven)
    return Opened(found, place_of(file) if (file := address_of(ledger).file) else None)


def accept(ledger: Path | Address, proof: Proof) -> None:
    """Take the ledger as it is for the known one from now on."""
    proven.remember(ledger, proof.proven)
