"""Half-typed text that survives the program's end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from liling_desk.gui.desk import Desk
from liling_desk.gui.ledger_page.detail_edit import FactEditor

_NAME = "detail_draft"
_KEEP_AFTER_MS = 400


@dataclass(frozen=True)
class Draft:
    """What was typed into a field of an item."""

    field: str
    text: str


class DraftKeeping(QObject):
    """One draft at a time, for the open ledger; `editor` says which field is being edited."""

    def __init__(self, desk: Desk, editor: Callable[[], FactEditor | None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._editor = desk, editor
        self._later = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep)

    def typed(self) -> None:
        """Keep the draft in a moment."""
        self._later.start()

    def keep(self) -> None:
        """Remember what is being typed."""
        editor = self._editor()
        if editor is not None and editor.is_dirty():
            draft = {"ledger": self._ledger(), "code": editor.code, "field": editor.field.name, "text": editor.text()}
            self._desk.choices.remember(_NAME, draft)

    def kept(self, code: str) -> Draft | None:
        """What was kept for an item of the open ledger."""
        kept = self._desk.choices.remembered(_NAME)
        if not isinstance(kept, dict) or kept.get("ledger") != self._ledger() or kept.get("code") != code:
            return None
        return Draft(str(kept.get("field", "")), str(kept.get("text", "")))

    def forget(self) -> None:
        """Saved, or given up."""
        self._later.stop()
        if self._desk.choices.remembered(_NAME) is not None:
            self._desk.choices.remember(_NAME, None)

    def _ledger(self) -> str:
        return str(self._desk.bridge.ledger.path) if self._desk.bridge.has_ledger else ""
