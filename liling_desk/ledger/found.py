"""What was found, in order: nothing is put into a list before somebody asks for a row."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import compress, islice
from operator import itemgetter
from typing import Final, overload

from liling_desk.ledger.code_places import CodePlaces
from liling_desk.ledger.standing import Standing

_FURTHER: Final = 200
"""So many rows beyond the one that is asked for are looked up with it."""


class Found(Sequence[Standing]):
    """Standings in the order in which they were found; each is fetched when it is asked for.

    `order` holds places among `standings`, `rank` where each place stands in it (None: look for it). `marks` has a 1
    for each row of the order that was found; None: all of them.
    """

    def __init__(
        self,
        standings: list[Standing],
        place_of: CodePlaces,
        order: Sequence[int],
        rank: Sequence[int] | None = None,
        marks: bytearray | None = None,
    ) -> None:
        self._standings, self._place_of = standings, place_of
        self._order, self._rank, self._marks = order, rank, marks
        self._length = len(order) if marks is None else marks.count(1)
        self._places: Sequence[int] = order if marks is None else array("I")
        self._rest: Iterator[int] = iter(()) if marks is None else compress(order, marks)
        self._rows: dict[str, int | None] = {}

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Standing]:
        return map(self._standings.__getitem__, self._up_to(self._length))

    @overload
    def __getitem__(self, at: int) -> Standing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Standing]: ...
    def __getitem__(self, at: int | slice) -> Standing | Sequence[Standing]:
        if isinstance(at, slice):
            return [self._standings[place] for place in self._up_to(self._length)[at]]
        return self._standings[self._up_to(at + 1 if at >= 0 else self._length)[at]]

    def row_of(self, code: str) -> int | None:
        """Where an item is among these."""
        if code not in self._rows:
            place = self._place_of.get(code)
            self._rows[code] = None if place is None else self._row_of(place)
        return self._rows[code]

    def _row_of(self, place: int) -> int | None:
        if self._rank is None:
            try:
                row = self._order.index(place)
            except ValueError:
                return None
        else:
            row = self._rank[place]
            if row >= len(self._order) or self._order[row] != place:
                return None  # the order does not hold it
        if self._marks is None:
            return row
        return self._marks.count(1, 0, row) if self._marks[row] else None

    def _up_to(self, end: int) -> Sequence[int]:
        """The places of so many rows at least, as far as there are so many."""
        places = self._places
        if isinstance(places, array) and len(places) < min(end, self._length):
            places.extend(islice(self._rest, end + _FURTHER - len(places)))
        return places


def marked(places: Sequence[int], rank: Sequence[int], length: int) -> bytearray:
    """A 1 for each row of an order of this length at which one of these places stands."""
    marks = bytearray(length)
    # One call fetches all ranks: a third of the time that a loop takes over them.
    for row in itemgetter(*places)(rank) if len(places) > 1 else [rank[place] for place in places]:
        marks[row] = 1
    return marks
