"""The shipped font, as its tables say and as typst sets it."""

from __future__ import annotations

import contextlib
import csv

import pytest
import typst
from fontTools import ttLib as ttlib

from liling_desk import places

STYLES = ["Regular", "Bold"]
RARE = "镕喆㛃䶮𠅤"


def codes(style: str) -> set[int]:
    with ttlib.TTFont(places.resource("fonts", f"LilingSansSC-{style}.otf"), lazy=True) as font:
        return set(font.getBestCmap())


def gbk_characters() -> set[int]:
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            with contextlib.suppress(UnicodeDecodeError):
                found.add(ord(bytes([lead, trail]).decode("gbk")))
    return found


@pytest.mark.parametrize("style", STYLES)
def test_covers_gbk_and_what_offices_use(style: str) -> None:
    covered = codes(style)
    gbk = gbk_characters()
    radicals = {code for code in gbk if 0x2E80 <= code <= 0x2EFF}
    assert gbk - covered - radicals == {ord("≒")}  # the source lacks it
    assert {ord(char) for char in RARE + "①⑳→■□√×●○℃㎡№—…“”《》ǚ"} <= covered
    assert set(range(0x3400, 0x4DB6)) <= covered


def test_bold_covers_what_regular_does() -> None:
    assert codes("Regular") == codes("Bold")


@pytest.mark.parametrize("style", STYLES)
def test_has_no_kangxi_radicals(style: str) -> None:
    assert not codes(style) & set(range(0x2F00, 0x2FE0))


def test_covers_every_shipped_text() -> None:
    with places.resource("starter", "commitments.csv").open(encoding="utf-8", newline="") as file:
        text = "".join("".join(row) for row in csv.reader(file))
    text += places.resource("starter", "source.json").read_text(encoding="utf-8")
    assert {ord(char) for char in text if not char.isspace()} <= codes("Regular")


def test_typst_sets_both_weights_from_it_alone() -> None:
    fonts = typst.Fonts(font_paths=[places.resource("fonts")], include_system_fonts=False)
    assert "Liling Sans SC" in fonts.families()
