"""One commitment's rows against what the ledger has: the cells that would change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liling_desk.importing.cells import end_of
from liling_desk.importing.findings import CellChange, CellKey, Problem, Safety, Suggestion
from liling_desk.importing.merging import CONTENT, RETURN_FIELDS, Facts, ReturnPlace, Target, Told, same_deadline
from liling_desk.importing.plan import INDICATOR, Planned, PlannedReturn, as_json
from liling_desk.importing.whole_rows import as_claim
from liling_desk.ledger import edits
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.returns import Return
from liling_desk.ledger.status import Status
from liling_desk.translations import N_, Message


@dataclass(frozen=True)
class Surroundings:
    """What comparing needs to know beside the rows."""

    returns: Callable[[str], tuple[Return, ...]]
    present_name: Callable[[str], str]
    header_of: Callable[[str], str]
    today: date
    new_key: Callable[[], str]
    is_register: bool
    """True for a desk's own table (our export): its status column is no unit's return."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """The sender's header of each field."""
    shown: dict[int, tuple[object, object]] = field(default_factory=dict)
    """Deadlines by identity, with their JSON: thousands of rows share a few."""

    def as_shown(self, value: object) -> object:
        """A value as `list` shows it."""
        if type(value) is not Deadline:
            return as_json(value)
        found = self.shown.get(id(value))
        if found is None:
            found = self.shown[id(value)] = (value, as_json(value))
        return found[1]


@dataclass
class Compared:
    """A target's changes and the plan to write them."""

    planned: Planned
    changes: list[CellChange]


_BLANK = (None, "", ())


def compare(target: Target, around: Surroundings) -> Compared:
    """Every cell of a commitment that would change."""
    target.unfold(around.header_of)
    changes: list[CellChange] = []
    cells: dict[CellKey, Any] = {}
    new, void, code, headers = target.existing is None, target.facts.void, target.code, around.headers
    for name, told in target.facts.told.items():
        if name in void:
            continue
        row, value = told
        change: CellChange | None
        if new and name not in INDICATOR and value not in _BLANK:
            shown = value if type(value) is str else around.as_shown(value)
            change = CellChange(
                row, headers.get(name) or around.header_of("lead_unit"), name, code, None, shown, "safe"
            )
        else:
            change = _field_change(target, name, told, around)
        if change is not None:
            changes.append(change)
            cells[row, name] = value
    if new and target.facts.valid("title") is None:
        return Compared(Planned(code, None, {}), [])
    status = target.existing.status if target.existing else Status.NOT_STARTED
    claims: list[tuple[CellKey, Status]] = []
    returns: list[PlannedReturn] = []
    for place, facts in target.returns.items():
        claim, planned = _return_changes(target, place, facts, around, changes)
        if planned is not None:
            returns.append(planned)
        if claim is None:
            continue
        after = edits.status_after_claim(status, as_claim(claim.value))
        if after is not status:
            before = status.value if target.existing or status is not Status.NOT_STARTED else None
            header = around.header_of("claimed_status")
            changes.append(CellChange(claim.row, header, "status", target.code, before, after.value, "safe"))
            claims.append(((claim.row, "status"), as_claim(claim.value)))
            status = after
    return Compared(Planned(target.code, target.existing, cells, tuple(returns), tuple(claims)), changes)


def settle_parents(targets: Iterable[Target], codes: Collection[str], around: Surroundings) -> None:
    """Refuse superior items that neither the ledger nor the file has: nothing may point to nothing."""
    targets = list(targets)
    known = {*codes, *(target.code for target in targets)}
    for target in targets:
        told = target.facts.told.get("parent")
        if told is not None and (told.value == target.code or told.value not in known):
            why = Message(N_("台账里没有编号 {code}。"), {"code": told.value})
            if told.value == target.code:
                why = Message(N_("一项不能是它自己的上级。"))
            _refuse(target, "parent", told, around, why)
            target.facts.void.add("parent")


def _field_change(target: Target, name: str, told: Told, around: Surroundings) -> CellChange | None:
    current = _current(target, name)
    if _unchanged(current, told.value):
        return None
    if name in INDICATOR and name != "metric" and not _has_metric(target):
        _refuse(target, name, told, around, Message(N_("没有写指标名称，这个数没有归属。")))
        return None
    if name == "wording" and current:
        _refuse(target, name, told, around, Message(N_("原文已经登记，不能由导入改写。")))
        return None
    blank = current in (None, "", ()) or (isinstance(current, Deadline) and current.kind == "unstated")
    safety: Safety = "safe" if blank else "overwrite"
    if not blank and (name == "assigned_deadline" or (target.existing and target.existing.status is Status.DONE)):
        safety = "verdict"
    before = None if target.existing is None else as_json(current)
    header = around.header_of(name) or around.header_of("lead_unit")
    return CellChange(told.row, header, name, target.code, before, as_json(told.value), safety)


def _has_metric(target: Target) -> bool:
    if target.existing is not None and target.existing.indicator is not None:
        return True
    return target.facts.valid("metric") is not None


def _current(target: Target, name: str) -> object:
    if target.existing is None:
        return None
    if name in INDICATOR:
        indicator = target.existing.indicator
        return getattr(indicator, INDICATOR[name]) if indicator else None
    return getattr(target.existing, name)


def _unchanged(current: object, value: object) -> bool:
    if current is None or current == "":
        return current == value
    if isinstance(current, str) and isinstance(value, str):
        return current.strip().replace("\r\n", "\n").replace("\r", "\n") == value.strip()
    if isinstance(current, Deadline) and isinstance(value, Deadline):
        return same_deadline(current, value)
    return current == value


def _refuse(target: Target, name: str, told: Told, around: Surroundings, why: Message) -> None:
    draft = next(each for each in target.drafts if each.number == told.row)
    drop = Suggestion("drop", "", Message(N_("放弃此格")))
    text = draft.texts.get(name, "")
    draft.problems.append(Problem(told.row, around.header_of(name), text, why, target.code, name, (drop,)))


def _return_changes(
    target: Target, place: ReturnPlace, facts: Facts, around: Surroundings, changes: list[CellChange]
) -> tuple[Told | None, PlannedReturn | None]:
    """The claim that is news, and the return that tells it."""
    told = {name: each for name in RETURN_FIELDS if name not in facts.void and (each := facts.told.get(name))}
    claim = told.get("claimed_status")
    silent = around.is_register and told.keys() <= {"claimed_status"}
    if silent and (claim is None or not _register_speaks(target, claim, told)):
        return claim, None
    if not told.keys() & CONTENT:
        return None, None
    if claim is not None:
        told["claimed_status"] = claim = Told(claim.row, as_claim(claim.value))
    period, unit = place
    own = around.returns(target.code) if target.existing else ()
    existing = _matching(own, target, period, unit, told, around)
    latest = _latest(own) if own else {}
    cells: dict[CellKey, Any] = {}
    for name, each in told.items():
        before: object = getattr(existing, name) if existing else latest.get(name)
        if existing is not None and _unchanged(before, each.value):
            continue
        if existing is None and name == "reported_on":
            continue
        safety: Safety = "overwrite" if existing is not None and before not in (None, "") else "safe"
        header = around.header_of(name) or around.header_of("claimed_status")
        cells[each.row, name] = each.value
        shown = each.value if type(each.value) is str else around.as_shown(each.value)
        was = None if before is None else as_json(before)
        changes.append(CellChange(each.row, header, name, target.code, was, shown, safety))
    if not cells:
        return None, None
    news = claim if claim is not None and (claim.row, "claimed_status") in cells else None
    return news, PlannedReturn(existing, {} if existing else _frame(target, place, told, around), cells)


def _register_speaks(target: Target, claim: Told, told: dict[str, Told]) -> bool:
    """A desk's own table says what is; only a verdict that this ledger lacks is kept, as a return with its basis."""
    status = target.existing.status if target.existing else Status.NOT_STARTED
    verdicts = (Status.DONE, Status.SUSPENDED, Status.TERMINATED)
    if claim.value not in verdicts or claim.value is status or status is Status.DONE:
        return False
    draft = next(each for each in target.drafts if each.number == claim.row)
    if basis := draft.values.get("done_basis"):
        told["progress"] = Told(claim.row, basis)
    if day := draft.values.get("done_on"):
        told["reported_on"] = Told(claim.row, day)
    return True


def _frame(target: Target, place: ReturnPlace, told: dict[str, Told], around: Surroundings) -> dict[str, Any]:
    period, unit = place
    reported = told["reported_on"].value if "reported_on" in told else None
    return {
        "key": around.new_key(),
        "commitment": target.code,
        "period": period,
        "reported_on": reported or (end_of(period) if period else around.today),
        "unit": unit or _default_unit(target),
    }


def _default_unit(target: Target) -> str | None:
    lead = target.facts.valid("lead_unit")
    if lead is not None:
        return str(lead.value)
    return target.existing.lead_unit if target.existing else None


def _matching(
    own: tuple[Return, ...],
    target: Target,
    period: str | None,
    unit: str | None,
    told: dict[str, Told],
    around: Surroundings,
) -> Return | None:
    """The return of this period and unit that the ledger has already."""
    same = [each for each in own if each.period == period]
    if not same:
        return None
    wanted = unit or _default_unit(target)
    by_unit = [each for each in same if _name(each, around) == wanted]
    if unit is None and not by_unit and len(same) == 1:
        by_unit = same
    candidates = by_unit or [each for each in same if each.unit is None]
    standing = [each for each in candidates if each.sent_back_on is None]
    if period is None:
        first = next((each for each in same if _says_the_same(each, told)), None)
        return first or next((each for each in standing if each.reported_on == around.today), None)
    if standing:
        return standing[0]
    # What was sent back is answered by another return, unless the very same comes again.
    return next((each for each in candidates if _says_the_same(each, told)), None)


def _says_the_same(report: Return, told: dict[str, Told]) -> bool:
    return all(_unchanged(getattr(report, name), each.value) for name, each in told.items())


def _name(report: Return, around: Surroundings) -> str | None:
    return around.present_name(report.unit) if report.unit else None


def _latest(own: tuple[Return, ...]) -> dict[str, object]:
    """The newest text, figure and claim that the ledger has."""

    def values(name: str) -> Iterator[object]:
        return (value for each in own if (value := getattr(each, name)) not in (None, ""))

    return {name: next(values(name), None) for name in RETURN_FIELDS if name != "reported_on"}
