"""One promise, one row, one code."""

from __future__ import annotations

from datetime import date

from pydantic import field_validator

from liling_desk.ledger.deadline import UNSTATED, Deadline
from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.indicator import Indicator
from liling_desk.ledger.status import Status


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


class Commitment(Frozen):
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
        """The day that counts: the desk's own date where there is one, else the stated deadline's last day."""
        if self.assigned_deadline is not None:
            return self.assigned_deadline
        return self.deadline.latest if self.deadline.kind == "dated" else None
