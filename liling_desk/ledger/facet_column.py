"""A value for each item, where thousands of items hold a few values: two bytes an item."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

_MOST = 2**16


class FacetColumn:
    """Values by place, in the order in which they were added; each value has a number."""

    def __init__(self) -> None:
        self._numbers: array[int] = array("H")
        self._number_of: dict[str, int] = {}
        self._values: list[str] = []

    def extend(self, values: Sequence[str]) -> None:
        """The values of the next places."""
        for value in sorted(set(values) - self._number_of.keys()):
            self._number(value)
        self._numbers.extend(map(self._number_of.__getitem__, values))

    def __getitem__(self, place: int) -> str:
        return self._values[self._numbers[place]]

    def __setitem__(self, place: int, value: str) -> None:
        number = self._number(value)
        self._numbers[place] = number

    def having(self, values: Collection[str], places: Iterable[int]) -> list[int]:
        """Those of the places that have one of some values."""
        wanted, numbers = {self._number_of[value] for value in values if value in self._number_of}, self._numbers
        return [place for place in places if numbers[place] in wanted]

    def count(self, places: Iterable[int] | None = None) -> Counter[str]:
        """How many places, or all of them, have each value."""
        numbers = self._numbers
        counted = Counter(numbers if places is None else map(numbers.__getitem__, places))
        return Counter({value: counted[number] for value, number in self._number_of.items() if number in counted})

    def _number(self, value: str) -> int:
        number = self._number_of.get(value)
        if number is None:
            number = self._number_of[value] = len(self._values)
            self._values.append(value)
            if number == _MOST:
                self._numbers = array("I", self._numbers)
        return number
