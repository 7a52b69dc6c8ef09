"""Large tables in which a few values were replaced: the former ones stay as they are, and nothing is copied before
somebody goes through all of it."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from typing import Final, TypeVar, cast, overload

from liling_desk.ledger.code_table import CodeTable

K = TypeVar("K")
V = TypeVar("V")

_MOST: Final = 64
"""So many replaced values are kept apart; with more the table is copied."""


class PatchedTable(Mapping[K, V]):
    """A mapping with other values for some of its keys, which keep their order."""

    def __init__(self, before: Mapping[K, V], now: Mapping[K, V]) -> None:
        """`now`: for keys that are in `before`. Nobody may change either of them any more."""
        self._ground, self._now = before, now
        if isinstance(before, PatchedTable):
            self._ground, self._now = before._ground, {**before._now, **now}
        if len(self._now) > _MOST:
            self.whole()

    def __getitem__(self, key: K) -> V:
        now = self._now  # once: another thread may be putting it into the ground
        return now[key] if key in now else self._ground[key]

    def __contains__(self, key: object) -> bool:
        return key in self._ground

    def __len__(self) -> int:
        return len(self._ground)

    def __iter__(self) -> Iterator[K]:
        return iter(self._ground)

    def items(self) -> ItemsView[K, V]:
        """All of them, at the pace of a dictionary."""
        return self.whole().items()

    def values(self) -> ValuesView[V]:
        """All of them, at the pace of a dictionary."""
        return self.whole().values()

    def whole(self) -> Mapping[K, V]:
        """All of them in a table of its own, kept as such."""
        if now := self._now:  # once: another thread may be doing the same
            # First the ground: another thread may be looking something up.
            if isinstance(self._ground, CodeTable):
                self._ground = cast("Mapping[K, V]", self._ground.but(cast("Mapping[str, V]", now)))
            else:
                self._ground = {**self._ground, **now}
            self._now = {}
        return self._ground


def whole(table: Mapping[K, V]) -> Mapping[K, V]:
    """The same without anything replaced in it."""
    return table.whole() if isinstance(table, PatchedTable) else table


class PatchedList(Sequence[V]):
    """A sequence with other values at some of its places."""

    def __init__(self, before: Sequence[V], now: Mapping[int, V]) -> None:
        """`now`: for places (from 0 on) that are in `before`. Nobody may change either of them any more."""
        self._ground, self._now = before, now
        if isinstance(before, PatchedList):
            self._ground, self._now = before._ground, {**before._now, **now}
        if len(self._now) > _MOST:
            self._whole()

    def __len__(self) -> int:
        return len(self._ground)

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...
    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        if isinstance(at, slice):
            return self._whole()[at]
        place = at if at >= 0 else at + len(self._ground)
        now = self._now  # once: another thread may be putting it into the ground
        return now[place] if place in now else self._ground[at]

    def __iter__(self) -> Iterator[V]:
        return iter(self._whole())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, list | PatchedList) and list(self._whole()) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def _whole(self) -> Sequence[V]:
        if now := self._now:  # once: another thread may be doing the same
            whole = list(self._ground)
            for place, value in now.items():
                whole[place] = value
            self._ground = whole  # first: another thread may be looking something up
            self._now = {}
        return self._ground
