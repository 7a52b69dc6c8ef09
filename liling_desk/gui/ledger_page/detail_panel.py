"""Everything about one item, or what several have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk


class DetailPanel(QWidget):
    """Refreshes by itself when the ledger or the as-of day changes."""

    closed = Signal()
    """The cross: fold the panel."""
    stepped = Signal(int)
    """-1: the row above, 1: the row below."""
    code_deselected = Signal(str)
    """Take this code out of the selection."""
    tick_requested = Signal(str)
    """Open the tick popover for this code (also for 重新打开)."""
    return_requested = Signal(str)
    """Open the return form (`return_form.new_return`)."""
    split_requested = Signal(str)
    """Open the split dialog (`split_dialog.split`)."""
    stayed = Signal(str)
    """The user went on editing this code instead of going to the one that was asked for: select it again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._code: str | None = None

    def show_code(self, code: str | None) -> None:
        """Show one item, or nothing; with an unsaved draft it asks first."""
        self._code = code

    def show_codes(self, codes: Sequence[str]) -> None:
        """Summarise several items (fewer than two: as `show_code`)."""
        if len(codes) < 2:
            self.show_code(codes[0] if codes else None)

    def code(self) -> str | None:
        """The one item shown."""
        return self._code

    def begin_edit(self, field: str = "") -> None:
        """Edit a field in place, the first one where none is named (Enter on a row)."""

    def has_draft(self) -> bool:
        """Whether half-typed text would be lost."""
        return False
