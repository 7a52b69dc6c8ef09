"""Tokens to a QPalette with nothing left to the style's guess."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from liling_desk.gui.look.tokens import Tokens


def palette_of(tokens: Tokens) -> QPalette:
    """A palette with every role set in the Active, Inactive and Disabled groups."""
    palette = QPalette()
    roles = _roles(tokens)
    for role, colour in roles.items():
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            palette.setColor(group, role, colour)
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.PlaceholderText,
        QPalette.ColorRole.Link,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded(tokens.text3))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, tokens.bg)
    return palette


def faded(colour: QColor, alpha: float = 0.5) -> QColor:
    """The colour at that opacity."""
    copy = QColor(colour)
    copy.setAlphaF(alpha)
    return copy


def _roles(tokens: Tokens) -> dict[QPalette.ColorRole, QColor]:
    role = QPalette.ColorRole
    return {
        role.Window: tokens.bg,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.alt,
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.on_toast,
        role.PlaceholderText: tokens.text3,
        role.Text: tokens.text,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.red,
        role.Light: tokens.surface,
        role.Midlight: tokens.hover,
        role.Mid: tokens.line,
        role.Dark: tokens.line2,
        role.Shadow: QColor(0, 0, 0),
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
    }
