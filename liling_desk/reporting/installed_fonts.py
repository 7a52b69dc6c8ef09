"""Where this machine keeps the fonts of certain families. Only the name tables of font files are read."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from struct import error, unpack, unpack_from
from typing import BinaryIO, Final

_ENDINGS: Final = (".ttf", ".otf", ".ttc", ".otc")
_COLLECTION: Final = b"ttcf"
_FAMILY_NAMES: Final = (1, 16)
_LARGEST_NAME_TABLE: Final = 1 << 20


def font_folders() -> tuple[Path, ...]:
    """The system's usual folders and the user's own; those that don't exist are left out."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        own = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local")))
        found = [windows / "Fonts", own / "Microsoft" / "Windows" / "Fonts"]
    elif sys.platform == "darwin":
        found = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        found = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", home / ".fonts"]
    return tuple(folder for folder in found if folder.is_dir())


@cache
def font_files(families: frozenset[str], folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Files in these folders, and in folders below, that hold one of the families. Looked for once per process."""
    return tuple(path for path in _fonts_in(folders) if families.intersection(families_in(path)))


def families_in(path: Path) -> Collection[str]:
    """Family names that a font file gives itself, in all languages; none where it can't be read."""
    try:
        with path.open("rb") as file:
            return {name for start in _starts(file) for name in _family_names(file, start)}
    except (OSError, error, UnicodeDecodeError):
        return ()


def _fonts_in(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in sorted(names):
                if name.lower().endswith(_ENDINGS):
                    yield Path(parent, name)


def _starts(file: BinaryIO) -> tuple[int, ...]:
    """Where the fonts of a file begin: a collection has several."""
    head = file.read(12)
    if head[:4] != _COLLECTION:
        return (0,)
    count = min(unpack(">I", head[8:12])[0], 64)
    return unpack(f">{count}I", file.read(4 * count))


def _family_names(file: BinaryIO, start: int) -> Iterator[str]:
    file.seek(start + 4)
    (count,) = unpack(">H6x", file.read(8))
    for _ in range(count):
        tag, _, place, length = unpack(">4sIII", file.read(16))
        if tag == b"name":
            file.seek(place)
            yield from _names_in(file.read(min(length, _LARGEST_NAME_TABLE)))
            return


def _names_in(table: bytes) -> Iterator[str]:
    count, strings = unpack_from(">2xHH", table)
    for index in range(count):
        platform, encoding, _, name, length, place = unpack_from(">6H", table, 6 + 12 * index)
        if name not in _FAMILY_NAMES:
            continue
        written = table[strings + place : strings + place + length]
        if platform in (0, 3):
            yield written.decode("utf-16-be")
        elif platform == 1 and encoding == 0:
            yield written.decode("mac-roman")
