"""Many new commitments and returns written together: an import of thousands of rows is a few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from liling_desk.ledger.changes import Change
from liling_desk.ledger.search import words_of_table
from liling_desk.store import row_writing
from liling_desk.store.alike import alike
from liling_desk.store.port import Tx
from liling_desk.store.present import ask_among
from liling_desk.store.search_words import initials_of, names_of_table

MANY = 50
"""From so many on it pays."""


class NewRows:
    """Creations that are held back until `write`. What is held must be written before anything else touches it."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._items: dict[str, Change] = {}
        self._returns: dict[str, Change] = {}
        self.worded: set[str] = set()
        """Codes of the commitments that were written with the words they are found by."""

    def take(self, change: Change) -> bool:
        """Hold a creation back; False where it has to be written in the ordinary way."""
        if change.before is not None or change.after is None:
            return False
        if change.entity == "commitment" and change.key not in self._items:
            self._items[change.key] = change
            return True
        if change.entity == "progress_return" and change.key not in self._returns:
            self._returns[change.key] = change
            self.worded.discard(str(change.after.get("commitment")))
            return True
        return False

    def holds(self, change: Change) -> bool:
        """Whether a change is about something held back."""
        return change.key in self._items or change.key in self._returns

    @property
    def held(self) -> list[Change]:
        """What `write` would write."""
        return [*self._items.values(), *self._returns.values()]

    def write(self) -> list[Change]:
        """Write what is held, unless some of it is there already: then nothing, and those changes come back."""
        there = [*self._there("commitment", "code", self._items), *self._there("progress_return", "key", self._returns)]
        if there:
            return there
        told = self._told()
        for some in alike(list(self._items.values())):
            fields = some.columns_after()
            words = words_of_table(fields, [told.get(code, ()) for code in some.keys])
            letters = initials_of(names_of_table(fields))
            table = row_writing.commitment_table(fields)
            own: dict[str, Sequence[Any]] = {"version": [1] * len(words), "search_text": words, "initials": letters}
            self._tx.insert_columns("commitment", table | own)
            self._support(some.keys, fields.get("support_units", ()))
        self.worded.update(self._items)
        self._indicators()
        for some in alike(list(self._returns.values())):
            row_writing.must_be_fields(some.entity, some.keys[0], some.after or ())
            self._tx.insert_columns("progress_return", some.columns_after())
        self._items, self._returns = {}, {}
        return []

    def _told(self) -> dict[str, Sequence[Mapping[str, Any]]]:
        """Their returns by commitment, newest first."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for change in self._returns.values():
            report = change.after or {}
            found.setdefault(str(report.get("commitment")), []).append(report)
        for several in found.values():
            if len(several) > 1:
                several.sort(key=_age, reverse=True)
        return dict(found)

    def _there(self, table: str, key: str, held: Mapping[str, Change]) -> list[Change]:
        if not held:
            return []
        known = {row[0] for row in ask_among(self._tx, f"SELECT {key} FROM {table}", key, held)()}
        return [change for name, change in held.items() if name in known]

    def _support(self, codes: Sequence[str], units: Sequence[Any]) -> None:
        """Who supports them, in order."""
        named = zip(codes, units, strict=False)
        told = [(code, unit, place) for code, own in named for place, unit in enumerate(own or ())]
        self._tx.insert_rows("commitment_unit", ("commitment", "unit", "place"), told)

    def _indicators(self) -> None:
        measured = ((code, (change.after or {}).get("indicator")) for code, change in self._items.items())
        told = [row_writing.indicator_columns(code, fields) for code, fields in measured if isinstance(fields, Mapping)]
        by_names: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for row in told:
            by_names.setdefault(tuple(row), []).append(tuple(row.values()))
        for names, rows in by_names.items():
            self._tx.insert_rows("indicator", names, rows)


def _age(report: Mapping[str, Any]) -> tuple[str, str, str]:
    """As returns are read: the newest is the greatest."""
    return (report.get("reported_on") or "", report.get("period") or "", report["key"])
