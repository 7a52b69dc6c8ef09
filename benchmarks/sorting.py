"""Sorting the list by any column to the repainted list, against SQL's ORDER BY into a Python list.

`by due` and so on are ours, `SQL due` their peers: the columns that the list shows, in that order, from the same file.
Each column is asked for up and down; before it the list stands in another order. `sort` and `SQL` are the sums of a
round over all columns. A light is computed and stands in no column; its peer is the order by deadline.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ledgers import ledger
from benchmarks.processes import answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row

PEERS = {
    "light": "coalesce(assigned_deadline, deadline_latest)", "code": "c.code", "title": "title", "unit": "lead_unit",
    "due": "coalesce(assigned_deadline, deadline_latest)", "value": "value", "reported": "reported_on",
    "status": "status", "programme": "role, programme", "category": "category",
}  # fmt: skip
SHOWN = "c.code, title, lead_unit, programme, category, status, deadline_phrase, assigned_deadline, deadline_latest"


def measure(items: int, runs: int) -> Measured:
    """Seconds a column."""
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
        said = answer_of("sorting", ledger(items), runs, home=Path(home))
    return Measured(said["values"], said["memory"])


ROWS = (
    Row(
        "sort", "sort by a column to repainted list", (100_000,),
        (Aim("sort", "SQL", 1.3), *(Aim(f"by {by}", f"SQL {by}", 1.3) for by in PEERS)),
        measure, grown="sort", runs=5,
    ),
)  # fmt: skip


def main(path: Path, runs: int) -> int:
    """In a process of its own: every column in turns with its peer."""
    from benchmarks.window import OpenWindow, drain
    from liling_desk.ledger.filters import SortOrder

    window = OpenWindow(path)
    peer = sqlite3.connect(path)
    values: dict[str, list[float]] = {"sort": [], "SQL": []}
    for number in range(runs + 1):
        sums = {"sort": 0.0, "SQL": 0.0}
        for by in PEERS:
            for descending in (False, True):
                order = SortOrder(by=by, descending=descending)  # type: ignore[arg-type]
                ours = window.paints.after(lambda order=order: window.page.set_sort(order))
                drain()
                began = time.perf_counter()
                peer.execute(statement(by, descending)).fetchall()
                scan = time.perf_counter() - began
                sums = {"sort": sums["sort"] + ours, "SQL": sums["SQL"] + scan}
                if number:
                    values.setdefault(f"by {by}", []).append(ours)
                    values.setdefault(f"SQL {by}", []).append(scan)
        if number:
            for name, total in sums.items():
                values[name].append(total)
    answer({"values": values, "memory": memory_mb()})
    window.close()
    return 0


def statement(by: str, descending: bool) -> str:
    """The rows of the list in an order, as SQL; the newest return is joined where the order needs it."""
    join = ""
    if by in ("value", "reported"):
        newest = "SELECT commitment, value, max(reported_on) AS reported_on FROM progress_return GROUP BY commitment"
        join = f" LEFT JOIN ({newest}) r ON r.commitment = c.code"
    turned = " DESC" if descending else ""
    keys = ", ".join(f"{key.strip()}{turned} NULLS LAST" for key in PEERS[by].split(", ")) if "(" not in PEERS[by] \
        else f"{PEERS[by]}{turned} NULLS LAST"  # fmt: skip
    return f"SELECT {SHOWN} FROM commitment c{join} ORDER BY {keys}, c.code"  # noqa: S608


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
