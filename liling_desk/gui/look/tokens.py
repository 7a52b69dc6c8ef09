"""The one table of colours and sizes; style sheet and painting both read it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QPalette


class Tokens(NamedTuple):
    """A QColor for each use. Treat the colours as read-only: copy one before changing its alpha."""

    surface: QColor
    bg: QColor
    rail: QColor
    alt: QColor
    hover: QColor
    sel: QColor
    line: QColor
    line2: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    on_accent: QColor
    red: QColor
    red_tint: QColor
    yellow: QColor
    yellow_tint: QColor
    green: QColor
    green_tint: QColor
    done: QColor
    done_tint: QColor
    grey: QColor
    grey_tint: QColor
    bar_red: QColor
    bar_yellow: QColor
    bar_green: QColor
    bar_done: QColor
    bar_grey: QColor
    track: QColor
    toast: QColor
    on_toast: QColor
    on_toast2: QColor
    on_toast_accent: QColor
    is_dark: bool

    def colour(self, role: str) -> QColor:
        """The colour of a token by its name; KeyError where there is no such token."""
        if role not in _ROLES:
            raise KeyError(role)
        return QColor(getattr(self, role))

    def light(self, name: str) -> QColor:
        """Text and glyph colour of a light ("red", "yellow", "green", "blue", "grey")."""
        return self.colour("done" if name == "blue" else name)

    def light_tint(self, name: str) -> QColor:
        """Ground colour of a light's chip or band."""
        return self.colour("done_tint" if name == "blue" else f"{name}_tint")

    def bar(self, name: str) -> QColor:
        """Fill of a light's bar; never text."""
        return self.colour("bar_done" if name == "blue" else f"bar_{name}")


_ROLES = frozenset(Tokens._fields) - {"is_dark"}


def _tokens(table: str, is_dark: bool) -> Tokens:
    pairs = (line.split() for line in table.strip().splitlines())
    return Tokens(**{name: QColor(value) for name, value in pairs}, is_dark=is_dark)


def light_tokens() -> Tokens:
    """The light theme."""
    return _tokens(
        """
        surface #FFFFFF
        bg #F4F5F7
        rail #EBEDF1
        alt #F8F9FB
        hover #F1F3F8
        sel #E7EBF8
        line #E4E7EC
        line2 #7C8592
        text #1A1E27
        text2 #48505E
        text3 #5E6776
        accent #3A4BA3
        on_accent #FFFFFF
        red #B3261E
        red_tint #FCEAE8
        yellow #855300
        yellow_tint #FDF1D3
        green #1B6B3D
        green_tint #E4F3E9
        done #0B5F8F
        done_tint #E1F0F9
        grey #5A6371
        grey_tint #EDEFF2
        bar_red #C23A31
        bar_yellow #DFA017
        bar_green #3F9A63
        bar_done #3C93C4
        bar_grey #B9C0CA
        track #E4E7EC
        toast #22262F
        on_toast #FFFFFF
        on_toast2 #BCC3CF
        on_toast_accent #A9B6F5
        """,
        is_dark=False,
    )


def dark_tokens() -> Tokens:
    """The dark theme."""
    return _tokens(
        """
        surface #1C1F25
        bg #16181D
        rail #121418
        alt #20242B
        hover #252A33
        sel #2C3454
        line #2D323B
        line2 #7A8391
        text #E7E9EE
        text2 #B3BAC6
        text3 #9AA2AF
        accent #A9B6F5
        on_accent #141A33
        red #FF9B92
        red_tint #43211F
        yellow #F3C65A
        yellow_tint #3C3013
        green #7FD3A0
        green_tint #1A3626
        done #7CC6F2
        done_tint #173345
        grey #A6AEBA
        grey_tint #2B3038
        bar_red #E0625A
        bar_yellow #D9A536
        bar_green #4DA673
        bar_done #4A9FCF
        bar_grey #59616D
        track #323843
        toast #343A46
        on_toast #FFFFFF
        on_toast2 #BCC3CF
        on_toast_accent #A9B6F5
        """,
        is_dark=True,
    )


def contrast_tokens(system: QPalette) -> Tokens:
    """The system's own colours, for a user who has asked the system for high contrast."""
    window = system.color(QPalette.ColorRole.Window)
    text = system.color(QPalette.ColorRole.WindowText)
    accent = system.color(QPalette.ColorRole.Highlight)
    on_accent = system.color(QPalette.ColorRole.HighlightedText)
    is_dark = window.lightnessF() < text.lightnessF()
    base = dark_tokens() if is_dark else light_tokens()
    kept = {name: base.colour(name) for name in _ROLES}
    kept.update({name: QColor(window) for name in ("surface", "bg", "rail", "alt", "hover")})
    kept.update({name: QColor(text) for name in ("text", "text2", "text3", "line", "line2")})
    kept.update(accent=QColor(accent), on_accent=QColor(on_accent))
    return Tokens(**kept, is_dark=is_dark)


class Metrics(NamedTuple):
    """Sizes in whole pixels, already grown by the user's font step."""

    step: int
    menu_bar: int
    page_header: int
    status_bar: int
    row: int
    row_compact: int
    row_head: int
    facet_row: int
    facet_head: int
    control: int
    control_tall: int
    chip: int
    hit: int
    rail_width: int
    rail_button: int
    filter_width: int
    filter_min: int
    filter_max: int
    detail_width: int
    detail_min: int
    detail_max: int
    col_tick: int
    col_light: int
    col_unit: int
    col_deadline: int
    col_indicator: int
    col_return: int
    col_code: int
    tick: int
    radius_chip: int
    radius_control: int
    radius_card: int
    radius_float: int


def metrics_for(step: int) -> Metrics:
    """Sizes for a font step in pixels (0, 2 or 4): heights grow by lines of text, widths by the letters in them."""

    def wide(px: int) -> int:
        return round(px * (13 + step) / 13)

    return Metrics(
        step=step,
        menu_bar=32 + step,
        page_header=56 + step,
        status_bar=26 + step,
        row=48 + 3 * step,
        row_compact=32 + step,
        row_head=32 + step,
        facet_row=28 + step,
        facet_head=36 + step,
        control=32 + step,
        control_tall=36 + step,
        chip=22 + step,
        hit=28 + step,
        rail_width=wide(72),
        rail_button=56 + 2 * step,
        filter_width=wide(208),
        filter_min=wide(176),
        filter_max=wide(320),
        detail_width=wide(376),
        detail_min=wide(340),
        detail_max=wide(560),
        col_tick=44,
        col_light=wide(78),
        col_unit=wide(104),
        col_deadline=wide(122),
        col_indicator=wide(112),
        col_return=wide(66),
        col_code=wide(72),
        tick=18 + step // 2,
        radius_chip=5,
        radius_control=6,
        radius_card=8,
        radius_float=10,
    )
