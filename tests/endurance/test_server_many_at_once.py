"""Several processes on one server: no update is lost, no number is left out, and nobody is told of a lock."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import liling_desk
from liling_desk import starter
from liling_desk.ledger.address import address_of
from liling_desk.open_ledger import OpenLedger

WORKER = Path(__file__).with_name("server_worker.py")
PROCESSES, ITEMS = 8, 20
EDITS = int(os.environ.get("LILING_DESK_SERVER_EDITS", "15"))
"""Of each process: 100 by hand before a release; fewer in every run."""


def test_eight_at_once(server_address, tmp_path):
    ledger = OpenLedger.create(address_of(server_address), "张三")
    starter.found(ledger)
    founding = ledger.entry_count
    for code in list(ledger.snapshot().commitments)[:ITEMS]:
        assert ledger.get(code).handler is None
    here = {**os.environ, "PYTHONPATH": str(Path(liling_desk.__file__).parents[1])}
    logs = [tmp_path / f"told-{number}" for number in range(PROCESSES)]
    running = [
        subprocess.Popen(
            [sys.executable, str(WORKER), server_address, log, str(number), str(EDITS), str(ITEMS)],
            stderr=subprocess.PIPE, text=True, env=here,
        )
        for number, log in enumerate(logs)
    ]  # fmt: skip
    for each in running:
        _, said = each.communicate(timeout=600)
        assert each.returncode == 0, said
    acknowledged = [line.split() for log in logs for line in log.read_text(encoding="utf-8").splitlines()]
    assert len(acknowledged) == PROCESSES * EDITS
    entries = ledger.recent(1_000_000)
    assert [each.seq for each in entries] == list(range(len(entries), 0, -1))
    assert sorted(int(seq) for seq, _ in acknowledged) == list(range(founding + 1, len(entries) + 1))
    counted = Counter(code for _, code in acknowledged)
    items = ledger.snapshot().commitments
    assert {code: int(items[code].handler) for code in counted} == counted
    written = Counter(change.key for each in entries for change in each.changes if change.entity == "commitment")
    assert {code: item.version for code, item in items.items()} == written
    for code, times in counted.items():
        told = [change.after["handler"] for each in ledger.history(code)[:-1] for change in each.changes]
        assert told == [str(number) for number in range(times, 0, -1)]
    found = ledger.check()
    assert found["ok"], [str(each) for each in found["problems"]]
    assert found["chain_ok"]
    ledger.close()
