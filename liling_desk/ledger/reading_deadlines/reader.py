"""A deadline phrase to one reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from liling_desk.ledger.reading_deadlines import wording
from liling_desk.ledger.reading_deadlines.clauses import Clause, Hit, read_clause
from liling_desk.ledger.reading_deadlines.expressions import Around, Found
from liling_desk.ledger.reading_deadlines.patterns import SERIAL
from liling_desk.ledger.reading_deadlines.plain_text import LONGEST, plain
from liling_desk.ledger.reading_deadlines.spans import NoReference, NoSuchDay, day_span
from liling_desk.translations import N_, Message

Kind = Literal["dated", "ongoing", "recurring", "unstated", "unreadable"]

_ANY_TIME = re.compile(r"[\d年月季周星礼旬今明后元春除国劳建儿教妇植青国]")
_SEPARATORS = re.compile(r"([,、():]+)")
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_CHAIN = re.compile(
    r"(?<!\d)(?:\d{1,2}([-/])\d{1,2}(?:\1\d{1,2}){2,}|\d{4}([-/])\d{1,2}(?:\2\d{1,2}){2,}|\d([-/])\d{1,2}\3\d{1,2})(?!\d)"
)
"""Figures in a row that are no date and no range: 1-1-1, 1-2-3-4, 2021-1-1-1."""


@dataclass(frozen=True, slots=True)
class Read:
    """How a phrase is read.

    `relative`: counted from the reference date. `from_first`: the phrase itself names `earliest`. `milestones`: the
    earlier days of a phrase with several, each with its words. `notes`: what was assumed. `why`: why there is no date.
    """

    kind: Kind
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False
    relative: bool = False
    from_first: bool = False
    milestones: tuple[tuple[date, str], ...] = ()
    notes: tuple[Message, ...] = ()
    why: Message | None = None


def read(phrase: str, reference: date | None) -> Read:
    """Read a phrase; never raises."""
    if len(phrase) > LONGEST:
        return Read("unreadable", why=Message(N_("文字太长")))
    text = plain(phrase)
    if SERIAL.fullmatch(text) and 30000 <= (days := int(text[:5])) <= 60000:
        day = _FIRST_SERIAL_DAY + timedelta(days=days)
        note = Message(N_("按电子表格的日期序号换算，请核对"))
        return Read("dated", _not_after(reference, day), day, approximate=True, notes=(note,))
    if _CHAIN.search(text):
        return Read("unreadable")
    try:
        return _read(text, reference)
    except NoSuchDay:
        return Read("unreadable", why=Message(N_("写的日期不存在，或者缺了年、月")))
    except NoReference:
        return Read("unreadable", why=Message(N_("要从文件日期起算，但没有文件日期")))
    except OverflowError:
        return Read("unreadable", why=Message(N_("日期太远")))


def day_written(text: str) -> date | None:
    """One day with a year of four digits, in any written form; None for all else."""
    if len(text) > LONGEST:
        return None
    written = plain(text)
    found = _DAY.fullmatch(written) or _COMPACT.fullmatch(written)
    if found is None:
        return None
    try:
        return day_span(int(found[1]), int(found[2]), int(found[3])).start
    except NoSuchDay:
        return None


def _read(text: str, reference: date | None) -> Read:
    clauses = _clauses(text, reference)
    if any(each.broken for each in clauses):
        raise NoSuchDay
    lasting = [clause for clause in clauses if not clause.recurring]
    deadlines = [each for clause in lasting for each in clause.deadlines]
    deadlines = deadlines or [each for clause in lasting for each in clause.superseded]
    if deadlines:
        return _dated(deadlines, reference)
    if any(clause.recurring for clause in clauses):
        return Read("recurring")
    if any(clause.ongoing for clause in clauses):
        return Read("ongoing")
    if any(clause.hangs_on_event for clause in clauses):
        return Read("unstated", why=Message(N_("从一件没有写明日期的事起算")))
    if any(clause.unclear for clause in clauses) or wording.ONLY_FIGURES.fullmatch(text):
        return Read("unreadable")
    if any(clause.begins_only for clause in clauses):
        return Read("unstated", why=Message(N_("只写了起点，没有写完成的日期")))
    return Read("unstated")


def _clauses(text: str, reference: date | None) -> list[Clause]:
    clauses: list[Clause] = []
    previous: Found | None = None
    parts = _SEPARATORS.split(text)
    for number in range(0, len(parts), 2):
        if not parts[number]:
            continue
        clause = read_clause(parts[number], Around(reference, previous))
        if clauses and clauses[-1].recurring and parts[number - 1] == "、":
            clause.recurring = True  # 每年3月、9月
        clauses.append(clause)
        if clause.hits:
            previous = clause.hits[-1].found
    return clauses


def _dated(deadlines: list[tuple[Hit, str]], reference: date | None) -> Read:
    hit, _ = max(deadlines, key=lambda each: each[0].found.span.end)
    latest = hit.found.span.end
    earlier = {each.found.span.end: words for each, words in reversed(deadlines) if each.found.span.end < latest}
    notes: list[Message] = []
    for each, _ in deadlines:
        notes += [note for note in each.found.notes if note not in notes]
    return Read(
        "dated",
        _earliest(hit, reference),
        latest,
        approximate=hit.found.approximate,
        relative=any(each.found.relative for each, _ in deadlines),
        from_first=hit.is_range,
        milestones=tuple(sorted(earlier.items())),
        notes=tuple(notes),
    )


def _earliest(hit: Hit, reference: date | None) -> date | None:
    """The first day of the span that was named; for a day by which something is due, the reference date."""
    start, end = hit.found.span.start, hit.found.span.end
    if hit.is_point:
        return None
    if hit.is_range:
        return start
    if hit.firm or hit.found.has_day:
        return _not_after(reference, end)
    if hit.found.relative and reference is not None and start <= reference <= end:
        return reference
    return start


def _not_after(day: date | None, latest: date) -> date | None:
    return day if day is not None and day <= latest else None
