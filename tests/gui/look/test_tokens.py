"""Contrast, computed from the tokens that are in force."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from liling_desk.gui.look.tokens import Tokens, dark_tokens, light_tokens, metrics_for

THEMES = {"light": light_tokens, "dark": dark_tokens}
GROUNDS = ("surface", "bg", "rail", "alt", "hover", "sel")
LIGHTS = ("red", "yellow", "green", "blue", "grey")


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=sorted(THEMES))
def tokens(request: pytest.FixtureRequest) -> Tokens:
    return THEMES[request.param]()


@pytest.mark.parametrize("role", ["text", "text2", "text3", "accent"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_reads_on_every_ground(tokens: Tokens, role: str, ground: str) -> None:
    assert contrast(tokens.colour(role), tokens.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", LIGHTS)
def test_lights_read_on_surface_selection_and_their_tint(tokens: Tokens, name: str) -> None:
    for ground in (tokens.surface, tokens.sel, tokens.hover, tokens.light_tint(name)):
        assert contrast(tokens.light(name), ground) >= 4.5


@pytest.mark.parametrize("ground", ["surface", "bg", "sel"])
def test_borders_of_controls_and_the_focus_ring_are_seen(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.line2, tokens.colour(ground)) >= 3
    assert contrast(tokens.accent, tokens.colour(ground)) >= 3


def test_words_on_filled_grounds_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    for role in ("on_toast", "on_toast2", "on_toast_accent"):
        assert contrast(tokens.colour(role), tokens.toast) >= 4.5


def test_unknown_role_is_an_error(tokens: Tokens) -> None:
    with pytest.raises(KeyError):
        tokens.colour("pink")


def test_every_size_grows_or_stays_with_the_font() -> None:
    small, large = metrics_for(0), metrics_for(4)
    assert small.row == 48 and small.control == 32 and small.hit >= 28
    assert large.row > small.row and large.filter_width > small.filter_width
    assert all(getattr(large, name) >= getattr(small, name) for name in small._fields)
