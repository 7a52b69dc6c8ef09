"""Rows that are a new item each: what they say is put together when somebody looks, not cell by cell beforehand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from liling_desk.importing.cells import end_of
from liling_desk.importing.findings import CellChange, CellKey
from liling_desk.importing.merging import APART, CONTENT, RETURN_FIELDS, ReturnPlace, Target
from liling_desk.importing.plan import INDICATOR, PlannedReturn, as_json
from liling_desk.ledger import edits
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.status import Status

_OF_RETURNS: Final = frozenset(RETURN_FIELDS)


def as_claim(value: object) -> Status:
    """What is claimed. To be submitted is what a claim of done makes of an item, so it is one."""
    claim = value if isinstance(value, Status) else Status(str(value))
    return Status.DONE if claim is Status.SUBMITTED else claim


_AFTER: Final[Mapping[Status, Status]] = {
    claim: edits.status_after_claim(Status.NOT_STARTED, as_claim(claim)) for claim in Status
}
"""What a claim makes of a new item's status."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Which fields a row tells. Thousands of rows share a few shapes."""

    own: tuple[str, ...]
    """Fields of the item."""
    reported: tuple[str, ...]
    """Fields of its return that are cells of their own: all but the day."""
    fields: frozenset[str]
    fields_and_status: frozenset[str]
    claims: bool


class WholeRows:
    """What the rows of one file have in common."""

    def __init__(
        self, header_of: Callable[[str], str], headers: Mapping[str, str], today: date, new_key: Callable[[], str]
    ) -> None:
        self.today = today
        self.new_key = new_key
        self._header_of = header_of
        self._headers = headers
        self._shapes: dict[tuple[str, ...], Shape | None] = {}
        self._shown: dict[int, tuple[object, object]] = {}

    def row_of(self, target: Target) -> WholeRow | None:
        """A target as a whole row; None where more is to be known of it than what its row says."""
        if target.sole is None:
            return None
        draft, place = target.sole
        names = tuple(draft.values)
        if names in self._shapes:
            shape = self._shapes[names]
        else:
            shape = self._shapes[names] = _shape(names)
        return None if shape is None else WholeRow(target.code, draft.number, draft.values, place, shape, self)

    def header_of(self, name: str) -> str:
        """The sender's header of a field of an item."""
        return self._headers.get(name) or self._header_of("lead_unit")

    def header_of_report(self, name: str) -> str:
        """The sender's header of a field of a return."""
        return self._header_of(name) or self._header_of("claimed_status")

    def as_shown(self, value: object) -> object:
        """A value as `list` shows it. Deadlines are kept by identity: thousands of rows share a few."""
        if type(value) is not Deadline:
            return as_json(value)
        found = self._shown.get(id(value))
        if found is None:
            found = self._shown[id(value)] = (value, as_json(value))
        return found[1]


def _shape(names: tuple[str, ...]) -> Shape | None:
    if "title" not in names or not INDICATOR.keys().isdisjoint(names):
        return None
    own = tuple(name for name in names if name not in _OF_RETURNS and name not in APART)
    told = tuple(name for name in RETURN_FIELDS if name in names) if not CONTENT.isdisjoint(names) else ()
    reported = tuple(name for name in told if name != "reported_on")
    fields = frozenset(own + reported)
    return Shape(own, reported, fields, fields | {"status"}, "claimed_status" in reported)


class WholeRow:
    """A row and the new item that it makes, planned as `Planned` is."""

    __slots__ = ("_about", "_key", "code", "place", "row", "shape", "values")

    existing: None = None

    def __init__(
        self, code: str, row: int, values: Mapping[str, Any], place: ReturnPlace, shape: Shape, about: WholeRows
    ) -> None:
        self.code = code
        self.row = row
        self.values = values
        self.place = place
        self.shape = shape
        self._about = about
        self._key: str | None = None

    @property
    def status(self) -> Status:
        """What the row's claim makes of the item's status."""
        return _AFTER[self.values["claimed_status"]] if self.shape.claims else Status.NOT_STARTED

    @property
    def cells(self) -> dict[CellKey, Any]:
        """The item's cells to their values."""
        return {(self.row, name): self.values[name] for name in self.shape.own}

    @property
    def returns(self) -> tuple[PlannedReturn, ...]:
        """The return, where the row tells of one."""
        if not self.shape.reported:
            return ()
        told = {(self.row, name): self.reported(name) for name in self.shape.reported}
        return (PlannedReturn(None, self.frame(), told),)

    @property
    def claims(self) -> tuple[tuple[CellKey, Status], ...]:
        """The claim, where it changes the status."""
        if self.status is Status.NOT_STARTED:
            return ()
        return (((self.row, "status"), as_claim(self.values["claimed_status"])),)

    def reported(self, name: str) -> Any:
        """A value of the return."""
        value = self.values[name]
        return as_claim(value) if name == "claimed_status" else value

    def frame(self) -> dict[str, Any]:
        """What the return has beside its cells."""
        if self._key is None:
            self._key = self._about.new_key()
        period, unit = self.place
        lead = self.values.get("lead_unit")
        return {
            "key": self._key,
            "commitment": self.code,
            "period": period,
            "reported_on": self.values.get("reported_on") or (end_of(period) if period else self._about.today),
            "unit": unit or (None if lead is None else str(lead)),
        }

    @property
    def fields(self) -> frozenset[str]:
        """The fields of all cells that can be taken."""
        return self.shape.fields if self.status is Status.NOT_STARTED else self.shape.fields_and_status

    def changes(self) -> tuple[CellChange, ...]:
        """Every cell as it would be: first the item's, then its return's, then what its status comes to."""
        row, code, about = self.row, self.code, self._about
        found = [
            CellChange(row, about.header_of(name), name, code, None, about.as_shown(self.values[name]), "safe")
            for name in self.shape.own
        ]
        found += [
            CellChange(row, about.header_of_report(name), name, code, None, about.as_shown(self.reported(name)), "safe")
            for name in self.shape.reported
        ]
        if self.status is not Status.NOT_STARTED:
            header = about.header_of_report("claimed_status")
            found.append(CellChange(row, header, "status", code, None, self.status.value, "safe"))
        return tuple(found)
