"""Letters at their items: numbers, the newest to each unit, and whether they stand in the ledger already."""

from __future__ import annotations

from datetime import date

import pytest

from liling_desk.ledger.errors import UsageError
from liling_desk.ledger.letter import Letter, LetterKind, are_logged, newest_to_units, number_of, numbers_of

PATTERN = "醴督〔2021〕{n}号"


def letter(unit: str = "市发改局", day: date = date(2021, 12, 15), **fields: object) -> Letter:
    told = {"key": f"{unit}{day}", "commitment": "LL-001", "kind": LetterKind.REMINDER} | fields
    return Letter(unit=unit, issued_on=day, **told)


def test_the_numbers_of_a_run_in_one() -> None:
    assert numbers_of(PATTERN, 3, 3) == "醴督〔2021〕3—5号"
    assert numbers_of(PATTERN, 3, 1) == number_of(PATTERN, 3) == "醴督〔2021〕3号"
    with pytest.raises(UsageError):
        numbers_of("醴督〔2021〕号", 1, 2)


def test_the_newest_letter_of_a_kind_to_each_unit() -> None:
    older, newer = letter(day=date(2021, 10, 8)), letter()
    other = letter(kind=LetterKind.ASSIGNMENT, day=date(2021, 12, 20))
    found = newest_to_units([older, newer, other, letter("市教育局")], LetterKind.REMINDER)
    assert found["市发改局"] is newer
    assert list(found) == ["市发改局", "市教育局"]


def test_whether_letters_are_logged_whatever_their_keys() -> None:
    first, second = letter(number="1号"), letter(number="1号", commitment="LL-002")
    assert are_logged([first.but(key="other")], [first, second])
    assert not are_logged([first, second.but(number="2号")], [first, second])
    assert not are_logged([first], [])
