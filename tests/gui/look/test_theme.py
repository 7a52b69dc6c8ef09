"""Switching the theme reaches the palette, the style sheet, icons and fonts."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liling_desk.gui.look import fonts
from liling_desk.gui.look.icons import ICON_NAMES, ICON_SIZES, icon, paint_icon
from liling_desk.gui.look.light_glyphs import LIGHT_ORDER, LIGHT_WORDS, light_icon
from liling_desk.gui.look.theme import Theme
from liling_desk.gui.look.tick_box import TICK_STATES, paint_tick_box
from liling_desk.gui.look.tokens import dark_tokens, light_tokens
from liling_desk.places import resources_dir


def colours_of(image: QImage) -> set[str]:
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in pixels if image.pixelColor(x, y).alpha() == 255}


def blank(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    return image


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme()
    theme.set_choice("light")
    return theme


def test_choice_changes_tokens_palette_and_style_sheet(theme: Theme, qtbot: QtBot) -> None:
    before = theme.style_sheet()
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.set_choice("dark")
    assert theme.is_dark
    assert theme.tokens == dark_tokens()
    assert theme.palette().color(QPalette.ColorRole.Base) == dark_tokens().surface
    assert theme.style_sheet() != before


def test_same_choice_again_says_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_choice("light")


@pytest.mark.parametrize(("setter", "value"), [("set_choice", "pink"), ("set_font_step", 3)])
def test_unknown_choices_are_refused(theme: Theme, setter: str, value: object) -> None:
    with pytest.raises(ValueError):
        getattr(theme, setter)(value)


def test_palette_leaves_no_role_to_the_style(theme: Theme) -> None:
    palette = theme.palette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for role in QPalette.ColorRole:
            if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles):
                assert palette.isBrushSet(group, role), (group, role)


def test_font_step_grows_fonts_and_sizes(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.set_font_step(4)
    assert theme.font(14).pixelSize() == 18
    assert theme.metrics.row > 48


def test_style_sheet_names_no_font_and_only_files_that_exist(theme: Theme) -> None:
    for choice in ("light", "dark"):
        theme.set_choice(choice)
        sheet = theme.style_sheet()
        assert "font" not in sheet
        assert "$" not in sheet
        files = [part.split('"')[1] for part in sheet.split("url(")[1:]]
        assert files and all(Path(name).is_file() for name in files)


@pytest.mark.parametrize(("tone", "tokens"), [("light", light_tokens()), ("dark", dark_tokens())])
def test_shipped_files_have_the_tokens_colours(tone: str, tokens: object) -> None:
    for name, role in (("check", "on_accent"), ("partial", "on_accent"), ("menu-check", "accent"), ("down", "text2")):
        text = (resources_dir() / "icons" / f"{name}-{tone}.svg").read_text(encoding="utf-8")
        assert getattr(tokens, role).name().upper() in text


@pytest.mark.parametrize("name", ICON_NAMES)
def test_icon_draws_something_at_every_size(theme: Theme, name: str) -> None:
    for size in ICON_SIZES:
        for ratio in (1.0, 1.5, 2.0):
            pixmap = icon(name, theme, size).pixmap(QSize(size, size), ratio)
            assert pixmap.width() == round(size * ratio)
            image = pixmap.toImage()
            inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(size) for y in range(size))
            assert 0 < inked < size * size


def test_icon_takes_the_tokens_of_the_moment_and_its_state(theme: Theme) -> None:
    plus = icon("plus", theme, 24)
    assert theme.tokens.text2.name() in colours_of(plus.pixmap(24, 24).toImage())
    on = plus.pixmap(QSize(24, 24), QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert theme.tokens.accent.name() in colours_of(on)
    theme.set_choice("dark")
    assert dark_tokens().text2.name() in colours_of(plus.pixmap(24, 24).toImage())
    disabled = plus.pixmap(QSize(24, 24), QIcon.Mode.Disabled, QIcon.State.Off).toImage()
    assert not colours_of(disabled)


def test_unknown_icon_is_an_error(theme: Theme) -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon", theme)
    image = blank(16)
    painter = QPainter(image)
    with pytest.raises(KeyError):
        paint_icon(painter, "no-such-icon", QRect(0, 0, 16, 16), QColor("black"))
    painter.end()


def test_lights_differ_in_shape_and_have_words(theme: Theme) -> None:
    assert set(LIGHT_WORDS) == set(LIGHT_ORDER)
    shapes = set()
    for name in LIGHT_ORDER:
        image = light_icon(name, theme).pixmap(16, 16).toImage()
        shapes.add(tuple(image.pixelColor(x, y).alpha() > 128 for x in range(16) for y in range(16)))
    assert len(shapes) == len(LIGHT_ORDER)


def test_tick_states_look_different(theme: Theme) -> None:
    seen = []
    for state in TICK_STATES:
        image = blank(28)
        painter = QPainter(image)
        paint_tick_box(painter, image.rect(), state, theme.tokens)
        painter.end()
        assert image not in seen
        seen.append(image)


def test_missing_fonts_folder_is_no_error(qapp: QApplication, tmp_path: Path) -> None:
    assert fonts.register(tmp_path / "none")
    (tmp_path / "Broken-Regular.otf").write_bytes(b"no font")
    assert fonts.register(tmp_path)


def test_a_copied_icon_outlives_its_original(theme: Theme) -> None:
    original = icon("plus", theme)
    copy = QIcon(original)
    copy.setIsMask(True)
    del original
    gc.collect()
    assert not copy.pixmap(16, 16).isNull()
