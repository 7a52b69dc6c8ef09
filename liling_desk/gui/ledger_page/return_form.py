"""Registering a progress return."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk


def new_return(desk: Desk, code: str, parent: QWidget | None) -> bool:
    """Ask for a return of one item and write it; whether it was written."""
    return False
