"""A keystroke in the search box to the repainted list, against SQLite's `instr` over the same text.

The whole window is open with all its panels. A two-character word is put into the empty box at once, as an input
method does; then it is cleared. `instr` asks the same file for the codes of the items with the same word. `counts` is
how long until the facets say how many there are, from the same keystroke. Words that many and few items have.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.ledgers import ledger
from benchmarks.processes import answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row

WORDS = ("道路", "项目", "国瓷", "改造", "教育", "均楚", "水库", "李娜")


def measure(items: int, runs: int) -> Measured:
    """Seconds a keystroke."""
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
        said = answer_of("search", ledger(items), runs, home=Path(home))
    return Measured(said["values"], said["memory"], said["facts"])


ROWS = (
    Row(
        "search", "keystroke in the search box to repainted list", (100_000,),
        (Aim("keystroke", "instr", 0.1), Aim("keystroke", limit=0.016, how="p95"),
         Aim("counts", limit=0.050, how="p95"), Aim("clearing", limit=0.016, how="p95")),
        measure, grown="keystroke", flat=True,
    ),
)  # fmt: skip


def main(path: Path, runs: int) -> int:
    """In a process of its own: every word in turns with its peer."""
    from benchmarks.window import OpenWindow, drain, rest

    window = OpenWindow(path)
    box, peer = window.page.header.search, sqlite3.connect(path)
    values: dict[str, list[float]] = {"keystroke": [], "counts": [], "clearing": [], "instr": []}
    found: dict[str, int] = {}
    for number in range(runs + 1):
        for word in WORDS:
            took, counted = timed(window, box, word)
            clearing, _ = timed(window, box, "")
            began = time.perf_counter()
            codes = peer.execute("SELECT code FROM commitment WHERE instr(search_text, ?) > 0", (word,)).fetchall()
            scan = time.perf_counter() - began
            found[word] = len(codes)
            if number:
                for name, value in (("keystroke", took), ("counts", counted), ("clearing", clearing), ("instr", scan)):
                    values[name].append(value)
            drain()
    rest(0)
    answer({"values": values, "memory": memory_mb(), "facts": {"found": found}})
    window.close()
    return 0


def timed(window: Any, box: Any, word: str) -> tuple[float, float]:
    """Seconds until the list, and until the facets, show what is found."""
    from benchmarks.window import until

    lights = window.page.panel.groups["light"]

    def counted() -> bool:
        return sum(row.count() or 0 for row in lights.rows().values()) == window.page.listing.matched

    began = time.perf_counter()
    took = window.paints.after(lambda: box.setText(word), lambda: window.page.listing.filter.text == word)
    until(counted)
    return took, time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
