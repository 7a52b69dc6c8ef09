"""Where the focus is."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication


def has_focus(area: QObject) -> bool:
    """Whether the focus is inside."""
    current: QObject | None = QApplication.focusWidget()
    while current is not None:
        if current is area:
            return True
        current = current.parent()
    return False
