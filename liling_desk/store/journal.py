"""The history: append-only entries, each sealed with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from liling_desk.ledger.changes import Change, ChangeSet, commitment_of
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.record import in_present_words
from liling_desk.store.port import Engine, Row, Tx
from liling_desk.translations import N_, Message

DESK = "main"
"""Which desk's journal; one file holds one desk."""

GENESIS = "0" * 64
BULK = 50
"""From so many rows on they are written in one go."""

FOUNDING = "found"
"""The action that fills a new ledger; it is the ground that edits stand on and can't be undone."""

ISSUE = "issue_bulletin"
"""The action that sends a bulletin out; a mistaken one is withdrawn, not undone."""

_FINAL = f"'{FOUNDING}', '{ISSUE}'"
"""Actions that can't be undone, as SQL lists them."""

_COLUMNS = "seq, op, at, actor, action, reason, batch, cancels, changes, previous_hash, hash"


@dataclass(frozen=True)
class Writing:
    """Who writes what, and which earlier entry it takes back."""

    actor: str
    changes: ChangeSet
    cancels: int | None = None


def append(tx: Tx, writing: Writing) -> int:
    """Write one entry; gives back its seq. The caller's transaction holds the only writer, so seq has no gaps."""
    last = tx.one("SELECT seq, hash FROM journal WHERE desk = :desk ORDER BY seq DESC LIMIT 1", {"desk": DESK})
    seq, previous = (int(last[0]) + 1, str(last[1])) if last else (1, GENESIS)
    changes = writing.changes
    row: dict[str, Any] = {
        "desk": DESK, "seq": seq, "op": changes.op, "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "actor": storable(writing.actor), "action": changes.action, "reason": storable(changes.reason),
        "batch": changes.batch,
        "cancels": writing.cancels, "changes": _as_json([_plain(change) for change in changes.changes]),
        "previous_hash": previous,
    }  # fmt: skip
    row["hash"] = seal(row)
    names = ", ".join(row)
    tx.run(f"INSERT INTO journal ({names}) VALUES ({', '.join(':' + name for name in row)})", row)
    subjects = [{"desk": DESK, "seq": seq, "commitment": code} for code in changes.codes]
    if len(subjects) > BULK:
        tx.run_many("INSERT INTO journal_subject (desk, seq, commitment) VALUES (:desk, :seq, :commitment)", subjects)
    else:
        for subject in subjects:
            tx.run("INSERT INTO journal_subject (desk, seq, commitment) VALUES (:desk, :seq, :commitment)", subject)
    return seq


def storable(text: str) -> str:
    """Names that the system gives (accounts, files) may hold bytes that are no text: shown as their numbers."""
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode("utf-8")


def seal(row: dict[str, Any]) -> str:
    """SHA-256 over the entry's columns and the previous hash, as JSON without spaces in a fixed order."""
    names = ("desk", "seq", "op", "at", "actor", "action", "reason", "batch", "cancels", "changes", "previous_hash")
    return hashlib.sha256(_as_json([row[name] for name in names]).encode("utf-8")).hexdigest()


def broken_links(tx: Tx) -> Iterator[Message]:
    """What is wrong with the chain, one sentence a fault; nothing when it is whole."""
    expected_seq, expected_hash = 1, GENESIS
    for values in tx.all(f"SELECT {_COLUMNS} FROM journal WHERE desk = :desk ORDER BY seq", {"desk": DESK}):
        row = {"desk": DESK, **dict(zip(_COLUMNS.split(", "), values, strict=True))}
        if row["seq"] != expected_seq:
            yield Message(N_("操作记录缺第 {seq} 条。"), {"seq": expected_seq})
            expected_seq = row["seq"]
        if row["previous_hash"] != expected_hash:
            yield Message(N_("操作记录第 {seq} 条与前一条接不上。"), {"seq": row["seq"]})
        if seal(row) != row["hash"]:
            yield Message(N_("操作记录第 {seq} 条写入后被改过。"), {"seq": row["seq"]})
        expected_seq, expected_hash = expected_seq + 1, str(row["hash"])
    for (seq,) in tx.all(_NAMED_LATER, {"desk": DESK, "last": expected_seq - 1}):
        yield Message(N_("操作记录缺第 {seq} 条。"), {"seq": seq})


_NAMED_LATER = (
    "SELECT seq FROM journal_subject WHERE desk = :desk AND seq > :last "
    "UNION SELECT seq FROM batch WHERE seq > :last ORDER BY seq"
)
"""Entries that were cut off at the end are still named elsewhere."""


def count(tx: Tx) -> int:
    """How many entries."""
    row = tx.one("SELECT count(*) FROM journal WHERE desk = :desk", {"desk": DESK})
    return int(row[0]) if row else 0


def entry(tx: Tx, seq: int) -> Entry:
    """One entry that exists."""
    return _entries(tx.all(f"SELECT {_COLUMNS} FROM journal WHERE desk = :desk AND seq = :seq", _at(seq)))[0]


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


def of_commitment(tx: Tx, code: str) -> list[Entry]:
    """Entries that touched a commitment, newest first, whole."""
    columns = ", ".join(f"j.{name}" for name in _COLUMNS.split(", "))
    return _entries(
        tx.all(
            f"SELECT {columns} FROM journal_subject s JOIN journal j ON j.desk = s.desk AND j.seq = s.seq "
            "WHERE s.commitment = :code AND s.desk = :desk ORDER BY s.seq DESC",
            {"code": code, "desk": DESK},
        )
    )


def histories(engine: Engine, codes: Iterable[str]) -> dict[str, list[Entry]]:
    """For each of these its entries, newest first, with only its own changes. Each entry is read once."""
    found: dict[str, list[Entry]] = {code: [] for code in codes}
    touched: dict[int, list[str]] = {}
    with engine.read() as tx:
        for row in tx.all("SELECT seq, commitment FROM journal_subject WHERE desk = :desk", {"desk": DESK}):
            if row[1] in found:
                touched.setdefault(int(row[0]), []).append(str(row[1]))
        entries = [entry(tx, seq) for seq in sorted(touched, reverse=True)]
    for whole in entries:
        own: dict[str | None, list[int]] = {}
        for place, change in enumerate(whole.changes):
            own.setdefault(commitment_of(change), []).append(place)
        for code in touched[whole.seq]:
            places = sorted(own.get(code, []) + own.get(None, []))
            found[code].append(replace(whole, changes=tuple(whole.changes[place] for place in places)))
    return found


_STANDS = (
    "NOT EXISTS (SELECT 1 FROM journal u WHERE u.desk = j.desk AND u.cancels = j.seq "
    "AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.desk = u.desk AND r.cancels = u.seq))"
)
"""True for an entry that nothing takes back: an undo counts only as long as no redo takes it back in turn."""


def undoable(tx: Tx) -> Entry | None:
    """The newest edit that stands. The drafting of a bulletin that is out by now is passed over."""
    before: int | None = None
    while row := tx.one(
        f"SELECT j.seq FROM journal j WHERE j.desk = :desk AND j.action NOT IN ({_FINAL}, 'undo', 'redo') "
        f"AND (CAST(:before AS INTEGER) IS NULL OR j.seq < :before) AND {_STANDS} ORDER BY j.seq DESC LIMIT 1",
        {"desk": DESK, "before": before},
    ):
        before = int(row[0])
        if not _is_settled(tx, found := entry(tx, before)):
            return found
    return None


def _is_settled(tx: Tx, drafting: Entry) -> bool:
    """Whether an entry only drafted bulletins that have been issued since."""
    return bool(drafting.changes) and all(
        change.entity == "bulletin"
        and not set(change.after or change.before or {}) <= {"withdrawn_on", "withdrawn_reason"}
        and tx.one("SELECT 1 FROM bulletin WHERE key = :key AND issued_on IS NOT NULL", {"key": change.key}) is not None
        for change in drafting.changes
    )


def redoable(tx: Tx) -> Entry | None:
    """The newest undo that stands and that no edit has followed."""
    row = tx.one(
        f"SELECT j.seq FROM journal j WHERE j.desk = :desk AND j.action = 'undo' AND {_STANDS} AND j.seq > "
        "coalesce((SELECT max(e.seq) FROM journal e WHERE e.desk = :desk "
        f"AND e.action NOT IN ('{FOUNDING}', 'undo', 'redo')), 0) ORDER BY j.seq DESC LIMIT 1",
        {"desk": DESK},
    )
    return entry(tx, int(row[0])) if row else None


def of_action(tx: Tx, action: str) -> list[Entry]:
    """Entries of one verb, oldest first."""
    values = {"desk": DESK, "action": action}
    return _entries(
        tx.all(f"SELECT {_COLUMNS} FROM journal WHERE desk = :desk AND action = :action ORDER BY seq", values)
    )


def stands(tx: Tx, seq: int) -> bool:
    """Whether an entry is not taken back."""
    return tx.one(f"SELECT 1 FROM journal j WHERE j.desk = :desk AND j.seq = :seq AND {_STANDS}", _at(seq)) is not None


def _at(seq: int) -> dict[str, Any]:
    return {"desk": DESK, "seq": seq}


def _plain(change: Change) -> dict[str, Any]:
    return {"entity": change.entity, "key": change.key, "before": change.before, "after": change.after}


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _entries(rows: Iterable[Row]) -> list[Entry]:
    return [
        Entry(
            seq=row[0], op=row[1], at=row[2], actor=row[3], action=row[4], reason=row[5], batch=row[6], cancels=row[7],
            changes=tuple(_change(change) for change in json.loads(row[8])),
        )
        for row in rows
    ]  # fmt: skip


def _change(stored: dict[str, Any]) -> Change:
    entity = stored["entity"]
    sides = {side: in_present_words(entity, stored[side]) for side in ("before", "after")}
    return Change(**{**stored, **sides})
