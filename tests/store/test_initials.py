"""Initials word by word are those of the whole line, however it is cut for speed."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT
from pypinyin.seg.mmseg import seg

from liling_desk.store.search_words import _CHINESE, initials, initials_of

PHRASES = sorted(PHRASES_DICT)
pieces = st.one_of(
    st.sampled_from(PHRASES),
    st.sampled_from(PHRASES).flatmap(lambda word: st.integers(1, len(word)).map(lambda length: word[:length])),
    st.sampled_from(
        ["重", "长", "行", "重庆", "重点", "银行", "第12项：", "，", " ", "A", "ß", "１", "〇", "𠀀", "（", "%"]
    ),
    st.characters(codec="utf-8", exclude_characters="\0\n"),
)


def of_whole_line(line: str) -> str:
    words = (lazy_pinyin(word, style=Style.FIRST_LETTER, errors="default") for word in seg.cut(line))
    return "".join(letter for word in words for letter in word).casefold()


@given(st.lists(pieces, max_size=8).map("".join))
@example("重庆路123号长沙银行")
def test_cut_at_what_is_no_chinese(line: str) -> None:
    assert initials(line) == of_whole_line(line)


def test_no_word_holds_anything_else() -> None:
    assert all(_CHINESE.fullmatch(phrase) for phrase in PHRASES)


@given(st.lists(st.lists(st.lists(pieces, max_size=5).map("".join), max_size=3).map("\n".join), max_size=6))
@example(["重庆路123号长沙银行\n重点", "重点\n", "银行"])
def test_many_at_once_are_as_each_alone(texts: list[str]) -> None:
    assert initials_of(texts) == [initials(text) for text in texts]
