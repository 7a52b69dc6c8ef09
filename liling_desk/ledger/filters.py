"""Filters and sort orders: values that are checked when they are made, not when they are used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from sys import intern
from typing import Final, Literal

from pydantic import ValidationError, model_validator

from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.search import folded
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN, Colour, Pace, Reported, Status, Timeliness
from liling_desk.translations import N_, Message

UNASSIGNED = ""
"""The unit facet's value for items without a lead unit (待分办)."""

DueSpan = Literal["overdue", "within_30", "within_180", "later", "none", "settled"]
SortKey = Literal["light", "code", "title", "unit", "due", "value", "reported", "status", "programme", "category"]
Facet = Literal[
    "light", "status", "due", "unit", "role", "programme", "category", "kind", "timeliness", "reported", "pace"
]
FACETS: tuple[Facet, ...] = (
    "light", "status", "due", "unit", "role", "programme", "category", "kind", "timeliness", "reported", "pace",
)  # fmt: skip


class LedgerFilter(Frozen):
    """Ticks within a group are OR, groups are AND; an empty group says nothing."""

    text: str = ""
    light: tuple[Colour, ...] = ()
    status: tuple[Status, ...] = ()
    timeliness: tuple[Timeliness, ...] = ()
    due: tuple[DueSpan, ...] = ()
    unit: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    reported: tuple[Reported, ...] = ()
    pace: tuple[Pace | Literal[""], ...] = ()
    """An empty text stands for items without an indicator."""
    due_from: date | None = None
    due_to: date | None = None
    codes: tuple[str, ...] = ()
    deleted: bool = False
    """True shows the deleted items instead of the others."""

    @model_validator(mode="after")
    def _in_order(self) -> LedgerFilter:
        if self.due_from and self.due_to and self.due_from > self.due_to:
            raise ValueError("due_from is after due_to")
        return self

    @property
    def is_empty(self) -> bool:
        """True when every item passes."""
        return self == EVERYTHING

    def searching(self, text: str) -> LedgerFilter:
        """The same filter with other words to search for."""
        return self.model_copy(update={"text": text.strip()})

    def without(self, group: str) -> LedgerFilter:
        """The same filter with one group dropped."""
        return LedgerFilter(**{name: getattr(self, name) for name in type(self).model_fields if name != group})

    def active_groups(self) -> tuple[str, ...]:
        """Names of the groups that say something, in a fixed order."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) != getattr(EVERYTHING, name))


EVERYTHING: Final = LedgerFilter.model_construct()
"""No condition. Made without building the checks: the window needs it before anything else is checked."""


def parse_filter(**words: object) -> LedgerFilter:
    """Make a filter from words that somebody typed. Raises `UsageError` for one that means nothing."""
    try:
        return LedgerFilter(**words)
    except ValidationError as problem:
        first = problem.errors()[0]
        if not first["loc"]:
            raise UsageError(
                Message(
                    N_("起始日期 {first} 晚于截止日期 {last}。"), {"first": words["due_from"], "last": words["due_to"]}
                ),
                Message(N_("请对调两个日期。")),
            ) from problem
        name = str(first["loc"][0])
        raise UsageError(
            Message(N_("筛选条件 {name} 的值“{value}”不成立。"), {"name": name, "value": first["input"]}),
            Message(N_("请按帮助里列出的值填写。")),
        ) from problem


class SortOrder(Frozen):
    """One column and a direction; the code breaks every tie."""

    by: SortKey = "light"
    descending: bool = False


USUAL_ORDER: Final = SortOrder.model_construct()
"""The most urgent first."""


def due_span(standing: Standing) -> DueSpan:
    """Which span of the deadline facet an item belongs to; `settled`: nobody waits for it any more."""
    left = standing.days_left
    if standing.commitment.status not in OPEN:
        return "settled"
    if left is None:
        return "none"
    if left < 0:
        return "overdue"
    return "within_30" if left <= 30 else "within_180" if left <= 180 else "later"


_FACET_VALUE: dict[Facet, Callable[[Standing], str]] = {
    "light": lambda standing: standing.light.colour,
    "status": lambda standing: standing.commitment.status,
    "due": due_span,
    "timeliness": lambda standing: standing.timeliness,
    "unit": lambda standing: standing.commitment.lead_unit or UNASSIGNED,
    "role": lambda standing: standing.commitment.role,
    "programme": lambda standing: standing.commitment.programme,
    "category": lambda standing: standing.commitment.category,
    "kind": lambda standing: standing.commitment.kind,
    "reported": lambda standing: standing.owing.state,
    "pace": lambda standing: standing.pace or "",
}


def facet_value(facet: Facet, standing: Standing) -> str:
    """The value by which an item is counted in a facet."""
    return intern(str(_FACET_VALUE[facet](standing)))  # an enumeration's word would be a new text each time


def _text_matches(text: str) -> Callable[[Standing], bool]:
    words = folded(text).split()

    def matches(standing: Standing) -> bool:
        return all(
            word in standing.search_text or (word.isascii() and word.isalpha() and word in standing.initials)
            for word in words
        )

    return matches


def matcher(wanted: LedgerFilter, ignoring: str | None = None) -> Callable[[Standing], bool]:
    """A test for one standing; `ignoring` leaves one group out (for its own counts)."""
    tests: list[Callable[[Standing], bool]] = [lambda standing: standing.commitment.deleted == wanted.deleted]
    for facet in FACETS:
        values = frozenset(str(value) for value in getattr(wanted, facet))
        if values and facet != ignoring:
            get = _FACET_VALUE[facet]
            tests.append(lambda standing, get=get, values=values: str(get(standing)) in values)  # type: ignore[misc]
    if wanted.text.strip() and ignoring != "text":
        tests.append(_text_matches(wanted.text))
    if wanted.codes:
        codes = frozenset(wanted.codes)
        tests.append(lambda standing: standing.code in codes)
    if wanted.due_from or wanted.due_to:
        first, last = wanted.due_from or date.min, wanted.due_to or date.max
        tests.append(lambda standing: (due := standing.commitment.due) is not None and first <= due <= last)
    return lambda standing: all(test(standing) for test in tests)


def select(standings: Iterable[Standing], wanted: LedgerFilter, sort: SortOrder) -> list[Standing]:
    """The items that pass, in order."""
    test = matcher(wanted)
    return in_order([standing for standing in standings if test(standing)], sort)


def facet_counts(standings: Sequence[Standing], wanted: LedgerFilter, facet: Facet) -> dict[str, int]:
    """How many items each value of a facet would give, all other groups applied. Values with 0 are kept."""
    present = (standing for standing in standings if standing.commitment.deleted == wanted.deleted)
    counts = dict.fromkeys((facet_value(facet, standing) for standing in present), 0)
    test = matcher(wanted, ignoring=facet)
    for standing in standings:
        if test(standing):
            counts[facet_value(facet, standing)] += 1
    return counts


_URGENCY = {Colour.RED: 0, Colour.YELLOW: 1, Colour.GREEN: 2, Colour.BLUE: 3, Colour.GREY: 4}
_STATUS_ORDER = {status: place for place, status in enumerate(Status)}
_Key = Callable[[Standing], tuple[object, ...] | None]

_SORT_KEYS: dict[str, _Key] = {
    "light": lambda s: (_URGENCY[s.light.colour], s.days_left if s.days_left is not None else 10**6),
    "code": lambda s: (s.code,),
    "title": lambda s: (folded(s.commitment.title),),
    "unit": lambda s: (s.commitment.lead_unit,) if s.commitment.lead_unit else None,
    "due": lambda s: (s.commitment.due,) if s.commitment.due else None,
    "value": lambda s: (s.latest_value,) if s.latest_value is not None else None,
    "reported": lambda s: (s.last_return.order,) if s.last_return else None,
    "status": lambda s: (_STATUS_ORDER[s.commitment.status],),
    "programme": lambda s: (s.commitment.role, s.commitment.programme) if s.commitment.programme else None,
    "category": lambda s: (s.commitment.category,) if s.commitment.category else None,
}


def in_order(standings: Iterable[Standing], sort: SortOrder) -> list[Standing]:
    """Sorted; items with nothing to sort by come last in both directions; ties by code, ascending."""
    key = _SORT_KEYS[sort.by]
    by_code = sorted(
        standings, key=lambda standing: standing.commitment.code, reverse=sort.by == "code" and sort.descending
    )
    if sort.by == "code":
        return by_code
    keys = [key(standing) for standing in by_code]
    blank = [standing for standing, its in zip(by_code, keys, strict=True) if its is None]
    filled = [(its, standing) for standing, its in zip(by_code, keys, strict=True) if its is not None]
    filled.sort(key=lambda pair: pair[0], reverse=sort.descending)
    return [standing for _, standing in filled] + blank
