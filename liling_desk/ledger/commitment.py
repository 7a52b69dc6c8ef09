"""One promise, one row, one code."""

from __future__ import annotations

from datetime import date

from pydantic import field_validator
from pydantic.dataclasses import dataclass

from liling_desk.ledger.deadline import UNSTATED, Deadline
from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.held import CHECKED, Held
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.periods import USUAL_REPORTING, Reporting
from liling_desk.ledger.status import Colour, Status


class Source(Frozen):
    """A document (依据) that promises were made in."""

    key: str
    title: str
    issued_on: date | None = None
    publisher: str = ""


class Unit(Frozen):
    """A unit (单位) by its present name; `aliases` are short and former names that files may use."""

    name: str
    aliases: tuple[str, ...] = ()

    @field_validator("aliases")
    @classmethod
    def _in_order(cls, aliases: tuple[str, ...]) -> tuple[str, ...]:
        # The store keeps no order of aliases: what is compared with it must not have one of its own.
        return tuple(sorted({alias.strip() for alias in aliases if alias.strip()}))


class Extension(Frozen):
    """A later day that was granted (延期): why, and by which document. The original deadline stays what it was."""

    until: date
    reason: str
    document: str
    decided_on: date | None = None

    @field_validator("reason", "document")
    @classmethod
    def _said(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("empty")
        return text.strip()


class HandLight(Frozen):
    """A light that the desk set by hand for a reason; it holds from `set_on` to `until`, both included."""

    colour: Colour
    reason: str
    set_on: date
    until: date
    set_by: str = ""

    def holds(self, as_of: date) -> bool:
        """Whether it is in force on a day."""
        return self.set_on <= as_of <= self.until


@dataclass(frozen=True, slots=True, kw_only=True, config=CHECKED)
class Commitment(Held):
    """A commitment (承诺事项). Its `code` never changes and is never used again."""

    code: str
    title: str
    detail: str = ""
    role: str = ""
    programme: str = ""
    category: str = ""
    kind: str = ""
    parent: str | None = None
    source: str | None = None
    reference_date: date | None = None
    section: str = ""
    wording: str = ""
    note: str = ""
    lead_unit: str | None = None
    support_units: tuple[str, ...] = ()
    leader: str | None = None
    handler: str | None = None
    deadline: Deadline = UNSTATED
    assigned_deadline: date | None = None
    extensions: tuple[Extension, ...] = ()
    reporting: Reporting = USUAL_REPORTING
    hand_light: HandLight | None = None
    indicator: Indicator | None = None
    status: Status = Status.NOT_STARTED
    status_reason: str | None = None
    done_on: date | None = None
    done_by: str | None = None
    done_basis: str | None = None
    deleted: bool = False
    version: int = 0

    @field_validator("code", "title")
    @classmethod
    def _said(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("empty")
        return text.strip()

    @field_validator("lead_unit", "leader", "handler", "status_reason", "done_by", "done_basis")
    @classmethod
    def _or_none(cls, text: str | None) -> str | None:
        return (text or "").strip() or None

    @field_validator("support_units")
    @classmethod
    def _each_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))

    @property
    def due(self) -> date | None:
        """The day that counts: as extended, else the desk's own date, else the stated deadline's last day."""
        return self.extensions[-1].until if self.extensions else self.original_due

    @property
    def original_due(self) -> date | None:
        """The day that counted before any extension."""
        if self.assigned_deadline is not None:
            return self.assigned_deadline
        return self.deadline.latest if self.deadline.kind == "dated" else None

    @property
    def starts_on(self) -> date | None:
        """The day from which time runs: the date of the document, else the first day of the deadline."""
        return self.reference_date or self.deadline.earliest
