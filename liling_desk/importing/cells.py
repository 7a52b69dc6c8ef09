"""One cell's text to a value. What can't be read is said, with a way out where there is one; never guessed."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from liling_desk.importing.decoding import LOST
from liling_desk.importing.status_words import nearest, read_status
from liling_desk.ledger.deadline import Deadline, read_day, read_deadline
from liling_desk.ledger.status import Status
from liling_desk.translations import N_, Message


@dataclass(frozen=True)
class Unread:
    """Why a cell can't be taken, and texts to put in its place."""

    why: Message
    instead: tuple[str, ...] = ()


_NO_UNIT: Final = frozenset({"待定", "待分办", "待明确"})
NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "n/a", "na", "null", "none"})
"""How people leave a date, a figure, a unit or a status blank."""

_HIDDEN = re.compile(r"'+[=+\-@\t\r]")
_TIME = re.compile(r"[T ]?\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
_NUMBER = re.compile(r"第?([+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)(万亿|亿|万)?([^\d.,+-]*)")
_UNIT = re.compile(r"(万亿|亿|万)?(.*)")
_SCALE: Final = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_PERSONS: Final = frozenset({"名", "人", "位"})
_DATE_LIKE = re.compile(
    r"\d{2,4}[年./-]\d{1,2}(?:[月./-](?:\d{1,2}[日号]?)?)?(?:底|末)?(?:之?前|以前)?"
    r"|\d{8}日?|\d{1,2}月\d{1,2}[日号](?:之?前|以前)?"
)
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")


def unguarded(text: str) -> str:
    """Without the ' that keeps a spreadsheet from taking the text for a formula; a genuine leading ' stays."""
    return text[1:] if _HIDDEN.match(text) else text


def cleaned(text: str) -> str:
    """A cell as text: no outer blanks, line breaks as newline, no formula guard."""
    stripped = text.strip().strip("\ufeff").strip()
    return unguarded(stripped).replace("\r\n", "\n").replace("\r", "\n")


def squeezed(text: str) -> str:
    """Full-width forms as plain ones, no blanks at all."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_nothing(text: str) -> bool:
    """True for a cell that stands for blank where a value is wanted."""
    return len(text) < 8 and squeezed(text).casefold() in NOTHING


def damaged(text: str) -> Unread | None:
    """A cell with a character that was cut off."""
    if LOST in text:
        return Unread(Message(N_("有认不出的字，可能没有传完整。")), (text.replace(LOST, ""),))
    return None


def day_of(text: str, year: int | None = None) -> date | Unread:
    """A day. `year` (of the period) completes 6月25日."""
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text).strip())
    day = read_day(plain)
    if day is None and year is not None and (found := _MONTH_DAY.fullmatch(squeezed(plain))):
        day = read_day(f"{year}-{found[1]}-{found[2]}")
    return day if day is not None else _no_day(plain)


def _no_day(text: str) -> Unread:
    plain = squeezed(text)
    if re.fullmatch(r"[3-5]\d{4}", plain):
        serial = date(1899, 12, 30) + timedelta(days=int(plain))
        return Unread(Message(N_("像是 Excel 的日期序号，请确认是哪一天。")), (serial.isoformat(),))
    parts = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D*", plain) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", plain)
    if parts:
        year, month, number = (int(part) for part in parts.groups())
        if 1 <= month <= 12 and number > 28 and year > 0:
            last = calendar.monthrange(year, month)[1]
            why = Message(N_("{month} 月没有 {day} 日。"), {"month": month, "day": number})
            return Unread(why, (date(year, month, last).isoformat(),))
        return Unread(Message(N_("没有这一天。")))
    return Unread(Message(N_("读不成日期，请写成 2021-06-30。")))


def deadline_of(text: str, reference: date | None) -> Deadline | Unread:
    """A deadline; a phrase that is no date is kept as it stands. A date that does not exist is a problem."""
    read = read_deadline(text, reference)
    if read.kind != "unreadable":
        return read
    plain = squeezed(_TIME.sub("", unicodedata.normalize("NFKC", text).strip()))
    if (day := read_day(plain)) is not None:
        return Deadline(phrase=text, kind="dated", earliest=reference, latest=day)
    if re.fullmatch(r"[3-5]\d{4}", plain):
        return _no_day(plain)
    if found := _MONTH_DAY.match(plain):
        month, number = int(found[1]), int(found[2])
        if not 1 <= month <= 12 or not 1 <= number <= calendar.monthrange(2020, month)[1]:
            return Unread(Message(N_("{month} 月没有 {day} 日。"), {"month": month, "day": number}))
        return read
    return _no_day(re.sub(r"(底|末)?(之?前|以前)?$", "", plain)) if _DATE_LIKE.fullmatch(plain) else read


def number_of(text: str, unit: str | None) -> float | Unread:
    """A figure in the indicator's unit: 1,234.5; 38%; 3200万元 for 亿元; 100名."""
    plain = squeezed(text).lstrip("'")
    found = _NUMBER.fullmatch(plain)
    if found is None or len(plain) > 40:
        return Unread(Message(N_("读不出数字。")), _figures_in(plain))
    figure = Decimal(found[1].replace(",", ""))
    wanted = _UNIT.fullmatch(squeezed(unit or ""))
    written, base = found[2] or "", found[3]
    if not written and not base:
        return _finite(figure)
    if wanted is None or not unit:
        if base in ("", "%"):
            return _finite(figure * _SCALE[written])
        return Unread(Message(N_("这一项没有计量单位，“{unit}”对不上。"), {"unit": written + base}), (found[1],))
    scale, wanted_base = wanted[1] or "", wanted[2]
    if base and base != wanted_base and not {base, wanted_base} <= _PERSONS:
        why = Message(N_("单位“{unit}”与台账的“{wanted}”不同。"), {"unit": written + base, "wanted": unit})
        return Unread(why, (found[1],))
    return _finite(figure * _SCALE[written] / _SCALE[scale])


def _finite(figure: Decimal) -> float | Unread:
    if abs(figure) >= Decimal(10) ** 15:
        return Unread(Message(N_("数字太大，请核对。")))
    return float(figure)


_DIGITS: Final = "零一二三四五六七八九"


def _figures_in(plain: str) -> tuple[str, ...]:
    figures = re.findall(r"\d+(?:\.\d+)?", plain)
    if len(figures) == 1:
        return (figures[0],)
    if figures:
        return ()
    if found := re.search(r"([一二三四五六七八九])成(半?)", plain):
        return (f"{_DIGITS.index(found[1])}{5 if found[2] else 0}",)
    for found in re.finditer(
        r"([一二三四五六七八九])?(十)?([一二三四五六七八九])?(?:点([零一二三四五六七八九]+))?", plain
    ):
        if not found[0] or found[0].startswith("点"):
            continue
        tens = _DIGITS.index(found[1]) if found[1] else 1 if found[2] else 0
        whole = tens * 10 + (_DIGITS.index(found[3]) if found[3] else 0) if found[2] else tens
        part = "".join(str(_DIGITS.index(digit)) for digit in found[4] or "")
        return (f"{whole}.{part}" if part else str(whole),)
    return ()


def status_of(text: str) -> tuple[Status | None, date | None] | Unread:
    """A claimed status and the day written with it."""
    read = read_status(text)
    if read is None:
        return Unread(Message(N_("读不出状态。")), tuple(status.word for status in nearest(text)))
    return read


def units_of(text: str) -> tuple[str, ...]:
    """Unit names in order, each once."""
    names = (" ".join(name.split()) for name in re.split(r"[、，,;；\n]", text))
    return tuple(dict.fromkeys(name for name in names if not is_nothing(name) and name not in _NO_UNIT))


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
