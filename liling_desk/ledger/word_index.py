"""Which items have a word: the same answer as looking through every text, without looking through most of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from liling_desk.ledger.search import folded

_AT_ONCE = 256
_STRETCH = 16 * _AT_ONCE
"""Places whose bits are one number."""
_FEW = 100

_Having = dict[str, dict[int, int]]
"""For each character, where it is: bits by stretch."""


class WordIndex:
    """Texts and initials by place. For each character it is known where it is, as far as `prepare` has come.

    A word can only be where all its characters are, so that only those texts are looked through. Where a character is
    is kept as bits, a number for each stretch of places in which it is at all: the first place is the highest bit.
    """

    def __init__(self, texts: list[str], initials: list[str]) -> None:
        self._texts, self._initials = texts, initials
        self._having: _Having = {}
        self._lettered: _Having = {}
        """The same of the initials."""
        self._listed = 0
        self._renewed = False
        """Whether a character may be known to be where it is no more."""
        self._last: tuple[list[str], list[int]] = ([], [])

    def prepare(self) -> Iterator[None]:
        """List the characters, a small step at a time."""
        while self._listed < len(self._texts):
            first, end = self._listed, min(self._listed + _AT_ONCE, len(self._texts))
            stretch, within = divmod(first, _STRETCH)
            for known, texts in ((self._having, self._texts[first:end]), (self._lettered, self._initials[first:end])):
                for character, marks in _marked(texts).items():
                    bits = int(marks, 2) << (_STRETCH - _AT_ONCE - within)
                    stretches = known.setdefault(character, {})
                    stretches[stretch] = stretches.get(stretch, 0) | bits
            self._listed = end
            yield

    def renew(self, place: int, text: str, initials: str) -> None:
        """Another text at a place. Where it stood before is only looked at for nothing."""
        new = {*text} - {*self._texts[place]}
        new_letters = {*initials} - {*self._initials[place]}
        self._texts[place], self._initials[place] = text, initials
        self._last = ([], [])
        if place < self._listed:
            self._renewed = True
            stretch, within = divmod(place, _STRETCH)
            for known, characters in ((self._having, new), (self._lettered, new_letters)):
                for character in characters:
                    stretches = known.setdefault(character, {})
                    stretches[stretch] = stretches.get(stretch, 0) | 1 << (_STRETCH - 1 - within)

    def find(self, text: str) -> list[int] | None:
        """The places where every word is, in no order; None where there is no word: that is everywhere.

        What is typed further is only looked for among what was found before.
        """
        words = folded(text).split()
        if not words:
            return None
        before, found = self._last
        if not before or not all(any(former in word for word in words) for former in before):
            found = []
            before = []
        places: Sequence[int] | range = found if before else range(len(self._texts))
        for word in sorted((each for each in words if each not in before), key=len, reverse=True):
            places = self._with(word, places)
        hits = places if isinstance(places, list) else list(places)
        self._last = (words, hits)
        return hits

    def _with(self, word: str, places: Sequence[int]) -> list[int]:
        texts = self._texts
        found = [place for place in self._possible(word, places, self._having) if word in texts[place]]
        if word.isascii() and word.isalpha() and len(found) < len(places):
            known, others, initials = set(found), self._possible(word, places, self._lettered), self._initials
            if len(word) == 1 and self._listed == len(texts) == len(places) and not self._renewed:
                found += [place for place in others if place not in known]  # wherever the letter is, the word is
            else:
                found += [place for place in others if word in initials[place] and place not in known]
        return found

    def _possible(self, word: str, places: Sequence[int], having: _Having) -> Iterable[int]:
        """Those of the places where all characters of a word are, as far as that is known."""
        if self._listed < len(self._texts):
            return places
        possible = _having_all(word, having)
        if sum(bits.bit_count() for bits in possible.values()) >= len(places):
            return places
        if len(places) == len(self._texts):
            return _places(possible)
        among = set(places)
        return [place for place in _places(possible) if place in among]


def _having_all(word: str, having: _Having) -> dict[int, int]:
    """The places with all of a word's characters, as bits by stretch."""
    each = sorted((having.get(character, {}) for character in set(word)), key=len)
    possible = each[0]
    for stretches in each[1:]:
        possible = {
            stretch: both
            for stretch, bits in possible.items()
            if stretch in stretches and (both := bits & stretches[stretch])
        }
    return possible


def _marked(texts: Iterable[str]) -> dict[str, bytearray]:
    """The characters of some texts: a 1 where they are, a 0 where they are not."""
    nowhere, one = b"0" * _AT_ONCE, ord("1")
    marks: dict[str, bytearray] = {}
    for at, text in enumerate(texts):
        for character in set(text):
            if (mark := marks.get(character)) is None:
                mark = marks[character] = bytearray(nowhere)
            mark[at] = one
    return marks


def _places(stretches: dict[int, int]) -> Iterator[int]:
    """The places whose bits are set."""
    for stretch, bits in stretches.items():
        first = stretch * _STRETCH
        if bits.bit_count() > _FEW:
            yield from compress(range(first, first + _STRETCH), f"{bits:0{_STRETCH}b}".encode().translate(_TRUTH))
        else:
            while bits:
                highest = bits.bit_length() - 1
                yield first + _STRETCH - 1 - highest
                bits ^= 1 << highest


_TRUTH = bytes.maketrans(b"01", b"\x00\x01")
