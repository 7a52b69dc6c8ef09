"""Something for each item of a ledger, by code: a mapping of two lists."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, Sequence, ValuesView
from typing import Any, TypeVar, cast

from liling_desk.ledger.code_places import CodePlaces

V = TypeVar("V")


class CodeTable(Mapping[str, V]):
    """A value for each code, in the order of the codes. Nobody changes it; several may share their codes."""

    def __init__(self, places: CodePlaces, values: Sequence[V]) -> None:
        self.places, self.in_turn = places, values

    def __getitem__(self, code: str) -> V:
        return self.in_turn[self.places[code]]

    def __contains__(self, code: object) -> bool:
        return code in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.in_turn)

    def values(self) -> ValuesView[V]:
        """At the pace of a list."""
        return _Values(self)

    def items(self) -> ItemsView[str, V]:
        """At the pace of a list."""
        return _Items(self)

    def but(self, now: Mapping[str, V]) -> CodeTable[V]:
        """The same with other values for some codes that are in it."""
        values = list(self.in_turn)
        for code, value in now.items():
            values[self.places[code]] = value
        return CodeTable(self.places, values)


class _Values(ValuesView[V]):
    def __init__(self, table: CodeTable[V]) -> None:
        super().__init__(cast("Any", table))
        self._table = table

    def __iter__(self) -> Iterator[V]:
        return iter(self._table.in_turn)


class _Items(ItemsView[str, V]):
    def __init__(self, table: CodeTable[V]) -> None:
        super().__init__(cast("Any", table))
        self._table = table

    def __iter__(self) -> Iterator[tuple[str, V]]:
        return zip(self._table.places, self._table.in_turn, strict=True)
