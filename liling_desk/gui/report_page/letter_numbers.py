"""文号 of a run of letters: the next free ones, unless somebody counts from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from liling_desk.gui.desk import Desk
from liling_desk.gui.report_page.letter_fields import LetterFields
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.letter import Letter, next_number, numbers_of


class LetterNumbers:
    """Reads and fills the two fields of the number."""

    def __init__(self, desk: Desk, fields: LetterFields) -> None:
        self._desk, self._fields = desk, fields
        self.by_hand = False
        """Whether the first number was typed: then it stays."""

    def pattern(self) -> str:
        """The pattern that is to be used: "" for none, and for one that can't be used."""
        return "" if self._wrong() else self._fields.number.text().strip()

    def first(self) -> int:
        """The number of the first letter."""
        return self._fields.first.value() or 1

    def show(self, letters: Sequence[Letter], count: int, keep: bool) -> None:
        """Propose the first free number unless it is to be kept, and say what so many letters will be numbered."""
        pattern, wrong = self.pattern(), self._wrong()
        if pattern and not self.by_hand and not keep:
            self._fields.show_first(next_number(letters, pattern))
        run = numbers_of(pattern, self.first(), count) if pattern and count else ""
        self._fields.show_run(wrong or run, bool(wrong))

    def count_from(self, number: int) -> None:
        """Count from this number until the next is proposed."""
        self.by_hand = False
        self._fields.show_first(number)

    def _wrong(self) -> str:
        pattern = self._fields.number.text().strip()
        try:
            numbers_of(pattern, 1, 1) if pattern else ""
        except LedgerError as problem:
            return self._desk.tr.say(problem.what)
        return ""


def all_letters(desk: Desk) -> list[Letter]:
    """Every letter that the ledger knows of."""
    return list(chain.from_iterable(desk.bridge.ledger.snapshot().letters.values()))
