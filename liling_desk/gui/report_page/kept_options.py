"""What was chosen for each kind of report the last time: plain JSON, read with care."""

from __future__ import annotations

from liling_desk.gui.desk import Choices
from liling_desk.reporting.kinds import KINDS

_REMEMBERED = "report_options"


class KeptOptions:
    """Kept with the user's choices, kind by kind."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        kept = choices.remembered(_REMEMBERED, {})
        self._kept: dict[str, object] = dict(kept) if isinstance(kept, dict) else {}

    @property
    def kind(self) -> str:
        """The kind that was shown last."""
        kind = self._kept.get("kind")
        return kind if isinstance(kind, str) and kind in {each.key for each in KINDS} else KINDS[0].key

    def of(self, kind: str) -> dict[str, object]:
        """The values of one kind, by option; nothing where nothing was chosen."""
        kinds = self._kept.get("kinds")
        own = kinds.get(kind) if isinstance(kinds, dict) else None
        return dict(own) if isinstance(own, dict) else {}

    def keep(self, kind: str, values: dict[str, object]) -> None:
        """These are the values of a kind, which is shown now."""
        kinds = self._kept.get("kinds")
        self._kept = {"kind": kind, "kinds": {**(kinds if isinstance(kinds, dict) else {}), kind: values}}
        self._choices.remember(_REMEMBERED, self._kept)
