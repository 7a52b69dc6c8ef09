"""Which commitment a row belongs to: by code, else by exact title, else a new one."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from liling_desk.importing.cells import squeezed
from liling_desk.importing.findings import Suggestion
from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.search import folded
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.translations import N_, Message

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣_", "-"))
_CODE = re.compile(r"(.*?)(\d+)", re.DOTALL)
_NEAR_LIMIT = 40
"""Only so many unknown codes get a search for a near one: it compares with every code."""


@dataclass(frozen=True)
class NoMatch:
    """Why a row belongs nowhere, and the ways out."""

    why: Message
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class NewItem:
    """A row that starts a new commitment. `key` tells its rows together; `code` is its own one, if it brings one."""

    key: str
    code: str | None


def code_key(text: str) -> str:
    """A code as it is compared: case, width, dashes and blanks don't count."""
    return squeezed(text).translate(_DASHES).casefold()


class Matcher:
    """Finds the commitments of a snapshot for the rows of a file."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._items = snapshot.commitments
        self._by_code = {code_key(code): code for code in self._items}
        self._by_number = {_bare(key): code for key, code in self._by_code.items()}
        self._by_title: dict[str, list[Commitment]] = {}
        for item in self._items.values():
            self._by_title.setdefault(folded(item.title), []).append(item)
        self._new_titles: dict[str, NewItem] = {}
        self._new_codes: dict[str, NewItem] = {}
        self._searched = 0

    def knows(self, code: str) -> bool:
        """True where the ledger has this code, deleted items included."""
        return code_key(code) in self._by_code

    def expect(self, code: str, title: str) -> None:
        """Hear of a row before all are sorted: rows of one new item may stand in any order."""
        if code and title and not self.knows(code):
            self.find(code, title)

    def find(self, code: str, title: str) -> Commitment | NewItem | NoMatch:
        """Both texts may be empty."""
        key = code_key(code)
        if key in self._by_code:
            return _unless_deleted(self._items[self._by_code[key]])
        if key and key in self._new_codes:
            return self._new_codes[key]
        if title and (same := self._by_title.get(folded(title))):
            living = [item for item in same if not item.deleted]
            if len(living) > 1:
                codes = [item.code for item in living]
                why = Message(N_("台账里有 {n} 项同名，请写明编号。"), {"n": len(codes)})
                return NoMatch(why, (*_matches(codes[:3]), _SKIP))
            if not code or living:
                return _unless_deleted((living or same)[0])
        if not title:
            return self._unknown(code, key)
        if code and (twin := self._by_number.get(_bare(key))):
            why = Message(N_("台账没有编号 {code}，相近的是 {near}。"), {"code": code, "near": twin})
            return NoMatch(why, (*_matches([twin]), _SKIP))
        return self._new(code, key, title)

    def _new(self, code: str, key: str, title: str) -> NewItem | NoMatch:
        if code and (len(code) > 40 or "\n" in code):
            return NoMatch(Message(N_("编号太长或有换行，不能作编号。")), (_SKIP,))
        if not code:
            return self._new_titles.setdefault(folded(title), NewItem(f"title:{folded(title)}", None))
        found = NewItem(f"code:{key}", squeezed(code).translate(_DASHES) if " " not in code.strip() else code.strip())
        self._new_titles.setdefault(folded(title), found)
        self._new_codes[key] = found
        return found

    def _unknown(self, code: str, key: str) -> NoMatch:
        if not code:
            return NoMatch(Message(N_("既没有编号，也没有事项名称。")), (_SKIP,))
        near = [twin] if (twin := self._by_number.get(_bare(key))) else []
        if not near and self._searched < _NEAR_LIMIT:
            self._searched += 1
            close = difflib.get_close_matches(key, self._by_code, n=1, cutoff=0.6)
            near = [self._by_code[each] for each in close]
        near = [each for each in near if not self._items[each].deleted]
        if not near:
            why = Message(N_("台账没有编号 {code}，这一行又没有事项名称。"), {"code": code})
            return NoMatch(why, (_SKIP,))
        why = Message(
            N_("台账没有编号 {code}，这一行又没有事项名称；相近的编号是 {near}。"), {"code": code, "near": near[0]}
        )
        return NoMatch(why, (*_matches(near), _SKIP))


_SKIP = Suggestion("skip", "", Message(N_("跳过此行")))


def _matches(codes: Iterable[str]) -> tuple[Suggestion, ...]:
    return tuple(Suggestion("match", code, Message(N_("认作 {code}"), {"code": code})) for code in codes)


def _unless_deleted(item: Commitment) -> Commitment | NoMatch:
    if not item.deleted:
        return item
    why = Message(N_("{code} 已删除；要导入请先恢复它。"), {"code": item.code})
    return NoMatch(why, (_SKIP,))


def _bare(key: str) -> str:
    """ll-062 and ll62 alike: without the dash after the letters and leading zeros."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"(?<=[^\d-])-+(?=\d)", "", key))


class FreeCodes:
    """The next free codes after the ledger's own: LL-094, LL-095 …"""

    def __init__(self, taken: Iterable[str], reserved: Iterable[str]) -> None:
        codes, reserved = list(taken), list(reserved)
        found = [match for code in codes or reserved if (match := _CODE.fullmatch(code))]
        prefixes = Counter(match[1] for match in found if match[1])
        self._prefix = prefixes.most_common(1)[0][0] if prefixes else "LL-"
        own = [match[2] for match in found if match[1] == self._prefix]
        self._number = max((int(digits) for digits in own), default=0)
        self._width = max((len(digits) for digits in own), default=3)
        self._taken = {code_key(code) for code in codes} | {code_key(code) for code in reserved}

    def next(self) -> str:
        """A code that nobody has had."""
        while True:
            self._number += 1
            code = f"{self._prefix}{self._number:0{self._width}d}"
            if code_key(code) not in self._taken:
                return code
