"""Finding, ordering and counting among many standings at the pace of the keys: what `filters` says, answered from
columns that are made once for a ledger and renewed only where an item has changed."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import compress
from operator import is_not
from typing import Final

from liling_desk.ledger.code_places import CodePlaces
from liling_desk.ledger.facet_column import FacetColumn
from liling_desk.ledger.filters import (
    _STATUS_ORDER,
    _URGENCY,
    FACETS,
    Facet,
    LedgerFilter,
    SortKey,
    SortOrder,
    facet_value,
    matcher,
)  # fmt: skip
from liling_desk.ledger.found import Found, marked
from liling_desk.ledger.search import folded
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.word_index import WordIndex

_Key = int | float | str | tuple[str, ...] | None
_NO_DAYS: Final = 10**6
_STRETCH: Final = 4_000
"""So many items are gone through at a time."""
_FEW: Final = 64
"""So many changed items are renewed in place; more make the columns anew."""


def _folded_title(standing: Standing) -> str:
    """The second of the lines that an item is found by is its title, folded already."""
    lines = standing.search_text.split("\n", 2)
    return lines[1] if len(lines) > 1 else folded(standing.commitment.title)


def _light(standing: Standing) -> int:
    left = standing.days_left
    return _URGENCY[standing.light.colour] * 10**8 + (_NO_DAYS if left is None else left)


def _due(standing: Standing) -> int | None:
    due = standing.commitment.due
    return None if due is None else due.toordinal()


_KEYS: dict[SortKey, Callable[[Standing], _Key]] = {
    "light": _light,
    "title": _folded_title,
    "unit": lambda s: s.commitment.lead_unit or None,
    "due": _due,
    "value": lambda s: s.latest_value,
    "reported": lambda s: s.last_return.order if s.last_return else None,
    "status": lambda s: _STATUS_ORDER[s.commitment.status],
    "programme": lambda s: (s.commitment.role, s.commitment.programme) if s.commitment.programme else None,
    "category": lambda s: s.commitment.category or None,
}
"""The keys of `filters.in_order` as values that compare quickly; None: nothing to sort by. The code is the ground."""


class Finder:
    """Answers as `filters.select` and `filters.facet_counts` do on the same standings.

    Places are where a standing stands among all; columns and orders are made when first asked for, or by `prepare`.
    """

    def __init__(self, standings: Sequence[Standing] = ()) -> None:
        self.standings = list(standings)
        self._codes = [each.commitment.code for each in self.standings]
        self._place_of = CodePlaces(self._codes)
        self._deleted = {place for place, each in enumerate(self.standings) if each.commitment.deleted}
        self._words = WordIndex(
            [each.search_text for each in self.standings], [each.initials for each in self.standings]
        )
        self._columns: dict[Facet, FacetColumn] = {}
        self._keys: dict[SortKey, list[_Key]] = {}
        self._orders: dict[tuple[SortKey, bool, bool], array[int]] = {}
        self._ranks: dict[tuple[SortKey, bool, bool], array[int]] = {}
        self._totals: dict[tuple[Facet, bool], dict[str, int]] = {}
        self._shown: tuple[SortKey, bool, bool] | None = None
        """The order that was asked for last."""
        self._passing: dict[LedgerFilter, tuple[Sequence[int] | None, int]] = {}
        """The places that pass, and how many renewals are taken into account."""
        self._renewed: list[tuple[int, Standing]] = []
        """Places that were renewed and what stood there, in order."""
        self._misplaced: dict[tuple[SortKey, bool, bool], dict[int, None]] = {}
        """Places that no longer stand where they belong in an order."""
        self._renewals = 0

    def __len__(self) -> int:
        return len(self.standings)

    def standing(self, code: str) -> Standing | None:
        """One item."""
        place = self._place_of.get(code)
        return None if place is None else self.standings[place]

    def find(self, wanted: LedgerFilter, sort: SortOrder) -> Found:
        """The items that pass the filter, in order. They follow their items' changes until others are found."""
        passing = self.passing(wanted)
        self._shown = key = (sort.by, sort.descending, wanted.deleted)
        order = self._order(*key)
        if passing is None:
            return Found(self.standings, self._place_of, order, self._ranks.get(key))
        if len(passing) < 2:
            return Found(self.standings, self._place_of, passing)
        rank = self._rank(key)
        return Found(self.standings, self._place_of, order, rank, marked(passing, rank, len(order)))

    def count(self, wanted: LedgerFilter) -> int:
        """How many items pass the filter."""
        passing = self.passing(wanted)
        return self.total(wanted.deleted) if passing is None else len(passing)

    def total(self, deleted: bool) -> int:
        """How many items there are, or how many deleted ones."""
        return len(self._deleted) if deleted else len(self.standings) - len(self._deleted)

    def totals(self, facet: Facet, deleted: bool) -> dict[str, int]:
        """How many items have each value of a facet."""
        known = self._totals.get((facet, deleted))
        if known is None:
            column = self._column(facet)
            counted = column.count(self._deleted)
            if not deleted:
                counted = Counter({value: n - counted[value] for value, n in column.count().items()})
            known = {value: n for value, n in counted.items() if n}
            self._totals[facet, deleted] = known
        return known

    def counts(self, wanted: LedgerFilter, facet: Facet) -> dict[str, int]:
        """How many items each value of a facet would give, all other groups applied. Values with 0 are kept."""
        totals = self.totals(facet, wanted.deleted)
        passing = self.passing(wanted if not getattr(wanted, facet) else wanted.model_copy(update={facet: ()}))
        if passing is None:
            return dict(totals)
        counts = dict.fromkeys(totals, 0)
        counts.update(self._column(facet).count(passing))
        return counts

    def passing(self, wanted: LedgerFilter) -> Sequence[int] | None:
        """The places of the items that pass, in no order; None: all that are not deleted (or all that are)."""
        known, renewals = self._passing.get(wanted, (None, -1))
        if renewals == len(self._renewed):
            return known
        if renewals >= 0:
            if known is not None:
                known = _still_passing(wanted, known, self._renewed[renewals:], self.standings)
        else:
            if len(self._passing) >= _FEW:
                self._passing.clear()
            known = self._find_passing(wanted)
        self._passing[wanted] = known, len(self._renewed)
        return known

    def renewed(self, standings: Sequence[Standing], touched: Sequence[int] | None = None) -> Finder:
        """A finder for newer standings: this one where only a few of the same items have changed.

        `touched`: the places where they may differ, where that is known.
        """
        if len(standings) != len(self.standings):
            return Finder(standings)
        others = touched
        if others is None:
            others = [*compress(range(len(standings)), map(is_not, self.standings, standings))]
        if len(others) > _FEW or any(standings[place].code != self._codes[place] for place in others):
            return Finder(standings)
        for place in others:
            self._renew(place, standings[place])
        return self

    def prepare(self, only: Facet | None = None) -> Iterator[None]:
        """Do ahead what answers will need, in steps of a few milliseconds for a hundred thousand items.

        `only`: no more than what counting the values of this facet needs.
        """
        for order in [*self._misplaced] if only is None else []:
            self._order(*order)
            yield
        if only is None and self._shown is not None and self._shown not in self._ranks:
            yield from self._ranking(self._shown)
        for facet in FACETS if only is None else (only,):
            if facet not in self._columns:
                column = FacetColumn()
                renewals = self._renewals
                for first in range(0, len(self.standings), _STRETCH):
                    column.extend([facet_value(facet, each) for each in self.standings[first : first + _STRETCH]])
                    yield
                if renewals == self._renewals:
                    self._columns.setdefault(facet, column)
            self.totals(facet, False)
            yield
        if only is not None:
            return
        yield from self._words.prepare()
        for wanted, (passing, renewals) in self._passing.items():
            if passing is not None:  # a saved view's for instance: kept for long in a tenth of the memory
                self._passing[wanted] = array("I", passing), renewals

    def _renew(self, place: int, now: Standing) -> None:
        was, self.standings[place] = self.standings[place], now
        self._renewals += 1
        moved = was.commitment.deleted != now.commitment.deleted
        (self._deleted.add if now.commitment.deleted else self._deleted.discard)(place)
        for facet, column in self._columns.items():
            column[place], former = facet_value(facet, now), column[place]
            _count_anew(self._totals, facet, (former, was.commitment.deleted), (column[place], now.commitment.deleted))
        others: set[SortKey] = set()
        for by, keys in self._keys.items():
            if (key := _KEYS[by](now)) != keys[place]:
                keys[place] = key
                others.add(by)
        if (was.search_text, was.initials) != (now.search_text, now.initials):
            self._words.renew(place, now.search_text, now.initials)
        for order in [each for each in self._orders if moved or each[0] in others]:
            if moved:
                for known in (self._orders, self._ranks, self._misplaced):
                    known.pop(order, None)
            elif (place in self._deleted) == order[2]:
                self._misplaced.setdefault(order, {})[place] = None
        self._renewed.append((place, was))
        if len(self._renewed) > _FEW:
            self._renewed.clear()
            self._passing.clear()

    def _column(self, facet: Facet) -> FacetColumn:
        column = self._columns.get(facet)
        if column is None:
            column = self._columns[facet] = FacetColumn()
            column.extend([facet_value(facet, each) for each in self.standings])
        return column

    def _find_passing(self, wanted: LedgerFilter) -> list[int] | None:
        places = self._words.find(wanted.text) if wanted.text.strip() else None
        if wanted.codes:
            named = {self._place_of[code] for code in wanted.codes if code in self._place_of}
            places = [*named] if places is None else [place for place in places if place in named]
        if places is not None and (self._deleted or wanted.deleted):
            places = [place for place in places if (place in self._deleted) == wanted.deleted]
        for facet in FACETS:
            if values := frozenset(str(value) for value in getattr(wanted, facet)):
                within = self._present(wanted.deleted) if places is None else places
                places = self._column(facet).having(values, within)
        if wanted.due_from or wanted.due_to:
            first = (wanted.due_from or date.min).toordinal()
            last = (wanted.due_to or date.max).toordinal()
            days = self._sort_keys("due")
            within = self._present(wanted.deleted) if places is None else places
            places = [place for place in within if (day := days[place]) is not None and first <= day <= last]  # type: ignore[operator]
        return places

    def _present(self, deleted: bool) -> list[int]:
        if deleted:
            return sorted(self._deleted)
        return [place for place in range(len(self.standings)) if place not in self._deleted]

    def _rank(self, key: tuple[SortKey, bool, bool]) -> array[int]:
        """Where each place stands in an order; only kept for the last one."""
        while key not in self._ranks:
            for _ in self._ranking(key):
                pass
        return self._ranks[key]

    def _ranking(self, key: tuple[SortKey, bool, bool]) -> Iterator[None]:
        """Make the ranks of an order, a few milliseconds at a time."""
        order, rank = self._order(*key), array("I", bytes(4 * len(self.standings)))
        for first in range(0, len(order), _STRETCH):
            for row, place in enumerate(order[first : first + _STRETCH], first):
                rank[place] = row
            yield
        if self._orders.get(key) is order:
            self._ranks = {key: rank}

    def _order(self, by: SortKey, descending: bool, deleted: bool) -> array[int]:
        """Every item in order; those with nothing to sort by come last in both directions, ties by code, ascending."""
        key = (by, descending, deleted)
        known = self._orders.get(key)
        if known is None:
            known = self._orders[key] = array("I", self._in_order(by, descending, deleted))
        elif misplaced := self._misplaced.pop(key, None):
            # The list may still show the former order: a new one takes its place.
            known = self._orders[key] = _put_right(known, misplaced, self._keys[by], self._codes, descending)
            self._ranks.pop(key, None)
        return known

    def _in_order(self, by: SortKey, descending: bool, deleted: bool) -> list[int]:
        if by == "code":
            return sorted(self._present(deleted), key=self._codes.__getitem__, reverse=descending)
        ground = self._order("code", False, deleted)
        keys = self._sort_keys(by)
        filled = [place for place in ground if keys[place] is not None]
        blank = [place for place in ground if keys[place] is None] if len(filled) < len(ground) else []
        filled.sort(key=keys.__getitem__, reverse=descending)  # type: ignore[arg-type]
        return filled + blank

    def _sort_keys(self, by: SortKey) -> list[_Key]:
        keys = self._keys.get(by)
        if keys is None:
            get = _KEYS[by]
            same: dict[_Key, _Key] = {}  # equal keys are one object: most are like some other
            keys = self._keys[by] = [same.setdefault(key, key) for key in map(get, self.standings)]
        return keys


def _count_anew(
    totals: dict[tuple[Facet, bool], dict[str, int]], facet: Facet, was: tuple[str, bool], now: tuple[str, bool]
) -> None:
    """An item had one value of a facet and has another; each with whether it is deleted."""
    if was == now:
        return
    for (value, deleted), by in ((was, -1), (now, 1)):
        if (known := totals.get((facet, deleted))) is not None:
            counted = {**known, value: known.get(value, 0) + by}
            totals[facet, deleted] = {each: n for each, n in counted.items() if n}


def _still_passing(
    wanted: LedgerFilter, places: Sequence[int], renewed: Iterable[tuple[int, Standing]], standings: list[Standing]
) -> Sequence[int]:
    """The places that passed before some were renewed, put right. `renewed`: places and what stood there, in order."""
    passes = matcher(wanted)
    first: dict[int, Standing] = {}
    for place, was in renewed:
        first.setdefault(place, was)
    turned = [place for place, was in first.items() if passes(standings[place]) != passes(was)]
    if turned:
        come = [place for place in turned if passes(standings[place])]
        now = [*places, *come]  # whoever was given the former ones keeps them as they are
        for place in set(turned) - set(come):
            now.remove(place)
        return now
    return places


def _put_right(
    order: array[int], misplaced: Iterable[int], keys: list[_Key], codes: Sequence[str], descending: bool
) -> array[int]:
    """An order in which only a few items do not stand where they belong, with these in their places."""
    order = order[:]
    for place in misplaced:
        order.remove(place)
    for place in misplaced:
        order.insert(_belongs(order, place, keys, codes, descending), place)
    return order


def _belongs(order: array[int], place: int, keys: list[_Key], codes: Sequence[str], descending: bool) -> int:
    mine, low, high = keys[place], 0, len(order)
    while low < high:
        middle = (low + high) // 2
        its = keys[order[middle]]
        if its == mine:
            is_before = codes[order[middle]] < codes[place]
        elif its is None or mine is None:
            is_before = mine is None
        else:
            is_before = (its < mine) != descending  # type: ignore[operator]
        low, high = (middle + 1, high) if is_before else (low, middle)
    return low
