"""Where the item of a code stands among all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import lt


class CodePlaces(Mapping[str, int]):
    """The place of each code in a sequence that nobody changes. Where the codes are in order, as the store gives
    them, they are found by halving and need no table."""

    def __init__(self, codes: Sequence[str] = ()) -> None:
        self.codes = codes
        self._place_of: dict[str, int] | None = None
        if not all(map(lt, codes, islice(codes, 1, None))):
            self._place_of = {code: place for place, code in enumerate(codes)}

    def __getitem__(self, code: str) -> int:
        if self._place_of is not None:
            return self._place_of[code]
        place = bisect_left(self.codes, code)
        if place == len(self.codes) or self.codes[place] != code:
            raise KeyError(code)
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)
