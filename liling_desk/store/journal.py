"""The history: append-only entries, each sealed with the hash of the one before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any, get_args

from liling_desk.ledger.changes import Change, ChangeSet, Entity, commitment_of
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.record import in_present_words
from liling_desk.store.journal_text import as_json, changes_json, in_json
from liling_desk.store.newest import DESK as DESK
from liling_desk.store.newest import GENESIS as GENESIS
from liling_desk.store.newest import START as START
from liling_desk.store.newest import Link as Link
from liling_desk.store.newest import ask_head as ask_head
from liling_desk.store.newest import head as head
from liling_desk.store.newest import link_in, named
from liling_desk.store.newest import newest_at as newest_at
from liling_desk.store.own_changes import own_changes
from liling_desk.store.port import Engine, Row, Tx
from liling_desk.store.understanding import plain_json, understood
from liling_desk.store.writable import may_be_there
from liling_desk.translations import N_, Message

BULK = 50
"""From so many rows on they are written in one go."""

FOUNDING = "found"
"""The action that fills a new ledger; it is the ground that edits stand on and can't be undone."""

ISSUE = "issue_bulletin"
"""The action that sends a bulletin out; a mistaken one is withdrawn, not undone."""

RESCUE = "rescue"
"""The action that lays down what a damaged ledger still knew beyond its journal."""

_FINAL = f"'{FOUNDING}', '{ISSUE}', '{RESCUE}'"
"""Actions that can't be undone, as SQL lists them."""

_COLUMNS = "seq, op, at, actor, action, reason, batch, cancels, changes, previous_hash, hash"

SEALED = ("desk", "seq", "op", "at", "actor", "action", "reason", "batch", "cancels", "changes", "previous_hash")
"""The columns that a hash is made over, in this order."""

_AT_A_TIME = 500
_WHOLE_AT_A_TIME = 40
"""Entries may be megabytes long."""
_BEFORE_ALL, _AFTER_ALL = -(2**63), 2**63 - 1


@dataclass(frozen=True)
class Writing:
    """Who writes what, and which earlier entry it takes back."""

    actor: str
    changes: ChangeSet
    cancels: int | None = None


def append(tx: Tx, writing: Writing, last: Link | None = None) -> Link:
    """Write one entry; gives it back. The caller's transaction holds the only writer, so seq has no gaps.

    `last`: the newest entry, where it was looked up in this transaction before.
    """
    last = last or head(tx)
    seq, previous = last.seq + 1, last.hash
    changes = writing.changes
    row: dict[str, Any] = {
        "desk": DESK, "seq": seq, "op": changes.op, "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "actor": storable(writing.actor), "action": changes.action, "reason": storable(changes.reason),
        "batch": changes.batch,
        "cancels": writing.cancels, "changes": changes_json(changes.changes),
        "previous_hash": previous,
    }  # fmt: skip
    row["hash"] = _seal_of(row, in_json(row["changes"]))
    tx.insert_long("journal", row, "changes")
    if len(changes.codes) > BULK:
        subjects = [(DESK, seq, code) for code in changes.codes]
        tx.insert_rows("journal_subject", ("desk", "seq", "commitment"), subjects)
    else:
        for code in changes.codes:
            tx.insert("journal_subject", {"desk": DESK, "seq": seq, "commitment": code})
    tx.announce(seq)
    return Link(seq, row["hash"])


def storable(text: str) -> str:
    """Names that the system gives (accounts, files) may hold bytes that are no text: shown as their numbers."""
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode("utf-8")


def seal(row: Mapping[str, Any]) -> str:
    """SHA-256 over the entry's columns and the previous hash, as JSON without spaces in a fixed order."""
    return hashlib.sha256(as_json([row[name] for name in SEALED]).encode("utf-8")).hexdigest()


def _seal_of(row: Mapping[str, Any], changes: Iterable[bytes]) -> str:
    """The same, with the text of the changes as it stands in that JSON: it may be very long."""
    place = SEALED.index("changes")
    before, after = ([row[name] for name in names] for names in (SEALED[:place], SEALED[place + 1 :]))
    sealed = hashlib.sha256(f"{as_json(before)[:-1]},".encode())
    for piece in changes:
        sealed.update(piece)
    sealed.update(f",{as_json(after)[1:]}".encode())
    return sealed.hexdigest()


def link_at(tx: Tx, seq: int) -> Link | None:
    """An entry by its number; None where there is none."""
    return ask_link_at(tx, seq)()


def ask_link_at(tx: Tx, seq: int) -> Callable[[], Link | None]:
    """An entry by its number, when it is wanted."""
    asked = tx.ask("SELECT seq, hash FROM journal WHERE desk = :desk AND seq = :seq", _at(seq))
    return lambda: link_in(asked())


def ask_touched_since(tx: Tx, seq: int, most: int) -> Callable[[], list[str]]:
    """Codes of the commitments that later entries touched, `most` of them at the most."""
    asked = tx.ask(
        "SELECT DISTINCT commitment FROM journal_subject WHERE desk = :desk AND seq > :seq LIMIT :most",
        {**_at(seq), "most": most},
    )
    return lambda: [str(row[0]) for row in asked()]


def sealed_rows(tx: Tx, after: int = _BEFORE_ALL) -> Iterator[dict[str, Any]]:
    """The entries after a number as they are stored: the sealed columns, then the hash. Never all in memory."""
    names = [*SEALED, "hash"]
    query = f"SELECT {', '.join(names)} FROM journal WHERE desk = :desk AND seq > :after ORDER BY seq LIMIT :limit"
    while rows := tx.all(query, {"desk": DESK, "after": after, "limit": _AT_A_TIME}):
        for values in rows:
            yield dict(zip(names, values, strict=True))
        after = int(rows[-1][1])


def faults(rows: Iterable[Mapping[str, Any]], after: Link = START) -> Iterator[Message]:
    """What is wrong with a chain of sealed rows that go on from `after`, one sentence a fault."""
    expected = after
    for row in rows:
        seq = int(row["seq"])
        if seq != expected.seq + 1:
            yield Message(N_("操作记录缺第 {seq} 条。"), {"seq": expected.seq + 1})
        if row["previous_hash"] != expected.hash:
            yield Message(N_("操作记录第 {seq} 条与前一条接不上。"), {"seq": seq})
        if seal(row) != row["hash"]:
            yield Message(N_("操作记录第 {seq} 条写入后被改过。"), {"seq": seq})
        expected = Link(seq, str(row["hash"]))


def broken_links(tx: Tx, after: Link = START) -> Iterator[Message]:
    """What is wrong with the chain from an entry on, one sentence a fault; nothing when it is whole."""
    yield from faults(sealed_rows(tx, after.seq or _BEFORE_ALL), after)
    for (seq,) in tx.all(_NAMED_LATER, {"desk": DESK, "last": head(tx).seq}):
        yield Message(N_("操作记录缺第 {seq} 条。"), {"seq": seq})
    for (desk,) in tx.all("SELECT DISTINCT desk FROM journal WHERE desk <> :desk ORDER BY desk", {"desk": DESK}):
        yield Message(N_("操作记录里混有别处（{desk}）的条目。"), {"desk": desk})


_NAMED_LATER = (
    "SELECT seq FROM journal_subject WHERE desk = :desk AND seq > :last "
    "UNION SELECT seq FROM batch WHERE seq > :last ORDER BY seq"
)
"""Entries that were cut off at the end are still named elsewhere."""


def count(tx: Tx) -> int:
    """How many entries."""
    return int(tx.all("SELECT count(*) FROM journal WHERE desk = :desk", {"desk": DESK})[0][0])


def entry(tx: Tx, seq: int) -> Entry:
    """One entry that exists."""
    return _entries(tx.all(f"SELECT {_COLUMNS} FROM journal WHERE desk = :desk AND seq = :seq", _at(seq)))[0]


def find(tx: Tx, hash_prefix: str) -> Entry | None:
    """The first entry whose hash begins so; None where no entry has it."""
    if not may_be_there(hash_prefix):
        return None
    row = tx.one(
        "SELECT seq FROM journal WHERE desk = :desk AND substr(hash, 1, :length) = :prefix ORDER BY seq LIMIT 1",
        {"desk": DESK, "length": len(hash_prefix), "prefix": hash_prefix},
    )
    return entry(tx, int(row[0])) if row else None


def entry_of_op(tx: Tx, op: str) -> Entry | None:
    """The entry that an operation has already written, so that a retry is harmless."""
    found = _entries(tx.all(f"SELECT {_COLUMNS} FROM journal WHERE op = :op", {"op": op}))
    return found[0] if found else None


def newest(tx: Tx, limit: int) -> list[Entry]:
    """The newest entries, newest first."""
    return _entries(
        tx.all(
            f"SELECT {_COLUMNS} FROM journal WHERE desk = :desk ORDER BY seq DESC LIMIT :limit",
            {"desk": DESK, "limit": limit},
        )
    )


def of_commitment(tx: Tx, code: str, known: Link = START) -> list[tuple[Link, Entry]]:
    """Entries that touched a commitment, newest first, each with its own changes and those that belong to nobody.

    `known`: only that entry and later ones are wanted; it comes without its changes.
    """
    columns = ", ".join(f"j.{name}" for name in _COLUMNS.split(", "))
    columns = columns.replace("j.changes", "CASE WHEN j.seq > :known THEN j.changes ELSE '[]' END")
    query = (
        f"SELECT {columns} FROM journal_subject s JOIN journal j ON j.desk = s.desk AND j.seq = s.seq "
        "WHERE s.commitment = :code AND s.desk = :desk AND s.seq < :before AND s.seq >= :known "
        "ORDER BY s.seq DESC LIMIT :limit"
    )
    found: list[tuple[Link, Entry]] = []
    before, limit = _AFTER_ALL, _WHOLE_AT_A_TIME
    while rows := tx.all(query, {"code": code, "desk": DESK, "before": before, "known": known.seq, "limit": limit}):
        for row in rows:
            each = _entry(row, own_changes(row[8], code, partial(told_changes, row[0])))
            own = tuple(change for change in each.changes if commitment_of(change) in (code, None))
            found.append((Link(each.seq, str(row[10])), replace(each, changes=own)))
        before = found[-1][0].seq
        if len(rows) < limit:
            break
    return found


def histories(engine: Engine, codes: Iterable[str]) -> dict[str, list[Entry]]:
    """For each of these its entries, newest first, with only its own changes. Each entry is read once."""
    found: dict[str, list[Entry]] = {code: [] for code in codes}
    touched: dict[int, list[str]] = {}
    with engine.read() as tx:
        for row in tx.all("SELECT seq, commitment FROM journal_subject WHERE desk = :desk", {"desk": DESK}):
            if row[1] in found:
                touched.setdefault(int(row[0]), []).append(str(row[1]))
        entries = _of_numbers(tx, sorted(touched, reverse=True))
    for whole in entries:
        own: dict[str | None, list[int]] = {}
        for place, change in enumerate(whole.changes):
            own.setdefault(commitment_of(change), []).append(place)
        for code in touched[whole.seq]:
            places = sorted(own.get(code, []) + own.get(None, []))
            found[code].append(replace(whole, changes=tuple(whole.changes[place] for place in places)))
    return found


def _of_numbers(tx: Tx, numbers: Sequence[int]) -> list[Entry]:
    """These entries, in this order, a few statements for many."""
    found: dict[int, Entry] = {}
    for start in range(0, len(numbers), _AT_A_TIME):
        values = {f"s{place}": seq for place, seq in enumerate(numbers[start : start + _AT_A_TIME])}
        among = ", ".join(f":{name}" for name in values)
        rows = tx.all(
            f"SELECT {_COLUMNS} FROM journal WHERE desk = :desk AND seq IN ({among})", {"desk": DESK, **values}
        )
        found |= {each.seq: each for each in _entries(rows)}
    return [found[seq] for seq in numbers]


STANDS = (
    "NOT EXISTS (SELECT 1 FROM journal u WHERE u.desk = j.desk AND u.cancels = j.seq "
    "AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.desk = u.desk AND r.cancels = u.seq))"
)
"""True for an entry that nothing takes back: an undo counts only as long as no redo takes it back in turn."""


def undoable(tx: Tx) -> int | None:
    """The number of the newest edit that stands. The drafting of a bulletin that is out by now is passed over."""
    before: int | None = None
    while row := tx.one(
        "SELECT j.seq, EXISTS (SELECT 1 FROM journal_subject s WHERE s.desk = j.desk AND s.seq = j.seq) "
        f"FROM journal j WHERE j.desk = :desk AND j.action NOT IN ({_FINAL}, 'undo', 'redo') "
        f"AND (CAST(:before AS INTEGER) IS NULL OR j.seq < :before) AND {STANDS} ORDER BY j.seq DESC LIMIT 1",
        {"desk": DESK, "before": before},
    ):
        before, touches_items = int(row[0]), bool(row[1])
        if touches_items or not _is_settled(tx, entry(tx, before)):
            return before
    return None


def _is_settled(tx: Tx, drafting: Entry) -> bool:
    """Whether an entry only drafted bulletins that have been issued since."""
    return bool(drafting.changes) and all(
        change.entity == "bulletin"
        and not set(change.after or change.before or {}) <= {"withdrawn_on", "withdrawn_reason"}
        and tx.one("SELECT 1 FROM bulletin WHERE key = :key AND issued_on IS NOT NULL", {"key": change.key}) is not None
        for change in drafting.changes
    )


def redoable(tx: Tx) -> int | None:
    """The number of the newest undo that stands and that no edit has followed."""
    row = tx.one(
        f"SELECT j.seq FROM journal j WHERE j.desk = :desk AND j.action = 'undo' AND {STANDS} AND j.seq > "
        "coalesce((SELECT max(e.seq) FROM journal e WHERE e.desk = :desk "
        f"AND e.action NOT IN ('{FOUNDING}', 'undo', 'redo')), 0) ORDER BY j.seq DESC LIMIT 1",
        {"desk": DESK},
    )
    return int(row[0]) if row else None


def stands(tx: Tx, seq: int) -> bool:
    """Whether an entry is not taken back."""
    return tx.one(f"SELECT 1 FROM journal j WHERE j.desk = :desk AND j.seq = :seq AND {STANDS}", _at(seq)) is not None


def _at(seq: int) -> dict[str, Any]:
    return {"desk": DESK, "seq": seq}


def _entries(rows: Iterable[Row]) -> list[Entry]:
    return [_entry(row) for row in rows]


def _entry(row: Row, told: Sequence[dict[str, Any]] | None = None) -> Entry:
    """`told`: those of its changes that are wanted; all unless given."""
    changes = tuple(change_of(change) for change in (told_changes(row[0], row[8]) if told is None else told))
    with understood(named(row[0])):
        datetime.fromisoformat(row[2]).astimezone()
    return Entry(
        seq=row[0], op=row[1], at=row[2], actor=row[3], action=row[4], reason=row[5], batch=row[6], cancels=row[7],
        changes=changes,
    )  # fmt: skip


_ENTITIES = frozenset(get_args(Entity))
_PARTS = {"entity", "key", "before", "after"}


def told_changes(seq: int, stored: str) -> list[dict[str, Any]]:
    """The changes of an entry as they are stored: entity, key, before, after. Raises `LedgerDamaged`."""
    with understood(named(seq)):
        told: list[dict[str, Any]] = plain_json(stored)
        for each in told:
            sides = (each["before"], each["after"])
            if each.keys() != _PARTS or each["entity"] not in _ENTITIES or not isinstance(each["key"], str):
                raise ValueError("no change")
            if not all(side is None or isinstance(side, dict) for side in sides):
                raise ValueError("no fields")
        return told


def change_of(stored: dict[str, Any]) -> Change:
    """A change as `told_changes` gives it, in present words."""
    entity = stored["entity"]
    sides = {side: in_present_words(entity, stored[side]) for side in ("before", "after")}
    return Change(**{**stored, **sides})
