"""The bulletin (督查通报): one numbered issue, and the figures that were frozen when it was issued (通报快照)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.errors import InvalidEdit
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.record import creation, edit, record, removal
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Status, Timeliness
from liling_desk.translations import N_, Message


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

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was issued by mistake. It keeps its number."""
        return self.withdrawn_on is not None

    @property
    def name(self) -> Message:
        """2021 年第 11 期."""
        return Message(N_("{year} 年第 {number} 期"), {"year": self.year, "number": self.number})


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


def next_number(bulletins: Iterable[Bulletin], year: int) -> int:
    """The number after the last one of the year; drafts and withdrawn issues keep theirs."""
    return max((each.number for each in bulletins if each.year == year), default=0) + 1


def key_of(year: int, number: int) -> str:
    """YEAR-NUMBER."""
    return f"{year}-{number}"


def last_issued(
    bulletins: Iterable[Bulletin], before: Bulletin | None = None, as_of: date | None = None
) -> Bulletin | None:
    """The issue that one is compared with: the newest that stands, ahead of `before` and not later than `as_of`."""
    found = [
        each for each in bulletins
        if each.is_issued and not each.is_withdrawn
        and (before is None or (each.year, each.number) < (before.year, before.number))
        and (as_of is None or each.as_of <= as_of)
    ]  # fmt: skip
    return max(found, key=lambda each: (each.year, each.number), default=None)


def draft(bulletin: Bulletin) -> ChangeSet:
    """Keep a new draft. Raises `InvalidEdit` for one that says it is issued."""
    _refuse_issued(bulletin)
    return ChangeSet("draft_bulletin", (creation("bulletin", bulletin.key, bulletin),))


def revise_draft(before: Bulletin, after: Bulletin) -> ChangeSet:
    """Replace a draft by another of the same number. Raises `InvalidEdit` where it is out."""
    for each in (before, after):
        _refuse_issued(each)
    if (before.year, before.number) != (after.year, after.number):
        removed, added = removal("bulletin", before.key, before), creation("bulletin", after.key, after)
        return ChangeSet("revise_bulletin", (removed, added))
    change = edit("bulletin", before.key, before, after)
    return ChangeSet("revise_bulletin", (change,) if change else ())


def discard_draft(bulletin: Bulletin) -> ChangeSet:
    """Throw a draft away: its number is free again. Raises `InvalidEdit` where it is out."""
    _refuse_issued(bulletin)
    return ChangeSet("discard_bulletin", (removal("bulletin", bulletin.key, bulletin),))


def withdraw(bulletin: Bulletin, on: date, reason: str) -> ChangeSet:
    """Take a mistaken issue out of use, for a reason. It keeps its number and its paper. Raises `InvalidEdit`."""
    if not bulletin.is_issued or bulletin.is_withdrawn:
        what = N_("{name}已经撤回。") if bulletin.is_withdrawn else N_("{name}还没有发出。")
        raise InvalidEdit(Message(what, {"name": bulletin.name}), Message(N_("只有发出的通报可以撤回。")))
    if not reason.strip():
        raise InvalidEdit(
            Message(N_("{name}没有写撤回的原因。"), {"name": bulletin.name}), Message(N_("请写明原因，它会进入历史。"))
        )
    change = edit("bulletin", bulletin.key, bulletin, bulletin.but(withdrawn_on=on, withdrawn_reason=reason.strip()))
    return ChangeSet("withdraw_bulletin", (change,) if change else (), reason.strip())


@dataclass(frozen=True)
class Issuing:
    """When and by whom a bulletin is issued; `entries`: journal entries when `figures` and `paper` were made."""

    on: date
    by: str
    entries: int
    figures: FrozenFigures
    paper: bytes

    @property
    def files(self) -> Sequence[bytes]:
        """What is kept of it for good."""
        return (self.figures.as_json(), self.paper)


def issue(bulletin: Bulletin, kept: Bulletin | None, told: Issuing) -> tuple[Bulletin, ChangeSet]:
    """The bulletin as issued, and the set that writes it, with the hashes of its files. `kept`: the stored draft.

    Raises `InvalidEdit` for one that is out already and for one without items.
    """
    for each in (bulletin, kept or bulletin):
        _refuse_issued(each)
    if not told.figures.items:
        raise InvalidEdit(
            Message(N_("{name}里没有事项。"), {"name": bulletin.name}), Message(N_("请放宽筛选条件后再发。"))
        )
    figures, paper = (hashlib.sha256(each).hexdigest() for each in told.files)
    issued = bulletin.but(
        key=key_of(bulletin.year, bulletin.number), issued_on=told.on, issued_by=told.by, entries=told.entries,
        figures=figures, paper=paper,
    )  # fmt: skip
    # All of it, also what the draft said already: so the journal vouches for every part.
    change = Change("bulletin", issued.key, record(kept) if kept else None, record(issued))
    return issued, ChangeSet("issue_bulletin", (change,))


def _refuse_issued(bulletin: Bulletin) -> None:
    if bulletin.is_issued:
        raise InvalidEdit(
            Message(N_("{name}已经发出，不能再改。"), {"name": bulletin.name}),
            Message(N_("发错了请撤回，再发下一期。")),
        )
