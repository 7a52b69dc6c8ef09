"""Registering a new commitment."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk


def new_commitment(desk: Desk, parent: QWidget | None) -> str | None:
    """Ask for a new commitment and write it; its code, or None where nothing was written."""
    return None
