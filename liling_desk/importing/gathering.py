"""A file's rows sorted to the commitments they speak of: one row may speak of several, several rows of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from liling_desk.importing.drafts import Draft
from liling_desk.importing.findings import Handled, Problem, Remark, Suggestion
from liling_desk.importing.footers import looks_like_footer
from liling_desk.importing.free_codes import FreeCodes
from liling_desk.importing.matching import SKIP, Match, Matcher, NewItem, NoMatch
from liling_desk.importing.merging import ReturnPlace, Target, merge
from liling_desk.importing.row_reading import RETURNED, RowReader
from liling_desk.importing.titles import Candidate
from liling_desk.importing.unit_names import UnitNames
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import N_, Message

_OF_A_RETURN = RETURNED | {"period", "unit"}
"""What a row of several items says of each of them."""


@dataclass(frozen=True)
class Periods:
    """`given` by the user, `guessed` from the file's name and titles (or given)."""

    given: str | None
    guessed: str | None


@dataclass
class Gathering:
    """Takes rows one after the other; then `targets` are the commitments with what was said of them."""

    reader: RowReader
    snapshot: Snapshot
    periods: Periods
    handled: Handled
    names: UnitNames
    drafts: list[Draft] = field(default_factory=list)
    passed_over: list[int] = field(default_factory=list)
    """Numbers of the rows that are totals or signatures."""
    candidates: dict[int, tuple[Candidate, ...]] = field(default_factory=dict)
    """Items that a row without a match is like, by row number."""

    def __post_init__(self) -> None:
        self._matcher = Matcher(self.snapshot, self.handled.new_titles)
        self.titles = self._matcher.titles
        self._targets: dict[str, Target] = {}
        self._footers: set[int] = set()
        self._expected: dict[int, NewItem] = {}
        self._places: dict[tuple[object, object, object], ReturnPlace] = {}

    @property
    def targets(self) -> Iterable[Target]:
        """In the order of the file."""
        return self._targets.values()

    def present_name(self, name: str) -> str:
        """The present name of a unit that may be known by another."""
        return self.names.present(name) or name

    def take_all(self, drafts: list[Draft]) -> None:
        """Sort all rows; rows of one new item may stand in any order."""
        for draft in drafts:
            if code := draft.texts.get("code", ""):
                self._matcher.hear(code, draft.texts.get("title", ""))
        for draft in drafts:
            code, title = draft.texts.get("code", ""), draft.texts.get("title", "")
            if self._matcher.knows(code):
                continue
            if looks_like_footer(draft.first, draft.texts):
                self._footers.add(draft.number)
            elif code and title and draft.number not in self.handled.matched:
                found = self._matcher.expect(code, title)
                if isinstance(found, NewItem):
                    self._expected[draft.number] = found
        for draft in drafts:
            self._take(draft)
        self._name_new_items()

    def _take(self, draft: Draft) -> None:
        """Give a row to its commitment, or note why it belongs nowhere."""
        code, title = draft.texts.get("code", ""), draft.texts.get("title", "")
        if draft.number in self._footers:
            self.passed_over.append(draft.number)
            return
        self.drafts.append(draft)
        if draft.number in self._expected:
            self._new(draft, self._expected[draft.number])
            return
        by_hand = self.handled.matched.get(draft.number)
        if not by_hand and (several := self._matcher.several(code)):
            self._take_several(draft, several)
            return
        found = self._matcher.find(by_hand or code, "" if by_hand else title)
        if isinstance(found, NoMatch):
            self._nowhere(draft, found)
        elif isinstance(found, NewItem):
            self._new(draft, found)
        else:
            self._counting_title(draft, "" if by_hand else found.title)
            self._read(draft, self._target_of(found.item))

    def _new(self, draft: Draft, found: NewItem) -> None:
        if found.candidates:
            self.candidates[draft.number] = found.candidates
        if found.key not in self._targets:
            self._targets[found.key] = Target(found.code or "", None)
        self._read(draft, self._targets[found.key])

    def _take_several(self, draft: Draft, several: tuple[Match | NoMatch, ...]) -> None:
        """A row of several items: what it reports goes to each, everything else to none."""
        matches = [each for each in several if isinstance(each, Match)]
        for each in several:
            if isinstance(each, NoMatch):
                self._nowhere(draft, NoMatch(each.why, (SKIP,)))
        told = {name: text for name, text in draft.texts.items() if name in _OF_A_RETURN}
        if "value" in told and len(matches) > 1:
            del told["value"]
            why = Message(N_("一行写了 {n} 项，这个数不知道是哪一项的。"), {"n": len(matches)})
            drop = Suggestion("drop", "", Message(N_("放弃此格")))
            header, text = self.reader.header_of("value"), draft.texts["value"]
            draft.problems.append(Problem(draft.number, header, text, why, None, "value", (drop, SKIP)))
        if len(matches) > 1:
            why = Message(N_("一行写了 {n} 项，报送内容各登记一份，其他列没有采用。"), {"n": len(matches)})
            header = self.reader.header_of("code")
            draft.remarks.append(Remark(draft.number, header, "code", draft.texts.get("code", ""), why))
        for match in matches:
            own = Draft(
                draft.number, dict(told), draft.first, draft.flawed, problems=draft.problems, remarks=draft.remarks
            )
            self._read(own, self._target_of(match.item))
        draft.problems[:] = _once_each(draft.problems)
        draft.remarks[:] = list({(each.field, str(each.why)): each for each in draft.remarks}.values())

    def _target_of(self, item: Commitment) -> Target:
        return self._targets.setdefault(f"item:{item.code}", Target(item.code, item))

    @staticmethod
    def _counting_title(draft: Draft, title: str) -> None:
        """A title that differs in numbering only, or of a row matched by hand, is not to replace the item's own."""
        if title:
            draft.texts["title"] = title
        elif "title" in draft.texts:
            draft.shown_title = draft.texts.pop("title")

    def _read(self, draft: Draft, target: Target) -> None:
        self.reader.read(draft, target.existing, target.code or None)
        merge(target, draft, self._place(draft), self.reader.header_of)

    def _nowhere(self, draft: Draft, found: NoMatch) -> None:
        name = "code" if "code" in draft.texts else "title" if "title" in draft.texts else ""
        code = draft.texts.get("code")
        header = self.reader.header_of(name) if name else ""
        value = draft.texts.get(name, "")
        if found.candidates:
            self.candidates[draft.number] = found.candidates
        draft.problems.append(Problem(draft.number, header, value, found.why, code, name, found.suggestions))

    def _place(self, draft: Draft) -> ReturnPlace:
        get = draft.values.get
        said = (get("period"), get("reported_on"), get("unit"))
        if said not in self._places:
            told, day, unit = said
            month = day.isoformat()[:7] if isinstance(day, date) else None
            period = str(told) if told else self.periods.given or month or self.periods.guessed
            self._places[said] = (period, str(unit) if unit else None)
        return self._places[said]

    def _name_new_items(self) -> None:
        """Give the next free codes to new items that bring none."""
        new = [target for target in self._targets.values() if target.existing is None]
        told = [target.code for target in new if target.code]
        free = FreeCodes(self.snapshot.commitments, [*told, *sorted(self._matcher.heard)])
        for target in new:
            target.code = target.code or free.next()


def _once_each(problems: list[Problem]) -> list[Problem]:
    """The items of one row share its cells, and so what is wrong with them."""
    return list({(each.field, each.value, str(each.why)): each for each in reversed(problems)}.values())[::-1]
