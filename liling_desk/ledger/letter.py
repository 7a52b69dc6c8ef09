"""Letters that the desk has sent about an item: what, when, to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from liling_desk.ledger.changes import ChangeSet
from liling_desk.ledger.errors import InvalidEdit, UsageError
from liling_desk.ledger.frozen import Frozen
from liling_desk.ledger.record import creation
from liling_desk.translations import N_, Message


class LetterKind(StrEnum):
    """The papers that units receive."""

    ASSIGNMENT = "assignment"
    REMINDER = "reminder"
    DUE_SOON = "due_soon"

    @property
    def word(self) -> str:
        """The msgid that names it."""
        return _WORDS[self]


_WORDS = {
    LetterKind.ASSIGNMENT: N_("督办单"),
    LetterKind.REMINDER: N_("催办单"),
    LetterKind.DUE_SOON: N_("提醒函"),
}


class Letter(Frozen):
    """One issued letter at one of its items. Letters about several items share `number`, `unit` and `issued_on`.

    `key` is a UUID; `number` the 文号 or ""; `reply_by` the day by which the unit is to answer.
    """

    key: str
    commitment: str
    kind: LetterKind
    unit: str
    number: str = ""
    issued_on: date
    reply_by: date | None = None


PLACE: Final = "{n}"
"""Where the number stands in a pattern of 文号."""


def number_of(pattern: str, number: int) -> str:
    """The 文号 of one letter: `{n}` of the pattern is its number. Raises `UsageError` where it stands not once."""
    before, after = _around(pattern)
    return f"{before}{number}{after}"


def next_number(letters: Iterable[Letter], pattern: str) -> int:
    """The number after the highest that letters have by this pattern; 1 without any. Raises `UsageError`."""
    before, after = _around(pattern)
    written = re.compile(f"{re.escape(before)}([0-9]{{1,9}}){re.escape(after)}")
    given = (int(found[1]) for each in letters if (found := written.fullmatch(each.number)))
    return max(given, default=0) + 1


def numbers_of(pattern: str, first: int, count: int) -> str:
    """The 文号 of a run of letters in one: 督〔2021〕1—3号. Raises `UsageError` like `number_of`."""
    before, after = _around(pattern)
    return f"{before}{first}{after}" if count < 2 else f"{before}{first}—{first + count - 1}{after}"


def newest_to_units(letters: Iterable[Letter], kind: LetterKind) -> dict[str, Letter]:
    """The last letter of a kind that each unit was sent, by unit."""
    newest: dict[str, Letter] = {}
    for each in letters:
        if each.kind is kind and (each.unit not in newest or each.issued_on > newest[each.unit].issued_on):
            newest[each.unit] = each
    return newest


def are_logged(letters: Iterable[Letter], issued: Iterable[Letter]) -> bool:
    """Whether all of these stand in the ledger already, whatever their keys."""
    known = {_told(each) for each in issued}
    return all(_told(each) in known for each in letters)


def issue_letters(letters: Iterable[Letter], issued: Iterable[Letter] = ()) -> ChangeSet:
    """Note letters at their items. Raises `InvalidEdit` for a number that one of the `issued` letters has."""
    letters = list(letters)
    taken = {each.number for each in issued if each.number}
    twice = next((each.number for each in letters if each.number in taken), None)
    if twice is not None:
        raise InvalidEdit(
            Message(N_("文号 {number} 已经用过。"), {"number": twice}),
            Message(N_("请从下一个没有用过的号开始编。")),
        )
    return ChangeSet("letter", tuple(creation("letter", each.key, each) for each in letters))


def _told(letter: Letter) -> tuple[object, ...]:
    return letter.kind, letter.unit, letter.number, letter.issued_on, letter.commitment


def _around(pattern: str) -> tuple[str, str]:
    before, found, after = pattern.strip().partition(PLACE)
    if not found or PLACE in after:
        raise UsageError(
            Message(N_("文号“{pattern}”里要有一处 {place}。"), {"pattern": pattern, "place": PLACE}),
            Message(N_("请写成 醴督〔2021〕{place}号 这样，{place} 处按单位编号。"), {"place": PLACE}),
        )
    return before, after
