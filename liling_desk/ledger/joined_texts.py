"""Very many short texts in few long ones: Python needs 50 to 80 bytes around each text of its own."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, overload

_AT_ONCE: Final = 16
_ENDS: Final = _AT_ONCE + 1
"""So many numbers say where the texts of one piece begin and end."""


class JoinedTexts(Sequence[str]):
    """Texts by place. Nobody changes them; `but` gives others that share most of it."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """They are taken one after the other, and need not be there all at once."""
        self._pieces: list[str] = []
        self._ends = array("I")
        self._length = 0
        left = iter(texts)
        while portion := list(islice(left, _AT_ONCE)):
            self._pieces.append("".join(portion))
            self._ends.extend(_ends(portion))
            self._length += len(portion)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            pieces, limits = self._pieces, self._ends
            return [
                pieces[piece][limits[place + piece] : limits[place + piece + 1]]
                for place in range(*at.indices(self._length))
                for piece in (place // _AT_ONCE,)
            ]
        if not 0 <= at < self._length:
            raise IndexError(at)
        piece = at // _AT_ONCE
        begins, ends = self._ends[at + piece : at + piece + 2]
        return self._pieces[piece][begins:ends]

    def having(self, word: str, places: Iterable[int]) -> list[int]:
        """Those of the places whose text has a word. Quickest where neighbours come one after the other."""
        pieces, ends, found = self._pieces, self._ends, list[int]()
        last, is_near = -1, False
        for place in places:
            piece = place // _AT_ONCE
            if piece != last:
                last, is_near = piece, word in pieces[piece]
            if is_near and pieces[piece].find(word, ends[place + piece], ends[place + piece + 1]) >= 0:
                found.append(place)
        return found

    def but(self, now: Mapping[int, str]) -> JoinedTexts:
        """The same with other texts at some places."""
        other = JoinedTexts()
        other._pieces, other._ends, other._length = [*self._pieces], self._ends[:], self._length
        for piece in {place // _AT_ONCE for place in now}:
            first = piece * _AT_ONCE
            texts = [now.get(place, self[place]) for place in range(first, min(first + _AT_ONCE, self._length))]
            other._pieces[piece] = "".join(texts)
            other._ends[piece * _ENDS : piece * _ENDS + len(texts) + 1] = _ends(texts)
        return other


def _ends(texts: Sequence[str]) -> array[int]:
    """Where texts that follow one another begin, and where the last one ends."""
    ends = array("I", (0,))
    at = 0
    for text in texts:
        at += len(text)
        ends.append(at)
    return ends
