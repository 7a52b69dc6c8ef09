"""The same random work on a file and on a server: the same outcomes, the same content, the same history."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import get_args

import pytest

from liling_desk import proof
from liling_desk.ledger.address import address_of
from liling_desk.ledger.filters import LedgerFilter, SortKey, SortOrder
from liling_desk.open_ledger import OpenLedger
from tests.endurance.random_work import DAY, PIECES, RandomWork

OPERATIONS = int(os.environ.get("LILING_DESK_OPERATIONS", "150"))
"""2,000 by hand before a release; fewer in every run."""
SEED = int(os.environ.get("LILING_DESK_SEED", "7"))
EVERY = 10
DIFFERENT = ("at", "op", "hash", "previous_hash")


@pytest.fixture
def pair(tmp_path, server_address):
    """A ledger in a file and one on a server, both empty."""
    ledgers = (OpenLedger.create(tmp_path / "台账.db", "张三"), OpenLedger.create(address_of(server_address), "张三"))
    yield ledgers
    for ledger in ledgers:
        ledger.close()


def content(ledger):
    """What the ledger holds, with the order of everything."""
    snapshot = ledger.snapshot()
    held = (snapshot.commitments, snapshot.returns, snapshot.units, snapshot.evidence, snapshot.letters)
    return [list(each.items()) if each is snapshot.commitments else dict(each) for each in held], snapshot.entries


def beside(ledger):
    """What it keeps beside its items."""
    kept = ledger.bulletins()
    files = [each for some in ledger.snapshot().evidence.values() for each in some if each.is_file]
    return {
        "views": ledger.saved_views(),
        "profiles": ledger.profiles(),
        "bulletins": kept,
        "papers": [(ledger.bulletin_paper(each), ledger.frozen_figures(each)) for each in kept if each.is_issued],
        "files": [(each.key, ledger.evidence_file(each.key)) for each in sorted(files, key=lambda each: each.key)],
        "batches": [replace(each, at="") for each in ledger.batches()],
        "codes of batches": [ledger.batch_codes(each.number) for each in ledger.batches()],
        "originals": [ledger.original_file(each.number) for each in ledger.batches() if each.kept],
        "undo": [each and replace(each, at="") for each in (ledger.can_undo(), ledger.can_redo())],
    }


def found(ledger):
    """What lists show: every order, and what is searched for."""
    orders = [SortOrder(by=by, descending=down) for by in get_args(SortKey) for down in (False, True)]
    texts = ["", *(each for each in PIECES if len(each) < 9)]
    return (
        [[each.code for each in ledger.find(LedgerFilter(), order, DAY)] for order in orders],
        [[each.code for each in ledger.find(LedgerFilter(text=text), SortOrder(by="code"), DAY)] for text in texts],
    )


def plain(entries):
    """Entries without what is different by nature: when, and the op of what draws its own."""
    return [each and replace(each, at="", op="" if each.action == "issue_bulletin" else each.op) for each in entries]


def lines(ledger, target):
    """The journal as others get it, without what is different by nature."""
    proof.write_journal(ledger.address, target)
    told = [json.loads(line) for line in target.read_bytes().splitlines()]
    return [{name: value for name, value in each.items() if name not in DIFFERENT} for each in told]


def test_the_same_work_comes_out_the_same(pair, tmp_path):
    work = RandomWork(*pair, SEED)
    for _ in range(20):
        one, other = work.create()
        assert one == other
    for number in range(OPERATIONS):
        name, (one, other) = work.step()
        assert one == other, f"operation {number}: {name}"
        if number % EVERY == 0:
            assert content(pair[0]) == content(pair[1]), f"operation {number}: {name}"
        if number % (OPERATIONS // 4) == 0:
            assert beside(pair[0]) == beside(pair[1])
    assert content(pair[0]) == content(pair[1])
    assert beside(pair[0]) == beside(pair[1])
    assert found(pair[0]) == found(pair[1])
    histories = [[plain(ledger.history(code)) for code in ledger.snapshot().commitments] for ledger in pair]
    assert histories[0] == histories[1]
    assert plain(pair[0].recent(1_000_000)) == plain(pair[1].recent(1_000_000))
    assert lines(pair[0], tmp_path / "one") == lines(pair[1], tmp_path / "other")
    assert [(ledger.check()["ok"], ledger.check()["problems"]) for ledger in pair] == [(True, []), (True, [])]
    again = [OpenLedger.open(ledger.address, "验看") for ledger in pair]
    assert content(again[0]) == content(again[1]) == content(pair[0])
    for ledger in again:
        ledger.close()
    assert len(work.did) > 20, "hardly any sort of work was done"
