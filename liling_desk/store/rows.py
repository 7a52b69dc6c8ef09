"""Rows as models and as recorded fields: the same words on both sides of the journal. `row_writing` writes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from liling_desk.ledger.commitment import Commitment, Extension, HandLight, Source, Unit
from liling_desk.ledger.deadline import Deadline, Kind
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.frozen import known
from liling_desk.ledger.held import Value, known_slots
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.periods import USUAL_REPORTING, Reporting
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.store import papers
from liling_desk.store.port import Row, Tx
from liling_desk.store.understanding import SENSELESS, plain_json, senseless, understood
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.changes import Entity
    from liling_desk.ledger.evidence import Evidence
    from liling_desk.ledger.letter import Letter
    from liling_desk.ledger.saved_view import Profile, SavedView

T = TypeVar("T")

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


@lru_cache(maxsize=8192)
def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


Codes = Collection[str] | None
"""Some commitments (a few hundred at most), or None for all of them."""

Read = Callable[[], T]
"""Builds what was asked for from the answer."""

Item = tuple[Commitment, str, str]
"""A commitment, the words that it is found by, and their initials."""


def among(column: str, codes: Codes) -> tuple[str, dict[str, str]]:
    """The condition that a column holds one of some codes, and its values."""
    if codes is None:
        return "", {}
    values = {f"c{place}": code for place, code in enumerate(codes)}
    return f" WHERE {column} IN ({', '.join(f':{name}' for name in values) or 'NULL'})", values


def ask_commitments(tx: Tx, codes: Codes = None) -> Read[list[Item]]:
    """By code."""
    read = ask_items(tx, codes)
    return lambda: list(read())


def ask_items(tx: Tx, codes: Codes = None) -> Read[Iterator[Item]]:
    """The same one after the other, for who keeps something else of them. They are to be taken at once."""
    where, values = among("commitment", codes)
    helping = tx.stream(f"SELECT commitment, unit FROM commitment_unit{where} ORDER BY commitment, place", values)
    where, values = among("c.code", codes)
    asked = tx.stream(f"{_SELECT_COMMITMENT}{where} ORDER BY c.code", values)

    def read() -> Iterator[Item]:
        supports: dict[str, tuple[str, ...]] = {}
        for owner, unit in helping():
            supports[owner] = _units(*supports.get(owner, ()), unit)
        for row in asked():
            yield _commitment(row, supports.get(row[0], ())), row[-2], row[-1]

    return read


def read_commitments(tx: Tx, code: str | None = None) -> list[Item]:
    """One, or all by code."""
    return ask_commitments(tx, None if code is None else (code,))()


def version_of(tx: Tx, code: str) -> int | None:
    """The version of a commitment; None where there is none of this code."""
    row = tx.one("SELECT version FROM commitment WHERE code = :code", {"code": code})
    return None if row is None else int(row[0])


def _commitment(row: Row, supports: tuple[str, ...]) -> Commitment:
    try:
        return _understood_commitment(row, supports)
    except SENSELESS as problem:
        raise senseless(Message(N_("事项 {key}"), {"key": row[0]}), repr(problem)) from problem


def _understood_commitment(row: Row, supports: tuple[str, ...]) -> Commitment:
    (
        code, title, detail, role, programme, category, kind, parent, source, reference_date, section, wording, note,
        lead_unit, leader, handler, assigned_deadline, status, status_reason, done_on, done_by, done_basis,
        phrase, deadline_kind, earliest, latest, approximate, by_hand, extensions, reporting, hand_light, deleted,
        version, *figures, _words, _initials,
    ) = row  # fmt: skip
    fields = {
        "code": code, "title": title, "detail": _same(detail), "role": _same(role), "programme": _same(programme),
        "category": _same(category), "kind": _same(kind), "parent": parent, "source": _same(source),
        "reference_date": _day(reference_date), "section": _same(section), "wording": wording, "note": _same(note),
        "lead_unit": _same(lead_unit), "support_units": supports, "leader": _same(leader), "handler": _same(handler),
        "deadline": _deadline(phrase, deadline_kind, earliest, latest, approximate, by_hand),
        "assigned_deadline": _day(assigned_deadline), "extensions": (), "reporting": USUAL_REPORTING,
        "hand_light": None, "indicator": _indicator(*figures) if figures[0] is not None else None,
        "status": _STATUS[status], "status_reason": _same(status_reason), "done_on": _day(done_on),
        "done_by": _same(done_by), "done_basis": _same(done_basis), "deleted": deleted == "true", "version": version,
    }  # fmt: skip
    if extensions or reporting or hand_light:
        fields |= _nested(extensions, reporting, hand_light)
    return known_slots(Commitment, fields)


@lru_cache(maxsize=8192)
def _same(text: str | None) -> str | None:
    """The text that was read before and is equal: what thousands of items hold is in memory once."""
    return text


@lru_cache(maxsize=4096)
def _units(*names: str) -> tuple[str, ...]:
    """Many items share one."""
    return names


@lru_cache(maxsize=4096)
def _deadline(
    phrase: str, kind: Kind, earliest: str | None, latest: str | None, approximate: str, by_hand: str
) -> Deadline:
    """Many items share one."""
    return known(Deadline, {
        "phrase": phrase, "kind": kind, "earliest": _day(earliest), "latest": _day(latest),
        "approximate": approximate == "true", "by_hand": by_hand == "true",
    })  # fmt: skip


_STATUS = {status.value: status for status in Status}


@lru_cache(maxsize=4096)
def _indicator(*figures: Any) -> Indicator:
    """Many items may share one."""
    fields = dict(zip(INDICATOR, figures, strict=True))
    for name in ("target", "baseline", "stated_growth_pct"):
        _must_be_finite(fields[name])
    if (year := fields["baseline_year"]) is not None:
        date(year, 12, 31)
    if fields["plan"] != "[]":
        return Indicator(**{**fields, "plan": plain_json(fields["plan"])})
    return known(Indicator, {**fields, "plan": ()})


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


def ask_returns(tx: Tx, codes: Codes = None) -> Read[dict[str, tuple[Return, ...]]]:
    """Returns by commitment, newest first."""
    where, values = among("commitment", codes)
    asked = tx.stream(f"SELECT {', '.join(RETURN)} FROM progress_return{where}", values)

    def read() -> dict[str, tuple[Return, ...]]:
        found: dict[str, list[Return]] = {}
        for row in asked():
            try:
                each = return_of(row)
            except SENSELESS as problem:
                raise senseless(Message(N_("{owner} 的进展报送"), {"owner": row[1]}), repr(problem)) from problem
            found.setdefault(each.commitment, []).append(each)
        return {
            owner: tuple(sorted(returns, key=lambda each: (each.order, each.key), reverse=True))
            for owner, returns in found.items()
        }

    return read


def read_returns(tx: Tx, code: str | None = None) -> dict[str, tuple[Return, ...]]:
    """Returns by commitment, newest first; of one code or of all."""
    return ask_returns(tx, None if code is None else (code,))()


def return_of(row: Row) -> Return:
    """A return, from the columns `RETURN`."""
    fields = dict(zip(RETURN, row, strict=True))
    fields["reported_on"] = _day(fields["reported_on"])
    fields["sent_back_on"] = _day(fields["sent_back_on"])
    fields["claimed_status"] = Status(fields["claimed_status"]) if fields["claimed_status"] else None
    _must_be_finite(fields["value"])
    return known(Return, fields)


_EVIDENCE_ORDER = "ORDER BY added_on DESC NULLS LAST, file_name NULLS FIRST, key"


def ask_evidence(tx: Tx, codes: Codes = None) -> Read[dict[str, tuple[Evidence, ...]]]:
    """Evidence by commitment, newest first."""
    where, values = among("commitment", codes)
    asked = tx.stream(f"SELECT {', '.join(EVIDENCE)} FROM evidence{where} {_EVIDENCE_ORDER}", values)

    def read() -> dict[str, tuple[Evidence, ...]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in asked():
            fields = dict(zip(EVIDENCE, row, strict=True))
            with understood(Message(N_("{owner} 的依据材料"), {"owner": row[1]})):
                fields["added_on"] = _day(fields["added_on"])
            found.setdefault(fields["commitment"], []).append(fields)
        if not found:
            return {}
        from liling_desk.ledger.evidence import Evidence

        return {owner: tuple(Evidence.model_construct(**each) for each in notes) for owner, notes in found.items()}

    return read


def ask_units(tx: Tx) -> Read[dict[str, Unit]]:
    """Units by name."""
    others = tx.ask("SELECT alias, unit FROM unit_alias ORDER BY alias")
    asked = tx.ask("SELECT name FROM unit ORDER BY name")

    def read() -> dict[str, Unit]:
        aliases: dict[str, list[str]] = {}
        for alias, unit in others():
            aliases.setdefault(unit, []).append(alias)
        names = [row[0] for row in asked()]
        return {name: Unit.model_construct(name=name, aliases=tuple(aliases.get(name, ()))) for name in names}

    return read


def read_units(tx: Tx) -> dict[str, Unit]:
    """Units by name."""
    return ask_units(tx)()


def ask_sources(tx: Tx) -> Read[dict[str, Source]]:
    """Sources by key."""
    asked = tx.ask("SELECT key, title, issued_on, publisher FROM source")

    def read() -> dict[str, Source]:
        with understood(Message(N_("文件依据"))):
            return {
                key: Source.model_construct(key=key, title=title, issued_on=_day(issued_on), publisher=publisher)
                for key, title, issued_on, publisher in asked()
            }

    return read


def ask_letters(tx: Tx, codes: Codes = None) -> Read[dict[str, tuple[Letter, ...]]]:
    """Letters by commitment, newest first."""
    where, values = among("commitment", codes)
    asked = tx.ask(papers.letters_query(where), values)
    return lambda: papers.letters_of(asked())


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
    from liling_desk.ledger.record import record

    model: Value | None = None
    if entity == "commitment":
        model = next((item for item, _, _ in read_commitments(tx, key)), None)
    elif entity == "progress_return":
        row = tx.one(f"SELECT {', '.join(RETURN)} FROM progress_return WHERE key = :key", {"key": key})
        model = return_of(row) if row else None
    elif entity == "unit":
        model = read_units(tx).get(key)
    elif entity == "source":
        model = ask_sources(tx)().get(key)
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
