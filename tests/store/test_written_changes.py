"""Changes as the journal keeps them: the same text, whichever writer has written it."""

from __future__ import annotations

import json

import pytest

from liling_desk.ledger.changes import Change
from liling_desk.store.journal_text import changes_json

EVERY_SIGN = "".join(map(chr, (*range(1, 0xD800), *range(0xE000, 0x2FFFF, 7), 0x10FFFF)))


def as_json(changes: list[Change]) -> str:
    told = [{"entity": each.entity, "key": each.key, "before": each.before, "after": each.after} for each in changes]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("value", [1e-5, 1e-4, 0.1, 737.6, 1e16, 1.5e22, -0.0, 5e-324, 1e300, 2**63 - 1, -(2**63)])
@pytest.mark.parametrize("times", [1, 100])
def test_numbers_are_written_alike_in_few_and_in_many(value: float, times: int) -> None:
    changes = [Change("progress_return", f"k{n}", None, {"value": value}) for n in range(times)]
    nested = [Change("commitment", f"c{n}", {"indicator": {"plan": [{"value": value}]}}, None) for n in range(times)]
    assert changes_json(changes).decode() == as_json(changes)
    assert changes_json(nested).decode() == as_json(nested)


def test_changes_of_many_kinds_are_written_in_their_order() -> None:
    shared = {"phrase": "年底前", "by_hand": False}
    changes: list[Change] = []
    for n in range(40):
        fields = {"title": f'“,"{n}', "n": n, "rate": n / 7, "deadline": shared, "note": None if n % 2 else "注"}
        changes += [
            Change("commitment", f"c{n}", None, fields),
            Change("commitment", f"c{n}", {"status": "done"}, {"status": None if n % 3 else "in_progress"}),
            Change("progress_return", f"r{n}", {"key": f"r{n}", "value": float(n)}, None),
        ]
    changes.append(Change("unit", "甲", None, {}))
    assert changes_json(changes).decode() == as_json(changes)


@pytest.mark.parametrize("times", [1, 100])
def test_every_sign_is_written_alike_in_few_and_in_many(times: int) -> None:
    deadline = {"by_hand": False, "latest": None}
    fields = {"title": EVERY_SIGN, "support_units": ["甲", '"\\/'], "deadline": deadline, "n": 3}
    changes = [Change("commitment", f"“{n}”\n", None, fields) for n in range(times)]
    assert changes_json(changes).decode() == as_json(changes)
