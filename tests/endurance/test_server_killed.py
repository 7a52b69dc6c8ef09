"""A server killed while it is written to: each op is there exactly once after its retry, and nothing is half there."""

from __future__ import annotations

import os
import random
import select
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

import pytest

import liling_desk
from liling_desk import starter
from liling_desk.ledger import edits
from liling_desk.ledger.address import address_of
from liling_desk.ledger.changes import together
from liling_desk.ledger.entry import BatchFacts
from liling_desk.ledger.errors import ServerUnreachable
from liling_desk.open_ledger import OpenLedger
from tests.endurance.commit_cutter import CommitCutter

WRITER = Path(__file__).with_name("server_writer.py")
KILLS = int(os.environ.get("LILING_DESK_SERVER_KILLS", "3"))
"""30 by hand before a release; a few in every run."""
PATIENCE = 60.0  # seconds


def lines(told):
    """What the writer has told of."""
    return told.read_text(encoding="utf-8").splitlines() if told.exists() else []


def wait_for(told, more, process):
    """Until the writer has told of so many acknowledged changes more."""

    def done():
        return sum(line.startswith("done") for line in lines(told))

    wanted, end = done() + more, time.monotonic() + PATIENCE
    while done() < wanted:
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() < end, "nothing was written for a minute"
        select.select([], [], [], 0.005)


def test_each_op_is_there_exactly_once(own_server, tmp_path):
    address = own_server.address("t1")
    ledger = OpenLedger.create(address_of(address), "张三")
    starter.found(ledger)
    ledger.close()
    told, stop, chance = tmp_path / "told", tmp_path / "stop", random.Random(3)
    here = {**os.environ, "PYTHONPATH": str(Path(liling_desk.__file__).parents[1])}
    command = [sys.executable, str(WRITER), address, told, "5", stop]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=here) as writer:
        for _ in range(KILLS):
            wait_for(told, 5, writer)
            select.select([], [], [], chance.random() * 0.05)
            own_server.kill()
            own_server.restart()
        wait_for(told, 3, writer)
        stop.touch()
        _, said = writer.communicate(timeout=PATIENCE)
        assert writer.returncode == 0, said
    assert sum(line.startswith("lost") for line in lines(told)) >= KILLS // 2
    must_stand_once(address, lines(told))


def must_stand_once(address, told):
    """What was acknowledged is there once, by the number that was told; and nothing that nobody tried."""
    ledger = OpenLedger.open(address_of(address), "验看")
    entries = ledger.recent(1_000_000)
    assert [each.seq for each in entries] == list(range(len(entries), 0, -1))
    numbers = {each.op: each.seq for each in entries}
    assert max(Counter(each.op for each in entries).values()) == 1
    acknowledged = {line.split()[1]: int(line.split()[2]) for line in told if line.startswith("done")}
    assert acknowledged == {op: numbers.get(op) for op in acknowledged}
    assert numbers.keys() - acknowledged.keys() == {entries[-1].op}
    found = ledger.check()
    assert found["ok"], [str(each) for each in found["problems"]]
    assert found["chain_ok"]
    ledger.close()


@pytest.fixture
def cutter(postgres):
    """Between the program and the server."""
    with CommitCutter(postgres.port) as relay:
        yield relay


def edit(ledger):
    """A change of one item."""
    changes = edits.revise(ledger.get("LL-001"), note=f"改过 {uuid4()}")
    return changes.op, lambda: ledger.apply(changes)


def bring_in(ledger):
    """A batch."""
    changes = together("import", [edits.revise(ledger.get("LL-002"), note=f"来自文件 {uuid4()}")])
    return changes.op, lambda: ledger.apply_import(changes, BatchFacts("报送.csv", "0" * 64, 1))


def undo(ledger):
    """Take the newest edit back."""
    op = str(uuid4())
    return op, lambda: ledger.undo(op)


def redo(ledger):
    """Do it again."""
    ledger.undo()
    op = str(uuid4())
    return op, lambda: ledger.redo(op)


def undo_batch(ledger):
    """Take a batch back."""
    op = str(uuid4())
    return op, lambda: ledger.undo_batch(1, op)


@pytest.fixture
def far(cutter, postgres, desk_key):
    """A ledger behind the relay, with an edit and a batch in it, opened anew."""
    near = OpenLedger.create(address_of(postgres.address(desk_key)), "张三")
    starter.found(near)
    bring_in(near)[1]()
    edit(near)[1]()
    near.apply(edits.revise(near.get("LL-003"), note="最后一次修改"))
    near.close()
    ledger = OpenLedger.open(address_of(postgres.address(desk_key, port=cutter.port)), "张三")
    yield ledger
    ledger.close()


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize("prepare", [edit, bring_in, undo, redo, undo_batch])
def test_an_answer_that_is_lost_leaves_it_unconfirmed(far, cutter, prepare, where):
    op, deed = prepare(far)
    before = far.entry_count
    cutter.arm(where)
    with pytest.raises(ServerUnreachable) as caught:
        deed()
    assert caught.value.unconfirmed
    assert far.unreachable_since is not None
    cutter.mend()
    assert far.reconnect()
    assert far.unreachable_since is None
    first = deed()
    assert deed() == first
    assert far.entry_count == before + 1
    assert [each.op for each in far.recent(1)] == [op]
    assert first.seq == before + 1
    assert far.check()["ok"]
    assert cutter.cuts == 1


@pytest.mark.parametrize("where", ["before", "after"])
@pytest.mark.parametrize("prepare", [edit, bring_in, undo, redo, undo_batch])
def test_what_can_be_done_again_at_once_is_done_again(far, cutter, prepare, where):
    op, deed = prepare(far)
    before = far.entry_count
    cutter.arm(where, refuses=False)
    applied = deed()
    assert (applied.seq, far.entry_count, cutter.cuts) == (before + 1, before + 1, 1)
    assert [each.op for each in far.recent(1)] == [op]
    assert far.snapshot().entries == before + 1
    assert far.check()["ok"]
