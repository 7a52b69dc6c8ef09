"""A ledger as it is judged: everything that is computed from it as of a day. The clock is never asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from liling_desk.ledger.code_places import CodePlaces
from liling_desk.ledger.code_table import CodeTable
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.errors import UnknownCode
from liling_desk.ledger.filters import LedgerFilter, SortOrder, matcher, select
from liling_desk.ledger.frozen import many_made
from liling_desk.ledger.patched import PatchedList, whole
from liling_desk.ledger.returns import Return
from liling_desk.ledger.search import plain_letters
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Judge, Standing
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds
from liling_desk.store import asking
from liling_desk.store.ledger_store import LedgerStore
from liling_desk.store.refreshing import Content
from liling_desk.when_needed import WhenNeeded

if TYPE_CHECKING:
    from liling_desk.ledger import light_history, remarks, rollcall
    from liling_desk.ledger.entry import Entry
    from liling_desk.store import journal
else:
    light_history, remarks, rollcall = (
        WhenNeeded(f"liling_desk.ledger.{name}") for name in ("light_history", "remarks", "rollcall")
    )
    journal = WhenNeeded("liling_desk.store.journal")

V = TypeVar("V")


@dataclass(frozen=True)
class _Computed:
    """Standings and what they were computed from."""

    snapshot: Snapshot
    at: tuple[date, Thresholds]
    standings: Sequence[Standing]

    places: CodePlaces = field(default_factory=CodePlaces)
    """Where each item's standing is; empty for an earlier day."""
    earlier: Sequence[Standing] | None = None
    """The standings that these were made from, where only those at `touched` were judged anew."""
    touched: tuple[int, ...] = ()


class JudgedLedger:
    """Standings, lights, remarks and the roll-call. `thresholds` may be replaced while the ledger is open."""

    def __init__(self, store: LedgerStore, thresholds: Thresholds = USUAL_THRESHOLDS) -> None:
        self._store = store
        self.thresholds = thresholds
        self._computed: _Computed | None = None
        self._computed_then: _Computed | None = None
        self._counted: tuple[Snapshot, int] | None = None

    def snapshot(self) -> Snapshot:
        """Everything as it is now; cached until something changes, here or in another process."""
        return self._store.content().snapshot

    def extent(self) -> tuple[int, int]:
        """How many items and returns there are, deleted ones too: asked without reading them."""
        return asking.extent(self._store.engine)

    def first_rows(self, sort: SortOrder, as_of: date, wanted: int) -> list[Standing]:
        """The first rows of the list without any filter, read and judged without the rest of the ledger.

        [] where they can't be told so: of an order that is computed, or where fewer items are red than are wanted.
        """
        from liling_desk.ledger.first_rows import certain_rows
        from liling_desk.store import first_rows

        judge, apart, seen = Judge(as_of, self.thresholds), list[Standing](), list[Standing]()
        with closing(first_rows.candidates(self._store.engine, sort)) as batches:
            for batch in batches:
                for each in batch:
                    item, words, initials = each.item
                    standing = judge.standing(item, each.returns, words, plain_letters(initials))
                    (apart if each.is_apart else seen).append(standing)
                if found := certain_rows(apart, seen, sort, wanted):
                    return found
        return []

    def take_over(self, read: JudgedLedger) -> None:
        """Go on with what the same ledger, opened a second time, has read and judged; it may be closed already.

        What was written meanwhile is read the next time that anything is asked.
        """
        self._store.go_on_with(read._store)
        self._computed, self._counted = read._computed, read._counted

    @property
    def item_count(self) -> int:
        """How many items there are that are not deleted; after a change only what was touched is looked at."""
        content, counted = self._store.content(), self._counted
        now = content.snapshot
        if counted is None or counted[0] is not now:
            if counted is not None and counted[0] is content.earlier:
                before = counted[0].commitments
                items = counted[1] + sum(_is_present(now.commitments.get(code)) for code in content.codes)
                items -= sum(_is_present(before.get(code)) for code in content.codes)
            else:
                items = sum(map(_is_present, now.commitments.values()))
            self._counted = counted = now, items
        return counted[1]

    def get(self, code: str) -> Commitment:
        """Raises `UnknownCode`."""
        found = self.snapshot().commitments.get(code)
        if found is None:
            raise UnknownCode(code)
        return found

    def returns(self, code: str) -> tuple[Return, ...]:
        """An item's returns, newest first."""
        return self.snapshot().returns.get(code, ())

    def histories(self, codes: Iterable[str]) -> Mapping[str, Sequence[Entry]]:
        """Journal entries of these items, newest first, each with only that item's changes."""
        return journal.histories(self._store.engine, codes)

    def standings(self, as_of: date) -> Sequence[Standing]:
        """Every item as of a day, deleted ones too; cached."""
        content, at = self._store.content(), (as_of, self.thresholds)
        computed = self._computed
        if computed is None or computed.snapshot is not content.snapshot or computed.at != at:
            goes_on = computed is not None and computed.snapshot is content.earlier and computed.at == at
            self._computed = computed = self._gone_on(computed, content, as_of) if goes_on and computed else None
        if computed is None:
            items = content.snapshot.commitments
            with many_made():
                judge, returns = Judge(as_of, self.thresholds), content.snapshot.returns
                words, initials = _in_turn(content.words, items), _in_turn(content.initials, items)
                rows = [
                    judge.standing(item, returns.get(code, ()), told, letters)
                    for (code, item), told, letters in zip(items.items(), words, initials, strict=True)
                ]
            self._computed = computed = _Computed(content.snapshot, at, rows, _places(items))
        return computed.standings

    def touched_since(self, earlier: Sequence[Standing]) -> Sequence[int] | None:
        """Where the newest standings differ from the ones before them; None where `earlier` are others."""
        computed = self._computed
        return computed.touched if computed is not None and computed.earlier is earlier else None

    def _gone_on(self, computed: _Computed, content: Content, as_of: date) -> _Computed | None:
        """Only what was touched since is judged anew; None where items came or went."""
        items = content.snapshot.commitments
        if any(code not in computed.places or code not in items for code in content.codes):
            return None
        anew = {computed.places[code]: self._judged(content, items[code], as_of) for code in content.codes}
        rows = PatchedList(computed.standings, anew)
        return _Computed(content.snapshot, computed.at, rows, computed.places, computed.standings, tuple(anew))

    def _judged(self, content: Content, item: Commitment, as_of: date) -> Standing:
        returns = content.snapshot.returns.get(item.code, ())
        judge = Judge(as_of, self.thresholds)
        return judge.standing(item, returns, content.words[item.code], content.initials[item.code])

    def standings_then(self, day: date) -> Sequence[Standing]:
        """Every item as it stood on an earlier day: without what was decided later (see `as_it_stood`); cached."""
        snapshot = self.snapshot()
        computed = self._computed_then
        if computed is None or computed.snapshot is not snapshot or computed.at != (day, self.thresholds):
            rows = light_history.standings_on(snapshot, day, self.thresholds)
            self._computed_then = computed = _Computed(snapshot, (day, self.thresholds), rows)
        return computed.standings

    def light_changes(self, code: str, since: date, until: date) -> list[light_history.LightChange]:
        """When an item's light changed its colour between two days. Raises `UnknownCode`."""
        return light_history.light_changes(self.get(code), self.returns(code), since, until, self.thresholds)

    def remarks(self, code: str, as_of: date) -> list[remarks.Remark]:
        """What the desk should look at twice about an item. Raises `UnknownCode`."""
        counted = [each for each in self.returns(code) if each.counted(as_of)]
        return remarks.remarks_on(self.get(code), counted, bool(self.snapshot().evidence.get(code)))

    def roll_call(self, day: date, as_of: date) -> list[rollcall.RollCallRow]:
        """Who has reported for the periods around `day`, as of another day."""
        snapshot = self.snapshot()
        return rollcall.roll_call(snapshot.commitments.values(), snapshot.returns, day, as_of)

    def standing(self, code: str, as_of: date) -> Standing:
        """One item as of a day. Raises `UnknownCode`."""
        self.get(code)
        self.standings(as_of)
        assert self._computed is not None
        return self._computed.standings[self._computed.places[code]]

    def find(self, wanted: LedgerFilter, sort: SortOrder, as_of: date) -> list[Standing]:
        """The items that pass the filter, in order."""
        return select(self.standings(as_of), wanted, sort)

    def count(self, wanted: LedgerFilter, as_of: date) -> int:
        """How many items pass the filter."""
        return self.item_count if wanted.is_empty else sum(map(matcher(wanted), self.standings(as_of)))


def _in_turn(values: Mapping[str, V], items: Mapping[str, Commitment]) -> Iterable[V]:
    """The values of the items, one after the other."""
    return values.values() if list(values) == list(items) else map(values.__getitem__, items)


def _places(items: Mapping[str, Commitment]) -> CodePlaces:
    table = whole(items)
    return table.places if isinstance(table, CodeTable) else CodePlaces(list(table))


def _is_present(item: Commitment | None) -> bool:
    return item is not None and not item.deleted
