"""Which commitment a row belongs to: by code, else by title, else a new one. A likeness is only offered."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from liling_desk.importing.cells import squeezed
from liling_desk.importing.codes import code_in_title, code_key, codes_in, has_prefix, is_plain, shared_prefixes
from liling_desk.importing.findings import Suggestion
from liling_desk.importing.plain_words import plain_words
from liling_desk.importing.titles import Candidate, TitleIndex, loose_key, without_number
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.search import folded
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import N_, Message

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣_", "-"))
_NEAR_LIMIT = 40
"""Only so many unknown codes get a search for a near one: it compares with every code."""
_ASK = 0.8
"""From this likeness on a row without a code is asked about before it becomes a new item."""
_ASK_WITH_CODE = 0.9
"""The same for a row with a code that is not made like the ledger's: a sender's own numbers."""


@dataclass(frozen=True)
class NoMatch:
    """Why a row belongs nowhere, and the ways out."""

    why: Message
    suggestions: tuple[Suggestion, ...]
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class NewItem:
    """A row that starts a new commitment. `key` tells its rows together; `code` is its own one, if it brings one."""

    key: str
    code: str | None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class Match:
    """The item of a row. `title`: the row's title as it counts; "" where it differs in numbering and signs only."""

    item: Commitment
    title: str


class Matcher:
    """Finds the commitments of a snapshot for the rows of a file. `new_titles`: said by the user to be new items."""

    def __init__(self, snapshot: Snapshot, new_titles: Collection[str] = ()) -> None:
        self._items = snapshot.commitments
        self._by_code = {code_key(code): code for code in self._items}
        self._by_number = {_bare(key): code for key, code in self._by_code.items()}
        self._begin = {"0", *(number[:1] for number in self._by_number)}
        self._by_title: dict[str, list[Commitment]] = {}
        self._by_loose: dict[str, list[Commitment]] = {}
        for item in self._items.values():
            self._by_title.setdefault(folded(item.title), []).append(item)
            self._by_loose.setdefault(loose_key(item.title), []).append(item)
        self._by_loose.pop("", None)
        self._prefixes = shared_prefixes(self._by_code)
        self.titles = TitleIndex(self._items.values())
        self._said_new = {folded(title) for title in new_titles}
        self._new_titles: dict[str, list[NewItem]] = {}
        self._new_codes: dict[str, NewItem] = {}
        self.heard: set[str] = set()
        """Codes that rows name, known or not: no new item may take one of them by itself."""
        self._named: set[str] = set()
        self._retitled: set[str] = set()
        self._kept: set[str] = set()
        self._title_told: dict[str, str] = {}
        self._contradicted: set[str] = set()
        self._single: set[str] = set()
        """Cells that name no more than one code."""
        self._searched = 0

    def knows(self, code: str) -> bool:
        """True where the ledger has this code, deleted items included."""
        return code_key(code) in self._by_code

    def hear(self, code: str, title: str) -> None:
        """Hear of a row's code and title before any row is sorted.

        An item that a row names by its code is spoken for, whatever other coded rows have as a title, and is not found
        by a title that its own row replaces; a new code that comes with several titles is found by none of them.
        """
        key = code_key(code)
        self.heard.add(code)
        if (known := self._by_code.get(key)) is not None:
            self._named.add(known)
            if title:
                same = loose_key(title) == loose_key(self._items[known].title)
                (self._kept if same else self._retitled).add(known)
        elif title and self._title_told.setdefault(key, plain := _folded(title)) != plain:
            self._contradicted.add(key)

    def expect(self, code: str, title: str) -> Match | NewItem | NoMatch | None:
        """Hear of a row before all are sorted: rows of one new item may stand in any order."""
        if code and title and not self.knows(code) and not self.several(code):
            return self.find(code, title)
        return None

    def several(self, code: str) -> tuple[Match | NoMatch, ...]:
        """The items of a cell with several codes; () where it has one, or none that the ledger knows."""
        if not code or code in self._single:
            return ()
        if is_plain(code) or self.knows(code) or len(code) > 400:
            self._single.add(code)
            return ()
        keys = codes_in(code)
        if not any(key in self._by_code for key in keys):
            return ()
        return tuple(self._coded(key, "") if key in self._by_code else self._unknown(key, key) for key in keys)

    def find(self, code: str, title: str) -> Match | NewItem | NoMatch:
        """Both texts may be empty."""
        key = code_key(code) if code else ""
        if key in self._by_code:
            return self._coded(key, title)
        if key and key in self._new_codes:
            return self._new_codes[key]
        if not code and (inside := code_in_title(title)) and self.knows(inside[0]):
            return self._coded(code_key(inside[0]), inside[1])
        if title and key not in self._contradicted and (found := self._titled(code, title)) is not None:
            return found
        if not title:
            return self._unknown(code, key)
        if code and (twin := self._twin(key)):
            why = Message(N_("台账没有编号 {code}，相近的是 {near}。"), {"code": code, "near": twin})
            return NoMatch(why, (*_matches([twin]), SKIP))
        return self._new(code, key, title)

    def _twin(self, key: str) -> str | None:
        """The item whose code has the same letters and number, told by its first letter for most."""
        return self._by_number.get(_bare(key)) if key[:1] in self._begin else None

    def _coded(self, key: str, title: str) -> Match | NoMatch:
        item = self._items[self._by_code[key]]
        numbered = bool(title) and title != item.title and without_number(title) != plain_words(title)
        return _unless_deleted(item, "" if numbered and loose_key(title) == loose_key(item.title) else title)

    def _titled(self, code: str, title: str) -> Match | NoMatch | None:
        """By exact title, else by title without punctuation and numbering."""
        exact = self._by_title.get(_folded(title))
        if not exact and loose_key(title) not in self._by_loose:
            return None
        for same, kept in ((exact, title), (None if exact else self._by_loose.get(loose_key(title)), "")):
            if not same:
                continue
            apart = self._named if code else self._retitled - self._kept
            living = [item for item in same if not item.deleted and item.code not in apart]
            if len(living) > 1:
                codes = [item.code for item in living]
                why = Message(N_("台账里有 {n} 项同名，请写明编号。"), {"n": len(codes)})
                return NoMatch(why, (*_matches(codes[:3]), SKIP))
            if living and not code and self._new_titles.get(loose_key(title) or folded(title)):
                why = Message(N_("文件里另有同名的新事项，请写明编号。"))
                return NoMatch(why, (*_matches([living[0].code]), SKIP))
            if living:
                return _unless_deleted(living[0], kept)
            if exact and not code and all(item.deleted for item in same):
                return _unless_deleted(same[0], kept)
        return None

    def _new(self, code: str, key: str, title: str) -> NewItem | NoMatch:
        if code and (len(code) > 40 or "\n" in code):
            return NoMatch(Message(N_("编号太长或有换行，不能作编号。")), (SKIP,))
        plain = _folded(title)
        known = self._new_titles.setdefault(loose_key(title) or plain, [])
        if len(known) > 1 and not code:
            why = Message(N_("文件里有 {n} 个新事项同名，请写明编号。"), {"n": len(known)})
            return NoMatch(why, (SKIP,))
        if known and not code:
            return known[0]
        like = self.titles.like(title)
        if like and plain not in self._said_new and self._is_asked(code, key, like[0]):
            return _ask(like, title)
        if not code:
            known.append(NewItem(f"title:{plain}", None, like))
            return known[0]
        own = squeezed(code).translate(_DASHES) if " " not in code.strip() else code.strip()
        found = NewItem(f"code:{key}", own, like)
        if key not in self._contradicted:
            known.append(found)
        self._new_codes[key] = found
        return found

    def _is_asked(self, code: str, key: str, best: Candidate) -> bool:
        if not code:
            return best.score >= _ASK
        return best.score >= _ASK_WITH_CODE and not has_prefix(key, self._prefixes)

    def _unknown(self, code: str, key: str) -> NoMatch:
        if not code:
            return NoMatch(Message(N_("既没有编号，也没有事项名称。")), (SKIP,))
        near = [twin] if (twin := self._twin(key)) else []
        if not near and self._searched < _NEAR_LIMIT:
            self._searched += 1
            close = difflib.get_close_matches(key, self._by_code, n=1, cutoff=0.6)
            near = [self._by_code[each] for each in close]
        near = [each for each in near if not self._items[each].deleted]
        if not near:
            why = Message(N_("台账没有编号 {code}，这一行又没有事项名称。"), {"code": code})
            return NoMatch(why, (SKIP,))
        why = Message(
            N_("台账没有编号 {code}，这一行又没有事项名称；相近的编号是 {near}。"), {"code": code, "near": near[0]}
        )
        return NoMatch(why, (*_matches(near), SKIP))


SKIP = Suggestion("skip", "", Message(N_("跳过此行")))


def _matches(codes: Iterable[str]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion("match", code, Message(N_("认作 {code}"), {"code": code})) for code in codes)


def _ask(like: tuple[Candidate, ...], title: str) -> NoMatch:
    """A row that is perhaps an item that the ledger has: the candidates, a new item, or nothing."""
    best = like[0]
    why = Message(
        N_("没有同名的事项；与 {code}“{title}”相似 {percent}%，请确认。"),
        {"code": best.code, "title": best.title, "percent": round(best.score * 100)},
    )
    ways = [
        Suggestion(
            "match", each.code,
            Message(
                N_("认作 {code} {title}（相似 {percent}%）"),
                {"code": each.code, "title": each.title, "percent": round(each.score * 100)},
            ),
        )
        for each in like
    ]  # fmt: skip
    new = Suggestion("new", title, Message(N_("是新事项")))
    return NoMatch(why, (*ways, new, SKIP), like)


def _unless_deleted(item: Commitment, title: str) -> Match | NoMatch:
    if not item.deleted:
        return Match(item, title)
    why = Message(N_("{code} 已删除；要导入请先恢复它。"), {"code": item.code})
    return NoMatch(why, (SKIP,))


_folded = lru_cache(maxsize=65536)(folded)
"""A row's title is asked for again after all rows were heard."""


def _bare(key: str) -> str:
    """ll-062 and ll62 alike: without the dash after the letters and leading zeros."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"(?<=[^\d-])-+(?=\d)", "", key))
