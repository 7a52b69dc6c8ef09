"""Works on a ledger with a passphrase until it is killed, or gives it another passphrase again and again."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from worker import Worker

from liling_desk.ledger.access import Access
from liling_desk.ledger.passphrase import Passphrase
from liling_desk.open_ledger import OpenLedger, change_passphrase

TEXTS = ("渌江 书院 三月 杜鹃", "另外一个 不相干的 口令")


def change_for_ever(ledger: Path, told: Path) -> None:
    """To the other one and back; each change is told of."""
    log = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number in range(1_000_000):
        os.write(log, f"{number}\n".encode())
        change_passphrase(ledger, Passphrase(TEXTS[number % 2]), Passphrase(TEXTS[(number + 1) % 2]))


def main() -> None:
    """sealed_worker.py LEDGER LOG SEED [TIMES ITEMS], or sealed_worker.py LEDGER LOG change"""
    path, told, seed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    if seed == "change":
        change_for_ever(path, told)
    ledger = OpenLedger.open(path, f"第 {seed} 人", access=Access(passphrase=Passphrase(TEXTS[0])))
    times, items = map(int, sys.argv[4:6]) if len(sys.argv) > 4 else (None, None)
    Worker(ledger, told, random.Random(seed), items).work(times)
    ledger.close()


if __name__ == "__main__":
    main()
