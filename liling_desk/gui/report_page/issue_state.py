"""Which issue of the bulletin is looked at, and what was typed for drafts and is not in the ledger yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from liling_desk.gui.desk import Desk
from liling_desk.gui.drafts import Draft
from liling_desk.ledger.bulletin import Bulletin, next_number

NEW: Final = ""
"""The key of an issue that was not kept yet."""

FIELDS: Final = ("year", "number", "title", "remarks")
"""What is typed of a draft."""

_FORM = "bulletin"


class IssueState:
    """No widgets. What was typed survives the program's end: by ledger file and draft, only fields that differ."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ledger = ""
        self.key = NEW
        self.bulletins: Sequence[Bulletin] = ()
        self._typed: dict[tuple[str, str], dict[str, Any]] = {}
        self._unsaved: set[tuple[str, str]] = set()

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
        bridge = self._desk.bridge
        ledger = bridge.ledger
        self.bulletins = bridge.read(ledger.bulletins, self.bulletins)
        if self._ledger != ledger.address.text:
            self._ledger = ledger.address.text
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
        self._typed[self._place()] = differing
        self._unsaved.add(self._place())

    def forget(self) -> None:
        """What was typed for this one is in the ledger now."""
        self._typed[self._place()] = {}
        self._unsaved.add(self._place())
        self.save()

    def save(self) -> None:
        """Keep what was typed among the drafts."""
        drafts = self._desk.drafts
        for ledger, key in self._unsaved:
            typed = self._typed[ledger, key]
            if typed:
                drafts.keep(Draft(ledger, _FORM, key, {name: str(value) for name, value in typed.items()}))
            else:
                drafts.forget(ledger, _FORM, key)
        self._unsaved.clear()

    def _base(self) -> dict[str, Any]:
        """What the fields show before anything is typed."""
        kept = self.kept
        if kept is not None:
            return {name: getattr(kept, name) for name in FIELDS}
        year = self._typed_now().get("year") or self._desk.bridge.as_of.year
        return {"year": year, "number": next_number(self.bulletins, year), "title": "", "remarks": ""}

    def _typed_now(self) -> dict[str, Any]:
        place = self._place()
        if place not in self._typed:
            kept = self._desk.drafts.find(place[0], _FORM, place[1])
            self._typed[place] = _read(kept.texts) if kept is not None else {}
        return self._typed[place]

    def _place(self) -> tuple[str, str]:
        return self._desk.bridge.ledger.address.text, self.key


def _read(texts: dict[str, str]) -> dict[str, Any]:
    """Fields from a kept draft; numbers that are none, and fields that are no longer typed, are left out."""
    found: dict[str, Any] = {name: texts[name] for name in ("title", "remarks") if name in texts}
    for name in ("year", "number"):
        if re.fullmatch(r"\d{1,4}", texts.get(name, ""), re.ASCII):
            found[name] = int(texts[name])
    return found
