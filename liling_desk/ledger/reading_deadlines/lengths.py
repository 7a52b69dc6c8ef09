"""A length of time, counted on from a day: 三个月内, 两个半月, 10个工作日内."""

from __future__ import annotations

import re
from datetime import date, timedelta

from liling_desk.ledger.reading_deadlines.patterns import LENGTH_PART
from liling_desk.ledger.reading_deadlines.spans import months_later
from liling_desk.ledger.reading_deadlines.working_days import working_days_later
from liling_desk.translations import N_, Message


def count_on(base: date, length: str) -> tuple[date, tuple[Message, ...]]:
    """The last day of a plain length (2个半月, 1年3个月) from `base` on; raises `OverflowError` past the year 9999."""
    notes: tuple[Message, ...] = ()
    for part in LENGTH_PART.finditer(length):
        unit = part["unit"]
        tenths = round(float(part["n"] or 0) * 10)
        if part["half"] or part["half_first"] or part["half_last"]:
            tenths += 5
        if unit.endswith("工作日"):
            base, last_known = working_days_later(base, tenths // 10)
            if last_known is not None:
                notes += (Message(N_("{year} 年之后的放假安排还没有公布，按周一至周五计"), {"year": last_known}),)
        else:
            base = _later(base, unit, tenths)
    return base, notes


def _later(base: date, unit: str, tenths: int) -> date:
    if unit == "年":
        return months_later(base, tenths * 12 // 10)
    if unit == "月":
        return months_later(base, tenths // 10) + timedelta(days=tenths % 10 * 3)
    if unit.startswith("季"):
        return months_later(base, tenths * 3 // 10) + timedelta(days=15 if tenths % 10 else 0)
    if unit in ("周", "星期", "礼拜"):
        return base + timedelta(days=-(-tenths * 7 // 10))
    if unit == "小时":
        return base + timedelta(days=-(-tenths // 240))
    return base + timedelta(days=tenths // 10 or 1)


def low_end(base: date, low: str, length: str) -> date:
    """The earliest day of 3-4年."""
    unit = re.sub(r"^\d+(?:\.\d)?", "", length)
    return count_on(base, low + unit)[0]
