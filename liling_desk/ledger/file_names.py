"""Names of files from elsewhere: kept as they came, shown and written to disk only when they are harmless."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 120
"""Characters of a cleaned name; a disk takes 255 bytes, and Chinese takes three for each."""

MOST_BYTES: Final = 230
_LONGEST_ENDING: Final = 16
_NAMELESS: Final = "附件"

_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])")
"""What Windows takes for a device, with whatever ending."""

PROGRAM_ENDINGS: Final = frozenset((
    ".exe", ".com", ".bat", ".cmd", ".lnk", ".pif", ".scr", ".js", ".jse", ".mjs", ".vb", ".vbe", ".vbs", ".wsf",
    ".wsh", ".wsc", ".hta", ".msi", ".msp", ".mst", ".msix", ".appx", ".ps1", ".psm1", ".psd1", ".cpl", ".jar",
    ".reg", ".chm", ".hlp", ".app", ".dll", ".ocx", ".sys", ".drv", ".sh", ".bash", ".zsh", ".csh", ".ksh",
    ".command", ".desktop", ".url", ".website", ".scf", ".inf", ".ins", ".isp", ".gadget", ".xll", ".wll", ".py",
    ".pyw", ".pyc", ".rb", ".pl", ".php", ".application", ".appref-ms", ".settingcontent-ms", ".diagcab", ".apk",
    ".ipa", ".dmg", ".pkg", ".deb", ".rpm", ".run", ".iso", ".img", ".vhd", ".vhdx",
))  # fmt: skip
"""Endings that some system starts, installs or mounts when they are opened."""

_FORBIDDEN: Final = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of characters that can't be seen, or turn others around (U+202E)."""


def as_text(name: str) -> str:
    """A name as it came, as text that can be kept: bytes that are no text are shown as their numbers."""
    return name.replace("\0", "").encode("utf-8", "backslashreplace").decode("utf-8")


def clean_name(name: str) -> str:
    """The name to show and to save under: one part, nothing unseen, no device, not too long. Cleaning twice is once."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(each for each in unicodedata.normalize("NFC", last) if unicodedata.category(each) not in _UNSEEN)
    plain = _trimmed(" ".join(seen.translate(_FORBIDDEN).split()))
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = plain, "", ""
    stem = _trimmed(stem)
    if _RESERVED.fullmatch((stem or ending).partition(".")[0].rstrip()):
        stem = f"_{stem}"
    tail = f"{dot}{ending}"
    stem = _cut(stem, LONGEST - len(tail), MOST_BYTES - len(tail.encode()))
    return f"{stem or _NAMELESS}{tail}"


def ending_of(name: str) -> str:
    """The ending of the cleaned name in small letters, with its dot; empty without one."""
    stem, dot, ending = clean_name(name).rpartition(".")
    return f".{ending.casefold()}" if dot and stem and len(ending) <= _LONGEST_ENDING else ""


def is_program_name(name: str) -> bool:
    """Whether opening a file of this name would start or install something."""
    return ending_of(name) in PROGRAM_ENDINGS


def with_ending(name: str, endings: tuple[str, ...]) -> str:
    """A cleaned name that has one of the endings; the first is put behind it where it has none of them."""
    clean = clean_name(name)
    if not endings or ending_of(clean) in endings:
        return clean
    room = endings[0]
    return f"{_cut(clean, LONGEST - len(room), MOST_BYTES - len(room.encode()))}{room}"


def _trimmed(text: str) -> str:
    return text.strip(". \u3000")


def _cut(text: str, characters: int, most_bytes: int) -> str:
    text = text[: max(characters, 1)]
    while len(text.encode()) > max(most_bytes, 3):
        text = text[:-1]
    return _trimmed(text)
