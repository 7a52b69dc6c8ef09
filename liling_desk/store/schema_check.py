"""Whether a file may be used: its tables, indexes and triggers are the ones that we make, and its pages are whole."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final

from liling_desk.ledger.errors import LedgerDamaged, Where
from liling_desk.store import schema
from liling_desk.store.connecting import Connected
from liling_desk.store.explaining import damaged
from liling_desk.store.on_sqlite import SqliteEngine
from liling_desk.store.port import Tx
from liling_desk.store.sqlite_statements import SqliteTx
from liling_desk.translations import N_, Message

QUICKLY_CHECKED = 32 * 1024 * 1024
"""Up to this size (bytes) a file is checked page by page before it is used."""

AS_MADE: Final = "66acb92ca7c8a8cca9e9f03731cd3beb0c97fe7b8353b7741fa1ca2a5087fec0"
"""The fingerprint of what all steps make. A file that has it need not be compared part by part with a new ledger, which
takes longer to make than anything else at the opening. Any other file is."""

Part = tuple[str, str]
"""Type (table, index, trigger, view) and name."""

Told = tuple[str, str]
"""The table that it belongs to, and its SQL with single spaces."""


def must_be_trustworthy(engine: SqliteEngine) -> None:
    """Before anything is read from a file: its structure is ours and its pages are whole. Raises `LedgerDamaged`."""
    with engine.read() as tx:
        strange = strange_parts(tx)
    if strange:
        raise LedgerDamaged(
            Message(N_("台账 {file} 的结构被改动过：{what}。"), {"file": engine.path, "what": "、".join(strange[:3])}),
            Message(N_("请用备份恢复，或者把完好的内容抢救到一个新台账里。")),
            Where(file=str(engine.path)),
            "\n".join(strange),
        )
    if engine.size() <= QUICKLY_CHECKED and (wrong := engine.quick_damage()):
        raise damaged(engine.path, "\n".join(wrong))


def strange_parts(tx: Tx) -> list[str]:
    """What a file has or lacks against the schema step that it claims, by name; empty where it is as it was made.

    Triggers that are gone are not named here: they protect, nothing runs without them. Nothing but the list of parts
    is read.
    """
    found = _found(tx)
    if tx.schema_number() == len(schema.STEPS) and fingerprint(found) == AS_MADE:
        return []
    expected = _expected(tx)
    lost = {part for part in expected.keys() - found.keys() if part[0] != "trigger"}
    other = {part for part, told in found.items() if [expected.get(part)] != told}
    return [name for _, name in sorted(lost | other)]


def lost_triggers(tx: Tx) -> Iterator[Message]:
    """The triggers that keep the history append-only and issued bulletins as they are, where somebody dropped them."""
    there = tx.triggers()
    for kind, name in sorted(_expected(tx)):
        if kind == "trigger" and name not in there:
            yield Message(N_("防止改写的触发器 {name} 被去掉了。"), {"name": name})


def fingerprint(parts: Mapping[Part, list[Told]]) -> str:
    """The SHA-256 of all parts, whatever order they come in."""
    return hashlib.sha256(repr(sorted(parts.items())).encode("utf-8", "surrogatepass")).hexdigest()


def as_steps_make_it() -> str:
    """The fingerprint of a ledger that is made now; `AS_MADE` has to be this."""
    made = _made_by(schema.STEPS)
    return fingerprint({part: [told] for part, told in made.items()})


def _found(tx: Tx) -> dict[Part, list[Told]]:
    parts: dict[Part, list[Told]] = {}
    for kind, name, table, sql in tx.all("SELECT type, name, tbl_name, sql FROM sqlite_master"):
        parts.setdefault((str(kind), str(name)), []).append((str(table), " ".join(str(sql or "").split())))
    return parts


def _expected(tx: Tx) -> Mapping[Part, Told]:
    return _made_by(schema.STEPS[: max(0, tx.schema_number())])


@cache
def _made_by(steps: tuple[Callable[[Tx], None], ...]) -> Mapping[Part, Told]:
    """What the steps make, as they make it in memory (some milliseconds, once)."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        tx = SqliteTx(SqliteEngine(Path(":memory:"), Connected(connection, read_only=False)))
        connection.execute("BEGIN")
        for step in steps:
            step(tx)
        return {part: told for part, (told,) in _found(tx).items()}
