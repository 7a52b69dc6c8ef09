"""What people write above a column, and the field that it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from liling_desk.importing.header_vocabulary import (
    ASKED,
    FINISHED,
    IGNORED,
    LIKE,
    OUTCOME,
    PLAIN_UNIT,
    RESPONSIBLE,
    RUNNING,
    WORDS,
)
from liling_desk.importing.plain_words import plain_words

__all__ = [
    "FINISHED",
    "OUTCOME",
    "PLAIN_UNIT",
    "RESPONSIBLE",
    "RUNNING",
    "Meaning",
    "field_of_header",
    "is_sure",
    "layout_word",
    "meaning_of",
    "plain",
]


@dataclass(frozen=True)
class Meaning:
    """What a header says: a field or role ("" = none), whether by a known word, and what else it may mean."""

    field: str = ""
    sure: bool = False
    others: tuple[str, ...] = ()


_LONGEST: Final = 24
"""A longer header (plain characters) is a sentence, not a word."""
_EDGES = " *:#、.。,;_-—※★☆▲△●○◆◇■□•·!?\"'“”‘’`~|"
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕|《[^》]*》|<[^<>]*>|「[^」]*」|{[^{}]*}")
_OPENING, _CLOSING = "([【〔《<「{", ")]】〕》>」}"
_BRACKET_SIGNS = re.compile(r"[()\[\]【】〔〕《》<>「」{}]")
_CIRCLED = re.compile(r"^\s*[\u2460-\u2473\u2474-\u249b\u3220-\u3229]+")
_NUMBERED = re.compile(
    r"^(?:\(?\d{1,2}[.、)]+|\(?[一二三四五六七八九十]{1,3}[、.)]+|[a-z][.、)](?=[^a-z])|\d{1,2}(?=[^\d年月季日号.\-~至/)]))+"
)
_PERIODS = (
    r"(?:20\d\d年?(?:度)?)?(?:(?:上|下)半年|第?[一二三四1-4]季度|全年|年度|(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
    r"(?:[-至~]\d{1,2})?月(?:份|底|末|\d{1,2}日)?)?"
)
_WHEN = re.compile(
    rf"^(?:截[至止]到?(?:目前|当前|本月底?|上月底?|月底|(?=[\d一二三四五六七八九十上下第全]){_PERIODS})|(?:{_PERIODS}))(?:底|末|止|前|的)?"
    r"|^(?:截[至止]?目前|目前|当前|本月|本季度?|本年度?|本周|上月|今年|当月|近期|最新|本期|每月|月度|季度|周)"
)
_BEFORE = re.compile(
    r"^(?:填写|填报|请填写?|请选择|选择|整改|工作|项目|事项|任务|主要|具体|承诺|重点|督查|督办|落实|市级|县级|区级|镇级|"
    r"市本级|县|市|区|镇|本|该|各|拟|原|总|新|全市|全县|市委市政府|市政府|县政府|区政府|市直)"
)
_AFTER = re.compile(r"(?:名称|全称|简称|情况|说明|栏|一栏|列|信息|内容|明细|必填|选填|可选|单选|多选|填写|\d{1,2})$")
_SMALL: Final = frozenset(
    {"单位", "名称", "时间", "日期", "内容", "情况", "部门", "目标", "要求", "计划", "问题", "完成"}
)
"""Under a group's name these say less than the two together: 责任/单位."""


def plain(header: str) -> str:
    """A header without spaces, line breaks, stars and full-width forms."""
    word = plain_words(_CIRCLED.sub("", header)).strip(_EDGES)
    while len(word) > 2 and word[0] in _OPENING and word[-1] in _CLOSING and _wraps(word):
        word = word[1:-1].strip(_EDGES)
    return word


def _wraps(word: str) -> bool:
    """True where the first bracket is closed by the last character."""
    depth = 0
    for place, sign in enumerate(word):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if depth == 0:
            return place == len(word) - 1
    return False


def _table() -> dict[str, str]:
    return {plain(word): field for field, words in WORDS.items() for word in words.split()}


_FIELD_OF: Final[Mapping[str, str]] = MappingProxyType(_table())


def field_of_header(header: str) -> str:
    """The field (or one of the roles) that a header means by its words; "" where it means none."""
    field = meaning_of(header).field
    return "deadline" if field == FINISHED else field


def is_sure(header: str) -> bool:
    """True where the header is one of the known words as it stands, brackets and the like aside."""
    return meaning_of(header).sure


@lru_cache(maxsize=8192)
def meaning_of(header: str) -> Meaning:
    """What a header means. Headers of several rows are joined 上/下."""
    word = plain(header)
    if not word or len(word) > 3 * _LONGEST:
        return Meaning()
    for tried in _readings(word):
        if found := _known(tried):
            return found
    return next((found for tried in _readings(word) if (found := _alike(tried))), Meaning())


@lru_cache(maxsize=8192)
def layout_word(header: str) -> str:
    """A header as a layout remembers it: 截至6月底进展情况 and 截至7月底进展情况 are the same."""
    word = plain(header)
    bare = _WHEN.sub("", word)
    return re.sub(r"\d+", "#", bare if len(bare) > 1 else word)


def _readings(word: str) -> Iterator[str]:
    """The texts in which the meaning is looked for, the likeliest first."""
    parts = [part for part in word.split("/") if part.strip(_EDGES)]
    if len(parts) < 2:
        yield word
        return
    top, bottom = "".join(parts[:-1]), parts[-1]
    small = _bare(bottom) in _SMALL
    yield word.replace("/", "")
    if small:
        yield bottom + top
        if not any(_FIELD_OF.get(_bare(part)) for part in parts[:-1]):
            yield bottom
    else:
        yield bottom + top
        yield bottom
    yield from reversed(parts[:-1])
    yield bottom


def _known(word: str) -> Meaning | None:
    for form in _forms(word):
        if form in IGNORED:
            return Meaning("", True)
        if asked := ASKED.get(form):
            return Meaning(asked[0], True, asked[1:])
        if field := _FIELD_OF.get(form):
            return Meaning(_duty(word) or field if field == RESPONSIBLE and form != word else field, True)
    return None


def _duty(word: str) -> str:
    """责任单位(牵头) and 责任单位(配合) say in brackets who is meant."""
    told = "".join(_BRACKETS.findall(word))
    if bool(re.search("牵头|主办", told)) is bool(re.search("配合|协办|协同", told)):
        return ""
    return "lead_unit" if re.search("牵头|主办", told) else "support_units"


def _forms(word: str) -> Iterator[str]:
    """A header with less and less around its word."""
    seen = set()
    for form in (word, _bare(word), _NUMBERED.sub("", _bare(word))):
        for tried in (form, _WHEN.sub("", form).strip(_EDGES)):
            if tried and tried not in seen and len(tried) <= _LONGEST:
                seen.add(tried)
                yield tried
    form = _WHEN.sub("", _NUMBERED.sub("", _bare(word))).strip(_EDGES)
    if len(form) > _LONGEST:
        return
    for _ in range(3):
        for tried in (_BEFORE.sub("", form), _AFTER.sub("", form), _BEFORE.sub("", _AFTER.sub("", form))):
            if len(tried) > 1 and tried not in seen:
                seen.add(tried)
                if tried not in ASKED or form.rstrip("0123456789") == tried:
                    yield tried  # what is left of 工作项目 is no word of its own
        form = _BEFORE.sub("", form) if _BEFORE.match(form) else _AFTER.sub("", form)
    if latin := re.fullmatch(r"([^a-z]{2,})[a-z_.()/-]{3,}|[a-z_.()/-]{3,}([^a-z]{2,})", _bare(word)):
        yield (latin[1] or latin[2]).strip(_EDGES)


def _bare(word: str) -> str:
    """Without what stands in brackets; where that is all there is, without the brackets."""
    bare = _BRACKETS.sub("", word).strip(_EDGES)
    return bare if bare else _BRACKET_SIGNS.sub("", word).strip(_EDGES)


def _alike(word: str) -> Meaning | None:
    bare = _NUMBERED.sub("", _bare(word)) or word
    if not 1 < len(bare) <= _LONGEST:
        return None
    for pattern, field in LIKE:
        if pattern.search(bare):
            return Meaning(field, False)
    return None
