"""Recorded fields into rows: the same words as `rows` reads and as the journal keeps."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from liling_desk.ledger.changes import Entity
from liling_desk.ledger.periods import USUAL_REPORTING
from liling_desk.ledger.record import record
from liling_desk.store import papers, rows
from liling_desk.store.port import Tx, Values
from liling_desk.store.understanding import senseless
from liling_desk.translations import N_, Message

TABLE_KEY: Mapping[Entity, str] = {
    "progress_return": "key", "source": "key", "evidence": "key", "saved_view": "name", "profile": "name",
    "bulletin": "key", "letter": "key",
}  # fmt: skip
_COLUMNS: Mapping[Entity, frozenset[str]] = {
    "progress_return": frozenset(rows.RETURN), "evidence": frozenset(rows.EVIDENCE),
    "bulletin": frozenset(papers.BULLETIN), "letter": frozenset(papers.LETTER),
    "source": frozenset({"key", "title", "issued_on", "publisher"}),
    "saved_view": frozenset({"name", "filter", "sort"}),
    "profile": frozenset({"name", "columns", "sender", "layout"}),
}  # fmt: skip
_JSON_COLUMNS = frozenset({"filter", "sort", "columns", "layout"})


def write_fields(tx: Tx, entity: Entity, key: str, fields: Mapping[str, Any], new: bool) -> None:
    """Insert a new entity or update some of its fields; that counts a commitment's version up."""
    if entity == "commitment":
        _write_commitment(tx, key, fields, new)
    elif entity == "unit":
        _write_unit(tx, key, fields, new)
    else:
        _must_be_columns(key, fields, _COLUMNS[entity])
        stored = {name: _json(value) if name in _JSON_COLUMNS else value for name, value in fields.items()}
        if new:
            tx.insert(entity, stored)
        else:
            _update(tx, entity, TABLE_KEY[entity], key, stored)


def _must_be_columns(key: str, fields: Collection[str], columns: Collection[str]) -> None:
    """Fields that are taken back come from the journal: what is no column of ours must not become a part of SQL."""
    if not set(fields) <= set(columns):
        raise senseless(Message(N_("“{key}”"), {"key": key}), ", ".join(sorted(set(fields) - set(columns))))


def remove(tx: Tx, entity: Entity, key: str) -> None:
    """Take an entity's rows away (what it was stays in the journal)."""
    if entity == "commitment":
        for table in ("commitment_unit", "indicator"):
            tx.put(f"DELETE FROM {table} WHERE commitment = :key", {"key": key})
        tx.put("DELETE FROM commitment WHERE code = :key", {"key": key})
    elif entity == "unit":
        tx.put("DELETE FROM unit_alias WHERE unit = :key", {"key": key})
        tx.put("DELETE FROM unit WHERE name = :key", {"key": key})
    else:
        tx.put(f"DELETE FROM {entity} WHERE {TABLE_KEY[entity]} = :key", {"key": key})


def commitment_columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of table `commitment` for recorded fields."""
    columns = {name: fields[name] for name in rows.PLAIN if name in fields}
    if "deadline" in fields:
        parts = {f"deadline_{part}": fields["deadline"][part] for part in rows.DEADLINE}
        columns |= parts | {
            f"deadline_{name}": _yes_or_no(fields["deadline"][name]) for name in ("approximate", "by_hand")
        }
    for name in rows.NESTED:
        if name in fields:
            columns[name] = _json(fields[name]) if fields[name] and not _is_usual(name, fields[name]) else None
    if "deleted" in fields:
        columns["deleted"] = _yes_or_no(fields["deleted"])
    return columns


def commitment_table(fields: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """The same for many commitments, by field the values of all of them. They share what is nested in them."""
    table: dict[str, Sequence[Any]] = {name: fields[name] for name in rows.PLAIN if name in fields}
    for name in ("deadline", *rows.NESTED, "deleted"):
        if name not in fields:
            continue
        places = list(map(id, fields[name]))
        distinct = dict(zip(places, fields[name], strict=True))
        known = {place: commitment_columns({name: value}) for place, value in distinct.items()}
        for column in known[places[0]]:
            told = {place: columns[column] for place, columns in known.items()}
            table[column] = [told[place] for place in places]
    return table


def must_be_fields(entity: Entity, key: str, names: Collection[str]) -> None:
    """Raises `LedgerDamaged` for fields that an entity with a table of its own hasn't."""
    _must_be_columns(key, names, _COLUMNS[entity])


def indicator_columns(code: str, figures: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of table `indicator` for recorded fields."""
    _must_be_columns(code, figures, rows.INDICATOR)
    return {"commitment": code, **figures, "plan": _json(figures["plan"])}


def _is_usual(name: str, value: object) -> bool:
    return name == "reporting" and value == _usual_reporting()


@cache
def _usual_reporting() -> dict[str, Any]:
    return record(USUAL_REPORTING)  # not while this is imported: it builds pydantic's checks


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _yes_or_no(value: object) -> str:
    return "true" if value else "false"


def _write_commitment(tx: Tx, code: str, fields: Mapping[str, Any], new: bool) -> None:
    columns = commitment_columns(fields)
    if new:
        tx.insert("commitment", {**columns, "version": 1, "search_text": "", "initials": ""})
    else:
        _update(tx, "commitment", "code", code, columns, "version = version + 1")
    if "support_units" in fields:
        tx.put("DELETE FROM commitment_unit WHERE commitment = :code", {"code": code})
        for place, unit in enumerate(fields["support_units"]):
            tx.insert("commitment_unit", {"commitment": code, "unit": unit, "place": place})
    if "indicator" in fields:
        tx.put("DELETE FROM indicator WHERE commitment = :code", {"code": code})
        if fields["indicator"] is not None:
            tx.insert("indicator", indicator_columns(code, fields["indicator"]))


def _write_unit(tx: Tx, name: str, fields: Mapping[str, Any], new: bool) -> None:
    if new:
        tx.insert("unit", {"name": name})
    if "aliases" in fields:
        tx.put("DELETE FROM unit_alias WHERE unit = :name", {"name": name})
        for alias in fields["aliases"]:
            # An alias belongs to one unit: the newest claim wins, as when a unit takes over another's name.
            tx.put("DELETE FROM unit_alias WHERE alias = :alias", {"alias": alias})
            tx.insert("unit_alias", {"alias": alias, "unit": name})


def _update(tx: Tx, table: str, key_column: str, key: str, columns: Mapping[str, Any], also: str = "") -> None:
    if not columns and not also:
        return
    assignments = ", ".join([*(f"{name} = :{name}" for name in columns), *([also] if also else [])])
    values: Values = {**columns, "the_key": key}
    tx.put(f"UPDATE {table} SET {assignments} WHERE {key_column} = :the_key", values)
