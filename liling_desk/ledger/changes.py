"""What changes, as data: the only thing that a ledger can be asked to write."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Entity = Literal[
    "commitment", "progress_return", "unit", "source", "evidence", "batch", "saved_view", "profile", "bulletin",
    "letter",
]  # fmt: skip
Fields = Mapping[str, object]
"""Field names of the entity's model to JSON values (dates as ISO text, nested models as objects)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entity before and after: only the fields that differ, or None where it does not exist.

    `version` is the version that the change was made against; None for entities without versions.
    """

    entity: Entity
    key: str
    before: Fields | None
    after: Fields | None
    version: int | None = None

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.entity, self.key, self.after, self.before)


@dataclass(frozen=True)
class ChangeSet:
    """Changes that are written together or not at all. `action` names the verb; `op` makes a retry harmless."""

    action: str
    changes: tuple[Change, ...]
    reason: str = ""
    batch: int | None = None
    op: str = field(default_factory=lambda: new_uuid())

    def __bool__(self) -> bool:
        return bool(self.changes)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the commitments touched, each once, in order; a return counts for its commitment."""
        named = dict.fromkeys(
            [change.key if change.entity == "commitment" else commitment_of(change) for change in self.changes]
        )
        return tuple([code for code in named if code])


def new_uuid() -> str:
    """A name that nothing else has."""
    # As uuid4 makes them, without a module that looks at the machine; thousands are made in one go.
    told = os.urandom(16).hex()
    return f"{told[:8]}-{told[8:12]}-4{told[13:16]}-{_VARIANT[told[16]]}{told[17:20]}-{told[20:]}"


_VARIANT = {digit: "89ab"[place % 4] for place, digit in enumerate("0123456789abcdef")}


def commitment_of(change: Change) -> str | None:
    """The code of the commitment that a change belongs to, if any."""
    if change.entity == "commitment":
        return change.key
    for side in (change.after, change.before):
        if side and isinstance(code := side.get("commitment"), str):
            return code
    return None


def together(action: str, sets: Iterable[ChangeSet], reason: str = "") -> ChangeSet:
    """Several sets as one edit (a bulk action)."""
    return ChangeSet(action, tuple(change for each in sets for change in each.changes), reason)
