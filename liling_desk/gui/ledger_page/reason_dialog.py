"""Asking for the reason of a decision."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from liling_desk.gui.desk import Desk


def ask_reason(desk: Desk, title: str, prompt: str, parent: QWidget | None) -> str | None:
    """A reason that is not blank, or None where the user thought better of it."""
    return None
