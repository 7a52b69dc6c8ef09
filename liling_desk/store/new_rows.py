"""Many new commitments and returns written together: an import of thousands of rows is a few statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from liling_desk.ledger.changes import Change
from liling_desk.ledger.search import words_of_records
from liling_desk.store import row_writing
from liling_desk.store.port import Tx
from liling_desk.store.present import ask_among
from liling_desk.store.search_words import initials_of, names_of_record

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
        reports = [change.after or {} for change in self._returns.values()]
        told: dict[str, list[Mapping[str, Any]]] = {}
        for report in reports:
            told.setdefault(str(report.get("commitment")), []).append(report)
        for several in told.values():
            if len(several) > 1:
                several.sort(key=_age, reverse=True)
        items = [change.after or {} for change in self._items.values()]
        words = words_of_records((fields, told.get(code, ())) for code, fields in zip(self._items, items, strict=True))
        letters = initials_of([names_of_record(fields) for fields in items])
        alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for fields, plain, first in zip(items, words, letters, strict=True):
            names, values = row_writing.commitment_row(fields)
            alike.setdefault(names, []).append((*values, 1, plain, first))
        self.worded.update(self._items)
        for names, rows in alike.items():
            self._tx.insert_rows("commitment", (*names, "version", "search_text", "initials"), rows)
        self._insert("commitment_unit", self._support())
        self._insert("indicator", self._indicators())
        self._insert("progress_return", reports)
        self._items, self._returns = {}, {}
        return []

    def _there(self, table: str, key: str, held: Mapping[str, Change]) -> list[Change]:
        if not held:
            return []
        known = {row[0] for row in ask_among(self._tx, f"SELECT {key} FROM {table}", key, held)()}
        return [change for name, change in held.items() if name in known]

    def _support(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for code, change in self._items.items():
            units: Any = (change.after or {}).get("support_units") or ()
            found += [{"commitment": code, "unit": unit, "place": place} for place, unit in enumerate(units)]
        return found

    def _indicators(self) -> list[dict[str, Any]]:
        measured = ((code, (change.after or {}).get("indicator")) for code, change in self._items.items())
        return [row_writing.indicator_columns(code, fields) for code, fields in measured if isinstance(fields, Mapping)]

    def _insert(self, table: str, new: Iterable[Mapping[str, Any]]) -> None:
        alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for row in new:
            alike.setdefault(tuple(row), []).append(tuple(row.values()))
        for names, rows in alike.items():
            self._tx.insert_rows(table, names, rows)


def _age(report: Mapping[str, Any]) -> tuple[str, str, str]:
    """As returns are read: the newest is the greatest."""
    return (report.get("reported_on") or "", report.get("period") or "", report["key"])
