"""Which entries of a damaged journal can be believed, and what they say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.errors import LedgerDamaged
from liling_desk.store import following, journal
from liling_desk.store.following import Key, State
from liling_desk.store.salvage import Fields, Salvage
from liling_desk.store.understanding import SENSELESS

_BEYOND: Final = 100_000
"""A number that is named so far beyond the last entry is damage itself."""


@dataclass(frozen=True)
class SoundEntries:
    """`chain` is whole from the first entry on; `later` are sealed rightly, but what came before them is lost.

    `gaps`: first and last number of entries that are gone. `whole`: nothing is missing up to the known end.
    """

    chain: tuple[Fields, ...]
    later: tuple[Fields, ...]
    gaps: tuple[tuple[int, int], ...]
    whole: bool


@dataclass
class Told:
    """What entries say: `by_chain`, with those after it in `state`; `ever` holds all keys that there were."""

    by_chain: State = field(default_factory=dict)
    state: State = field(default_factory=dict)
    ever: set[Key] = field(default_factory=set)


def sound_entries(salvage: Salvage) -> SoundEntries:
    """Sort what was read of the journal."""
    sealed: dict[int, list[Fields]] = {}
    spoilt: set[int] = set()
    for row in (*salvage.found.get("journal", ()), *salvage.stray.get("journal", ())):
        if row["seq"] > 0 and _is_sound(row):
            sealed.setdefault(row["seq"], []).append(row)
        else:
            spoilt.add(row["seq"])
    chain: list[Fields] = []
    last = journal.START
    while joined := [row for row in sealed.get(last.seq + 1, ()) if row["previous_hash"] == last.hash]:
        chain.append(joined[0])
        last = journal.Link(last.seq + 1, joined[0]["hash"])
    later = [sealed[seq][0] for seq in sorted(sealed) if seq > last.seq]
    torn = "journal" in salvage.torn
    named = spoilt - sealed.keys() | (_named(salvage) if torn else set())
    gaps = _gaps(last.seq, [row["seq"] for row in later], named)
    return SoundEntries(tuple(chain), tuple(later), gaps, not (torn or later or named - sealed.keys()))


def _is_sound(row: Fields) -> bool:
    try:
        if row["desk"] != journal.DESK or journal.seal(row) != row["hash"]:
            return False
        journal.told_changes(row["seq"], row["changes"])
    except (LedgerDamaged, *SENSELESS):
        return False
    return True


def _named(salvage: Salvage) -> set[int]:
    rows = [*salvage.found.get("journal_subject", ()), *salvage.found.get("batch", ())]
    return {row["seq"] for row in rows}


def _gaps(last: int, later: list[int], named: set[int]) -> tuple[tuple[int, int], ...]:
    known = sorted({*later, *(seq for seq in named if last < seq <= max([last, *later]) + _BEYOND)})
    found: list[tuple[int, int]] = []
    there = set(later)
    for seq in known:
        first, end = last + 1, seq - 1 if seq in there else seq
        if first <= end:
            if found and found[-1][1] == first - 1:
                found[-1] = (found[-1][0], end)
            else:
                found.append((first, end))
        last = seq
    return tuple(found)


def told_by(entries: SoundEntries) -> Told:
    """Follow the chain, and then what came after it as far as it stands on something known."""
    told = Told()
    for row in entries.chain:
        changes = journal.told_changes(row["seq"], row["changes"])
        following.follow(told.state, row["seq"], changes)
        told.ever.update((change["entity"], change["key"]) for change in changes)
    told.by_chain = {key: dict(fields) for key, fields in told.state.items()}
    for row in entries.later:
        changes = journal.told_changes(row["seq"], row["changes"])
        known = [each for each in changes if each["before"] is None or (each["entity"], each["key"]) in told.state]
        following.follow(told.state, row["seq"], known)
        told.ever.update((change["entity"], change["key"]) for change in changes)
    return told


def subjects_of(row: Fields) -> tuple[str, ...]:
    """The codes of the commitments that an entry touched."""
    changes = tuple(journal.change_of(each) for each in journal.told_changes(row["seq"], row["changes"]))
    return ChangeSet("", changes).codes
