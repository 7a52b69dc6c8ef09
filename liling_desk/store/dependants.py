"""What hangs on commitments and units that are to be taken away: asked for in one go, and followed meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from liling_desk.ledger.changes import Change, Entity
from liling_desk.store.port import Tx
from liling_desk.store.present import ask_among

_Owner = tuple[Entity, str]
_Link = tuple[str, str, str]
"""What hangs on an owner, and by which of its fields."""

_FIELDS: Final[tuple[tuple[Entity, str, Entity], ...]] = (
    ("progress_return", "commitment", "commitment"),
    ("evidence", "commitment", "commitment"),
    ("letter", "commitment", "commitment"),
    ("commitment", "parent", "commitment"),
    ("commitment", "lead_unit", "unit"),
    ("commitment", "support_units", "unit"),
)
"""Which field of which entity names an owner."""

_TABLES: Final = {"support_units": ("commitment_unit", "commitment", "unit")}
"""Where a field is no column of the entity's own table: table, key, column."""


class Dependants:
    """Of the commitments and units that changes made."""

    def __init__(self, tx: Tx, changes: Sequence[Change]) -> None:
        """Asks. `read` takes the answers, and comes before anything is written."""
        made = [change for change in changes if change.before is None]
        self._asked = []
        for entity, field, owner in _FIELDS:
            own = (entity, "code" if entity == "commitment" else "key", field)
            table, key, column = _TABLES.get(field, own)
            owners = [change.key for change in made if change.entity == owner]
            asked = ask_among(tx, f"SELECT {column}, {key} FROM {table}", column, owners)
            self._asked.append((entity, field, owner, asked))
        self._links: dict[_Owner, set[_Link]] = defaultdict(set)
        self._owners: dict[_Link, set[_Owner]] = defaultdict(set)

    def read(self) -> Dependants:
        """Take the answers."""
        for entity, field, owner, asked in self._asked:
            for name, key in asked():
                self._hang((entity, str(key), field), (owner, str(name)))
        return self

    def there(self, entity: Entity, key: str) -> bool:
        """Whether anything hangs on one of those that the changes made."""
        return bool(self._links.get((entity, key)))

    def wrote(self, entity: Entity, key: str, fields: Mapping[str, Any] | None) -> None:
        """These fields of an entity were written; None: it was removed."""
        for kind, field, owner in _FIELDS:
            if kind != entity or (fields is not None and field not in fields):
                continue
            link = (entity, key, field)
            for former in self._owners.pop(link, ()):
                self._links[former].discard(link)
            named = None if fields is None else fields[field]
            for name in named if isinstance(named, list | tuple) else (named,):
                if name:
                    self._hang(link, (owner, str(name)))

    def _hang(self, link: _Link, owner: _Owner) -> None:
        self._links[owner].add(link)
        self._owners[link].add(owner)
