"""Text search over all words of an item."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liling_desk import places
from liling_desk.ledger import edits
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.record import record
from liling_desk.ledger.returns import Return
from liling_desk.ledger.search import folded, words_of, words_of_table

AS_OF = date(2021, 6, 1)
WORDS_SEARCHED = (
    "code",
    "role",
    "programme",
    "category",
    "kind",
    "title",
    "stated_deadline",
    "metric",
    "source_section",
    "note",
)


def found(ledger, text):
    return [each.code for each in ledger.find(LedgerFilter(text=text), SortOrder(by="code"), AS_OF)]


def containing(*words):
    with places.resource("starter", "commitments.csv").open(encoding="utf-8-sig", newline="") as file:
        return [
            row["code"]
            for row in csv.DictReader(file)
            if all(any(folded(word) in folded(row[name]) for name in WORDS_SEARCHED) for word in words)
        ]


@pytest.mark.parametrize(
    "word",
    [
        "公路",
        "铁路",
        "陶瓷",
        "机场",
        "106 国道",
        "千亿",
        "排头兵",
        "LL-062",
        "ll-062",
        "年左右",
        "没有这个词",
        "%",
        "_",
    ],
)
def test_exactly_the_items_that_contain_it(starter_ledger, word):
    assert found(starter_ledger, word) == containing(*word.split())


def test_two_words_must_both_be_there(starter_ledger):
    assert found(starter_ledger, "陶瓷 产值") == containing("陶瓷", "产值") != []


@pytest.mark.parametrize(
    ("letters", "codes"),
    [("zqllgs", ["LL-002"]), ("ZQLLGS", ["LL-002"]), ("ｚｑｌｌｇｓ", ["LL-002"]), ("zzqllgs", [])],
)
def test_pinyin_initials_of_the_title(starter_ledger, letters, codes):
    assert found(starter_ledger, letters) == codes


def test_initials_of_the_units_follow_the_assignment(starter_ledger):
    starter_ledger.apply(edits.assign(starter_ledger.get("LL-001"), "市交通运输局", ["市水利局"]))
    assert found(starter_ledger, "sjtysj") == ["LL-001"] == found(starter_ledger, "sslj")
    starter_ledger.apply(edits.assign(starter_ledger.get("LL-001"), "市水利局", []))
    assert found(starter_ledger, "sjtysj") == []
    assert found(starter_ledger, "sslj") == ["LL-001"]
    starter_ledger.undo()
    assert found(starter_ledger, "sjtysj") == ["LL-001"]


def test_words_follow_every_edit(starter_ledger):
    item = starter_ledger.get("LL-004")
    starter_ledger.apply(edits.revise(item, note="甲乙丙丁", leader="王五"))
    assert found(starter_ledger, "甲乙丙丁") == found(starter_ledger, "王五") == ["LL-004"]
    starter_ledger.undo()
    assert found(starter_ledger, "甲乙丙丁") == found(starter_ledger, "王五") == []


def test_full_width_and_half_width_find_the_same(starter_ledger):
    assert found(starter_ledger, "１０６　国道") == found(starter_ledger, "106 国道") != []
    assert found(starter_ledger, "ＬＬ－００２") == ["LL-002"]


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_full_width_letters_fold_to_half_width(text):
    full = "".join(chr(ord(character) + 0xFEE0) for character in text)
    assert folded(full) == folded(text) == folded(text.upper())


@given(st.text())
def test_folding_does_not_care_how_characters_are_composed(text):
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


_lines = st.text(st.sampled_from("甲Ａａ ß　\n\t，ｶﾞ\u0301\x1f½"), max_size=8)


@given(st.lists(st.tuples(_lines, _lines, _lines), max_size=5))
def test_the_words_of_many_are_those_of_each(told: list[tuple[str, str, str]]) -> None:
    items = [Commitment(code=f"N-{n}", title=f"事{title}", note=note) for n, (title, note, _) in enumerate(told)]
    reports = [
        Return(key="k", commitment=item.code, progress=said) for item, (_, _, said) in zip(items, told, strict=True)
    ]
    pairs = [(record(item), [record(each)]) for item, each in zip(items, reports, strict=True)]
    each_alone = [words_of(item, [each]) for item, each in zip(items, reports, strict=True)]
    fields = {name: [item[name] for item, _ in pairs] for name in pairs[0][0]} if pairs else {}
    assert words_of_table(fields, [own for _, own in pairs]) == each_alone


def test_the_words_of_an_item_of_which_little_is_recorded() -> None:
    assert words_of_table({"code": ["N-1"], "title": ["修路\0Ａ"]}, [[]]) == ["n-1\n修路\0a"]
