"""The journal as lines that anybody can verify: a JSON object each, the sealed columns in order, then the hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from liling_desk.ledger.access import DESK, Access
from liling_desk.ledger.address import Address, address_of
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.store import journal
from liling_desk.store.opening import open_beside
from liling_desk.translations import N_, Message

_NAMES = [*journal.SEALED, "hash"]
_LONGEST = 512 * 1024 * 1024
"""A line that is longer (bytes) is no entry."""


@dataclass(frozen=True)
class Chain:
    """What a run along a chain has found. `found`: the entry that was looked for."""

    entries: int
    head: journal.Link
    problems: tuple[Message, ...] = ()
    found: journal.Link | None = None


class Reading:
    """Follows rows one by one; `chain()` tells what they were, once they have all been taken."""

    def __init__(self, rows: Iterator[dict[str, Any]], looked_for: str = "") -> None:
        self._rows, self._looked_for = rows, looked_for
        self._entries, self._head = 0, journal.START
        self._found: journal.Link | None = None
        self.problems: list[Message] = []

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self._rows:
            self._entries += 1
            self._head = journal.Link(row["seq"], row["hash"])
            if self._found is None and self._looked_for and self._head.hash.startswith(self._looked_for):
                self._found = self._head
            yield row

    def chain(self) -> Chain:
        """What was read so far."""
        return Chain(self._entries, self._head, tuple(self.problems), self._found)


class Lines:
    """The journal of a ledger, line by line, on a connection of its own: may be used on any thread.

    The lines are of one moment, whatever is written meanwhile. Raises `LedgerUnusable`.
    """

    def __init__(self, ledger: Path | Address, access: Access = DESK) -> None:
        self._ledger, self._access = address_of(ledger), access
        self.chain = Chain(0, journal.START)

    def __iter__(self) -> Iterator[bytes]:
        engine = open_beside(self._ledger, self._access)
        try:
            with engine.read() as tx:
                reading = Reading(journal.sealed_rows(tx))
                for row in reading:
                    yield (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
                self.chain = Chain(reading.chain().entries, reading.chain().head, tuple(journal.broken_links(tx)))
        finally:
            engine.close()


def entry_with_hash(ledger: Path | Address, hash_prefix: str, access: Access = DESK) -> Entry | None:
    """The entry whose hash begins so, on a connection of its own. Raises `LedgerUnusable`."""
    engine = open_beside(address_of(ledger), access)
    try:
        with engine.read() as tx:
            return journal.find(tx, hash_prefix)
    finally:
        engine.close()


def verify(file: Path, looked_for: str = "") -> Chain:
    """Follow the chain in an exported file; `looked_for`: the beginning of a hash to find on the way.

    Raises `FileUnusable` where the file can't be read at all.
    """
    try:
        with file.open("rb") as lines:
            problems: list[Message] = []
            reading = Reading(_rows_of(lines, problems), looked_for)
            reading.problems += journal.faults(iter(reading))
            reading.problems += problems
            return reading.chain()
    except OSError as problem:
        raise FileUnusable(
            Message(N_("读不了 {file}。"), {"file": file}),
            Message(N_("请确认文件存在、可以读取。")),
            Where(file=str(file)),
            str(problem),
        ) from problem


def _rows_of(lines: IO[bytes], problems: list[Message]) -> Iterator[dict[str, Any]]:
    number = 0
    while line := lines.readline(_LONGEST):
        number += 1
        row = _row_of(line)
        if row is None:
            problems.append(Message(N_("第 {row} 行不是完整的一条操作记录。"), {"row": number}))
            return
        yield row


def _row_of(line: bytes) -> dict[str, Any] | None:
    """An entry with exactly its columns, each once; None for anything else."""
    if not (line.startswith(b"{") and line.endswith(b"\n")):
        return None  # cut off, or longer than any entry
    try:
        pairs = json.loads(line, object_pairs_hook=list)
        if not isinstance(pairs, list) or [pair[0] for pair in pairs] != _NAMES:
            return None
        row = dict(pairs)
        journal.seal(row)
    except (ValueError, RecursionError, TypeError, IndexError):
        return None
    plain = type(row["seq"]) is int and isinstance(row["hash"], str) and isinstance(row["changes"], str)
    return row if plain else None
