"""Which items have a word, among more of them than one number has bits."""

from __future__ import annotations

import random

import pytest

from liling_desk.ledger.word_index import WordIndex

MANY = 9_000
WORDS = ("陶瓷", "路", "道路", "公园 陶瓷", "slj", "jy", "ll-04", "4711", "没有", "瓷陶", "a1", "罕")


def texts() -> list[str]:
    chance = random.Random(7)
    parts = ("陶瓷", "道路", "公园", "水库", "学校", "瓷砖", "路灯")
    return [f"ll-{place:05}\n{''.join(chance.sample(parts, 2))}" for place in range(MANY)]


def initials() -> list[str]:
    return ["slj" if place % 3 else "jyja1" for place in range(MANY)]


def looked_through(told: list[str], letters: list[str], text: str) -> list[int]:
    found = list(range(len(told)))
    for word in text.split():
        by_letters = word.isascii() and word.isalpha()
        found = [place for place in found if word in told[place] or (by_letters and word in letters[place])]
    return found


@pytest.mark.parametrize("steps", [0, 1, 20, MANY])
def test_the_same_is_found_as_by_looking_through_every_text(steps: int) -> None:
    told, letters = texts(), initials()
    told[8_999] += "罕"
    index = WordIndex(told.copy(), letters.copy())
    for _step, _done in zip(range(steps), index.prepare(), strict=False):
        pass
    for word in WORDS:
        assert sorted(index.find(word) or []) == looked_through(told, letters, word), word


@pytest.mark.parametrize("steps", [1, MANY])
def test_what_was_changed_is_found_by_its_new_words_only(steps: int) -> None:
    told, letters = texts(), initials()
    index = WordIndex(told.copy(), letters.copy())
    preparing = index.prepare()
    for _step, _done in zip(range(steps), preparing, strict=False):
        pass
    for place in (0, 255, 256, 4_095, 4_096, 8_999):
        told[place], letters[place] = "罕见的陶瓷", "hjdtc"
        index.renew(place, told[place], letters[place])
    for _done in preparing:
        pass
    for word in (*WORDS, "罕见", "hjd", "罕见 陶瓷"):
        assert sorted(index.find(word) or []) == looked_through(told, letters, word), word


def test_what_is_typed_further_is_looked_for_among_what_was_found() -> None:
    told, letters = texts(), initials()
    index = WordIndex(told.copy(), letters.copy())
    for _done in index.prepare():
        pass
    for typed in ("陶", "陶瓷", "陶瓷 公", "陶瓷 公园", "陶瓷 公园 slj"):
        assert sorted(index.find(typed) or []) == looked_through(told, letters, typed)
