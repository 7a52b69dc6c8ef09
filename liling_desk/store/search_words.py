"""What an item can be found by, stored when it is written: folded words and pinyin initials."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from liling_desk.ledger.changes import Change, ChangeSet
from liling_desk.ledger.returns import Return
from liling_desk.ledger.search import words_of
from liling_desk.store import rows
from liling_desk.store.port import Tx

NAMING = frozenset({"title", "lead_unit", "support_units"})
"""Fields that have initials."""

_MANY = 50
"""From so many items on they are all read at once."""


Returns = Mapping[str, tuple[Return, ...]]
"""By commitment, newest first."""


def store_search_words(
    tx: Tx, changes: ChangeSet, worded: Collection[str] = (), known: Returns | None = None
) -> tuple[Sequence[rows.Item], Returns]:
    """Bring the search columns of the commitments touched up to date, but for those that have their words already.

    Gives back these commitments as they are now, and the returns of all of them. `known`: the returns, where they are
    known to be unchanged.
    """
    codes = [code for code in changes.codes if code not in worded]
    if not codes:
        return (), {}
    named = {change.key for change in changes.changes if change.entity == "commitment" and named_anew(change)}
    asked = None if len(codes) > _MANY else codes
    items, reports = rows.ask_commitments(tx, asked), None if known is not None else rows.ask_returns(tx, asked)
    found = {item[0].code: item for item in items()}
    returns: Returns = reports() if reports is not None else known or {}
    news, touched = [], []
    for code in codes:
        if code not in found:
            continue
        commitment, former_words, former_initials = found[code]
        words = words_of(commitment, returns.get(code, ()))
        if words == former_words and code not in named:
            touched.append(found[code])
            continue
        names = "\n".join((commitment.title, commitment.lead_unit or "", *commitment.support_units))
        letters = initials(names) if code in named else former_initials
        news.append({"words": words, "initials": letters, "code": code})
        touched.append((commitment, words, letters))
    if news:
        tx.run_many("UPDATE commitment SET search_text = :words, initials = :initials WHERE code = :code", news)
    return touched, returns


def named_anew(change: Change) -> bool:
    """Whether a change of a commitment touches what has initials."""
    return change.after is not None and not NAMING.isdisjoint(change.after)


def names_of_record(fields: Mapping[str, Any]) -> str:
    """What has initials in the fields of a commitment, a line each."""
    return "\n".join((fields["title"], fields.get("lead_unit") or "", *(fields.get("support_units") or ())))


def names_of_table(fields: Mapping[str, Sequence[Any]]) -> list[str]:
    """The same of commitments that have the same fields: by field the values of all."""
    blank = [None] * len(fields["title"])
    named = zip(fields["title"], fields.get("lead_unit", blank), fields.get("support_units", blank), strict=True)
    return ["\n".join((title, lead or "", *(support or ()))) for title, lead, support in named]


def initials(text: str) -> str:
    """First letters of the pinyin of each character, lines kept apart; other letters and digits stay."""
    return "\n".join([_initials_of_line(line) for line in text.split("\n")])


def initials_of(texts: Sequence[str]) -> list[str]:
    """The same of many texts."""
    known: dict[str, str] = {}
    lines = list(dict.fromkeys("\n".join(texts).split("\n")))
    doubtful: list[str] = []
    for line, plain in zip(lines, "\n".join(lines).translate(_letters()).split("\n"), strict=True):
        if plain.isascii() or _DOUBTFUL not in plain:
            known[line] = plain.casefold()
        else:
            doubtful.append(line)
    if doubtful:
        # What is between runs, the runs, and what comes after each ("" at the end of a line), in turns.
        pieces = _RUN_TO_END.split("\n".join(doubtful))
        runs = list(zip(pieces[1::3], [not after for after in pieces[2::3]], strict=True))
        letters = {run: _initials_of_run(*run) for run in set(runs)}
        pieces[1::3], pieces[2::3] = [letters[run] for run in runs], [""] * len(runs)
        whole = "".join(pieces).translate(_letters()).casefold()
        known.update(zip(doubtful, whole.split("\n"), strict=True))
    return ["\n".join([known[line] for line in text.split("\n")]) for text in texts]


@lru_cache(maxsize=4096)
def _initials_of_line(line: str) -> str:
    """Names of units come again and again; titles share their words."""
    plain = line.translate(_letters())
    if plain.isascii() or _DOUBTFUL not in plain:
        return plain.casefold()
    end = len(line)
    return _CHINESE.sub(lambda run: _initials_of_run(run[0], run.end() == end), line).translate(_letters()).casefold()


_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
_RUN_TO_END = re.compile(f"({_CHINESE.pattern})(?=(.?))")
"""No word of pypinyin's goes past these: what stands between two runs of them divides words."""


@lru_cache(maxsize=16384)
def _initials_of_run(run: str, ends_line: bool) -> str:
    plain = run.translate(_letters())
    if _DOUBTFUL not in plain:
        return plain
    # pypinyin costs 0.3 s to import: only writing pays for it, never opening.
    from pypinyin.seg.mmseg import seg

    # It looks at what follows a run before it gives up a longer word.
    words = seg.cut(run if ends_line else f"{run} ")
    return "".join([_initials_of_word(word) for word in words if word != " "])


@lru_cache(maxsize=65536)
def _initials_of_word(word: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER, errors="default"))


_DOUBTFUL = "\ufdd0"
"""Stands for a character whose letter depends on the word that it is in: 重 of 重庆 and of 重点."""


class _Letters(dict[int, str]):
    """Code points to the first letter of their pinyin, found when first wanted."""

    def __init__(self, doubtful: frozenset[str]) -> None:
        super().__init__()
        self._doubtful = doubtful

    def __missing__(self, code: int) -> str:
        character = chr(code)
        letter = _DOUBTFUL if character in self._doubtful else _initials_of_word(character)
        self[code] = letter
        return letter


@lru_cache(maxsize=1)
def _letters() -> _Letters:
    """With every character that some word reads with another letter than it has alone (about 0.1 s to find out)."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    alone = {code: sounds[0] for code, sounds in PINYIN_DICT.items()}
    first = lru_cache(maxsize=4096)(lambda sound: normalize("NFD", sound)[:1])
    return _Letters(
        frozenset(
            character
            for word, sounds in PHRASES_DICT.items()
            for character, sound in zip(word, sounds, strict=False)
            if first(sound[0]) != first(alone.get(ord(character), ""))
        )
    )
