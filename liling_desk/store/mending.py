"""What a damaged ledger held: the journal's word, and the rows' where the journal has gaps, made to fit together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from liling_desk.ledger.bulletin import Bulletin
from liling_desk.ledger.changes import Entity
from liling_desk.ledger.commitment import Commitment, Source, Unit
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.held import Value
from liling_desk.ledger.letter import Letter
from liling_desk.ledger.record import record
from liling_desk.ledger.returns import Return
from liling_desk.ledger.saved_view import Profile, SavedView
from liling_desk.store import row_writing, rows, schema
from liling_desk.store.connecting import Connected
from liling_desk.store.following import Key, State
from liling_desk.store.on_sqlite import SqliteEngine
from liling_desk.store.port import Tx
from liling_desk.store.salvage import Fields, Salvage
from liling_desk.store.sound_entries import Told
from liling_desk.store.sqlite_statements import SqliteTx
from liling_desk.store.understanding import SENSELESS
from liling_desk.translations import N_, Message

_MODELS: Mapping[str, type[Value]] = {
    "commitment": Commitment, "progress_return": Return, "unit": Unit, "source": Source, "evidence": Evidence,
    "saved_view": SavedView, "profile": Profile, "bulletin": Bulletin, "letter": Letter,
}  # fmt: skip
_BELONGING: tuple[Entity, ...] = ("progress_return", "evidence", "letter")
_TABLES_OF: Mapping[str, tuple[str, ...]] = {
    "commitment": ("commitment", "commitment_unit", "indicator"),
    "unit": ("unit", "unit_alias"),
}
_KEYS: Mapping[Entity, str] = {"commitment": "code", "unit": "name", **row_writing.TABLE_KEY}
_DRAFT: Fields = {
    "issued_on": None, "issued_by": "", "entries": None, "figures": None, "paper": None, "withdrawn_on": None,
    "withdrawn_reason": "",
}  # fmt: skip


@dataclass
class Mended:
    """What goes into the new ledger, and a sentence for each thing that is not what it was."""

    state: State
    said: list[Message] = field(default_factory=list)


def mended(told: Told, journal_is_whole: bool, salvage: Salvage, files: frozenset[str]) -> Mended:
    """`files`: the SHA-256 of the kept files that are sound."""
    if journal_is_whole:
        whole = Mended({key: _plain(fields) for key, fields in told.state.items()})
    else:
        whole = Mended(_by_rows_too(told, salvage))
    _stand_in_for_lost_items(whole)
    _drop_what_points_nowhere(whole)
    _without_lost_files(whole, files)
    return whole


def _plain(fields: Mapping[str, Any]) -> Fields:
    return {name: value for name, value in fields.items() if name != "version"}


def _by_rows_too(told: Told, salvage: Salvage) -> State:
    found = state_of_rows(salvage)
    state: State = {}
    for key in sorted(told.state.keys() | found.keys()):
        entity, _ = key
        torn = not salvage.torn.isdisjoint(_TABLES_OF.get(entity, (entity,)))
        if key in found and key in told.state:
            state[key] = _not_less(key, _plain(told.state[key]), found[key], salvage.torn)
        elif key in found:
            state[key] = found[key]
        elif torn:
            state[key] = _plain(told.state[key])
    for key, stray in _strays(salvage).items():
        if key not in state and key not in told.ever:
            state[key] = stray
    return state


def _not_less(key: Key, told: Fields, found: Fields, torn: set[str]) -> Fields:
    """A row with the parts that lie in other tables, as they were told of, where those tables lack rows."""
    fields = dict(found)
    if (
        key[0] == "commitment"
        and "commitment_unit" in torn
        and set(found["support_units"]) <= set(told["support_units"])
    ):
        fields["support_units"] = told["support_units"]
    if key[0] == "commitment" and "indicator" in torn and found["indicator"] is None:
        fields["indicator"] = told["indicator"]
    if key[0] == "unit" and "unit_alias" in torn and set(found["aliases"]) <= set(told["aliases"]):
        fields["aliases"] = told["aliases"]
    return fields


def state_of_rows(salvage: Salvage) -> State:
    """What rows say that can be read and pass the models' checks; a table is torn where one of its rows does not."""
    return _state(salvage.found, salvage.torn)


def _strays(salvage: Salvage) -> State:
    return _state(salvage.stray, set()) if salvage.stray else {}


def _state(tables: Mapping[str, list[Fields]], torn: set[str]) -> State:
    state: State = {}
    with _scratch() as tx:
        for table, found in tables.items():
            for fields in found:
                if not _laid_down(tx, table, fields):
                    torn.add(table)
        for entity in get_args(Entity):
            if entity not in _MODELS:
                continue
            column = _KEYS[entity]
            for (key,) in tx.all(f"SELECT {column} FROM {entity} ORDER BY {column}"):
                if (sound := _checked(tx, entity, key)) is None:
                    torn.add(entity)
                else:
                    state[entity, key] = sound
    return state


@contextmanager
def _scratch() -> Iterator[Tx]:
    """A ledger in memory whose keys may point to nothing."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        tx = SqliteTx(SqliteEngine(Path(":memory:"), Connected(connection, read_only=False)))
        for step in schema.STEPS:
            step(tx)
        yield tx


def _laid_down(tx: Tx, table: str, fields: Fields) -> bool:
    try:
        tx.insert(table, fields)
    except sqlite3.IntegrityError:
        return False
    return True


def _checked(tx: Tx, entity: Entity, key: str) -> Fields | None:
    try:
        fields = rows.read_record(tx, entity, key)
        if fields is not None:
            _MODELS[entity](**fields)
    except (LedgerError, *SENSELESS):
        return None
    return fields


def _stand_in_for_lost_items(mended: Mended) -> None:
    """Returns, evidence and letters stay where they are known to belong, though only the code of the item is left."""
    owners = {fields["commitment"] for (entity, _), fields in mended.state.items() if entity in _BELONGING}
    for code in sorted(owners):
        if ("commitment", code) not in mended.state:
            mended.state["commitment", code] = record(Commitment(code=code, title=f"（事项内容已丢失）{code}"))
            mended.said.append(Message(N_("事项 {code} 的内容没有找回，只留下编号和它名下的记录。"), {"code": code}))


def _drop_what_points_nowhere(mended: Mended) -> None:
    state = mended.state
    for (entity, code), fields in list(state.items()):
        if entity != "commitment":
            continue
        for name in [fields["lead_unit"], *fields["support_units"]]:
            if name is not None:
                state.setdefault(("unit", name), {"name": name, "aliases": []})
        for field_name, pointed_to in (("parent", "commitment"), ("source", "source")):
            target = fields[field_name]
            if target is not None and (pointed_to, target) not in state:
                state[entity, code] = fields = {**fields, field_name: None}
                told = {"code": code, "other": target}
                mended.said.append(Message(N_("事项 {code} 指向的 {other} 没有找回。"), told))
    numbers: dict[tuple[int, int], str] = {}
    for (entity, key), fields in list(state.items()):
        if entity == "bulletin" and numbers.setdefault((fields["year"], fields["number"]), key) != key:
            del state[entity, key]


def _without_lost_files(mended: Mended, files: frozenset[str]) -> None:
    """A bulletin whose files are gone is a draft again; evidence is the words that say which file it was."""
    for (entity, key), fields in list(mended.state.items()):
        if entity == "bulletin" and fields["issued_on"] and not {fields["figures"], fields["paper"]} <= files:
            mended.state[entity, key] = {**fields, **_DRAFT}
            mended.said.append(Message(N_("通报 {key} 的定稿没有找回，退回为草稿。"), {"key": key}))
        elif entity == "evidence" and fields["sha256"] and fields["sha256"] not in files:
            words = f"{fields['text']}（附件 {fields['file_name']} 已丢失，SHA-256 {fields['sha256']}）"
            lost = dict.fromkeys(("file_name", "sha256", "size", "media"))
            mended.state[entity, key] = {**fields, **lost, "text": words}
            told = {"code": fields["commitment"], "file": fields["file_name"]}
            mended.said.append(Message(N_("{code} 的附件 {file} 没有找回。"), told))
