"""Registering the shipped Chinese font."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase


def register(fonts_dir: Path) -> str:
    """Register the sans-serif font files in the folder and return the family to use everywhere.

    A missing folder or an unreadable file is no error: the system's own family is returned then.
    """
    files = sorted(path for path in _files(fonts_dir) if "serif" not in path.name.lower())
    # The family is that of the Regular cut; it must be there before any other weight of it.
    files.sort(key=lambda path: "regular" not in path.stem.lower())
    family = ""
    for path in files:
        number = QFontDatabase.addApplicationFont(str(path))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        if families and not family:
            family = families[0]
    return family or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def make_font(family: str, px: int, bold: bool = False) -> QFont:
    """A font of that family in pixels, unhinted."""
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _files(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix.lower() in {".otf", ".ttf", ".ttc"}]
    except OSError:
        return []
