"""All rows of one commitment together. The same cell told twice with different values is a problem for both rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from liling_desk.importing.drafts import Draft
from liling_desk.importing.findings import Problem, Suggestion
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.translations import N_, Message

RETURN_FIELDS = ("progress", "difficulties", "value", "claimed_status", "reported_on")
CONTENT = frozenset(RETURN_FIELDS) - {"reported_on"}
"""Without any of these there is no return."""

_OF_RETURNS = frozenset(RETURN_FIELDS)
APART = frozenset({"period", "unit", "done_on", "done_basis"})
"""Say where the others belong, or are a verdict."""

HeaderOf = Callable[[str], str]

ReturnPlace = tuple[str | None, str | None]
"""(period, reporting unit as told by the file)."""


class Told(NamedTuple):
    """A value and the row that told it first."""

    row: int
    value: object


@dataclass(slots=True)
class Facts:
    """Values by field; a field that was told differently is void."""

    told: dict[str, Told] = field(default_factory=dict)
    void: set[str] = field(default_factory=set)

    def valid(self, name: str) -> Told | None:
        """The value, unless rows disagree about it."""
        return None if name in self.void else self.told.get(name)


@dataclass(slots=True)
class Target:
    """One commitment that rows speak of. `code` of a new one is set once all rows are read."""

    code: str
    existing: Commitment | None
    facts: Facts = field(default_factory=Facts)
    returns: dict[ReturnPlace, Facts] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    sole: tuple[Draft, ReturnPlace] | None = None
    """The only row of a new item, of which `facts` and `returns` say nothing yet."""

    def unfold(self, header_of: HeaderOf) -> None:
        """Put what an only row says with the facts."""
        if self.sole is not None:
            (draft, place), self.sole = self.sole, None
            _take(self, draft, place, header_of)


def merge(target: Target, draft: Draft, place: ReturnPlace, header_of: HeaderOf) -> None:
    """Take a row's values into its commitment; conflicts become problems of both rows."""
    target.drafts.append(draft)
    if target.existing is None and len(target.drafts) == 1:
        target.sole = (draft, place)
        return
    target.unfold(header_of)
    _take(target, draft, place, header_of)


def _take(target: Target, draft: Draft, place: ReturnPlace, header_of: HeaderOf) -> None:
    reported: Facts | None = None
    for name, value in draft.values.items():
        if name in APART:
            continue
        facts = target.facts
        if name in _OF_RETURNS:
            facts = reported = reported or target.returns.setdefault(place, Facts())
        first = facts.told.get(name)
        if first is None:
            facts.told[name] = Told(draft.number, value)
        elif not _alike(first.value, value):
            earlier = next(each for each in target.drafts if each.number == first.row)
            if name not in facts.void:
                facts.void.add(name)
                earlier.problems.append(_conflict(earlier, name, target, draft, header_of))
            draft.problems.append(_conflict(draft, name, target, earlier, header_of))


def _alike(one: object, other: object) -> bool:
    if isinstance(one, Deadline) and isinstance(other, Deadline):
        return same_deadline(one, other)
    return one == other


def same_deadline(one: Deadline, other: Deadline) -> bool:
    """The same phrase, however it was read (a reading by hand stays), or the same day."""
    phrases = ["".join(each.phrase.split()) for each in (one, other)]
    if phrases[0] == phrases[1] and (phrases[0] or one.kind == other.kind):
        return True
    return one.kind == other.kind == "dated" and one.latest == other.latest


def _conflict(draft: Draft, name: str, target: Target, other: Draft, header_of: HeaderOf) -> Problem:
    why = Message(N_("与第 {row} 行同一事项的内容不一致。"), {"row": other.number})
    ways = (Suggestion("drop", "", Message(N_("放弃此格"))), Suggestion("skip", "", Message(N_("跳过此行"))))
    code = target.existing.code if target.existing else draft.texts.get("code")
    return Problem(draft.number, header_of(name), draft.texts.get(name, ""), why, code, name, ways)


def rows_of(targets: Iterable[Target]) -> dict[int, list[Target]]:
    """Row numbers to the commitments that they belong to."""
    owners: dict[int, list[Target]] = {}
    for target in targets:
        for draft in target.drafts:
            owners.setdefault(draft.number, []).append(target)
    return owners
