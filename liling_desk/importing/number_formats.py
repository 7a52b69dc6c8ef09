"""How a spreadsheet's number is read by people: the number format tells a day from 43629, and 38% from 0.38."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

Shown = Callable[[float], str]
"""A number to the text that its reader sees."""

_DAYS: Final = frozenset({14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58})
_MONTHS: Final = frozenset({17, 27, 36, 50, 52, 57})
_TIMES: Final = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56})
"""Built-in formats have no text in the file; 27 to 36 and 50 to 58 as Chinese Excel and WPS mean them."""
_BEYOND: Final = 2958466
"""The serial number after 9999-12-31."""

_QUIET = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAY_TIME = re.compile(r"上午/下午|am/pm|a/p", re.IGNORECASE)
_NO_SECTION = re.compile(r"_.|\*.|\[[^\]]*\]")
_WRITTEN = re.compile(r'((?:"[^"]*"|\\.)*)([#0,]*0)(\.[0#]+)?((?:"[^"]*"|\\.|[\u4e00-\u9fff℃]|\s)*)')
_CHINESE = re.compile(r"[\u4e00-\u9fff℃]+")


@dataclass(frozen=True)
class NumberFormats:
    """Formats of one workbook; `epoch_1904` where its days are counted from 1904."""

    epoch_1904: bool = False

    def shown(self, number: int, code: str | None) -> Shown | None:
        """How numbers of a format (its id, and its text where the file has one) are shown; None: as they are."""
        if code is None or not code.strip():
            return self._built_in(number)
        return self._by_code(code)

    def _built_in(self, number: int) -> Shown | None:
        if number in _DAYS:
            return self._day
        if number in _MONTHS:
            return self._month
        if number in _TIMES:
            return self._time
        if number == 46:
            return _elapsed
        return percent_text if number in (9, 10) else None

    def _by_code(self, code: str) -> Shown | None:
        first = code.split(";", 1)[0]
        if code.casefold() == "general":
            return None
        bare = _QUIET.sub("", first).casefold()
        if _ELAPSED.search(bare):
            return _elapsed
        timed = _DAY_TIME.sub("h", bare)
        letters = set(timed) & set("ymdhseabg")
        if "general" in timed or not letters & set("ymdhsea") or set(timed) & set("0#?") - _fraction(timed):
            return percent_text if "%" in bare else _written(first)
        if letters & set("ye") and not letters & set("dha"):
            return self._month if "m" in timed else None
        if letters & set("hs") and not letters & set("yde"):
            return self._time
        return self._day

    def _moment(self, serial: float) -> datetime | None:
        if not 0 <= serial < _BEYOND:
            return None
        if self.epoch_1904:
            start = datetime(1904, 1, 1)
        elif serial < 60:
            start = datetime(1899, 12, 31)  # Excel believes in 1900-02-29
        else:
            start = datetime(1899, 12, 30)
        try:
            return start + timedelta(seconds=round(serial * 86400))
        except OverflowError:
            return None

    def _day(self, serial: float) -> str:
        moment = self._moment(serial)
        return moment_text(moment) if moment else number_text(serial)

    def _month(self, serial: float) -> str:
        """A month where the first day only stands for it; any other day is told."""
        moment = self._moment(serial)
        if moment is not None and moment.day == 1 and moment.time() == datetime.min.time():
            return f"{moment.year}年{moment.month}月"
        return self._day(serial)

    def _time(self, serial: float) -> str:
        if serial >= 1:
            return self._day(serial)
        moment = self._moment(serial)
        return clock_text(moment) if moment else number_text(serial)


def moment_text(moment: datetime) -> str:
    """2021-06-30, with the time where there is one."""
    day = moment.date().isoformat()
    return day if moment.time() == datetime.min.time() else f"{day} {clock_text(moment)}"


def clock_text(moment: datetime) -> str:
    """09:30, with the seconds where there are some."""
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def number_text(number: float) -> str:
    """A number without .0 and without the noise behind the fifteenth digit; long ones are not shortened."""
    if number != number or number in (float("inf"), float("-inf")):
        return str(number)
    if number == int(number):
        return str(int(number)) if abs(number) < 2**53 else str(int(Decimal(format(number, ".15g"))))
    text = format(number, ".15g")
    return format(Decimal(text), "f") if "e" in text else text


def percent_text(number: float) -> str:
    """0.38 as 38%."""
    return f"{number_text(float(format(number * 100, '.13g')))}%"


def _elapsed(number: float) -> str:
    seconds = round(number * 86400)
    hours, rest = divmod(abs(seconds), 3600)
    shown = f"{'-' if seconds < 0 else ''}{hours}:{rest // 60:02d}"
    return f"{shown}:{rest % 60:02d}" if rest % 60 else shown


def _written(first: str) -> Shown | None:
    """Leading zeros, what is written before them (`"LL-"000`) and a Chinese unit behind (`0.0"万元"`)."""
    found = _WRITTEN.fullmatch(_NO_SECTION.sub("", first).strip())
    if found is None:
        return None
    before, whole, _, behind = (_unquoted(part or "") for part in found.groups())
    digits = len(whole.replace(",", "").replace("#", ""))
    unit = behind.strip() if _CHINESE.fullmatch(behind.strip()) else ""
    padded = digits if digits > 1 else 0
    if not padded:
        before = ""
    if not (padded or unit):
        return None

    def shown(number: float) -> str:
        text = number_text(number)
        sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
        head, point, tail = text.partition(".")
        return f"{sign}{before}{head.zfill(padded)}{point}{tail}{unit}"

    return shown


def _fraction(timed: str) -> set[str]:
    """The 0 of `ss.000` is a part of a second, no digit of a number."""
    return {"0"} if re.search(r"s\.0+", timed) else set()


def _unquoted(text: str) -> str:
    return text.replace('"', "").replace("\\", "")
