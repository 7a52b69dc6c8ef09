"""A sheet's rows to typed values, field by field; a cell that can't be read is a problem of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from liling_desk.importing import cells
from liling_desk.importing.cells import Unread
from liling_desk.importing.columns import Columns
from liling_desk.importing.decoding import LOST
from liling_desk.importing.findings import Handled, Problem, Remark, Suggestion
from liling_desk.importing.sheet import Row
from liling_desk.importing.status_words import asked_by
from liling_desk.importing.table import Table
from liling_desk.importing.unit_names import UnitNames, name_key
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.status import Status
from liling_desk.translations import N_, Message

TEXTS = frozenset(
    {"title", "detail", "role", "programme", "category", "kind", "section", "wording", "note", "leader", "handler"}
    | {"progress", "difficulties", "done_basis", "metric", "comparison", "indicator_unit", "parent"}
)
DAYS = frozenset({"assigned_deadline", "reported_on", "done_on", "reference_date"})
NUMBERS = frozenset({"target", "baseline", "baseline_year", "stated_growth_pct"})
IDENTITY = frozenset({"code", "title"})
_UNREAD = frozenset({"code", "deadline_earliest", "deadline_latest"})
"""What says which item it is, and what is read with the deadline."""
_NONE: frozenset[str] = frozenset()
RETURNED = frozenset({"progress", "difficulties", "value", "claimed_status", "reported_on"})

@dataclass(slots=True)
class Draft:
    """One data row's texts by field, before it is known to which commitment it belongs."""

    number: int
    texts: dict[str, str]
    first: str = ""
    """The row's first filled cell, imported or not."""
    flawed: frozenset[str] = frozenset()
    shown_title: str = ""
    """The title as the file has it, where it is not to count."""
    values: dict[str, object] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class StrangeUnit:
    """A name that no unit has but that is like some: asked, never taken."""

    name: str
    alike: tuple[str, ...]


def _alone(fields: Collection[str]) -> frozenset[str]:
    """Of some fields those whose texts can be read without looking at the rest of a new item's row."""
    told = set(fields)
    by_period = DAYS - {"reference_date"} if "period" in told else frozenset()
    by_days = {"deadline"} if told & {"deadline_latest", "deadline_earliest", "reference_date"} else frozenset()
    by_unit = {"target", "baseline", "value"} if "indicator_unit" in told else frozenset()
    return frozenset(told - TEXTS - IDENTITY - _UNREAD - by_period - by_days - by_unit)


def _units_as_they_are(existing: Commitment, name: str, text: str) -> str | tuple[str, ...] | None:
    """The item's own units where the cell names them as our export does: a name may have a 、 within."""
    if name == "lead_unit":
        return text if text == existing.lead_unit else None
    return existing.support_units if text == "、".join(existing.support_units) else None


def _too_long(row: Row, width: int) -> Problem:
    why = Message(N_("这一行的格子比表头多，可能多了一个分隔符，内容也许错了列。"))
    skip = Suggestion("skip", "", Message(N_("跳过此行")))
    return Problem(row.number, "", "、".join(filter(None, row.cells[width:])), why, None, "", (skip,))


class RowReader:
    """Reads the data rows of one sheet under one choice of columns.

    `near`: the period, or the year, that completes days without a year.
    """

    def __init__(
        self, table: Table, columns: Columns, handled: Handled, near: str | int | None, names: UnitNames
    ) -> None:
        self._sheet = table.sheet
        self._rows = table.rows
        self._long = frozenset(table.long_rows)
        self._width = table.width
        self._handled = handled
        self._near = near
        self._names = names
        self._aliases = {name_key(name): unit for name, unit in handled.aliases.items()}
        self._new_units = {name_key(name) for name in handled.new_units}
        self._unit_lists: dict[str, tuple[str, ...] | StrangeUnit] = {}
        self._deadlines: dict[tuple[str, date | None], Deadline | Unread] = {}
        self.used_aliases: dict[str, str] = {}
        """Names as written -> the unit they were said to mean, as far as this file has them."""
        self._place = {name: index for index, name in enumerate(columns.fields) if name}
        self._header_by = {name: columns.headers[index] for name, index in self._place.items()}
        self._asked = asked_by(self.header_of("claimed_status"))
        alone = _alone(self._place.keys())
        self._known: dict[str, dict[str, object]] = {name: {} for name in self._place if name in alone}
        """What texts were read as; None for what says nothing."""
        self._bound = self._place.keys() - alone - TEXTS - _UNREAD
        self._is_cut = False
        """Whether a character of some cell was cut off."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The sender's header of each field."""
        return self._header_by

    def header_of(self, name: str) -> str:
        """The sender's header of a field."""
        return self._header_by.get(name, "")

    def drafts(self) -> list[Draft]:
        """Rows that hold something for the ledger, blanks left out and skipped rows passed."""
        skipped, long, names = self._handled.skipped, self._long, tuple(self._place)
        rows = [row for row in self._rows if row.number not in skipped] if skipped else self._rows
        by_column = list(zip_longest(*[row.cells for row in rows], fillvalue=""))
        kept = [self._cleaned(name, rows, by_column) for name in names]
        found: list[Draft] = []
        for row, own in zip(rows, zip(*kept, strict=True), strict=False):
            texts = dict(zip(names, own, strict=True))
            if "" in own:
                texts = {name: text for name, text in texts.items() if text}
            if not texts:
                continue
            first = next((cell for cell in row.cells if cell and not cell.isspace()), "")
            draft = Draft(row.number, texts, first, self._flawed(row, texts) if self._sheet.broken else _NONE)
            if row.number in long:
                draft.problems.append(_too_long(row, self._width))
            found.append(draft)
        return found

    def _cleaned(self, name: str, rows: Sequence[Row], by_column: Sequence[Sequence[str]]) -> list[str]:
        """The texts of a column, "" for what stands for nothing."""
        index = self._place[name]
        own: Sequence[str] = by_column[index] if index < len(by_column) else [""] * len(rows)
        texts = [text.strip() for text in own]
        whole = "".join(texts)
        if any(sign in whole for sign in cells.ODD):
            texts = [cells.cleaned(text) for text in own]
        if self._handled.cells:
            retyped = self._handled.cells
            for place, row in enumerate(rows):
                if (row.number, name) in retyped:
                    texts[place] = (retyped[row.number, name] or "").strip()
        self._is_cut = self._is_cut or LOST in "".join(texts)
        if name not in TEXTS or name in IDENTITY:
            nothing = {text for text in set(texts) if text and cells.is_nothing(text)}
            if nothing:
                texts = ["" if text in nothing else text for text in texts]
        return texts

    def _flawed(self, row: Row, texts: Mapping[str, str]) -> frozenset[str]:
        kept = self._handled.cells
        return frozenset(
            name
            for name in texts
            if (row.number, self._place[name]) in self._sheet.broken and (row.number, name) not in kept
        )

    def read(self, draft: Draft, existing: Commitment | None, code: str | None) -> None:
        """Fill `draft.values`; what can't be read goes to `draft.problems`."""
        if existing is not None or not self._read_as_before(draft):
            self._read(draft, existing, code)

    def _read_as_before(self, draft: Draft) -> bool:
        """Read the row of a new item by what its texts were read as before; False where one is new, or not that plain.

        Only such readings are known as depend on nothing but the text, and leave nothing to be said.
        """
        texts = draft.texts
        if draft.flawed or self._is_cut or not self._bound.isdisjoint(texts):
            return False
        values: dict[str, object] = {**texts}
        for name, known in self._known.items():
            text = texts.get(name)
            if text is None:
                continue
            value = known.get(text, known)
            if value is known:
                return False
            if value is None:
                del values[name]
            else:
                values[name] = value
        for name in _UNREAD:
            values.pop(name, None)
        draft.values = values
        return True

    def _read(self, draft: Draft, existing: Commitment | None, code: str | None) -> None:
        for name, text in draft.texts.items():
            if name in _UNREAD:
                continue
            flaw = self._flaw(draft, name, text) if LOST in text or name in draft.flawed else None
            if flaw is None and name in TEXTS:
                draft.values[name] = text
                continue
            said = len(draft.problems) + len(draft.remarks)
            value = flaw or self._value(draft, name, text, existing)
            if existing is None and said == len(draft.problems) + len(draft.remarks):
                self._remember(name, text, value)
            if value is text:
                draft.values[name] = text
            elif isinstance(value, Unread):
                draft.problems.append(self.problem(draft, name, value, code))
            elif isinstance(value, StrangeUnit):
                draft.problems.append(self._strange(draft, name, value, code))
            elif value is not None and value != ():
                draft.values[name] = value
        lead = draft.values.get("lead_unit")
        if isinstance(lead, tuple):
            draft.values["lead_unit"] = lead[0]
            if len(lead) > 1:
                self._several_units(draft, lead)
        if "unit" in draft.texts and "unit" not in draft.values:
            for name in RETURNED & draft.values.keys():
                del draft.values[name]  # not to be filed under another unit

    def _remember(self, name: str, text: str, value: object) -> None:
        """Know a reading again that depends on nothing but the text and leaves nothing to be said."""
        if name not in self._known or isinstance(value, Unread | StrangeUnit):
            return
        if name == "claimed_status" and not self._is_status_alone(text):
            return
        if name == "lead_unit" and isinstance(value, tuple):
            if len(value) > 1:
                return
            value = value[0] if value else None
        self._known[name][text] = None if value == () else value

    def _is_status_alone(self, text: str) -> bool:
        """Whether a claim has no day in it, which would make it a text of progress, too."""
        read = cells.status_of(text, self._asked, self._year)
        return not isinstance(read, Unread) and read[1] is None

    def _several_units(self, draft: Draft, names: tuple[str, ...]) -> None:
        if "support_units" not in draft.texts:
            draft.values["support_units"] = names[1:]
        why = Message(N_("写了 {n} 个单位，取第一个为牵头单位。"), {"n": len(names)})
        draft.remarks.append(self._remark(draft, "lead_unit", why))

    def _remark(self, draft: Draft, name: str, why: Message) -> Remark:
        return Remark(draft.number, self.header_of(name), name, draft.texts.get(name, ""), why)

    def _strange(self, draft: Draft, name: str, strange: StrangeUnit, code: str | None) -> Problem:
        """A name that may be another name of a unit."""
        ways = [
            Suggestion(
                "alias", unit, Message(N_("“{name}”就是{unit}"), {"name": strange.name, "unit": unit}), strange.name
            )
            for unit in strange.alike
        ]
        new = Suggestion(
            "new_unit", strange.name, Message(N_("“{name}”是另一个单位"), {"name": strange.name}), strange.name
        )
        drop = Suggestion("drop", "", Message(N_("放弃此格")))
        why = Message(N_("台账没有“{name}”，像是{unit}。"), {"name": strange.name, "unit": strange.alike[0]})
        text = draft.texts.get(name, "")
        return Problem(draft.number, self.header_of(name), text, why, code, name, (*ways, new, drop))

    def problem(self, draft: Draft, name: str, unread: Unread, code: str | None) -> Problem:
        """The problem of one cell, with the ways out of it."""
        ways = [
            Suggestion("replace", text, Message(N_("改为 {text}"), {"text": Message(text)})) for text in unread.instead
        ]
        drop = Suggestion("drop", "", Message(N_("放弃此格")))
        value = draft.texts.get(name, "")
        return Problem(draft.number, self.header_of(name), value, unread.why, code, name, (*ways, drop))

    def _flaw(self, draft: Draft, name: str, text: str) -> Unread | None:
        if name in draft.flawed and LOST not in text:
            return Unread(Message(N_("引号没有配对，后面的内容可能不全。")), (text,))
        return cells.damaged(text)

    def _value(self, draft: Draft, name: str, text: str, existing: Commitment | None) -> object:
        if name in TEXTS:
            return text
        if name in ("lead_unit", "support_units"):
            if existing is not None and (kept := _units_as_they_are(existing, name, text)):
                return kept
            if text not in self._unit_lists:
                self._unit_lists[text] = self._units(cells.units_of(text, self._names.by_key))
            return self._unit_lists[text]
        if name == "unit":
            found = self._units((" ".join(text.split()),))
            return found[0] if isinstance(found, tuple) else found
        if name in DAYS or name == "deadline":
            self._note_serial(draft, name, text)
        if name in DAYS:
            near = None if name == "reference_date" else self._near_of(draft)
            return cells.day_of(text, near, until=name == "assigned_deadline")
        if name in NUMBERS or name == "value":
            return self._number(draft, name, text, existing)
        if name == "deadline":
            return self._deadline(draft, text, existing)
        if name == "period":
            return cells.period_of(text, self._year)
        return self._claim(draft, text) if name == "claimed_status" else None

    def _note_serial(self, draft: Draft, name: str, text: str) -> None:
        day = cells.serial_day(text)
        if day is not None:
            words = Message(N_("是表格里的日期序号，读作 {day}。"), {"day": day})
            draft.remarks.append(self._remark(draft, name, words))

    def _number(self, draft: Draft, name: str, text: str, existing: Commitment | None) -> float | Unread:
        unit = "%"
        if name in ("target", "baseline"):
            unit = draft.texts.get("indicator_unit", "")
        elif name == "value":
            indicator = existing.indicator if existing else None
            unit = (indicator.unit if indicator else draft.texts.get("indicator_unit")) or ""
        read = cells.number_of(text, unit)
        if not isinstance(read, Unread) and cells.is_approximate(text):
            shown = int(read) if read == int(read) else read
            draft.remarks.append(self._remark(draft, name, Message(N_("是约数，取作 {n}。"), {"n": shown})))
        return read

    def _units(self, names: tuple[str, ...]) -> tuple[str, ...] | StrangeUnit:
        """Present names of units; a name that is only like one is asked about."""
        found: list[str] = []
        for name in names:
            known = self._names.present(name)
            if known is None and (decided := self._aliases.get(name_key(name))):
                self.used_aliases[name] = known = decided
            if known is None and name_key(name) not in self._new_units and (like := self._names.alike(name)):
                return StrangeUnit(name, tuple(unit for unit, _ in like))
            found.append(known or name)
        return tuple(dict.fromkeys(found))

    @property
    def _year(self) -> int | None:
        return int(self._near[:4]) if isinstance(self._near, str) else self._near

    def _near_of(self, draft: Draft) -> str | int | None:
        """The period that completes a day without a year: the row's own, else the file's."""
        told = draft.texts.get("period")
        own = cells.period_of(told, self._year) if told else None
        return own if isinstance(own, str) else self._near

    def _claim(self, draft: Draft, text: str) -> Status | Unread | None:
        read = cells.status_of(text, self._asked, self._year)
        if isinstance(read, Unread):
            return read
        status, day = read
        if day is not None and "progress" not in draft.texts:
            draft.values["progress"] = text
        return status

    def _deadline(self, draft: Draft, text: str, existing: Commitment | None) -> Deadline | Unread:
        """Read the phrase, unless the row also says (as our own export does) how it was read."""
        texts = draft.texts
        latest = cells.day_of(texts["deadline_latest"]) if "deadline_latest" in texts else None
        earliest = cells.day_of(texts["deadline_earliest"]) if "deadline_earliest" in texts else None
        if isinstance(latest, Unread) or isinstance(earliest, Unread):
            return latest if isinstance(latest, Unread) else Unread(Message(N_("最早日期读不成日期。")))
        if latest is not None:
            approximate = "左右" in text or text.startswith("约")
            return Deadline(phrase=text, kind="dated", earliest=earliest, latest=latest, approximate=approximate)
        reference: date | None = existing.reference_date if existing else None
        if "reference_date" in texts and isinstance(day := cells.day_of(texts["reference_date"]), date):
            reference = day
        key = (text, reference)
        if key not in self._deadlines:
            self._deadlines[key] = cells.deadline_of(text, reference)
        return self._deadlines[key]
