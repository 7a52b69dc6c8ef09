"""Makes resources/fonts/coverage.txt: which characters each font that paper is set in can draw.

    python packaging/glyph_coverage.py        needs fonttools and typst; fonts.py calls it as well

Beside the shipped fonts, Typst brings some of its own, which it takes where the shipped ones lack a character. They
stand as they are in its library. Slanted cuts are never used, so only what all the others of a family have counts.
Then Typst is asked whether it really draws each of them; characters of private use count where they are shipped only,
since every font draws something else for them.
"""

from __future__ import annotations

import io
import re
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
COVERAGE = FONTS / "coverage.txt"
HEAD = (
    "# What the fonts can draw: ranges of code points, a family a line; the shipped one first, then those of Typst.",
    "# Made by packaging/glyph_coverage.py.",
)
LARGEST = 20_000_000
MARKUP = b"""#set document(title: "t", date: datetime(year: 2021, month: 1, day: 1))
#set text(font: "Liling Sans SC", lang: "zh", region: "cn")
#sys.inputs.text"""


def main() -> int:
    """Write the file and say how much each family has."""
    families = {**shipped(), **brought_by_typst()}
    lines = [f"{name}: {' '.join(spans(found))}" for name, found in families.items()]
    COVERAGE.write_text("\n".join((*HEAD, *lines, "")), encoding="utf-8", newline="\n")
    for name, found in families.items():
        print(f"{name}: {len(found)} characters")
    return 0


def shipped() -> dict[str, set[int]]:
    """What both shipped cuts have."""
    return together(TTFont(path, lazy=True) for path in sorted(FONTS.glob("*.otf")))


def brought_by_typst() -> dict[str, set[int]]:
    """What each family inside Typst's library has, by name."""
    import typst

    (library,) = Path(typst.__file__).parent.glob("_typst.*")
    families = together(fonts_in(library.read_bytes()))
    signs = sorted(code for code in set().union(*families.values()) if unicodedata.category(chr(code))[0] != "C")
    refused = set(not_drawn(signs))
    return {name: (found & set(signs)) - refused for name, found in sorted(families.items())}


def not_drawn(codes: Sequence[int]) -> list[int]:
    """Those of these characters that Typst has no glyph for, as it says when an archive file is wanted of it."""
    if is_drawn("\u4e00".join(map(standing, codes))):
        return []
    if len(codes) == 1:
        return list(codes)
    half = len(codes) // 2
    return not_drawn(codes[:half]) + not_drawn(codes[half:])


def standing(code: int) -> str:
    """The character as it can stand in a text: a mark on a letter."""
    return ("e" if unicodedata.category(chr(code))[0] == "M" else "") + chr(code)


def is_drawn(text: str) -> bool:
    """Whether Typst has a glyph for all of a text."""
    import typst

    try:
        typst.compile(
            MARKUP, font_paths=[str(FONTS)], ignore_system_fonts=True, format="pdf", sys_inputs={"text": text},
            pdf_standards=["a-2b"],
        )  # fmt: skip
    except typst.TypstError as problem:
        if "could not be displayed" in problem.message:
            return False
        raise
    return True


def fonts_in(data: bytes) -> Iterator[TTFont]:
    """The upright fonts that stand somewhere in these bytes."""
    for found in re.finditer(rb"OTTO|\x00\x01\x00\x00", data):
        size = size_at(data, found.start())
        if not size:
            continue
        try:
            font = TTFont(io.BytesIO(data[found.start() : found.start() + size]), lazy=True)
            upright = not font["head"].macStyle & 2
        except (TTLibError, KeyError, AssertionError):
            continue
        if upright:
            yield font


def size_at(data: bytes, start: int) -> int:
    """The size of the font that begins here, by its table directory; 0 where none does."""
    (count,) = struct.unpack_from(">H", data, start + 4)
    if not 8 <= count <= 40:
        return 0
    end = 0
    for place in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, start + 12 + 16 * place)
        if not tag.isascii() or offset + length > LARGEST:
            return 0
        end = max(end, offset + length)
    return end


def together(fonts: Iterable[TTFont]) -> dict[str, set[int]]:
    """What all cuts of a family have, by the family's name."""
    families: dict[str, set[int]] = {}
    for font in fonts:
        name = str(font["name"].getDebugName(16) or font["name"].getDebugName(1))
        found = set(font.getBestCmap())
        families[name] = families.get(name, found) & found
    return families


def spans(found: set[int]) -> list[str]:
    """20-7E A0 ...: runs of code points, in hexadecimal."""
    runs: list[list[int]] = []
    for code in sorted(found):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return [f"{first:X}-{last:X}" if last > first else f"{first:X}" for first, last in runs]


if __name__ == "__main__":
    sys.exit(main())
