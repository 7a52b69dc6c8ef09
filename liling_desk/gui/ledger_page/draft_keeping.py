"""Half-typed text of the detail's fields that survives the program's end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from liling_desk.gui.desk import Desk
from liling_desk.gui.draft_writer import KEEP_AFTER_MS
from liling_desk.gui.drafts import Draft
from liling_desk.gui.ledger_page.detail_edit import FactEditor

FORM = "detail"


@dataclass(frozen=True)
class FieldDraft:
    """What was typed into a field of an item."""

    field: str
    text: str


class DraftKeeping(QObject):
    """One field at a time; `editor` says which one is being edited."""

    def __init__(self, desk: Desk, editor: Callable[[], FactEditor | None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._editor = desk, editor
        self._code = ""
        self._later = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep)

    def typed(self) -> None:
        """Keep the draft in a moment; while somebody goes on typing, once in every such moment."""
        if not self._later.isActive():
            self._later.start()

    def keep(self) -> None:
        """Keep what is being typed."""
        editor = self._editor()
        if editor is not None and editor.is_dirty():
            self._code, texts = editor.code, {editor.field.name: editor.text()}
            self._desk.drafts.keep(Draft(self._ledger(), FORM, editor.code, texts))

    def kept(self, code: str) -> FieldDraft | None:
        """What was kept for an item of the open ledger."""
        self._code = code
        found = self._desk.drafts.find(self._ledger(), FORM, code)
        return None if found is None else next((FieldDraft(*each) for each in found.texts.items()), None)

    def forget(self) -> None:
        """Saved, or given up."""
        self._later.stop()
        self._desk.drafts.forget(self._ledger(), FORM, self._code)

    def _ledger(self) -> str:
        return self._desk.bridge.ledger.address.text if self._desk.bridge.has_ledger else ""
