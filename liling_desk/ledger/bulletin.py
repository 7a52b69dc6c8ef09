"""The bulletin (督查通报): one numbered issue, and the figures that were frozen when it was issued (通报快照)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status, Timeliness


class Bulletin(Frozen):
    """One issue. A draft until `issued_on` is set; from then on only a withdrawal can be added to it.

    `key` is YEAR-NUMBER. `remarks` is what the desk adds in its own words. `figures` and `paper` are the SHA-256 of
    the frozen figures and of the PDF as issued, both kept in the ledger; `entries` is how many journal entries there
    were.
    """

    key: str
    year: int
    number: int
    as_of: date
    title: str = ""
    remarks: str = ""
    filter: LedgerFilter = LedgerFilter.model_construct()
    sort: SortOrder = SortOrder.model_construct()
    issued_on: date | None = None
    issued_by: str = ""
    entries: int | None = None
    figures: str | None = None
    paper: str | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def is_issued(self) -> bool:
        """Whether it is out: nothing of it changes any more."""
        return self.issued_on is not None


@dataclass(frozen=True)
class ItemThen:
    """An item as it stood when a bulletin was issued."""

    code: str
    title: str
    unit: str
    programme: str
    colour: Colour
    status: Status
    timeliness: Timeliness
    due: date | None = None
    value: float | None = None


@dataclass(frozen=True)
class FrozenFigures:
    """The items that a bulletin counted, by code; `as_of` is its day."""

    as_of: date
    items: tuple[ItemThen, ...]

    def as_json(self) -> bytes:
        """The same bytes for the same figures."""
        rows = [
            [
                each.code, each.title, each.unit, each.programme, each.colour, each.status, each.timeliness,
                each.due.isoformat() if each.due else None, each.value,
            ]
            for each in self.items
        ]  # fmt: skip
        told = {"as_of": self.as_of.isoformat(), "items": rows}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @classmethod
    def from_json(cls, data: bytes) -> FrozenFigures:
        """What `as_json` gave. Raises ValueError, KeyError or TypeError for anything else."""
        told = json.loads(data)
        items = tuple(
            ItemThen(
                code, title, unit, programme, Colour(colour), Status(status), Timeliness(timeliness),
                date.fromisoformat(due) if due else None, value,
            )
            for code, title, unit, programme, colour, status, timeliness, due, value in told["items"]
        )  # fmt: skip
        return cls(date.fromisoformat(told["as_of"]), items)


def freeze(rows: Iterable[Standing], as_of: date) -> FrozenFigures:
    """The figures of these items, by code."""
    items = [
        ItemThen(
            each.code, each.commitment.title, each.commitment.lead_unit or "", each.commitment.programme,
            each.light.colour, each.commitment.status, each.timeliness, each.commitment.due, each.latest_value,
        )
        for each in rows
    ]  # fmt: skip
    return FrozenFigures(as_of, tuple(sorted(items, key=lambda each: each.code)))
