"""Opening a ledger with a long history: 93 items and 1,000,000 journal entries, against the same without them.

`long` opens the ledger and judges every item, as a window does before its first row, in a process of its own, timed
inside; `short` does so on the starter.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ledgers import PLACE, TODAY, copy_of, ledger
from benchmarks.processes import answer, answer_of
from benchmarks.row import Aim, Measured, Row

_AT_ONCE = 50_000


def measure(entries: int, runs: int) -> Measured:
    """Seconds of opening."""
    paths = {"long": long_ledger(entries), "short": ledger(93)}
    values: dict[str, list[float]] = {"long": [], "short": []}
    held = None
    for number in range(runs + 1):
        for kind, path in paths.items():
            with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
                said = answer_of("long_journal", path, home=Path(home))
            if number:
                values[kind].append(said["seconds"])
                held = said["memory"] if kind == "long" else held
    return Measured(values, held)


ROWS = (
    Row("journal", "opening a ledger with a long history", (1_000_000,), (Aim("long", "short", 2.0),), measure, runs=5),
)  # fmt: skip


def long_ledger(entries: int) -> Path:
    """The starter with as many edits of one note after the other."""
    path = PLACE / f"entries-{entries}.db"
    if path.exists() and path.stat().st_mtime > ledger(93).stat().st_mtime:
        return path
    print(f"making a ledger of {entries:,} journal entries", file=sys.stderr, flush=True)
    from liling_desk.ledger.changes import Change, ChangeSet
    from liling_desk.open_ledger import OpenLedger
    from liling_desk.store import journal

    with tempfile.TemporaryDirectory(prefix="run-", dir=PLACE) as folder:
        made = copy_of(93, Path(folder))
        held = OpenLedger.open(made, "bench")
        code, note = next((each.code, each.note) for each in held.snapshot().commitments.values())
        for first in range(0, entries, _AT_ONCE):
            with held._store.engine.write() as tx:
                for place in range(first, min(first + _AT_ONCE, entries)):
                    before, after = ({"note": note}, {"note": "又及"})[:: 1 if place % 2 == 0 else -1]
                    change = Change(entity="commitment", key=code, before=before, after=after)
                    journal.append(tx, journal.Writing("bench", ChangeSet("edit", (change,))))
        held.close()
        made.replace(path)
    return path


def main(path: Path) -> int:
    """In a process of its own."""
    from benchmarks.processes import memory_mb
    from liling_desk.ledger.filters import EVERYTHING, USUAL_ORDER
    from liling_desk.open_ledger import OpenLedger

    began = time.perf_counter()
    held = OpenLedger.open(path, "bench")
    held.find(EVERYTHING, USUAL_ORDER, TODAY)
    took = time.perf_counter() - began
    answer({"seconds": took, "memory": memory_mb(peak=True)})
    held.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
