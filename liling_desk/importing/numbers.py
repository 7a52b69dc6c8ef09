"""Figures as people write them: 1,234.5 万元, 约 38%, 第45位. A range is no figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from liling_desk.importing.unread import Unread
from liling_desk.translations import N_, Message

_SIGNS = str.maketrans({"−": "-", "－": "-", "–": "-", "﹣": "-", "，": ",", "﹐": ",", "’": "", "'": "", "：": ":"})
_SCALES: Final = {
    "": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_SCALE = "万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百|十"
_ABOUT = r"大约|大概|约为?|近|将近|接近|超过?|逾|突破|不足|不低于|不少于|至少|高于|≥|>=|>|≤|<=|<|≈|~"
_SAID = r"累计已?|共计?|合计|总计|已?达到?|已?完成|实现|目前|现有?|为|计|新增|引进|总量|总额|[:=]"
_FIGURE = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+"
_NUMBER = re.compile(
    rf"(?:(?:{_SAID})*(?P<about>{_ABOUT})?第?(?P<figure>{_FIGURE})(?P<more>多|余|来|\+)?(?P<scale>{_SCALE})?(?P<rest>多|余|来)?"
    rf"(?P<base>[^\d.,+\-~至]*?(?:(?<=m)[23])?)(?P<end>左右|上下|以上|以下|以内|多|余|有余|之多)?)[。.;]?"
)
_UNIT = re.compile(rf"({_SCALE})?(.*)")
_PERCENT = re.compile(r"百分之(\d+(?:\.\d+)?)")
_RANGE = re.compile(rf"({_FIGURE})[^\d.,]{{0,4}}(?:-|~|—+|至|到|–)({_FIGURE})")
_REMARK = re.compile(r"\([^()]*\)$")
_SAME: Final[tuple[Mapping[str, float], ...]] = (
    {"公里": 1000, "千米": 1000, "km": 1000, "米": 1, "m": 1, "里": 500, "延米": 1},
    {"亩": 1, "公顷": 15, "ha": 15, "平方公里": 1500, "平方千米": 1500, "km2": 1500},
    {"平方米": 1, "平米": 1, "m2": 1, "㎡": 1, "平": 1, "平方": 1},
    {"立方米": 1, "方": 1, "m3": 1, "立方": 1},
    {"吨": 1000, "t": 1000, "公斤": 1, "千克": 1, "kg": 1, "斤": 0.5},
    {"元": 1, "元人民币": 1, "块": 1, "块钱": 1, "元整": 1},
    {"%": 1, "个百分点": 1, "百分点": 1, "个点": 1},
    {"名": 1, "人": 1, "位": 1, "人次": 1},
    {"家": 1, "户": 1, "家企业": 1, "户企业": 1, "个企业": 1},
    {"千瓦": 1, "kw": 1, "兆瓦": 1000, "mw": 1000},
)
_LARGEST: Final = Decimal(10) ** 15
_LONGEST: Final = 40


def number_of(text: str, unit: str | None) -> float | Unread:
    """A figure in the indicator's unit: 1,234.5; 38%; 3200万元 for 亿元; 100名; 约 38 is 38."""
    plain = _plain(text)
    if found := _PERCENT.fullmatch(plain):
        plain = f"{found[1]}%"
    plain = _REMARK.sub("", plain) or plain
    match = _NUMBER.fullmatch(plain) if len(plain) <= _LONGEST else None
    if match is None:
        if ends := _RANGE.search(plain):
            return Unread(Message(N_("写的是一个范围，请写明一个数。")), (_bare(ends[1]), _bare(ends[2])))
        return Unread(Message(N_("读不出数字。")), _figures_in(plain))
    figure = Decimal(_bare(match["figure"]))
    written, base = match["scale"] or "", match["base"]
    if not written and not base:
        return _finite(figure)
    return _in_unit(figure, written, base, unit, match["figure"])


def is_approximate(text: str) -> bool:
    """True where a figure is told with 约, 余, 左右 or the like."""
    plain = _plain(text)
    match = _NUMBER.fullmatch(_REMARK.sub("", plain)) if len(plain) <= _LONGEST else None
    return match is not None and any(match[part] for part in ("about", "more", "rest", "end"))


def _plain(text: str) -> str:
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return folded.translate(_SIGNS)


def _bare(figure: str) -> str:
    return figure.replace(",", "").lstrip("+")


def _in_unit(figure: Decimal, written: str, base: str, unit: str | None, shown: str) -> float | Unread:
    if not unit or not unit.strip():
        if base in ("", "%"):
            return _finite(figure * _SCALES[written])
        return Unread(Message(N_("这一项没有计量单位，“{unit}”对不上。"), {"unit": written + base}), (_bare(shown),))
    wanted = _UNIT.fullmatch(_plain(unit))
    scale, wanted_base = (wanted[1] or "", wanted[2]) if wanted else ("", "")
    factor: float | None = 1
    if base and base != wanted_base:
        factor = _between(written, base, scale, wanted_base)
    if factor is None:
        why = Message(N_("单位“{unit}”与台账的“{wanted}”不同。"), {"unit": written + base, "wanted": unit})
        return Unread(why, (_bare(shown),))
    return _finite(figure * _SCALES[written] / _SCALES[scale] * Decimal(str(factor)))


def _between(written: str, base: str, scale: str, wanted: str) -> float | None:
    """How many of the wanted unit one of the written is; the signs 千 in 千米 belong to the unit."""
    for family in _SAME:
        one = family.get(base) or _owned(family, written + base, written)
        other = family.get(wanted) or _owned(family, scale + wanted, scale)
        if one and other:
            return one / other
    return None


def _owned(family: Mapping[str, float], whole: str, scale: str) -> float | None:
    return family[whole] / _SCALES[scale] if whole in family else None


def _finite(figure: Decimal) -> float | Unread:
    if abs(figure) >= _LARGEST:
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
