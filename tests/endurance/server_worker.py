"""A process that counts up on a server's ledger: what is acknowledged is told of in a log."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from liling_desk.ledger import edits
from liling_desk.ledger.address import address_of
from liling_desk.ledger.entry import Applied
from liling_desk.ledger.errors import Conflict
from liling_desk.open_ledger import OpenLedger


def count_up(ledger: OpenLedger, code: str) -> Applied:
    """Write one more than stands as its handler; from what stands by then where somebody else was first."""
    while True:
        item = ledger.get(code)
        try:
            return ledger.apply(edits.revise(item, handler=str(int(item.handler or "0") + 1)))
        except Conflict:
            continue


def main() -> None:
    """server_worker.py ADDRESS LOG SEED TIMES ITEMS: every other time at the first item, where all meet."""
    address, told, seed = address_of(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    times, items = map(int, sys.argv[4:6])
    chance = random.Random(seed)
    ledger = OpenLedger.open(address, f"第 {seed} 人")
    codes = sorted(ledger.snapshot().commitments)[:items]
    log = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number in range(times):
        code = chance.choice(codes) if number % 2 else codes[0]
        os.write(log, f"{count_up(ledger, code).seq} {code}\n".encode())
    ledger.close()


if __name__ == "__main__":
    main()
