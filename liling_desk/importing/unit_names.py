"""Names of units in a cell, and which unit of the ledger a name means: known at once, or offered by likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cached_property

from liling_desk.importing.plain_words import plain_words
from liling_desk.ledger.commitment import Unit

Candidate = tuple[str, float]
"""(a unit's present name, likeness from 0 to 1)."""

_OFFERED = 3
_ENOUGH = 0.7
_SEARCH_LIMIT = 400
"""Only so many strange names of one file are compared with every unit."""
_BREAK = re.compile(
    r"[、，,;；/\n\r\t|｜]|(?<=[局委办院会部处社区镇乡街道团队公司])\s+(?=[市县区州省镇各]?[^\s()（）]{2,}[局委办院会部处社镇乡道])"
)
_LABEL = re.compile(r"^(?P<duty>牵头|主办|主责|责任|承办|配合|协办|协同|参与|参加)(?:责任)?(?:单位|部门)?[:：]\s*")
_DUTY = re.compile(r"[(（\[【](?P<duty>牵头|主办|主责|责任|承办|配合|协办|协同|参与)(?:责任)?(?:单位|部门)?[)）\]】]")
_LEADING = frozenset({"牵头", "主办", "主责", "承办"})
_ET_CETERA = re.compile(
    r"(?<=.{3})等(?:\d+|[一二三四五六七八九十]+)?(?:个)?(?:有关|相关|市直|责任|配合|成员)*(?:单位|部门)?$"
)
_NO_UNIT = frozenset(
    {"待定", "待分办", "待明确", "无", "暂无", "/", "-", "--", "—", "——", "", "\\", "n/a", "na", "null", "none"}
)
_OPENING, _CLOSING = "([（【〔《“", ")]）】〕》”"
_PLACE = re.compile(r"^(?:中共|株洲市|湖南省|醴陵市|醴陵|本市|全市|市|县|区)(?!委|政府|人大|政协|纪委|直)")
_KIND = re.compile(
    r"(?:委员会办公室|工作委员会|管理委员会|管委会|委员会|领导小组办公室|办公室|服务中心|事务中心|管理局|总局|分局|局|委|办|中心|公司"
    r"|有限公司|集团|部|院|处|站|所|队|科|股|街道办事处|人民政府|政府|街道办|街道|镇|乡)$"
)
_WHOLE_PLACE = re.compile(r"[(（][^()（）]*[)）]$")


def units_of(text: str, known: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Unit names in order, each once, those that lead first.

    `known` (plain name -> name): a name of the ledger with a separator in it stays whole.
    """
    leading: list[str] = []
    others: list[str] = []
    duty = ""
    for piece in _pieces(text, known or {}):
        if label := _LABEL.match(piece):
            duty, piece = label["duty"], piece[label.end() :]
        own = _DUTY.search(piece)
        name = " ".join(_ET_CETERA.sub("", _DUTY.sub("", piece)).split())
        if name.casefold() in _NO_UNIT:
            continue
        told = own["duty"] if own else duty
        (leading if told in _LEADING else others).append(name)
    return tuple(dict.fromkeys((*leading, *others)))


def _pieces(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """The cell divided at 、，；/ and line breaks, but not inside brackets or inside a known name."""
    marks = [found.span() for found in _BREAK.finditer(text)]
    if marks and any(sign in text for sign in _OPENING):
        marks = [span for span in marks if _depth(text[: span[0]]) == 0]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(text)]
    first = 0
    while first < len(starts):
        last = first
        for further in range(len(starts) - 1, first, -1):
            if known and further - first < 4 and name_key(text[starts[first] : ends[further]]) in known:
                last = further
                break
        yield text[starts[first] : ends[last]].strip(" 　。.:：")
        first = last + 1


def _depth(text: str) -> int:
    return max(0, sum(text.count(sign) for sign in _OPENING) - sum(text.count(sign) for sign in _CLOSING))


def name_key(name: str) -> str:
    """A name as names are compared: width, case and blanks don't count."""
    return plain_words(name)


class UnitNames:
    """Knows the units of a ledger by every name they have."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._units = units
        self.by_key = {name_key(alias): unit.name for unit in units.values() for alias in unit.aliases}
        self.by_key |= {name_key(name): name for name in units}
        self._found: dict[str, tuple[Candidate, ...]] = {}

    def present(self, name: str) -> str | None:
        """The present name of a unit that may be known by another; None for a stranger."""
        return self.by_key.get(name_key(name))

    def alike(self, name: str) -> tuple[Candidate, ...]:
        """Units that a strange name may mean, the likeliest first, at most 3. Never to be taken unasked."""
        key = name_key(name)
        if key not in self._found:
            within = len(self._found) < _SEARCH_LIMIT
            self._found[key] = () if key in self.by_key or not within else self._searched(key)
        return self._found[key]

    @cached_property
    def _cores(self) -> list[tuple[str, str, str]]:
        return [(key, _core(key), name) for key, name in self.by_key.items()]

    def _searched(self, key: str) -> tuple[Candidate, ...]:
        core = _core(key)
        best: dict[str, float] = {}
        for other_key, other_core, name in self._cores:
            score = _likeness(key, core, other_key, other_core)
            if score >= _ENOUGH:
                score += 0.04 * SequenceMatcher(None, key, other_key, autojunk=False).ratio()
                best[name] = max(score, best.get(name, 0))
        ranked = sorted(best.items(), key=lambda each: (-each[1], each[0]))
        return tuple((name, round(score, 2)) for name, score in ranked[:_OFFERED])


def _core(key: str) -> str:
    """教育 of 醴陵市教育局."""
    bare = _WHOLE_PLACE.sub("", key)
    for _ in range(2):
        shorter = _PLACE.sub("", bare)
        bare = shorter if len(shorter) > 1 else bare
    for _ in range(2):
        shorter = _KIND.sub("", bare)
        bare = shorter if len(shorter) > 1 else bare
    return bare or key


def _likeness(key: str, core: str, other_key: str, other_core: str) -> float:
    if core == other_core:
        return 0.95 if key[-1:] == other_key[-1:] else 0.85
    short, long = sorted((core, other_core), key=len)
    if len(short) < 2:
        return 0
    if short in long:
        return 0.85 if long.startswith(short) else 0.75
    if short[0] == long[0] and _within(short, long):
        return 0.8 if len(long) <= 5 * len(short) else 0.7
    if len(short) >= 4 and len(long) - len(short) <= 1:
        ratio = SequenceMatcher(None, short, long, autojunk=False).ratio()
        return ratio if ratio >= 0.75 else 0
    return 0


def _within(short: str, long: str) -> bool:
    """True where the characters of one stand in the other in this order: 发改 in 发展和改革."""
    letters = iter(long)
    return all(letter in letters for letter in short)
