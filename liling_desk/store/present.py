"""What a change is about as it stands now: asked for in one go, and followed while the change is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from liling_desk.ledger.changes import Change, Entity
from liling_desk.ledger.record import record
from liling_desk.store import papers, rows
from liling_desk.store.port import Asked, Row, Tx

AT_ONCE: Final = 500
"""So many keys are named in one question."""

Fields = dict[str, Any]

_PLAIN: Final[Mapping[Entity, tuple[str, ...]]] = {
    "progress_return": rows.RETURN, "evidence": rows.EVIDENCE, "letter": papers.LETTER,
}  # fmt: skip
"""Kinds that are read by their key, many at once: the key and the commitment they belong to come first."""


def ask_among(tx: Tx, select: str, column: str, keys: Iterable[str]) -> Asked:
    """The rows of a SELECT without WHERE whose column holds one of these keys."""
    asked = []
    for portion in portions(keys):
        where, values = rows.among(column, portion)
        asked.append(tx.ask(f"{select}{where}", values))
    return lambda: [row for each in asked for row in each()]


def portions(keys: Iterable[str]) -> Iterator[list[str]]:
    """Each key once, in lists that fit into one question."""
    left = iter(dict.fromkeys(keys))
    while portion := list(islice(left, AT_ONCE)):
        yield portion


def _has_version(change: Change) -> bool:
    """Whether a number tells that the change was made against what stands: most need not be read whole."""
    return change.version is not None and change.before is not None and change.after is not None


class Present:
    """What stands of the entities that some changes are about."""

    def __init__(self, tx: Tx, changes: Sequence[Change], with_units: bool = False) -> None:
        """Asks. `read` takes the answers, and comes before anything is written. `with_units`: of all units, too."""
        self._tx = tx
        keys: dict[Entity, list[str]] = defaultdict(list)
        for change in changes:
            keys[change.entity].append(change.key)
        self._known = {(kind, key) for kind, some in keys.items() if kind in _PLAIN for key in some}
        whole = [each.key for each in changes if each.entity == "commitment" and not _has_version(each)]
        numbered = set(keys["commitment"]).difference(whole)
        self._known |= {("commitment", key) for key in whole}
        self._items = [rows.ask_commitments(tx, portion) for portion in portions(whole)]
        self._numbers = ask_among(tx, "SELECT code, version FROM commitment", "code", sorted(numbered))
        self._plain = {
            kind: ask_among(tx, f"SELECT {', '.join(columns)} FROM {kind}", "key", keys[kind])
            for kind, columns in _PLAIN.items()
        }
        self._units = rows.ask_units(tx) if with_units or keys["unit"] else None
        self._commitments: dict[str, rows.Item] = {}
        self._versions: dict[str, int] = {}
        self._rows: dict[tuple[Entity, str], Row] = {}
        self._aliases: dict[str, set[str]] | None = None

    def read(self) -> Present:
        """Take the answers."""
        for items in self._items:
            self._commitments |= {item[0].code: item for item in items()}
        self._versions = {code: item.version for code, (item, _, _) in self._commitments.items()}
        self._versions |= {str(code): int(version) for code, version in self._numbers()}
        for kind, asked in self._plain.items():
            self._rows |= {(kind, str(row[0])): row for row in asked()}
        if self._units is not None:
            self._aliases = {name: set(unit.aliases) for name, unit in self._units().items()}
        return self

    def of(self, entity: Entity, key: str) -> Fields | None:
        """The recorded fields of an entity; None where it does not exist."""
        if entity == "unit" and self._aliases is not None:
            return {"name": key, "aliases": sorted(self._aliases[key])} if key in self._aliases else None
        if (entity, key) not in self._known:
            return rows.read_record(self._tx, entity, key)
        if entity == "commitment":
            found = self._commitments.get(key)
            return None if found is None else record(found[0])
        row = self._rows.get((entity, key))
        if row is None:
            return None
        if entity == "progress_return":
            return record(rows.return_of(row))
        return dict(zip(_PLAIN[entity], row, strict=True))

    def commitment_of(self, entity: Entity, key: str) -> str | None:
        """The commitment that a return, a piece of evidence or a letter belongs to."""
        row = self._rows.get((entity, key))
        return None if row is None else str(row[1])

    def version(self, code: str) -> int | None:
        """Which version of a commitment stands; None where there is none, or where it was not asked for."""
        return self._versions.get(code)

    @property
    def units(self) -> Mapping[str, Collection[str]]:
        """Aliases by unit; empty where nobody asked."""
        return self._aliases or {}

    def owner(self, alias: str) -> str | None:
        """The unit that has an alias."""
        if self._aliases is None:
            row = self._tx.one("SELECT unit FROM unit_alias WHERE alias = :alias", {"alias": alias})
            return None if row is None else str(row[0])
        return next((name for name, aliases in self._aliases.items() if alias in aliases), None)

    def wrote(self, entity: Entity, key: str, fields: Mapping[str, Any] | None) -> None:
        """These fields of an entity were written; None: it was removed."""
        if entity == "unit" and self._aliases is not None:
            self._wrote_unit(self._aliases, key, fields)
        if entity == "commitment":
            version = self._versions.pop(key, 0)
            if fields is not None and (version or (entity, key) in self._known):
                self._versions[key] = version + 1
        self._known.discard((entity, key))

    def wrote_new(self, changes: Iterable[Change]) -> None:
        """Creations of commitments and returns were written; hardly any of them is of something that was asked for."""
        asked = {key for _, key in self._known} | self._versions.keys()
        for change in changes:
            if change.key in asked:
                self.wrote(change.entity, change.key, change.after)

    @staticmethod
    def _wrote_unit(units: dict[str, set[str]], name: str, fields: Mapping[str, Any] | None) -> None:
        if fields is None:
            units.pop(name, None)
            return
        own = units.setdefault(name, set())
        if "aliases" in fields:
            for others in units.values():
                others -= set(fields["aliases"])
            own.clear()
            own |= set(fields["aliases"])
