"""One item's changes out of a long entry are those that reading the whole entry gives."""

from __future__ import annotations

import json
import random
from functools import partial

import pytest

from liling_desk.ledger import edits
from liling_desk.ledger.changes import commitment_of, together
from liling_desk.ledger.errors import LedgerDamaged
from liling_desk.open_ledger import OpenLedger
from liling_desk.store.journal import change_of, told_changes
from liling_desk.store.own_changes import own_changes

CODES = ("LL-001", "LL-0011", "甲/乙", 'a"b', "\\", '},{"entity":"unit","key":"', "LL\n1", "\x0b")
TEXTS = (
    "平常的话", '},{"entity":"commitment","key":"LL-001","before":null,"after":null}]', '"commitment":"LL-001"',
    "\\", '\\"', "LL-001", '[{"entity":"', "}]", "\x00", "\u2028", "",
)  # fmt: skip
KINDS = ("commitment", "progress_return", "evidence", "letter", "unit", "source", "saved_view", "profile", "bulletin")


def entry_of(rng, many, escapes):
    return [change_in(rng, escapes) for _ in range(many)]


def change_in(rng, escapes):
    kind, code = rng.choice(KINDS), rng.choice(CODES if escapes else CODES[:-1])
    text = partial(rng.choice, TEXTS if escapes else [each for each in TEXTS if "\0" not in each])
    fields = {"title": text(), "note": text(), "plan": [{"entity": text()}, {"key": text(), "entity": "x"}]}
    if kind in KINDS[1:4] and rng.random() < 0.9:
        fields = {"commitment": code, **fields} if rng.random() < 0.5 else {**fields, "commitment": code}
    sides = rng.choice(((None, fields), (fields, None), (fields, {**fields, "title": text()}), (None, None)))
    key = code if kind == "commitment" else text()
    return {"entity": kind, "key": key, "before": sides[0], "after": sides[1]}


def as_stored(changes):
    return json.dumps(changes, ensure_ascii=False, separators=(",", ":"))


def concerned(told, code):
    return [each for each in map(change_of, told) if commitment_of(each) in (code, None)]


@pytest.mark.parametrize("seed", range(60))
def test_what_is_passed_over_is_not_missed(seed):
    rng = random.Random(seed)
    stored = as_stored(entry_of(rng, rng.choice((1, 3, 60, 200)), escapes=seed % 3 == 0))
    for code in CODES:
        told = own_changes(stored, code, partial(told_changes, 1))
        assert concerned(told, code) == concerned(told_changes(1, stored), code)


@pytest.mark.parametrize(
    "written",
    [
        partial(json.dumps, ensure_ascii=True),
        partial(json.dumps, indent=1, ensure_ascii=False),
        partial(json.dumps, sort_keys=True, separators=(",", ":"), ensure_ascii=False),
    ],
)
def test_an_entry_written_otherwise_is_read_whole(written):
    changes = entry_of(random.Random(7), 200, escapes=True)
    for code in CODES:
        told = own_changes(written(changes), code, partial(told_changes, 1))
        assert concerned(told, code) == concerned(changes, code)


def test_of_many_changes_few_are_unpacked():
    changes = [{"entity": "commitment", "key": f"LL-{n}", "before": None, "after": {"title": "甲"}} for n in range(500)]
    unpacked = []
    assert own_changes(as_stored(changes), "LL-77", lambda text: unpacked.append(text) or json.loads(text)) == [
        changes[77]
    ]
    assert len(unpacked) == 1 and len(unpacked[0]) < 100


def test_own_changes_that_make_no_sense_are_told_of():
    changes = [{"entity": "commitment", "key": f"LL-{n}", "before": None, "after": {"title": "甲"}} for n in range(500)]
    stored = as_stored(changes).replace('"LL-77","before":null', '"LL-77","before":NaN')
    with pytest.raises(LedgerDamaged):
        own_changes(stored, "LL-77", partial(told_changes, 1))


def test_more_entries_than_are_read_at_a_time(starter_place):
    ledger = OpenLedger.open(starter_place, "张三")
    for number in range(90):
        two = [edits.revise(ledger.get(code), note=f"第{number}次") for code in ("LL-001", "LL-002")]
        ledger.apply(together("revise", two))
    history = ledger.history("LL-001")
    assert [each.seq for each in history] == sorted((each.seq for each in history), reverse=True)
    assert history[:90] == ledger.histories(["LL-001"])["LL-001"][:90] and len(history) == 91
    assert [each.changes[0].after["note"] for each in history[:90]] == [f"第{n}次" for n in reversed(range(90))]
    ledger.close()
