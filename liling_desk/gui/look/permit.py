"""Dimming what can't be done here, with the reason as its tooltip."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

_USUAL = "usualTip"


def permit(control: QWidget | QAction, why_not: str) -> None:
    """Enable a control, or dim it and say why; "" gives back its usual tooltip."""
    usual = control.property(_USUAL)
    if usual is None:
        usual = control.toolTip()
        control.setProperty(_USUAL, usual)
    control.setEnabled(not why_not)
    control.setToolTip(why_not or usual)
