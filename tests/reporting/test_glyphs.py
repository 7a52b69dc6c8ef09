"""What no font can draw is listed and nothing else is; Typst itself is asked whether the list is right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import typst
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from liling_desk import places
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.standing import standing_of
from liling_desk.reporting.glyphs import missing_glyphs
from liling_desk.reporting.kinds import LedgerFacts, Material, ReportOptions, make_report
from liling_desk.reporting.report import Report
from liling_desk.reporting.typst_pdf import pdf_of
from liling_desk.reporting.typst_text import plain
from liling_desk.translations import CHINESE, ENGLISH, Translator
from tests.reporting.hostile import LONG, TEXTS

AS_OF = date(2021, 12, 15)
FACTS = LedgerFacts("台账.db", 12, 1)
TextOf = Callable[..., str]
MARKUP = b"""#set document(title: "t", date: datetime(year: 2021, month: 1, day: 1))
#set text(font: "Liling Sans SC", lang: "zh", region: "cn")
#sys.inputs.text"""


def report_of(*titles: str, language: str = CHINESE) -> Report:
    items = [Commitment(code=f"XX-{place}", title=title) for place, title in enumerate(titles, 1)]
    material = Material([standing_of(item, (), AS_OF) for item in items], replace(FACTS, total_in_ledger=len(items)))
    return make_report("ledger", material, ReportOptions(AS_OF), Translator(language))


def is_drawn(text: str) -> bool:
    """Whether Typst has a glyph for all of it: it writes no PDF/A otherwise."""
    try:
        typst.compile(
            MARKUP, font_paths=[str(places.resource("fonts"))], ignore_system_fonts=True, format="pdf",
            sys_inputs={"text": text}, pdf_standards=["a-2b"],
        )  # fmt: skip
    except typst.TypstError as problem:
        assert "could not be displayed" in problem.message
        return False
    return True


def test_the_coverage_is_that_of_both_shipped_fonts() -> None:
    line = places.resource("fonts", "coverage.txt").read_text(encoding="utf-8").splitlines()[2]
    family, _, spans = line.partition(": ")
    told = set()
    for span in spans.split():
        first, _, last = span.partition("-")
        told |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert family == "Liling Sans SC"
    for cut in ("Regular", "Bold"):
        with TTFont(places.resource("fonts", f"LilingSansSC-{cut}.otf"), lazy=True) as font:
            assert set(font.getBestCmap()) == told


@pytest.mark.parametrize("name", [*TEXTS, *(each for each in LONG if "Latin" not in each)])
def test_hostile_texts_miss_what_typst_says(name: str) -> None:
    text = plain((TEXTS.get(name) or LONG[name]).strip())
    missing = missing_glyphs(report_of(text))
    # Every font that has characters of private use draws something else for them.
    private = [each for each in missing if unicodedata.category(each.character) == "Co"]
    assert is_drawn(text) == (len(missing) == len(private)) or private
    rest = text
    for each in missing:
        rest = rest.replace(each.character, "〓")
    assert is_drawn(rest)


@given(st.text(st.characters(exclude_categories=("Cs", "Cn", "Co", "Cc", "M")), max_size=8))
def test_any_text_misses_what_typst_says(text: str) -> None:
    assert is_drawn(f"甲{text}") == (missing_glyphs(report_of(f"甲{text}")) == ())


def test_invisible_characters_are_not_missing() -> None:
    unseen = (
        "\t\n\r\x0b\x0c\x1f\x7f\x85\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u202e\u2060\u2066\ufe0f\ufeff\u3000\u00a0"
    )
    assert missing_glyphs(report_of(f"甲{unseen}乙")) == ()
    assert missing_glyphs(report_of("镕喆㛃䶮𠅤")) == ()


def test_a_mark_is_drawn_where_one_font_has_it_and_what_it_stands_on() -> None:
    assert missing_glyphs(report_of("e\u0301 a\u0308 שלום \U0002f9d4")) == ()
    assert [each.code_point for each in missing_glyphs(report_of("字\u0351"))] == ["U+0351"]


def test_they_are_counted_by_character_and_place() -> None:
    first, second = missing_glyphs(report_of("甲😀😀", "乙", "丙🚀", "丁😀", language=ENGLISH))
    assert (first.character, first.code_point, first.name) == ("😀", "U+1F600", "GRINNING FACE")
    assert (first.count, first.places) == (3, ("XX-1", "XX-4"))
    assert (second.code_point, second.count, second.places) == ("U+1F680", 1, ("XX-3",))
    (private,) = missing_glyphs(report_of("\ue000"))
    assert private.name == ""


def test_the_paper_lists_them_and_keeps_their_text(text_of: TextOf) -> None:
    many = [f"😀{place}" for place in range(9)]
    text = text_of(pdf_of(report_of("甲🚀乙", "\ue000", *many)), "-layout")
    body, _, listed = text.partition("字库缺字")
    assert "甲🚀乙" in body and "😀8" in body
    assert "U+1F680" in listed and "ROCKET" in listed and "XX-1" in listed
    assert "U+E000" in listed and "私用区" in listed
    assert "等 9 处" in listed and "方框" in listed


def test_nothing_is_said_where_nothing_is_missing(text_of: TextOf) -> None:
    assert "字库缺字" not in text_of(pdf_of(report_of("甲", "㛃䶮𠅤")))


def test_an_archive_file_shows_a_mark_instead(text_of: TextOf) -> None:
    text = text_of(pdf_of(report_of("甲🚀乙", "丙\u0351"), archive=True))
    assert "甲〓乙" in text and "🚀" not in text
    assert "U+1F680" in text and "ROCKET" in text and "U+0351" in text and "〓" in text.partition("字库缺字")[2]
