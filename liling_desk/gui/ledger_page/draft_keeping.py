"""Half-typed text that survives the program's end."""

from __future__ import annotations

from dataclasses import dataclass

from liling_desk.gui.desk import Desk

_NAME = "detail_draft"


@dataclass(frozen=True)
class Draft:
    """What was typed into a field of an item."""

    field: str
    text: str


class DraftKeeping:
    """One draft at a time, for the open ledger."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, code: str, field: str, text: str) -> None:
        """Remember it."""
        self._desk.choices.remember(_NAME, {"ledger": self._ledger(), "code": code, "field": field, "text": text})

    def kept(self, code: str) -> Draft | None:
        """What was kept for an item of the open ledger."""
        kept = self._desk.choices.remembered(_NAME)
        if not isinstance(kept, dict) or kept.get("ledger") != self._ledger() or kept.get("code") != code:
            return None
        return Draft(str(kept.get("field", "")), str(kept.get("text", "")))

    def forget(self) -> None:
        """Saved, or given up."""
        if self._desk.choices.remembered(_NAME) is not None:
            self._desk.choices.remember(_NAME, None)

    def _ledger(self) -> str:
        return str(self._desk.bridge.ledger.path) if self._desk.bridge.has_ledger else ""
