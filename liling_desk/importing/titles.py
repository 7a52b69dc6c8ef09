"""Titles compared: without punctuation and numbering, or by likeness."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from liling_desk.importing.plain_words import plain_words
from liling_desk.ledger.commitment import Commitment

_CIRCLED = re.compile(r"^[\s]*[\u2460-\u249b\u3220-\u3229\u24ea\u2776-\u277f]+")
_NUMBERED = re.compile(
    r"^(?:第?[(\[【]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})(?:[)\]】]+[、.,:]?|[、:](?!\d)|\.(?!\d)|,(?!\d)|项[、.:,])"
    r"|(?:\d{1,2}\.){1,3}\d{1,2}[、.)](?!\d)|[一二三四五六七八九十]{1,3}是(?=[^\d]{2})|第[一二三四五六七八九十]{1,3}[,:、]|[*#·•◆●■▲★※-]+)+"
)
_SIGNS = re.compile(r"(?!(?<=\d)\.(?=\d))[^\w]|_")
_SIGNS_AND_POINTS = re.compile(r"[\W_]+")
"""The same where no point stands between digits."""
_DIGITS = re.compile(r"\d+")
_SHOWN = 3
_LOOKED_AT = 5
_PAIRS = 24
_SEARCHES, _STEPS = 3000, 4_000_000
"""Searches, and items looked at in all of them, per file: more is not worth the time."""
_LEAST = 0.5
_OTHER_NUMBERS = 0.75
"""Likeness of titles with different numbers in them is no more than this."""
_LONGEST = 120


@dataclass(frozen=True)
class Candidate:
    """An item that a row may be about; `score` from 0 to 1."""

    code: str
    title: str
    score: float


def without_number(title: str) -> str:
    """建设公园 of （一）建设公园, 1、建设公园, 一是建设公园."""
    circled = _CIRCLED.match(title)
    plain = plain_words(title[circled.end() :] if circled else title)
    numbered = _NUMBERED.match(plain)
    return (plain[numbered.end() :] or plain) if numbered else plain


@lru_cache(maxsize=1024)
def loose_key(title: str) -> str:
    """A title without numbering and punctuation; empty where nothing is left."""
    bare = without_number(title)
    return _SIGNS.sub("", bare) if "." in bare else _SIGNS_AND_POINTS.sub("", bare)


class TitleIndex:
    """Finds like titles among items. Bounded: after a certain amount of work it finds nothing more."""

    def __init__(self, items: Iterable[Commitment]) -> None:
        self._items = [(item.code, item.title, loose_key(item.title)[:_LONGEST]) for item in items if not item.deleted]
        self._places: dict[str, list[int]] | None = None
        self._found: dict[str, tuple[Candidate, ...]] = {}
        self._shortest = min((len(key) for _, _, key in self._items), default=0)
        self._steps = 0
        self.gave_up = False
        """True once a search was too much."""

    def like(self, title: str) -> tuple[Candidate, ...]:
        """The likest items, the best first, at most 3."""
        key = loose_key(title)[:_LONGEST]
        if key not in self._found:
            if not self._items:
                return ()
            if len(self._found) >= _SEARCHES or self._steps >= _STEPS:
                self.gave_up = True
                return ()
            self._found[key] = self._searched(key)
        return self._found[key]

    def _searched(self, key: str) -> tuple[Candidate, ...]:
        if self._places is None:
            self._places = self._index()
        shared: Counter[int] = Counter()
        known = [places for pair in _pairs(key) if (places := self._places.get(pair))]
        if len(known) * 5 < len(key) + self._shortest - 2:
            return ()  # as below, of all items at once
        rarest = sorted(known, key=len)
        for places in rarest[:_PAIRS]:
            self._steps += len(places)
            shared.update(places)
        scored = []
        for place, common in heapq.nlargest(_LOOKED_AT, shared.items(), key=lambda each: each[1]):
            code, title, other = self._items[place]
            if common * 5 < len(key) + len(other) - 2:
                continue  # too little in common to come out half alike
            score = _likeness(key, other)
            if score >= _LEAST:
                scored.append(Candidate(code, title, round(score, 2)))
        return tuple(sorted(scored, key=lambda each: (-each.score, each.code))[:_SHOWN])

    def _index(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, _, key) in enumerate(self._items):
            for pair in _pairs(key):
                found[pair].append(place)
        most = max(200, len(self._items) // 20)
        return {pair: places for pair, places in found.items() if len(places) <= most}


def _pairs(key: str) -> set[str]:
    return {key[place : place + 2] for place in range(len(key) - 1)}


def _likeness(one: str, other: str) -> float:
    score = SequenceMatcher(None, one, other, autojunk=False).ratio()
    short, long = sorted((one, other), key=len)
    if len(short) >= 5 and short in long:
        score = max(score, 0.8)
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        score = min(score, _OTHER_NUMBERS)
    return score
