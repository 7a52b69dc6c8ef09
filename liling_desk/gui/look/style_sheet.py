"""The style sheet: text made from the tokens.

No font property appears here: a font size in a style sheet silently beats setFont.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from PySide6.QtGui import QColor

from liling_desk.gui.look.style_parts import BUTTONS, CHECKS, FIELDS, LISTS, MENUS, PANELS, SCROLLING, TABS
from liling_desk.gui.look.tokens import Metrics, Tokens

_ROLES = tuple(name for name in Tokens._fields if name != "is_dark")


def style_sheet(tokens: Tokens, metrics: Metrics, icons_dir: Path | None) -> str:
    """The application's style sheet. Where the icon files are missing the controls that need them stay Fusion's own."""
    values = {role: _css(tokens.colour(role)) for role in _ROLES}
    values.update(
        accent_hover=_css(tokens.accent.lighter(112)),
        accent_down=_css(tokens.accent.darker(112)),
        off_text=_css(_faded(tokens.text3, 0.55)),
        off_line=_css(_faded(tokens.line2, 0.45)),
        thumb=_css(_faded(tokens.text3, 0.45)),
        thumb_hover=_css(_faded(tokens.text3, 0.75)),
        control=str(metrics.control - 2),
        head=str(metrics.row_head),
        step=str(metrics.step),
        menu_pad=str(4 + metrics.step // 4),
    )
    parts = [PANELS, MENUS, BUTTONS, LISTS, TABS, SCROLLING]
    if icons_dir is not None and icons_dir.is_dir():
        values.update(icons=icons_dir.as_posix(), tone="dark" if tokens.is_dark else "light")
        parts += [FIELDS, CHECKS]
    return Template("\n".join(parts)).substitute(values)


def _css(colour: QColor) -> str:
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alphaF():.2f})"


def _faded(colour: QColor, alpha: float) -> QColor:
    copy = QColor(colour)
    copy.setAlphaF(alpha)
    return copy
