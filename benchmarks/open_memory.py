"""Memory of the window with a ledger open and everything made, against a bare window; and an idle window's work.

The bare window is the same as in `start`. `busy` is the processor time that the open window takes in a second in which
nothing happens, in milliseconds, and `wakes` how often it wakes up.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ledgers import ledger
from benchmarks.processes import answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row

IDLE_SECONDS = 5.0


def measure(items: int, runs: int) -> Measured:
    """Megabytes in a process of its own each, in turns."""
    values: dict[str, list[float]] = {"open": [], "bare": []}
    for _ in range(max(1, runs)):
        for kind in values:
            with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
                if kind == "bare":
                    said = answer_of("start", "bare", ledger(items), items, home=Path(home))
                else:
                    said = answer_of("open_memory", "memory", ledger(items), home=Path(home))
                values[kind].append(said["memory"])
    return Measured(values, values["open"][-1])


def measure_idle(items: int, runs: int) -> Measured:
    """What a window does in which nothing happens."""
    values: dict[str, list[float]] = {"busy": [], "wakes": []}
    for _ in range(max(1, runs)):
        with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
            said = answer_of("open_memory", "idle", ledger(items), home=Path(home))
        for name in values:
            values[name].append(said[name])
    return Measured(values)


ROWS = (
    Row("memory", "memory with the ledger open", (100_000,), (Aim("open", "bare", 150.0, "more"),), measure,
        unit="MB", runs=3, grown="open"),
    Row("idle", "processor time of an idle window in a second", (93,), (Aim("busy", limit=1.0), Aim("wakes")),
        measure_idle, unit="ms", runs=3),
)  # fmt: skip


def main(kind: str, path: Path) -> int:
    """In a process of its own."""
    import liling_desk.gui.application  # noqa: F401, I001 - before Qt, as in the program: its hook keeps sources
    from PySide6.QtCore import QAbstractEventDispatcher

    from benchmarks.window import OpenWindow, rest

    window = OpenWindow(path)
    rest(3.0)
    if kind == "memory":
        answer({"memory": memory_mb()})
    else:
        woken: list[int] = []
        QAbstractEventDispatcher.instance().awake.connect(lambda: woken.append(1))
        rest(1.0)
        woken.clear()
        before = time.process_time()
        rest(IDLE_SECONDS)
        busy = (time.process_time() - before) * 1000 / IDLE_SECONDS
        answer({"busy": busy, "wakes": len(woken) / IDLE_SECONDS})
    window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
