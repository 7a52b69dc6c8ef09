"""Several processes on one file: nothing that was acknowledged is lost, and nobody is told of a locked file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import liling_desk
from liling_desk.open_ledger import OpenLedger

WORKER = Path(__file__).with_name("worker.py")
PROCESSES, ITEMS = 8, 20
EDITS = int(os.environ.get("LILING_DESK_EDITS", "240"))
"""2,000 by hand before a release; fewer in every run."""


def test_eight_at_once(starter_ledger, tmp_path):
    path = starter_ledger.path
    starter_ledger.close()
    here = {**os.environ, "PYTHONPATH": str(Path(liling_desk.__file__).parents[1])}
    logs = [tmp_path / f"told-{number}" for number in range(PROCESSES)]
    running = [
        subprocess.Popen(
            [sys.executable, str(WORKER), path, log, str(number), str(EDITS // PROCESSES), str(ITEMS)],
            stderr=subprocess.PIPE, text=True, env=here,
        )
        for number, log in enumerate(logs)
    ]  # fmt: skip
    for each in running:
        _, said = each.communicate(timeout=600)
        assert each.returncode == 0, said
    ledger = OpenLedger.open(path, "验看")
    found = ledger.check()
    assert found["ok"], [str(each) for each in found["problems"]]
    entries = ledger.recent(1_000_000)
    assert [each.seq for each in entries] == list(range(len(entries), 0, -1))
    acknowledged = [int(line) for log in logs for line in log.read_text(encoding="utf-8").split()]
    assert len(acknowledged) > EDITS // 4
    assert max(Counter(acknowledged).values()) == 1
    assert set(acknowledged) == {each.seq for each in entries} - {1}
    written = Counter(
        change.key for each in entries for change in each.changes if change.entity == "commitment" and change.after
    )
    assert {item.code: item.version for item in ledger.snapshot().commitments.values()} == dict(written)
    ledger.close()
