"""A sheet's rows to typed values, field by field; a cell that can't be read is a problem of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liling_desk.importing import cells
from liling_desk.importing.cells import Unread
from liling_desk.importing.columns import Columns
from liling_desk.importing.decoding import LOST
from liling_desk.importing.drafts import TEXTS, Draft, drafts_of
from liling_desk.importing.findings import Handled, Problem, Remark, Suggestion
from liling_desk.importing.known_readings import DAYS, UNREAD, KnownReadings
from liling_desk.importing.status_words import asked_by
from liling_desk.importing.table import Table
from liling_desk.importing.unit_names import UnitNames, name_key
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.deadline import Deadline
from liling_desk.ledger.status import Status
from liling_desk.translations import N_, Message

NUMBERS = frozenset({"target", "baseline", "baseline_year", "stated_growth_pct"})
RETURNED = frozenset({"progress", "difficulties", "value", "claimed_status", "reported_on"})


@dataclass(frozen=True)
class StrangeUnit:
    """A name that no unit has but that is like some: asked, never taken."""

    name: str
    alike: tuple[str, ...]


def _units_as_they_are(existing: Commitment, name: str, text: str) -> str | tuple[str, ...] | None:
    """The item's own units where the cell names them as our export does: a name may have a 、 within."""
    if name == "lead_unit":
        return text if text == existing.lead_unit else None
    return existing.support_units if text == "、".join(existing.support_units) else None


class RowReader:
    """Reads the data rows of one sheet under one choice of columns.

    `near`: the period, or the year, that completes days without a year.
    """

    def __init__(
        self, table: Table, columns: Columns, handled: Handled, near: str | int | None, names: UnitNames
    ) -> None:
        self._table = table
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
        self._known = KnownReadings(self._place)

    @property
    def headers(self) -> Mapping[str, str]:
        """The sender's header of each field."""
        return self._header_by

    def header_of(self, name: str) -> str:
        """The sender's header of a field."""
        return self._header_by.get(name, "")

    def drafts(self) -> list[Draft]:
        """Rows that hold something for the ledger, blanks left out and skipped rows passed."""
        return drafts_of(self._table, self._place, self._handled)

    def read(self, draft: Draft, existing: Commitment | None, code: str | None) -> None:
        """Fill `draft.values`; what can't be read goes to `draft.problems`."""
        if existing is not None or not self._known.read(draft):
            self._read(draft, existing, code)

    def _read(self, draft: Draft, existing: Commitment | None, code: str | None) -> None:
        for name, text in draft.texts.items():
            if name in UNREAD:
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
        """Know a reading again that left nothing to be said."""
        if isinstance(value, Unread | StrangeUnit):
            return
        if name == "claimed_status":
            read = cells.status_of(text, self._asked, self._year)
            if isinstance(read, Unread) or read[1] is not None:
                return  # with a day in it, it is a text of progress as well
        if name == "lead_unit" and isinstance(value, tuple):
            if len(value) > 1:
                return
            value = value[0] if value else None
        self._known.keep(name, text, value)

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
