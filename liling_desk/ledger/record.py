"""Models as JSON fields, and back: the form in which changes and the journal hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import eq
from typing import Any, Final, cast

from liling_desk.ledger.changes import Change, Entity
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.held import Value
from liling_desk.ledger.status import Status

UNRECORDED = frozenset({"version"})
OWNED: frozenset[Entity] = frozenset({"progress_return", "evidence", "letter"})
"""What belongs to a commitment."""


def record(model: Value) -> dict[str, Any]:
    """All fields as JSON values, without the version."""
    return model.model_dump(mode="json", exclude=set(UNRECORDED))


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, on both sides."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def creation(entity: Entity, key: str, model: Value) -> Change:
    """The change that makes an entity."""
    return Change(entity, key, None, record(model))


class Recorder:
    """Records many new values of one kind, as `creation` does: a part that comes again is checked and recorded once.

    No model is made of the whole; so a kind whose fields are checked against each other can't be recorded like this.
    Recorded parts are shared between the changes.
    """

    def __init__(self, entity: Entity, kind: type[Value], **least: object) -> None:
        """`least`: something for each field that a value can't be without."""
        self._entity: Entity = entity
        self._kind = kind
        self._least = least
        self._usual = record(kind(**least))
        self._texts = frozenset(name for name, about in kind.model_fields.items() if about.annotation in _TEXT)
        self._known: dict[tuple[str, object], tuple[object, object]] = {}

    def creation(self, key: str, fields: Mapping[str, object]) -> Change:
        """The change that makes an entity with these fields; the others are as usual."""
        recorded = self._usual.copy()
        for name, value in fields.items():
            recorded[name] = self._recorded(name, value)
        return Change(self._entity, key, None, recorded)

    def creations(self, keys: Sequence[str], fields: Mapping[str, Sequence[object]]) -> list[Change]:
        """The same for many entities that have the same fields: by field the values of all."""
        columns = [self._column(name, column) for name, column in fields.items()]
        usual, names, entity = self._usual, tuple(fields), self._entity
        return [
            Change(entity, key, None, {**usual, **dict(zip(names, values, strict=True))})
            for key, values in zip(keys, zip(*columns, strict=True), strict=True)
        ]

    def _column(self, name: str, column: Sequence[object]) -> Sequence[object]:
        if name in self._texts and set(map(type, column)) == {str} and all(column):
            texts = cast("Sequence[str]", column)
            if all(map(eq, map(str.strip, texts), texts)):
                return texts
        places = list(map(id, column))
        told = {place: self._recorded(name, value) for place, value in dict(zip(places, column, strict=True)).items()}
        return [told[place] for place in places]

    def _recorded(self, name: str, value: object) -> object:
        if type(value) is str and name in self._texts and value and value == value.strip():
            return value  # such a text passes every check of a text, and stays as it is
        # To hash a nested value takes longer than to find out that it is the same one.
        key_of_value = (name, value if type(value) in _SIMPLE else id(value))
        found = self._known.get(key_of_value)
        if found is None:
            told = record(self._kind(**{**self._least, name: value}))[name]
            found = self._known[key_of_value] = (value, told)
        return found[1]


_SIMPLE: Final = frozenset({str, int, float, bool, type(None), date, Status})
_TEXT: Final = (str, str | None)


def removal(entity: Entity, key: str, model: Value) -> Change:
    """The change that takes an entity away."""
    return Change(entity, key, record(model), None)


def edit(entity: Entity, key: str, before: Value, after: Value) -> Change | None:
    """The change from one state to the other; None where nothing differs. What belongs to a commitment names it."""
    former = record(before)
    old, new = difference(former, record(after))
    if not new:
        return None
    if entity in OWNED:
        owner = {"commitment": former["commitment"]}
        old, new = {**owner, **old}, {**owner, **new}
    version = before.version if isinstance(before, Commitment) else None
    return Change(entity, key, old, new, version)


_LATER_PARTS: Mapping[str, Mapping[str, Any]] = {
    "deadline": {"by_hand": False},
    "indicator": {"measure": None, "path": "linear", "plan": []},
}


def in_present_words(entity: Entity, fields: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """Fields as an older program recorded them, with the parts that nested values have gained since."""
    if fields is None or entity != "commitment" or _LATER_PARTS.keys().isdisjoint(fields):
        return fields
    gained = {
        name: {**parts, **fields[name]} for name, parts in _LATER_PARTS.items() if isinstance(fields.get(name), Mapping)
    }
    return {**fields, **gained}
