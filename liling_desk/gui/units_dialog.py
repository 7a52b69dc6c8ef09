"""Units: their names, short and former names."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from liling_desk.gui.desk import Desk


class UnitsDialog(QDialog):
    """Add, rename, and keep aliases."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
