"""A found expression of time to a span of days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from liling_desk.ledger.reading_deadlines.spans import (
    NoReference,
    NoSuchDay,
    Span,
    day_span,
    lunar_new_year,
    months_later,
    months_span,
    plan_span,
    quarter_span,
    week_span,
)
from liling_desk.translations import N_, Message

_FIXED_FESTIVALS = {
    "元旦": (1, 1), "妇女": (3, 8), "植树": (3, 12), "五一": (5, 1), "劳动": (5, 1), "国际劳动": (5, 1),
    "五四青年": (5, 4), "青年": (5, 4), "六一": (6, 1), "儿童": (6, 1), "七一": (7, 1), "建党": (7, 1), "八一": (8, 1),
    "建军": (8, 1), "教师": (9, 10), "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip
_LUNAR_FESTIVALS = {"除夕": -1, "春节": 0, "元宵": 14}
_YEAR_OFFSETS = {
    "大后": 3, "后": 2, "明": 1, "次": 1, "来": 1, "翌": 1, "下": 1, "下1": 1, "去": -1, "上": -1, "上1": -1, "前": -2,
}  # fmt: skip
_FOLLOWING = ("次", "翌")  # 次年 follows the year that the phrase has just named
_NEAR = {"本": 0, "当": 0, "这": 0, "同": 0, "下下": 2, "下": 1, "次": 1, "上": -1, "今": 0}
_WEEKDAYS = "一二三四五六日"


class NotTime(ValueError):
    """What was found is no expression of time after all."""


class Found(NamedTuple):
    """What an expression says. `relative`: counted from the reference date; `year_given`: the year stands there."""

    span: Span
    relative: bool = False
    year_given: bool = False
    bare_year: bool = False
    has_day: bool = False
    ends: bool = False  # 底, 末, 内: stands for its end
    approximate: bool = False
    notes: tuple[Message, ...] = ()


class Around(NamedTuple):
    """What an expression is read against: the reference date, the expression before it, and whether it ends a range."""

    reference: date | None
    previous: Found | None = None
    ends_range: bool = False

    def today(self) -> date:
        """The reference date; raises `NoReference`."""
        if self.reference is None:
            raise NoReference
        return self.reference


def resolve(found: re.Match[str], around: Around) -> Found:
    """The span of a matched expression that is no length; raises NotTime, NoSuchDay, NoReference, OverflowError."""
    if found["plan"]:
        return _plan(found)
    if found["ny"] or found["ym_y"] or found["md_m"] or found["compact"] or found["last_day"]:
        return _numbers(found, around)
    if found["week"] or found["bare_weekday"] or found["near_day"]:
        return _week(found, around)
    return _point(found, around)


def _plan(found: re.Match[str]) -> Found:
    span = plan_span(int(found["plan"]))
    part = found["plan_part"] or ""
    if found["plan_first"]:
        years = int(found["plan_first"])
        if not 1 <= years <= 5:
            raise NoSuchDay
        return Found(Span(span.start, span.end.replace(year=span.start.year + years - 1)), year_given=True)
    if part.startswith("中"):
        return Found(Span(span.start, date(span.start.year + 2, 6, 30)), year_given=True, approximate=True)
    if part.startswith(("初", "开")):
        return Found(Span(span.start, date(span.start.year, 12, 31)), year_given=True, approximate=True)
    if not part and not found["plan_time"] and found["plan_itself"]:
        raise NotTime  # the plan as a document
    return Found(span, year_given=True, ends=bool(part))


def _numbers(found: re.Match[str], around: Around) -> Found:
    if written := found["compact"]:
        span = day_span(int(written[:4]), int(written[4:6]), int(written[6:]))
        return Found(span, year_given=True, has_day=True)
    if found["ny"]:
        if found["s1"] == " " and len(found["ny"]) == 2:
            raise NotTime
        year, notes = full_year(found["ny"])
        span = day_span(year, int(found["nm"]), int(found["nd"]))
        return Found(span, year_given=True, has_day=True, notes=notes)
    if found["ym_y"]:
        month = int(found["ym_m"])
        return Found(months_span(int(found["ym_y"]), month, month), year_given=True)
    previous = around.previous
    if found["last_day"]:
        if previous is None or not around.ends_range or not previous.has_day:
            raise NotTime
        start = previous.span.start
        return previous._replace(span=day_span(start.year, start.month, int(found["last_day"])))
    month, day = int(found["md_m"]), int(found["md_d"])
    if found["md_s"] == "." and not (around.ends_range and previous is not None and previous.has_day):
        raise NotTime  # 4.2 may be a figure
    return _without_year(lambda year: day_span(year, month, day), around, has_day=True)


def full_year(written: str) -> tuple[int, tuple[Message, ...]]:
    """A year of four or two digits, and what was assumed."""
    if len(written) == 4:
        return int(written), ()
    year = int(written) + (2000 if int(written) < 70 else 1900)
    return year, (Message(N_("两位数的年份“{written}”读作 {year} 年"), {"written": written, "year": year}),)


def _week(found: re.Match[str], around: Around) -> Found:
    today = around.today()
    if near := found["near_day"]:
        day = today + timedelta(days={"明": 1, "后": 2}.get(near[0], 0))
        return Found(Span(day, day), relative=True, has_day=True)
    written = (found["weekday"] or found["bare_weekday"] or "").replace("天", "日").replace("末", "日")
    week = found["week"]
    span = week_span(today, _NEAR[week.removesuffix("个")] if week else 0)
    if written:
        day = span.start + timedelta(days=_WEEKDAYS.index(written))
        if not week and day < today:
            day += timedelta(days=7)
        span = Span(day, day)
    return Found(span, relative=True, has_day=bool(written))


def _point(found: re.Match[str], around: Around) -> Found:
    year, relative, notes = _named_year(found, around)
    base = Found(_NOWHERE, relative=relative, year_given=year is not None, notes=notes)
    inside = _inside(found, around)
    if isinstance(inside, Span):
        base = base._replace(relative=True, year_given=True)
        span = inside
    elif inside is not None:
        if year is None:
            base = _without_year(inside, around)
            span = base.span
        else:
            span = inside(year)
    elif year is not None:
        if found["y2"] and not found["tail"] and year % 5 == 0 and around.reference and year < around.reference.year:
            raise NotTime  # 20年 may be twenty years
        span, base = months_span(year, 1, 12), base._replace(bare_year=True)
    elif found["tail_of"]:
        return _implied(found, around)
    elif found["day"] and found["day_unit"]:
        return _day_of_some_month(int(found["day"]), around)
    else:
        raise NotTime
    if found["day"] or found["third"]:
        return _day_inside(found, base, span, inside, year, around)
    return _tail(found["tail"] or "", base._replace(span=span))


_NOWHERE = Span(date.min, date.min)


def _named_year(found: re.Match[str], around: Around) -> tuple[int | None, bool, tuple[Message, ...]]:
    if found["y4"]:
        return int(found["y4"]), False, ()
    if found["y2"]:
        year, notes = full_year(found["y2"])
        return year, False, notes
    if found["ry"] is None:
        return None, False, ()
    word = found["ry"].removesuffix("度").removesuffix("年")
    previous = around.previous
    if previous is not None and word in (*_FOLLOWING, "当", "同"):
        return previous.span.start.year + _YEAR_OFFSETS.get(word, 0), previous.relative, ()
    return around.today().year + _YEAR_OFFSETS.get(word, 0), True, ()


def _inside(found: re.Match[str], around: Around) -> Callable[[int], Span] | Span | None:
    """What is named inside a year: as a function of the year, or fixed where it counts from the reference date."""
    if half := found["half"] or found["half_h"]:
        first = 1 if half[0] in "上前1" else 7
        return lambda year: months_span(year, first, first + 5)
    if number := found["quarter"] or found["quarter_q"] or found["q_quarter"]:
        return lambda year: quarter_span(year, int(number), int(number))
    if number := found["first_quarters"]:
        return lambda year: quarter_span(year, 1, int(number))
    if number := found["first_months"]:
        return lambda year: months_span(year, 1, int(number))
    if number := found["last_quarters"]:
        return lambda year: quarter_span(year, 5 - int(number), 4)
    if number := found["last_months"]:
        return lambda year: months_span(year, 13 - int(number), 12)
    if edge := found["edge_quarter"]:
        return lambda year: quarter_span(year, *((1, 1) if edge == "首" else (4, 4)))
    if found["month"] or found["january"]:
        month = int(found["month"] or 1)
        return lambda year: months_span(year, month, month)
    if found["whole"]:
        return lambda year: months_span(year, 1, 12)
    if festival := found["festival"]:
        return lambda year: _festival(festival.removesuffix("节"), year)
    if near := found["near_month"]:
        word = near.removesuffix("月").removesuffix("个").removesuffix("1")
        previous = around.previous
        follows = word in ("次", "同", "当") and previous is not None
        day = previous.span.start if follows and previous is not None else around.today()
        day = months_later(day.replace(day=1), _NEAR[word])
        return months_span(day.year, day.month, day.month)
    if near := found["near_quarter"]:
        day = months_later(around.today().replace(day=1), 3 * _NEAR[near.removesuffix("个").removesuffix("1")])
        return quarter_span(day.year, (day.month + 2) // 3, (day.month + 2) // 3)
    return None


def _festival(name: str, year: int) -> Span:
    if (days := _LUNAR_FESTIVALS.get(name.removesuffix("节") if name != "春" else "春节")) is not None:
        day = lunar_new_year(year) + timedelta(days=days)
        return Span(day, day)
    return day_span(year, *_FIXED_FESTIVALS[name])


def _without_year(inside: Callable[[int], Span], around: Around, *, has_day: bool = False) -> Found:
    """The first such span that ends on or after the reference date, or what goes before it in the phrase."""
    previous = around.previous
    if previous is not None and around.ends_range:
        return Found(_first_from(inside, previous.span.start), previous.relative, previous.year_given, has_day=has_day)
    if previous is not None and previous.year_given:
        first = date(previous.span.start.year, 1, 1)
        return Found(_first_from(inside, first), previous.relative, True, has_day=has_day)
    span = _first_from(inside, around.today())
    if previous is not None and span.end < previous.span.end:
        later = _first_from(inside, previous.span.start)
        if later.start.year == previous.span.start.year:  # 6月底前开工、12月底前完工, written in August
            span = later
    return Found(span, relative=True, has_day=has_day)


def _first_from(inside: Callable[[int], Span], anchor: date) -> Span:
    for year in range(anchor.year, min(anchor.year + 9, 10000)):
        try:
            span = inside(year)
        except NoSuchDay:
            continue
        if span.end >= anchor:
            return span
    raise NoSuchDay


def _day_of_some_month(day: int, around: Around) -> Found:
    previous = around.previous
    if previous is not None and around.ends_range and previous.has_day:
        anchor, relative, given = previous.span.start, previous.relative, previous.year_given
    else:
        anchor, relative, given = around.today(), True, False
    for months in range(13):
        month = months_later(anchor.replace(day=1), months)
        try:
            span = day_span(month.year, month.month, day)
        except NoSuchDay:
            continue
        if span.end >= anchor:
            return Found(span, relative, given, has_day=True)
    raise NoSuchDay


def _day_inside(
    found: re.Match[str],
    base: Found,
    span: Span,
    inside: Callable[[int], Span] | Span | None,
    year: int | None,
    around: Around,
) -> Found:
    """6月30日, 6月上旬."""
    if not (found["month"] or found["january"] or found["near_month"]):
        raise NoSuchDay  # 2021年30日: the month was lost
    if third := found["third"]:
        days = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}[third]
    else:
        days = (int(found["day"]), int(found["day"]))

    def cut(month: Span) -> Span:
        first = day_span(month.start.year, month.start.month, days[0])
        return Span(first.start, min(month.end, date.fromordinal(month.start.toordinal() + days[1] - 1)))

    has_day = not third
    if callable(inside) and year is None:
        return _without_year(lambda each: cut(inside(each)), around, has_day=has_day)
    return base._replace(span=cut(span), has_day=has_day)


def _implied(found: re.Match[str], around: Around) -> Found:
    """年底, 月底, 季末: of the year, month or quarter that is running; 年初 may be that of the next one."""
    day = around.previous.span.start if around.previous is not None else around.today()
    months = {"年": 12, "岁": 12, "月": 1}.get(found["tail_of"][0], 3)
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    for start in (first, months_later(first, months)):
        last = start.month + months - 1
        read = _tail(found["tail"], Found(months_span(start.year, start.month, last), relative=True))
        if read.span.end >= day:
            break
    return read


def _tail(tail: str, found: Found) -> Found:
    start, end = found.span.start, found.span.end
    if not tail:
        return found
    found = found._replace(bare_year=False)
    if tail[0] in "底末终尾内":
        return found._replace(ends=True)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    early = tail.startswith("初")
    if months == 1:
        last = start.replace(day=10 if early else 15)
    else:
        month = start.month + (0 if early else (months - 1) // 2)
        last = months_span(start.year, month, month).end
    return found._replace(span=Span(start, last), approximate=True)
