"""Makes resources/fonts/: "Liling Sans SC" Regular and Bold, a subset of Noto Sans SC 2.004 (OFL).

    python packaging/fonts.py [--keep FOLDER]        needs fonttools, typst, pip, a Debian-like system for apt-get

Regular comes from PyPI (pylopdf-fonts-zh-cn 0.1.1), Bold from Debian's fonts-noto-cjk; both are the same release,
both are checked by SHA-256, and the result is the same bytes each time. It takes some minutes, so it is committed.

The name is changed because Noto is a trademark, and so that an installed Noto Sans SC with other characters
is never taken for this one. Kangxi radicals share their glyphs with ordinary characters; kept, they would turn
一 into U+2F00 in text that is copied from a PDF, so those code points are left out.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import glyph_coverage
from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Liling Sans SC"
FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
PYPI_PACKAGE = "pylopdf-fonts-zh-cn==0.1.1"
DEBIAN_PACKAGE = "fonts-noto-cjk"
SIMPLIFIED_CHINESE = 2  # the place of Noto Sans CJK SC in the collection


@dataclass(frozen=True)
class Cut:
    """One cut of the family: where its outlines come from and how it is called."""

    style: str
    weight: int
    member: str
    sha256: str


REGULAR = Cut(
    "Regular",
    400,
    "pylopdf_fonts_zh_cn/NotoSansSC-Regular.otf",
    "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9",
)
BOLD = Cut(
    "Bold",
    700,
    "usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
)

# What office text uses beside Chinese characters; a block is kept as far as the source has it.
BLOCKS = [
    (0x0020, 0x02FF),  # Latin, with the vowels and tone marks of pinyin
    (0x0370, 0x045F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),
    (0x2000, 0x23FF),  # punctuation, currency, №, Ⅳ, arrows, mathematics, technical
    (0x2460, 0x27BF),  # ①, boxes, shapes, marks
    (0x3000, 0x312F),  # CJK punctuation, kana, bopomofo
    (0x3190, 0x31FF),
    (0x3200, 0x33FF),  # ㈠, ㎡
    (0x3400, 0x4DBF),  # Extension A
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE10, 0xFE6F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),  # what GB 18030 and the table of general standard characters take from Extensions B to H
]
RADICALS = (0x2E80, 0x2FDF)


def main() -> int:
    parser = argparse.ArgumentParser(description="make the shipped font")
    parser.add_argument("--keep", type=Path, help="folder for the downloads, used again next time")
    keep: Path | None = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        regular, bold = from_pypi(folder), from_debian(folder)
        wanted = characters(TTFont(regular, lazy=True).getBestCmap())
        for cut, source in ((REGULAR, regular), (BOLD, bold)):
            path = make(cut, source, wanted)
            print(f"{path}  {path.stat().st_size / 1e6:.1f} MB  {len(wanted)} characters")
    return glyph_coverage.main()


def from_pypi(folder: Path) -> Path:
    """Download and unpack the wheel; returns the path of the Regular font."""
    target = folder / REGULAR.member
    if not target.exists():
        run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), PYPI_PACKAGE], folder)
        wheel = next(folder.glob("pylopdf_fonts_zh_cn-*.whl"))
        shutil.unpack_archive(wheel, folder, "zip")
    return checked(target, REGULAR.sha256)


def from_debian(folder: Path) -> Path:
    """Download and unpack the Debian package; returns the path of the collection with Bold."""
    target = folder / BOLD.member
    if not target.exists():
        run(["apt-get", "download", DEBIAN_PACKAGE], folder)
        package = next(folder.glob(f"{DEBIAN_PACKAGE}_*.deb"))
        run(["dpkg-deb", "-x", str(package), str(folder)], folder)
    return checked(target, BOLD.sha256)


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True)


def checked(path: Path, sha256: str) -> Path:
    """The path itself, or ValueError when the file is not the one this script was written for."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise ValueError(f"{path.name}: SHA-256 is {found}, expected {sha256}")
    return path


def characters(cmap: dict[int, str]) -> set[int]:
    """The code points to keep out of those in `cmap`."""
    inside = {code for code in cmap if any(low <= code <= high for low, high in BLOCKS)}
    glyphs = {cmap[code] for code in inside}
    radicals = {code for code in gbk() & cmap.keys() if RADICALS[0] <= code <= 0x2EFF and cmap[code] not in glyphs}
    return inside | radicals


def gbk() -> set[int]:
    """Every character of GBK."""
    found: set[int] = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            with contextlib.suppress(UnicodeDecodeError):
                found.update(map(ord, bytes([lead, trail]).decode("gbk")))
    return found


def make(cut: Cut, source: Path, wanted: set[int]) -> Path:
    """Write one cut to resources/fonts and return its path; ValueError when the source lacks a character."""
    number = SIMPLIFIED_CHINESE if source.suffix == ".ttc" else -1
    font = TTFont(source, fontNumber=number, recalcTimestamp=False)
    lacking = wanted - font.getBestCmap().keys()
    if lacking:
        raise ValueError(f"{cut.style} lacks {''.join(map(chr, sorted(lacking)))}")
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "mark", "mkmk"]
    options.drop_tables += ["VORG", "vhea", "vmtx", "DSIG"]  # vertical setting is not used
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    rename(font, cut)
    FONTS.mkdir(parents=True, exist_ok=True)
    path = FONTS / f"{FAMILY.replace(' ', '')}-{cut.style}.otf"
    font.save(path)
    return path


def rename(font: TTFont, cut: Cut) -> None:
    """Give the subset its own family name, in the name table and in the CFF table."""
    postscript = f"{FAMILY.replace(' ', '')}-{cut.style}"
    full = FAMILY if cut.style == "Regular" else f"{FAMILY} {cut.style}"
    for number, text in ((1, FAMILY), (2, cut.style), (3, f"2.004;{postscript}"), (4, full), (6, postscript)):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = cut.weight
    cff = font["CFF "].cff
    cff.fontNames[0] = postscript
    top = cff.topDictIndex[0]
    top.FamilyName, top.FullName, top.Weight = FAMILY, full, cut.style


if __name__ == "__main__":
    sys.exit(main())
