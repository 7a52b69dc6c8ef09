"""What the items of a whole ledger are found by, as it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from liling_desk.ledger.code_places import CodePlaces


class FoundWords(Mapping[str, tuple[str, str]]):
    """Code → (folded words, pinyin initials): two lists, and pairs only where one is asked for."""

    def __init__(self, codes: CodePlaces, words: list[str], initials: list[str]) -> None:
        self._codes, self._words, self._initials = codes, words, initials

    def __getitem__(self, code: str) -> tuple[str, str]:
        place = self._codes[code]
        return self._words[place], self._initials[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)
