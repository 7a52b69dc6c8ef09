"""A deadline: the phrase as it was written, and how it is read."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from typing import Literal

from liling_desk.ledger.frozen import Frozen
from liling_desk.translations import N_, Message

Kind = Literal["dated", "ongoing", "recurring", "unstated", "unreadable"]


class Deadline(Frozen):
    """Only `dated` can be overdue. `latest` is the last day that still counts as in time."""

    phrase: str = ""
    kind: Kind = "unstated"
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False
    by_hand: bool = False


UNSTATED = Deadline.model_construct()

_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?(?:之?前|以前)?")
_COMPACT_DAY = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})(?:年|[-/])(\d{1,2})(?:月份?)?(?:底|末)?(?:之?前|以前)?")
_YEAR_END = re.compile(r"(\d{4})年?(?:年?底|末|内)(?:之?前|以前)?")
_THIS_YEAR = re.compile(r"(?:今年|年)(?:底|末|内)(?:之?前|以前)?|今年")
_ONGOING = frozenset({"长期", "长期坚持", "持续推进", "常态化"})
_UNSTATED = frozenset({"", "-", "--", "—", "——", "/", "待定", "尽快", "加快", "无"})


def read_deadline(phrase: str, reference: date | None) -> Deadline:
    """Read a phrase. What can't be read is kept as `unreadable`, never guessed."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", phrase))
    if plain in _UNSTATED:
        return Deadline(phrase=phrase, kind="unstated")
    if plain in _ONGOING:
        return Deadline(phrase=phrase, kind="ongoing")
    latest = _last_day(plain, reference)
    if latest is None:
        return Deadline(phrase=phrase, kind="unreadable")
    return Deadline(phrase=phrase, kind="dated", earliest=reference, latest=latest)


def read_day(text: str) -> date | None:
    """One written day (2021-06-30, 2021年6月30日, 2021/6/30, 2021.6.30, 20210630), or None."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"[T ]?00:00(:00)?$", "", plain)
    found = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    return _day(*(int(part) for part in found.groups())) if found else None


def _last_day(plain: str, reference: date | None) -> date | None:
    if found := _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain):
        return _day(*(int(part) for part in found.groups()))
    if found := _MONTH.fullmatch(plain):
        year, month = int(found[1]), int(found[2])
        return _day(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 and year > 0 else None
    if found := _YEAR_END.fullmatch(plain):
        return _day(int(found[1]), 12, 31)
    if reference is not None and _THIS_YEAR.fullmatch(plain):
        return date(reference.year, 12, 31)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def reading(deadline: Deadline, reference: date | None) -> Message:
    """One sentence that says how the phrase was read."""
    values = {"phrase": deadline.phrase, "latest": deadline.latest, "reference": reference}
    if deadline.kind == "dated" and deadline.latest is not None:
        if reference is not None and deadline.phrase != deadline.latest.isoformat():
            return Message(N_("“{phrase}”按 {reference} 起算，读作 {latest}"), values)
        return Message(N_("读作 {latest}"), values)
    if deadline.kind == "unreadable":
        return Message(N_("“{phrase}”读不成日期，照原文保留"), values)
    if deadline.phrase:
        return Message(N_("“{phrase}”没有写明日期"), values)
    return Message(N_("原文没有写时限"))
