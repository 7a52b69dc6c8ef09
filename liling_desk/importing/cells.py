"""One cell's text to a value. What can't be read is said, with a way out where there is one; never guessed."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from liling_desk.importing.decoding import LOST
from liling_desk.importing.numbers import is_approximate, number_of
from liling_desk.importing.status_words import Asked, nearest, read_status
from liling_desk.importing.unit_names import units_of
from liling_desk.importing.unread import Unread
from liling_desk.ledger.deadline import Deadline, read_day, read_deadline
from liling_desk.ledger.status import Status
from liling_desk.translations import N_, Message

__all__ = [
    "NOTHING",
    "Unread",
    "cleaned",
    "damaged",
    "day_of",
    "deadline_of",
    "end_of",
    "is_approximate",
    "is_nothing",
    "number_of",
    "period_in",
    "period_of",
    "squeezed",
    "status_of",
    "unguarded",
    "units_of",
]

NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "n/a", "na", "null", "none"})
"""How people leave a date, a figure, a unit or a status blank."""

_ODD_STARTS = ("'", "\ufeff")
ODD: Final = ("'", "\ufeff", "\0", "\r")
"""Without any of these in a text `cleaned` takes its outer blanks away and nothing else."""
_HIDDEN = re.compile(r"'+[=+\-@\t\r]")
_TIME = re.compile(r"[T ]?\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
_DATE_LIKE = re.compile(
    r"\d{2,4}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}[日号]?)?)?(?:底|末)?(?:之?前|以前)?"
    r"|\d{8}日?|\d{1,2}月\d{1,2}[日号](?:之?前|以前)?"
)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_SERIAL = re.compile(r"([3-5]\d{4})(?:\.\d+)?")
_WITH_YEAR = re.compile(r"(?:19|20)\d\d|二[〇○零]")
_WEEKDAY = re.compile(r"\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?|\s*(?:上午|下午|中午|晚上?)(?:\d{1,2}[点时:].*)?$")
_WRITTEN_DAY = re.compile(r"(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}")


def unguarded(text: str) -> str:
    """Without the ' that keeps a spreadsheet from taking the text for a formula; a genuine leading ' stays."""
    return text[1:] if _HIDDEN.match(text) else text


def cleaned(text: str) -> str:
    """A cell as text: no outer blanks, line breaks as newline, no formula guard."""
    stripped = text.strip()
    if stripped.startswith(_ODD_STARTS) or stripped.endswith("\ufeff"):
        stripped = unguarded(stripped.strip("\ufeff").strip())
    if "\0" in stripped:
        stripped = stripped.replace("\0", LOST)  # no ledger holds it
    return stripped.replace("\r\n", "\n").replace("\r", "\n") if "\r" in stripped else stripped


def squeezed(text: str) -> str:
    """Full-width forms as plain ones, no blanks at all."""
    return "".join(text.split()) if text.isascii() else "".join(unicodedata.normalize("NFKC", text).split())


def is_nothing(text: str) -> bool:
    """True for a cell that stands for blank where a value is wanted."""
    return len(text) < 8 and _is_nothing(text)


@lru_cache(maxsize=4096)
def _is_nothing(text: str) -> bool:
    return squeezed(text).casefold() in NOTHING


def damaged(text: str) -> Unread:
    """What is said of a cell with a character that was cut off."""
    return Unread(Message(N_("有认不出的字，可能没有传完整。")), (text.replace(LOST, ""),))


@lru_cache(maxsize=4096)
def day_of(text: str, period: str | int | None = None, until: bool = False) -> date | Unread:
    """A day. `period` (YYYY-MM, or its year) completes 6月25日; `until`: 2021年6月底前 is a day as well."""
    plain = _plain_day(text)
    if (serial := serial_day(plain)) is not None:
        return serial
    day = read_day(plain)
    if day is not None:
        return day
    short = squeezed(plain)
    if found := _MONTH_DAY.fullmatch(re.sub(r"(?:之|以)?前$", "", short) if until else short):
        year = _year_of(int(found[1]), period)
        day = read_day(f"{year}-{found[1]}-{found[2]}") if year is not None else None
        if day is None:
            return _no_month_day(int(found[1]), int(found[2]))
        return day if not until else Unread(Message(N_("没有写年份，请确认是哪一年。")), (day.isoformat(),))
    if until and _WITH_YEAR.match(short):
        read = read_deadline(plain, None)
        if read.kind == "dated" and read.latest is not None and not read.approximate:
            return read.latest
    return _no_day(plain, period)


def serial_day(text: str) -> date | None:
    """The day that a spreadsheet counts as 44377, where a cell holds the bare number as text; worth a remark."""
    found = _SERIAL.fullmatch(squeezed(text))
    return date(1899, 12, 30) + timedelta(days=int(found[1])) if found else None


def _plain_day(text: str) -> str:
    """Without the time of day, the day of the week and 截至."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("'")
    plain = _WEEKDAY.sub("", re.sub(r"^(截[至止]到?|于|自)", "", plain)).strip()
    return _TIME.sub("", plain).strip(" 。.,;")


def _year_of(month: int, period: str | int | None) -> int | None:
    """The year of a day without one: the period's, or the next for January after a December's period."""
    if period is None or isinstance(period, int):
        return period
    year, last = int(period[:4]), int(period[5:7])
    return year + 1 if last >= 11 and month <= 2 else year


def _no_month_day(month: int, number: int) -> Unread:
    if 1 <= month <= 12 and 1 <= number <= calendar.monthrange(2020, month)[1]:
        return Unread(Message(N_("没有写年份，请写成 2021-06-30。")))
    return Unread(Message(N_("{month} 月没有 {day} 日。"), {"month": month, "day": number}))


def _no_day(text: str, period: str | int | None = None) -> Unread:
    plain = squeezed(text)
    parts = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D*", plain) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", plain)
    if parts:
        year, month, number = (int(part) for part in parts.groups())
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 and year > 0 else 0
        if 1 <= number <= last:
            why = Message(N_("日期前后还有别的字，请确认。"))
            return Unread(why, (date(year, month, number).isoformat(),))
        if last and number > 28:
            why = Message(N_("{month} 月没有 {day} 日。"), {"month": month, "day": number})
            return Unread(why, (date(year, month, last).isoformat(),))
        return Unread(Message(N_("没有这一天。")))
    return Unread(Message(N_("读不成日期，请写成 2021-06-30。")), _days_in(plain, period))


def _days_in(plain: str, period: str | int | None) -> tuple[str, ...]:
    """The one day that a text may mean: 21.6.25, 2021年6月, or 6.25 in a known year."""
    if found := re.fullmatch(r"(\d\d)[./年-](\d{1,2})[./月-](\d{1,2})[日号]?", plain):
        day = read_day(f"20{found[1]}-{found[2]}-{found[3]}")
    elif found := re.fullmatch(r"((?:19|20)\d\d)[年./-](\d{1,2})月?(?:份|底|末)?", plain):
        day = _last_of(int(found[1]), int(found[2]))
    elif found := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})", plain):
        year = _year_of(int(found[1]), period)
        day = read_day(f"{year}-{found[1]}-{found[2]}") if year is not None else None
    elif found := re.fullmatch(r"(\d{1,2})月(?:份|底|末)?", plain):
        year = _year_of(int(found[1]), period)
        day = _last_of(year, int(found[1])) if year is not None else None
    else:
        days = {day for each in _WRITTEN_DAY.findall(plain) if (day := read_day(each)) is not None}
        day = days.pop() if len(days) == 1 else None
    return (day.isoformat(),) if day is not None else ()


def _last_of(year: int, month: int) -> date | None:
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def deadline_of(text: str, reference: date | None) -> Deadline | Unread:
    """A deadline; a phrase that is no date is kept as it stands. A date that does not exist is a problem."""
    plain = squeezed(_TIME.sub("", unicodedata.normalize("NFKC", text).strip()))
    if _TIME.search(text) and read_day(plain) is not None:
        text = _TIME.sub("", text).strip()  # a spreadsheet's midnight is no part of the phrase
    read = read_deadline(text, reference)
    if read.kind != "unreadable":
        return read
    if (day := read_day(plain)) is not None:
        return Deadline(phrase=text, kind="dated", earliest=reference, latest=day)
    if found := _MONTH_DAY.match(plain):
        month, number = int(found[1]), int(found[2])
        if not 1 <= month <= 12 or not 1 <= number <= calendar.monthrange(2020, month)[1]:
            return Unread(Message(N_("{month} 月没有 {day} 日。"), {"month": month, "day": number}))
        return read
    return _no_day(re.sub(r"(底|末)?(之?前|以前)?$", "", plain)) if _DATE_LIKE.fullmatch(plain) else read


@lru_cache(maxsize=4096)
def status_of(text: str, asked: Asked = "", year: int | None = None) -> tuple[Status | None, date | None] | Unread:
    """A claimed status and the day written with it. `asked`: what a header like 是否完成 asks."""
    read = read_status(text, asked, year)
    if read is None:
        return Unread(Message(N_("读不出状态。")), tuple(status.word for status in nearest(text)))
    return read


def period_of(text: str, year: int | None = None) -> str | Unread:
    """A period YYYY-MM from 2021-06, 2021年6月, 202106, or a day; `year` completes 6月."""
    plain = squeezed(text)
    found = re.fullmatch(r"(\d{4})(?:年|[-/.])?(\d{1,2})月?份?", plain)
    if found is None and year is not None and (month := re.fullmatch(r"(\d{1,2})月份?", plain)):
        plain, found = f"{year}-{month[1]}", re.fullmatch(r"(\d{4})-(\d{1,2})", f"{year}-{month[1]}")
    if found and 1 <= int(found[2]) <= 12 and 1900 <= int(found[1]) <= 2999:
        return f"{found[1]}-{int(found[2]):02d}"
    day = read_day(plain)
    if day is not None:
        return day.isoformat()[:7]
    return Unread(Message(N_("读不出期别，请写成 2021-06。")))


def period_in(text: str, today: date) -> str | None:
    """A month named in a file's name or title: 2021年6月, 2021-06; 6月 is the latest June that has begun."""
    plain = squeezed(text)
    found = re.search(r"((?:19|20)\d{2})(?:年|[-_./])?(0?[1-9]|1[0-2])(?!\d)", plain)
    if found:
        return f"{found[1]}-{int(found[2]):02d}"
    found = re.search(r"(?<!\d)(0?[1-9]|1[0-2])月", plain)
    if found is None:
        return None
    month = int(found[1])
    return f"{today.year if month <= today.month else today.year - 1}-{month:02d}"


def end_of(period: str) -> date:
    """The last day of a period."""
    year, month = int(period[:4]), int(period[5:7])
    return date(year, month, calendar.monthrange(year, month)[1])
