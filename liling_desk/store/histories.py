"""The histories of items that were asked for before: entries are never changed, so only later ones are read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from liling_desk.store.newest import START, Link
from liling_desk.store.port import Engine
from liling_desk.store.writable import may_be_there
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger.entry import Entry
    from liling_desk.store import journal
else:
    journal = WhenNeeded("liling_desk.store.journal")

_MOST: Final = 16
"""So many items' histories are kept."""


class Histories:
    """Newest first, each entry with one item's changes only. May be asked on one thread at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: dict[str, tuple[Link, list[Entry]]] = {}
        """By code: the newest entry, and all of them."""

    def of(self, code: str) -> list[Entry]:
        """Entries that touched an item."""
        if not may_be_there(code):
            return []
        last, known = self._kept.pop(code, (START, []))
        with self._engine.glance() as tx:
            found = journal.of_commitment(tx, code, last)
            if known and (not found or found[-1][0] != last):
                known, found = [], journal.of_commitment(tx, code)  # a backup was put in the ledger's place
        later = found[:-1] if known else found
        entries = [*(_without_batches(each) for _, each in later), *known]
        if found:
            self._kept[code] = found[0][0], entries
        while len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return list(entries)


def _without_batches(entry: Entry) -> Entry:
    return replace(entry, changes=tuple(change for change in entry.changes if change.entity != "batch"))
