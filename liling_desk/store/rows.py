"""Rows as models, and an entity's recorded fields as rows: the same words on both sides of the journal."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any

from liling_desk.ledger.changes import Entity
from liling_desk.ledger.commitment import Commitment, Extension, HandLight, Source, Unit
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.periods import USUAL_REPORTING, Reporting
from liling_desk.ledger.record import record
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.store import papers
from liling_desk.store.port import Row, Tx, Values
from liling_desk.store.understanding import SENSELESS, plain_json, senseless, understood
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.saved_view import Profile, SavedView

PLAIN = (
    "code", "title", "detail", "role", "programme", "category", "kind", "parent", "source", "reference_date",
    "section", "wording", "note", "lead_unit", "leader", "handler", "assigned_deadline", "status", "status_reason",
    "done_on", "done_by", "done_basis",
)  # fmt: skip
"""Columns of `commitment` that hold a recorded field as it is."""

DEADLINE = ("phrase", "kind", "earliest", "latest", "approximate", "by_hand")
INDICATOR = (
    "metric", "comparison", "target", "unit", "baseline", "baseline_year", "stated_growth_pct", "measure", "path",
    "plan",
)  # fmt: skip
RETURN = (
    "key", "commitment", "period", "reported_on", "unit", "progress", "difficulties", "value", "claimed_status",
    "batch", "sent_back_on", "sent_back_reason",
)  # fmt: skip
EVIDENCE = ("key", "commitment", "text", "added_on", "file_name", "sha256", "size", "media")
NESTED = ("extensions", "reporting", "hand_light")
"""Columns of `commitment` that hold a recorded field as JSON; NULL where it says nothing of its own."""

_COMMITMENT_COLUMNS = (*PLAIN, *(f"deadline_{part}" for part in DEADLINE), *NESTED, "deleted", "version")
_SELECT_COMMITMENT = (
    f"SELECT {', '.join('c.' + name for name in _COMMITMENT_COLUMNS)}, "
    f"{', '.join('i.' + name for name in INDICATOR)}, c.search_text, c.initials "
    "FROM commitment c LEFT JOIN indicator i ON i.commitment = c.code"
)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def read_commitments(tx: Tx, code: str | None = None) -> list[tuple[Commitment, str, str]]:
    """(commitment, search text, initials) for one code or for all, by code."""
    supports: dict[str, list[str]] = {}
    where, values = ("", {}) if code is None else (" WHERE commitment = :code", {"code": code})
    helping = f"SELECT commitment, unit FROM commitment_unit{where} ORDER BY commitment, place"
    for owner, unit in tx.all(helping, values):
        supports.setdefault(owner, []).append(unit)
    where = "" if code is None else " WHERE c.code = :code"
    rows = tx.all(f"{_SELECT_COMMITMENT}{where} ORDER BY c.code", values)
    return [(_commitment(row, supports.get(row[0], [])), row[-2], row[-1]) for row in rows]


def _commitment(row: Row, supports: list[str]) -> Commitment:
    try:
        return _understood_commitment(row, supports)
    except SENSELESS as problem:
        raise senseless(Message(N_("事项 {key}"), {"key": row[0]}), repr(problem)) from problem


def _understood_commitment(row: Row, supports: list[str]) -> Commitment:
    plain = dict(zip(PLAIN, row, strict=False))
    at = len(PLAIN)
    phrase, kind, earliest, latest, approximate, by_hand, *nested, deleted, version = row[at : at + 11]
    figures = row[at + 11 : at + 11 + len(INDICATOR)]
    deadline = Deadline.model_construct(
        phrase=phrase, kind=kind, earliest=_day(earliest), latest=_day(latest),
        approximate=approximate == "true", by_hand=by_hand == "true",
    )  # fmt: skip
    indicator = _indicator(figures) if figures[0] is not None else None
    if any(nested):
        plain |= _nested(*nested)
    for name in ("reference_date", "assigned_deadline", "done_on"):
        plain[name] = _day(plain[name])
    plain["status"] = Status(plain["status"])
    return Commitment.model_construct(
        **plain,
        support_units=tuple(supports), deadline=deadline, indicator=indicator,
        deleted=deleted == "true", version=version,
    )  # fmt: skip


def _indicator(figures: Row) -> Indicator:
    fields = dict(zip(INDICATOR, figures, strict=True))
    for name in ("target", "baseline", "stated_growth_pct"):
        _must_be_finite(fields[name])
    if (year := fields["baseline_year"]) is not None:
        date(year, 12, 31)
    if fields["plan"] != "[]":
        return Indicator(**{**fields, "plan": plain_json(fields["plan"])})
    return Indicator.model_construct(**{**fields, "plan": ()})


def _must_be_finite(value: float | None) -> None:
    if value is not None and not isfinite(value):
        raise ValueError("no number")


def _nested(extensions: str | None, reporting: str | None, hand_light: str | None) -> dict[str, Any]:
    """Only what is there: few items have any of it."""
    found: dict[str, Any] = {}
    if extensions:
        found["extensions"] = tuple(Extension(**each) for each in plain_json(extensions))
    if reporting:
        found["reporting"] = Reporting(**plain_json(reporting))
    if hand_light:
        found["hand_light"] = HandLight(**plain_json(hand_light))
    return found


def read_returns(tx: Tx, code: str | None = None) -> dict[str, tuple[Return, ...]]:
    """Returns by commitment, newest first; of one code or of all."""
    where, values = ("", {}) if code is None else (" WHERE commitment = :code", {"code": code})
    found: dict[str, list[Return]] = {}
    for row in tx.all(f"SELECT {', '.join(RETURN)} FROM progress_return{where}", values):
        try:
            each = _return(row)
        except SENSELESS as problem:
            raise senseless(Message(N_("{owner} 的进展报送"), {"owner": row[1]}), repr(problem)) from problem
        found.setdefault(each.commitment, []).append(each)
    return {
        owner: tuple(sorted(returns, key=lambda each: (each.order, each.key), reverse=True))
        for owner, returns in found.items()
    }


def _return(row: Row) -> Return:
    fields = dict(zip(RETURN, row, strict=True))
    fields["reported_on"] = _day(fields["reported_on"])
    fields["sent_back_on"] = _day(fields["sent_back_on"])
    fields["claimed_status"] = Status(fields["claimed_status"]) if fields["claimed_status"] else None
    _must_be_finite(fields["value"])
    return Return.model_construct(**fields)


def read_evidence(tx: Tx) -> dict[str, tuple[Evidence, ...]]:
    """Evidence by commitment, newest first."""
    found: dict[str, tuple[Evidence, ...]] = {}
    for row in tx.all(f"SELECT {', '.join(EVIDENCE)} FROM evidence ORDER BY added_on DESC NULLS LAST, file_name, key"):
        fields = dict(zip(EVIDENCE, row, strict=True))
        with understood(Message(N_("{owner} 的依据材料"), {"owner": row[1]})):
            fields["added_on"] = _day(fields["added_on"])
        each = Evidence.model_construct(**fields)
        found[each.commitment] = (*found.get(each.commitment, ()), each)
    return found


def read_units(tx: Tx) -> dict[str, Unit]:
    """Units by name."""
    aliases: dict[str, list[str]] = {}
    for alias, unit in tx.all("SELECT alias, unit FROM unit_alias ORDER BY alias"):
        aliases.setdefault(unit, []).append(alias)
    names = [row[0] for row in tx.all("SELECT name FROM unit ORDER BY name")]
    return {name: Unit.model_construct(name=name, aliases=tuple(aliases.get(name, ()))) for name in names}


def read_sources(tx: Tx) -> dict[str, Source]:
    """Sources by key."""
    rows = tx.all("SELECT key, title, issued_on, publisher FROM source")
    with understood(Message(N_("文件依据"))):
        return {
            key: Source.model_construct(key=key, title=title, issued_on=_day(issued_on), publisher=publisher)
            for key, title, issued_on, publisher in rows
        }


def read_views(tx: Tx) -> list[SavedView]:
    """Saved views by name. One that makes no sense is left out; `check` names it."""
    from liling_desk.ledger.saved_view import SavedView

    found = []
    for name, wanted, sort in tx.all("SELECT name, filter, sort FROM saved_view ORDER BY name"):
        with suppress(LedgerError, *SENSELESS):
            found.append(SavedView(name=name, filter=plain_json(wanted), sort=plain_json(sort)))
    return found


def read_profiles(tx: Tx) -> list[Profile]:
    """Profiles by name. One that makes no sense is left out; `check` names it."""
    from liling_desk.ledger.saved_view import Profile

    found = []
    for name, columns, sender, layout in tx.all("SELECT name, columns, sender, layout FROM profile ORDER BY name"):
        with suppress(LedgerError, *SENSELESS):
            found.append(Profile(name=name, columns=plain_json(columns), sender=sender, layout=plain_json(layout)))
    return found


def read_record(tx: Tx, entity: Entity, key: str) -> dict[str, Any] | None:
    """An entity's recorded fields as they are now; None where it does not exist."""
    model: Frozen | None = None
    if entity == "commitment":
        model = next((item for item, _, _ in read_commitments(tx, key)), None)
    elif entity == "progress_return":
        row = tx.one(f"SELECT {', '.join(RETURN)} FROM progress_return WHERE key = :key", {"key": key})
        model = _return(row) if row else None
    elif entity == "unit":
        model = read_units(tx).get(key)
    elif entity == "source":
        model = read_sources(tx).get(key)
    elif entity == "saved_view":
        model = next((view for view in read_views(tx) if view.name == key), None)
    elif entity == "profile":
        model = next((profile for profile in read_profiles(tx) if profile.name == key), None)
    elif entity == "evidence":
        row = tx.one(f"SELECT {', '.join(EVIDENCE)} FROM evidence WHERE key = :key", {"key": key})
        return dict(zip(EVIDENCE, row, strict=True)) if row else None
    elif entity == "bulletin":
        return papers.bulletin_record(tx, key)
    elif entity == "letter":
        return papers.letter_record(tx, key)
    return record(model) if model is not None else None


TABLE_KEY: Mapping[Entity, str] = {
    "progress_return": "key", "source": "key", "evidence": "key", "saved_view": "name", "profile": "name",
    "bulletin": "key", "letter": "key",
}  # fmt: skip
_COLUMNS: Mapping[Entity, frozenset[str]] = {
    "progress_return": frozenset(RETURN), "evidence": frozenset(EVIDENCE), "bulletin": frozenset(papers.BULLETIN),
    "letter": frozenset(papers.LETTER), "source": frozenset({"key", "title", "issued_on", "publisher"}),
    "saved_view": frozenset({"name", "filter", "sort"}), "profile": frozenset({"name", "columns", "sender", "layout"}),
}  # fmt: skip
_JSON_COLUMNS = frozenset({"filter", "sort", "columns", "layout"})


def write_fields(tx: Tx, entity: Entity, key: str, fields: Mapping[str, Any], new: bool) -> int:
    """Insert a new entity or update some of its fields. Gives back how many rows the update found."""
    if entity == "commitment":
        return _write_commitment(tx, key, fields, new)
    if entity == "unit":
        return _write_unit(tx, key, fields, new)
    _must_be_columns(key, fields, _COLUMNS[entity])
    stored = {name: _json(value) if name in _JSON_COLUMNS else value for name, value in fields.items()}
    return tx.insert(entity, stored) if new else _update(tx, entity, TABLE_KEY[entity], key, stored)


def _must_be_columns(key: str, fields: Mapping[str, Any], columns: Collection[str]) -> None:
    """Fields that are taken back come from the journal: what is no column of ours must not become a part of SQL."""
    if not set(fields) <= set(columns):
        raise senseless(Message(N_("“{key}”"), {"key": key}), ", ".join(sorted(set(fields) - set(columns))))


def remove(tx: Tx, entity: Entity, key: str) -> None:
    """Take an entity's rows away (what it was stays in the journal)."""
    if entity == "commitment":
        for table in ("commitment_unit", "indicator"):
            tx.run(f"DELETE FROM {table} WHERE commitment = :key", {"key": key})
        tx.run("DELETE FROM commitment WHERE code = :key", {"key": key})
    elif entity == "unit":
        tx.run("DELETE FROM unit_alias WHERE unit = :key", {"key": key})
        tx.run("DELETE FROM unit WHERE name = :key", {"key": key})
    else:
        tx.run(f"DELETE FROM {entity} WHERE {TABLE_KEY[entity]} = :key", {"key": key})


def commitment_columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of table `commitment` for recorded fields."""
    columns = {name: fields[name] for name in PLAIN if name in fields}
    if "deadline" in fields:
        parts = {f"deadline_{part}": fields["deadline"][part] for part in DEADLINE}
        columns |= parts | {
            f"deadline_{name}": _yes_or_no(fields["deadline"][name]) for name in ("approximate", "by_hand")
        }
    for name in NESTED:
        if name in fields:
            columns[name] = _json(fields[name]) if fields[name] and not _is_usual(name, fields[name]) else None
    if "deleted" in fields:
        columns["deleted"] = _yes_or_no(fields["deleted"])
    return columns


def indicator_columns(code: str, figures: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of table `indicator` for recorded fields."""
    _must_be_columns(code, figures, INDICATOR)
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


def _write_commitment(tx: Tx, code: str, fields: Mapping[str, Any], new: bool) -> int:
    columns = commitment_columns(fields)
    found = 1
    if new:
        tx.insert("commitment", {**columns, "version": 1, "search_text": "", "initials": ""})
    elif columns:
        found = _update(tx, "commitment", "code", code, columns)
    if "support_units" in fields:
        tx.run("DELETE FROM commitment_unit WHERE commitment = :code", {"code": code})
        for place, unit in enumerate(fields["support_units"]):
            tx.insert("commitment_unit", {"commitment": code, "unit": unit, "place": place})
    if "indicator" in fields:
        tx.run("DELETE FROM indicator WHERE commitment = :code", {"code": code})
        if fields["indicator"] is not None:
            tx.insert("indicator", indicator_columns(code, fields["indicator"]))
    return found


def _write_unit(tx: Tx, name: str, fields: Mapping[str, Any], new: bool) -> int:
    if new:
        tx.insert("unit", {"name": name})
    if "aliases" in fields:
        tx.run("DELETE FROM unit_alias WHERE unit = :name", {"name": name})
        for alias in fields["aliases"]:
            # An alias belongs to one unit: the newest claim wins, as when a unit takes over another's name.
            tx.run("DELETE FROM unit_alias WHERE alias = :alias", {"alias": alias})
            tx.insert("unit_alias", {"alias": alias, "unit": name})
    return 1


def _update(tx: Tx, table: str, key_column: str, key: str, columns: Mapping[str, Any]) -> int:
    if not columns:
        return 1
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    values: Values = {**columns, "the_key": key}
    return tx.run(f"UPDATE {table} SET {assignments} WHERE {key_column} = :the_key", values)
