"""What was written into letters the last time: kept with the user's choices, read with care."""

from __future__ import annotations

from typing import Any, Final

from liling_desk.gui.desk import Choices
from liling_desk.gui.report_page.kept_options import KeptOptions
from liling_desk.ledger.letter import LetterKind
from liling_desk.reporting.kinds import KINDS

_REMEMBERED = "letters"
SHARED: Final = ("issuer", "contact", "imprint")
"""The same for every kind of letter."""
OWN: Final = ("number", "form")
"""Of each kind."""


class LetterChoices:
    """Texts by field. The issuer is at first the one of any report's letterhead."""

    def __init__(self, choices: Choices, kind: LetterKind) -> None:
        self._choices, self._kind = choices, kind

    def values(self) -> dict[str, str]:
        """All fields; "" for what was never written."""
        kept = self._kept()
        own = kept.get(self._kind.value)
        own = own if isinstance(own, dict) else {}
        found = {name: _text(kept.get(name)) for name in SHARED} | {name: _text(own.get(name)) for name in OWN}
        if "issuer" not in kept:
            found["issuer"] = self._issuer_of_reports()
        return found

    def keep(self, values: dict[str, str]) -> None:
        """These are the fields now."""
        kept = {**self._kept(), **{name: values[name] for name in SHARED}}
        kept[self._kind.value] = {name: values[name] for name in OWN}
        if kept != self._kept():
            self._choices.remember(_REMEMBERED, kept)

    def _kept(self) -> dict[str, Any]:
        kept = self._choices.remembered(_REMEMBERED, {})
        return dict(kept) if isinstance(kept, dict) else {}

    def _issuer_of_reports(self) -> str:
        options = KeptOptions(self._choices)
        heads = [options.of(kind.key).get("letterhead") for kind in KINDS]
        return next((text for head in heads if isinstance(head, dict) and (text := _text(head.get("issuer")))), "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
