"""Killed at any moment, a ledger is what it was before or after the change, and what was acknowledged is there."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import liling_desk
from liling_desk.open_ledger import OpenLedger
from liling_desk.store import backups

WORKER = Path(__file__).with_name("worker.py")
OLD = Path(__file__).parents[1] / "store" / "second-schema.db.gz"
TIMES = int(os.environ.get("LILING_DESK_KILLS", "16"))
"""200 by hand before a release; a few in every run."""


def killed_after(seconds: float, *arguments: object) -> None:
    """Start a worker and kill it so many seconds after it has told of its first change."""
    told = Path(str(arguments[1]))
    size = told.stat().st_size if told.exists() else 0
    here = {**os.environ, "PYTHONPATH": str(Path(liling_desk.__file__).parents[1])}
    command = [sys.executable, str(WORKER), *map(str, arguments)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=here)
    try:
        deadline = time.monotonic() + 60
        while not (told.exists() and told.stat().st_size > size) and process.poll() is None:
            assert time.monotonic() < deadline, "the worker did nothing for a minute"
            select.select([], [], [], 0.005)
        select.select([], [], [], seconds)
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stderr:
            process.stderr.close()


def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(starter_ledger, tmp_path):
    path, told = starter_ledger.path, tmp_path / "told"
    starter_ledger.close()
    chance = random.Random(5)
    for number in range(TIMES):
        killed_after(chance.random() * 0.4, path, told, number)
        ledger = OpenLedger.open(path, "验看")
        found = ledger.check()
        assert found["ok"], [str(each) for each in found["problems"]]
        seqs = {entry.seq for entry in ledger.recent(1_000_000)}
        acknowledged = [int(line) for line in told.read_text(encoding="utf-8").split()]
        assert set(acknowledged) <= seqs
        assert seqs == set(range(1, len(seqs) + 1))
        ledger.close()
        for backup in backups.backups_of(path):
            assert backups.is_sound(backup.path), f"{backup.path.name} is offered and not sound"


@pytest.mark.parametrize("number", range(max(2, TIMES // 8)))
def test_bringing_an_older_file_up_to_date_can_be_cut_off(tmp_path, number):
    told = tmp_path / "told"
    killed_after(random.Random(number).random() * 0.3, tmp_path, told, OLD)
    for name in told.read_text(encoding="utf-8").split():
        path = tmp_path / f"{name}.db"
        ledger = OpenLedger.open(path, "验看")
        assert ledger.check()["ok"]
        assert len(ledger.snapshot().commitments) > 0
        ledger.close()
        assert all(backups.is_sound(each.path) for each in backups.backups_of(path))
