"""One item ticked off: from the click to the repainted list and durable on disk, against one bare transaction.

The popover is open with the basis written; the click is on its button. `write` is the part inside the ledger (rows,
journal, durable), `again` the rest: reading what changed, judging it, repainting the row. `bare` updates one row and
adds one to a journal of its own in one transaction of another file with the same settings, as durable.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.ledgers import PLACE, copy_of
from benchmarks.processes import answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row


def measure(items: int, runs: int) -> Measured:
    """Seconds a tick."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="run-", dir=PLACE) as home:  # on the disk that the ledgers are on
        said = answer_of("ticking", items, home, runs, home=Path(home) / "home")
    return Measured(said["values"], said["memory"])


ROWS = (
    Row(
        "tick", "one item ticked off, click to repaint and durable", (3_000, 100_000),
        (Aim("tick", "bare", 3.0), Aim("write", "bare"), Aim("again", "bare"), Aim("settled", "bare")),
        measure, grown="tick", flat=True, runs=15,
    ),
)  # fmt: skip


def main(items: int, folder: Path, runs: int) -> int:
    """In a process of its own: tick, bare transaction, tick, …"""
    from benchmarks.window import OpenWindow, drain, rest

    window = OpenWindow(copy_of(items, folder))
    bare = bare_ledger(folder / "bare.db", items)
    rest(2.0)  # the day's first backup
    values: dict[str, list[float]] = {"tick": [], "write": [], "again": [], "settled": [], "bare": []}
    for number in range(runs + 1):
        took, write, settled = tick(window, number)
        drain()
        began = time.perf_counter()
        bare_tick(bare, number)
        plain = time.perf_counter() - began
        if number:
            for name, value in (
                ("tick", took), ("write", write), ("again", took - write), ("settled", settled), ("bare", plain),
            ):  # fmt: skip
                values[name].append(value)
    answer({"values": values, "memory": memory_mb()})
    window.close()
    return 0


def tick(window: Any, number: int) -> tuple[float, float, float]:
    """Seconds from the click to the repaint; those inside the ledger; those until nothing more is due."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from benchmarks.window import drain, rest, until

    page, table, ledger = window.page, window.table, window.desk.bridge.ledger
    still_open = [each.code for each in table.rows.standings if each.commitment.status not in ("done", "terminated")]
    code = still_open[number * 3]
    table.select_codes([code], code)
    table.scrollTo(table.currentIndex())
    rest(0.3)
    page.ticking.open([code])
    popover = page.ticking.popover
    popover._text.setPlainText("验收文号 12")
    rest(0.2)
    inside: list[float] = []
    apply = type(ledger).apply

    def timed(self: Any, changes: Any) -> Any:
        began = time.perf_counter()
        done = apply(self, changes)
        inside.append(time.perf_counter() - began)
        return done

    type(ledger).apply = timed
    began = time.perf_counter()
    try:
        took = window.paints.after(
            lambda: QTest.mouseClick(popover._accept, Qt.MouseButton.LeftButton),
            lambda: table.rows.row_of(code) is None or table.rows.standing(table.rows.row_of(code)).commitment.status
            == "done",
        )  # fmt: skip
    finally:
        type(ledger).apply = apply
    drain()
    settled = time.perf_counter() - began
    until(lambda: bool(inside))
    return took, sum(inside), settled


def bare_ledger(path: Path, items: int) -> sqlite3.Connection:
    """A file of as many rows with the ledger's own settings."""
    bare = sqlite3.connect(path, isolation_level=None)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"):
        bare.execute(statement)
    bare.execute("CREATE TABLE item(code TEXT PRIMARY KEY, title TEXT, status TEXT) STRICT")
    bare.execute("CREATE TABLE entry(seq INTEGER PRIMARY KEY, said TEXT) STRICT")
    bare.execute("BEGIN")
    rows = ((f"LL-{place:06}", "一项工作" * 10, "in_progress") for place in range(items))
    bare.executemany("INSERT INTO item VALUES(?, ?, ?)", rows)
    bare.execute("COMMIT")
    os.sync()
    return bare


def bare_tick(bare: sqlite3.Connection, number: int) -> None:
    """One transaction, durable."""
    code = f"LL-{number:06}"
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("UPDATE item SET status = 'done' WHERE code = ?", (code,))
    bare.execute("INSERT INTO entry(said) VALUES(?)", (f'{{"code": "{code}", "status": "done", "basis": "验收文号"}}',))
    bare.execute("COMMIT")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
