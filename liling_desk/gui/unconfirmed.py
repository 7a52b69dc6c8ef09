"""The change of which nobody knows whether the server has written it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liling_desk.ledger.changes import Change, ChangeSet


class Unconfirmed:
    """Remembers the newest. Who saves the same once more sends the very same set, so that it is written once."""

    def __init__(self) -> None:
        self._changes: ChangeSet | None = None
        self._verb: tuple[str, str] | None = None

    @property
    def op(self) -> str:
        """The UUID to be looked for in the journal; "" where there is nothing to find out."""
        if self._changes is not None:
            return self._changes.op
        return self._verb[1] if self._verb is not None else ""

    def remember(self, sent: ChangeSet | tuple[str, str]) -> None:
        """A set, or a verb (undo, redo, undo 3) with its UUID."""
        self.forget()
        if isinstance(sent, tuple):
            self._verb = sent
        else:
            self._changes = sent

    def forget(self) -> None:
        """It is known, or something else has been written since."""
        self._changes = self._verb = None

    def as_sent(self, changes: ChangeSet) -> ChangeSet:
        """The set that was sent, where this one asks for the same; else this one."""
        sent = self._changes
        return sent if sent is not None and _wish(sent) == _wish(changes) else changes

    def op_of(self, verb: str, otherwise: str) -> str:
        """The UUID that this verb was sent with."""
        return self._verb[1] if self._verb is not None and self._verb[0] == verb else otherwise


def _wish(changes: ChangeSet) -> object:
    """What a set asks for. Of one that makes something new only that counts: keys differ each time it is put together,
    and what it does besides may be done by now.
    """
    made = [(each.entity, _content(each)) for each in changes.changes if each.before is None]
    return changes.action, made or changes.changes


def _content(change: Change) -> Mapping[str, object]:
    return {name: value for name, value in (change.after or {}).items() if value != change.key}
