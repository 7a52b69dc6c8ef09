"""Splitting an item into child items."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk


def split(desk: Desk, code: str, parent: QWidget | None) -> bool:
    """Ask for the child items' names and write them; whether they were written."""
    return False
