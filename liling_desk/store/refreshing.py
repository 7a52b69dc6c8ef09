"""The content of a ledger as it is read: all of it once, afterwards only what entries have touched since."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from liling_desk.ledger.code_places import CodePlaces
from liling_desk.ledger.code_table import CodeTable
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.frozen import many_made
from liling_desk.ledger.patched import PatchedTable
from liling_desk.ledger.returns import Return
from liling_desk.ledger.search import plain_letters
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.store import rows
from liling_desk.store.newest import Link, ask_head
from liling_desk.store.port import Tx
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.store import journal
else:
    journal = WhenNeeded("liling_desk.store.journal")

MOST = 500
"""Where more commitments than that were touched, everything is read again."""

V = TypeVar("V")


@dataclass(frozen=True)
class Content:
    """A snapshot with what its commitments are found by: folded words, and initials in pinyin, by code.

    `codes` are the commitments in which it differs from `earlier`, where it was made from that.
    """

    snapshot: Snapshot
    words: Mapping[str, str]
    initials: Mapping[str, str]
    earlier: Snapshot | None = None
    codes: frozenset[str] = frozenset()


def read_whole(tx: Tx) -> Content:
    """Everything, asked for in one go."""
    items, returns, evidence = rows.ask_items(tx), rows.ask_returns(tx), rows.ask_evidence(tx)
    units, sources, letters, head = rows.ask_units(tx), rows.ask_sources(tx), rows.ask_letters(tx), ask_head(tx)
    tx.over()
    commitments: list[Commitment] = []
    words: list[str] = []
    initials: list[str] = []
    with many_made():
        for item, told, its_initials in items():
            commitments.append(item)
            words.append(told)
            initials.append(plain_letters(its_initials))
        places = CodePlaces([item.code for item in commitments])
        snapshot = Snapshot(
            CodeTable(places, commitments), returns(), units(), sources(), evidence(), letters(),
            entries=(last := head()).seq, head=last.hash,
        )  # fmt: skip
    return Content(snapshot, CodeTable(places, words), CodeTable(places, initials))


def read_since(tx: Tx, content: Content) -> Content:
    """What the entries after `content` have touched, the rest as it was; the same content where there are none."""
    before = content.snapshot
    head, known = ask_head(tx), journal.ask_link_at(tx, before.entries)
    touched = journal.ask_touched_since(tx, before.entries, MOST + 1)
    units, sources = rows.ask_units(tx), rows.ask_sources(tx)
    last = head()
    if before.entries and known() != Link(before.entries, before.head):
        return read_whole(tx)  # another history: a backup was put in the ledger's place
    if last.seq == before.entries:
        return content
    codes = touched()
    if len(codes) > MOST:
        return read_whole(tx)
    items, returns = rows.ask_commitments(tx, codes), rows.ask_returns(tx, codes)
    evidence, letters = rows.ask_evidence(tx, codes), rows.ask_letters(tx, codes)
    tx.over()
    found = items() if codes else []
    after = {item.code: item for item, _, _ in found}
    snapshot = Snapshot(
        _items_with(before.commitments, codes, after),
        _with(before.returns, codes, returns() if codes else {}), units(), sources(),
        _with(before.evidence, codes, evidence() if codes else {}),
        _with(before.letters, codes, letters() if codes else {}),
        entries=last.seq, head=last.hash,
    )  # fmt: skip
    words = _items_with(content.words, codes, {item.code: told for item, told, _ in found})
    found_letters = _items_with(
        content.initials, codes, {item.code: plain_letters(initials) for item, _, initials in found}
    )
    return Content(snapshot, words, found_letters, before, frozenset(codes))


@dataclass(frozen=True)
class Touched:
    """What one entry touched, as the transaction that wrote it left it: items and their returns, nothing else.

    `returns` are those of all these items; None where they are as they were.
    """

    after: Link
    """The entry before."""
    entry: Link
    items: Sequence[rows.Item]
    returns: Mapping[str, tuple[Return, ...]] | None


def gone_on(content: Content, entries: Sequence[Touched]) -> Content | None:
    """The content after some more entries, without asking; None where they do not follow on it, or items are new."""
    before, last = content.snapshot, head_of(content)
    returns = before.returns
    items: dict[str, Commitment] = {}
    words: dict[str, str] = {}
    letters: dict[str, str] = {}
    for touched in entries:
        if touched.after != last or any(item.code not in content.words for item, _, _ in touched.items):
            return None
        last = touched.entry
        items |= {item.code: item for item, _, _ in touched.items}
        words |= {item.code: told for item, told, _ in touched.items}
        letters |= {item.code: plain_letters(initials) for item, _, initials in touched.items}
        if touched.returns is not None:
            returns = _with(returns, [item.code for item, _, _ in touched.items], touched.returns)
    snapshot = Snapshot(
        PatchedTable(before.commitments, items), returns, before.units, before.sources, before.evidence, before.letters,
        entries=last.seq, head=last.hash,
    )  # fmt: skip
    words_now, letters_now = PatchedTable(content.words, words), PatchedTable(content.initials, letters)
    return Content(snapshot, words_now, letters_now, before, frozenset(items))


def head_of(content: Content) -> Link:
    """The newest entry that is in it."""
    return Link(content.snapshot.entries, content.snapshot.head)


def _with(before: Mapping[str, V], codes: Collection[str], after: Mapping[str, V]) -> Mapping[str, V]:
    """The values of some codes replaced, or gone."""
    there = [code for code in codes if code in before]
    if after.keys() == set(there):
        return PatchedTable(before, after) if there else before
    both = {**dict(before.items()), **after}
    for code in codes:
        if code not in after:
            both.pop(code, None)
    return both


def _items_with(before: Mapping[str, V], codes: Collection[str], after: Mapping[str, V]) -> Mapping[str, V]:
    """The same of what every item has: in the order of the codes, also where any are new."""
    now = _with(before, codes, after)
    if not isinstance(now, dict):
        return now
    in_order = sorted(now)
    return CodeTable(CodePlaces(in_order), [now[code] for code in in_order])
