"""Which issue of the bulletin is looked at, and what was typed for drafts and is not in the ledger yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from liling_desk.gui.desk import Desk
from liling_desk.ledger.bulletin import Bulletin, next_number

NEW: Final = ""
"""The key of an issue that was not kept yet."""

FIELDS: Final = ("year", "number", "title", "remarks")
"""What is typed of a draft."""

_REMEMBERED = "bulletin_typed"


class IssueState:
    """No widgets. What was typed survives the program's end: by ledger file and draft, only fields that differ."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ledger = ""
        self.key = NEW
        self.bulletins: Sequence[Bulletin] = ()
        kept = desk.choices.remembered(_REMEMBERED, {})
        self._typed: dict[str, Any] = dict(kept) if isinstance(kept, dict) else {}

    @property
    def kept(self) -> Bulletin | None:
        """The one that is looked at, as the ledger has it; None for a new one."""
        return next((each for each in self.bulletins if each.key == self.key), None)

    @property
    def issue(self) -> Bulletin | None:
        """The one that is looked at, where it is out."""
        kept = self.kept
        return kept if kept is not None and kept.is_issued else None

    def read(self) -> None:
        """Read the ledger again; another ledger begins with its newest draft."""
        ledger = self._desk.bridge.ledger
        self.bulletins = ledger.bulletins()
        if self._ledger != str(ledger.path):
            self._ledger = str(ledger.path)
            self.key = next((each.key for each in self.bulletins if not each.is_issued), NEW)
        if self.kept is None:
            self.key = NEW

    def values(self) -> dict[str, Any]:
        """What the fields of the draft show."""
        return self._base() | self._typed_now()

    def typed(self, values: dict[str, Any]) -> None:
        """These stand in the fields now. `save` keeps them for the next time."""
        base = self._base()
        differing = {name: values[name] for name in FIELDS if values[name] != base[name]}
        if differing:
            self._typed[self._place()] = differing
        else:
            self._typed.pop(self._place(), None)

    def forget(self) -> None:
        """What was typed for this one is in the ledger now."""
        self._typed.pop(self._place(), None)
        self.save()

    def save(self) -> None:
        """Keep what was typed with the user's choices."""
        if self._desk.choices.remembered(_REMEMBERED, {}) != self._typed:
            self._desk.choices.remember(_REMEMBERED, dict(self._typed))

    def _base(self) -> dict[str, Any]:
        """What the fields show before anything is typed."""
        kept = self.kept
        if kept is not None:
            return {name: getattr(kept, name) for name in FIELDS}
        year = self._typed_now().get("year") or self._desk.bridge.as_of.year
        return {"year": year, "number": next_number(self.bulletins, year), "title": "", "remarks": ""}

    def _typed_now(self) -> dict[str, Any]:
        typed = self._typed.get(self._place())
        if not isinstance(typed, dict):
            return {}
        kinds = {"year": int, "number": int, "title": str, "remarks": str}
        return {name: typed[name] for name, kind in kinds.items() if isinstance(typed.get(name), kind)}

    def _place(self) -> str:
        return f"{self._desk.bridge.ledger.path}|{self.key}"
