"""Letters that the desk has sent about an item: what, when, to whom."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from liling_desk.ledger.frozen import Frozen
from liling_desk.translations import N_


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
