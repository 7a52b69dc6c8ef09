"""Which items have a word: the same answer as looking through every text, without looking through most of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from liling_desk.ledger.search import folded

_AT_ONCE = 2_000


class WordIndex:
    """Texts and initials by place. Characters are listed by the places that have them, as far as `prepare` has come.

    A word can only be where its rarest character is, so that only those texts are looked through.
    """

    def __init__(self, texts: list[str], initials: list[str]) -> None:
        self._texts, self._initials = texts, initials
        self._having: dict[str, array[int]] = {}
        self._listed = 0
        self._last: tuple[list[str], list[int]] = ([], [])

    def prepare(self) -> Iterator[None]:
        """List the characters, a small step at a time."""
        having = self._having
        while self._listed < len(self._texts):
            first, end = self._listed, min(self._listed + _AT_ONCE, len(self._texts))
            for place, text, letters in zip(
                range(first, end), self._texts[first:end], self._initials[first:end], strict=True
            ):
                for character in set(text + letters):
                    if character in having:
                        having[character].append(place)
                    else:
                        having[character] = array("I", (place,))
            self._listed = end
            yield

    def renew(self, place: int, text: str, initials: str) -> None:
        """Another text at a place. Where it stood before is only looked at for nothing."""
        known = set(self._texts[place] + self._initials[place])
        self._texts[place], self._initials[place] = text, initials
        self._last = ([], [])
        if place < self._listed:
            for character in set(text + initials) - known:
                self._having.setdefault(character, array("I")).append(place)

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
        texts, initials = self._texts, self._initials
        candidates: Iterable[int] = places
        if self._listed == len(texts):
            rarest = min((self._having.get(character, _NOWHERE) for character in word), key=len)
            if len(rarest) < len(places):
                among = None if len(places) == len(texts) else set(places)
                # Texts that were changed may have brought a place back that was listed before.
                listed = dict.fromkeys(rarest)
                candidates = listed if among is None else [place for place in listed if place in among]
        if word.isascii() and word.isalpha():
            return [place for place in candidates if word in texts[place] or word in initials[place]]
        return [place for place in candidates if word in texts[place]]


_NOWHERE: array[int] = array("I")
