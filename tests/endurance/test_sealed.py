"""A ledger with a passphrase holds what one without holds: several at once, and killed at any moment."""

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
from liling_desk.ledger.access import Access
from liling_desk.ledger.passphrase import Passphrase, WrongPassphrase
from liling_desk.open_ledger import OpenLedger, change_passphrase

pytest.importorskip("sqlcipher3")

WORKER = Path(__file__).with_name("sealed_worker.py")
TEXTS = ("渌江 书院 三月 杜鹃", "另外一个 不相干的 口令")
TIMES = int(os.environ.get("LILING_DESK_KILLS", "16")) // 4


def started(*words: object) -> subprocess.Popen[str]:
    here = {**os.environ, "PYTHONPATH": str(Path(liling_desk.__file__).parents[1])}
    return subprocess.Popen(
        [sys.executable, str(WORKER), *map(str, words)], stderr=subprocess.PIPE, text=True, env=here
    )


def killed_after(seconds: float, told: Path, process: subprocess.Popen[str]) -> None:
    try:
        deadline = time.monotonic() + 60
        while not told.exists() and process.poll() is None and time.monotonic() < deadline:
            select.select([], [], [], 0.005)
        select.select([], [], [], seconds)
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        if process.stderr:
            process.stderr.close()


@pytest.fixture
def sealed(starter_ledger: OpenLedger) -> Path:
    starter_ledger.close()
    change_passphrase(starter_ledger.path, None, Passphrase(TEXTS[0])).kept.unlink()
    return starter_ledger.path


def opened(path: Path, text: str) -> OpenLedger:
    return OpenLedger.open(path, "验看", access=Access(passphrase=Passphrase(text)))


def test_several_at_once(sealed: Path, tmp_path: Path) -> None:
    logs = [tmp_path / f"told-{number}" for number in range(4)]
    running = [started(sealed, log, number, 20, 20) for number, log in enumerate(logs)]
    for each in running:
        _, said = each.communicate(timeout=300)
        assert each.returncode == 0, said
        assert said == "", "nothing of SQLCipher's own talk"
    ledger = opened(sealed, TEXTS[0])
    found = ledger.check()
    assert found["ok"], found["problems"]
    acknowledged = sorted(int(line) for log in logs for line in log.read_text(encoding="utf-8").split())
    assert acknowledged == sorted(each.seq for each in ledger.recent(1_000_000) if each.seq > 1)
    ledger.close()


def test_killed_while_it_works(sealed: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(TIMES):
        told = tmp_path / f"told-{number}"
        killed_after(chance.random() * 0.4, told, started(sealed, told, number))
        ledger = opened(sealed, TEXTS[0])
        assert ledger.check()["ok"]
        there = {entry.seq for entry in ledger.recent(1_000_000)}
        assert {int(line) for line in told.read_text(encoding="utf-8").split()} <= there
        ledger.close()


def test_killed_while_the_passphrase_changes(sealed: Path, tmp_path: Path) -> None:
    chance = random.Random(11)
    for number in range(TIMES):
        told = tmp_path / f"told-{number}"
        killed_after(chance.random() * 3, told, started(sealed, told, "change"))
        for text in TEXTS:
            try:
                ledger = opened(sealed, text)
            except WrongPassphrase:
                continue
            assert ledger.check()["ok"] and len(ledger.snapshot().commitments) == 93
            ledger.close()
            break
        else:
            pytest.fail("neither of the two opens it")
        if text != TEXTS[0]:
            change_passphrase(sealed, Passphrase(text), Passphrase(TEXTS[0]))
