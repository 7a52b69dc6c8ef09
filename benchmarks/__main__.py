"""Measures the rows of the table, each against its peer in the same run.

python3 packaging/desk.py bench                         every row, and how it grows
python3 packaging/desk.py bench -- --rows search,sort --quick
python3 packaging/desk.py bench -- --compare A.json B.json
python3 packaging/desk.py bench -- --imports            what start-up imports, by time

The ledgers are made once, in liling-out/bench. Results are kept in benchmarks/results/. What others do on the machine
meets a row and its peer alike, because they take turns; only their ratios are to be trusted.
Exit status: 0 every aim is met, 1 one is missed, 2 the words make no sense, 3 a row could not be measured.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import (
    csv_import,
    deadline_phrases,
    import_times,
    ledger_book,
    long_journal,
    open_memory,
    results,
    scrolling,
    search,
    sorting,
    start,
    status_pdf,
    ticking,
)  # fmt: skip
from benchmarks.processes import Failed
from benchmarks.row import Measured, Row

ROWS: tuple[Row, ...] = tuple(
    row
    for module in (
        start, search, sorting, scrolling, ticking, csv_import, status_pdf, ledger_book, open_memory, long_journal,
        deadline_phrases,
    )
    for row in module.ROWS
)  # fmt: skip
GROWN_FROM = {"start_large": "start", "import_book": "import"}
"""Rows whose growth another one tells."""
EXPONENT = 1.1
FLAT = 0.1
QUICK_RUNS = 2
GROWTH_RUNS = 3
LARGEST_RUNS = 1
"""On the largest size, where a row takes minutes and the runs differ least."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, keep."""
    typed = parse(arguments)
    if typed.imports:
        print(import_times.profile())
        return 0
    if typed.compare:
        print(results.compared(*typed.compare))
        return 0
    names = [name for name in typed.rows.split(",") if name] or [row.name for row in ROWS]
    unknown = set(names) - {row.name for row in ROWS}
    if unknown:
        print(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(row.name for row in ROWS)}")
        return 2
    wanted = [row for row in ROWS if row.name in names]
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
        os.environ["LILING_DESK_HOME"] = home
        kept, failed = rows_of(wanted, typed)
        growth = grown(wanted, typed, kept) if typed.growth or (not typed.rows and not typed.quick) else []
    print("\n" + results.table(line for each in kept for line in results.lines_of(each)))
    if growth:
        print("\n" + results.table(results.growth_lines(growth), results.GROWTH_HEADS))
    missed = any(aim["met"] is False for each in kept for aim in each["aims"]) or any(
        not each["met"] for each in growth
    )
    return 3 if failed else int(missed)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The words of the command."""
    parser = argparse.ArgumentParser(
        prog="benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", default="", help=f"only these, with commas: {','.join(row.name for row in ROWS)}")
    parser.add_argument("--runs", type=int, default=0, help="runs of each (default: what the row wants)")
    parser.add_argument("--items", type=int, default=0, help="on ledgers of another size")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_RUNS} runs of each, no growth")
    parser.add_argument("--growth", action="store_true", help="how these rows grow, too")
    parser.add_argument("--out", type=Path, default=results.PLACE / "latest.json", help="where the figures are kept")
    parser.add_argument("--imports", action="store_true", help="what start-up imports, by time, and nothing else")
    parser.add_argument("--compare", nargs=2, type=Path, metavar=("A", "B"), help="two results beside each other")
    return parser.parse_args(arguments)


def rows_of(wanted: list[Row], typed: argparse.Namespace) -> tuple[list[dict[str, Any]], bool]:
    """Every measurement as it is kept, and whether one failed."""
    kept, failed = [], False
    for row in wanted:
        for items in (typed.items,) if typed.items else row.sizes:
            measured = one(row, items, typed)
            failed |= measured is None
            if measured is not None:
                kept.append(measured)
                print(results.table(results.lines_of(measured)) + "\n", file=sys.stderr, flush=True)
                results.keep(typed.out, kept, [])  # what is measured stays, whatever comes
    return kept, failed


def one(row: Row, items: int, typed: argparse.Namespace) -> dict[str, Any] | None:
    """One measurement; None where it could not be made."""
    measured = told(row, items, row.measure, typed.runs or (QUICK_RUNS if typed.quick else row.runs))
    return None if measured is None else results.as_kept(row, items, measured)


def told(row: Row, items: int, measure: Callable[[int, int], Measured], runs: int) -> Measured | None:
    """Measure, saying what and how long it took; None where it could not be measured."""
    print(f"{row.name}, {items:,}: {row.what}", file=sys.stderr, flush=True)
    began = time.monotonic()
    try:
        measured = measure(items, runs)
    except Failed as problem:
        print(f"{row.name} failed: {problem}", file=sys.stderr, flush=True)
        return None
    print(f"  {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return measured


def grown(wanted: list[Row], typed: argparse.Namespace, kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How each row grows from a thousand to a hundred thousand items; kept row by row."""
    found: list[dict[str, Any]] = []
    for row in wanted:
        if not row.grown or (row.name in GROWN_FROM and GROWN_FROM[row.name] in {each.name for each in wanted}):
            continue
        medians = {}
        for items in row.grows:
            runs = typed.runs or (LARGEST_RUNS if row.alone and items == row.grows[-1] else GROWTH_RUNS)
            measured = told(row, items, row.alone or row.measure, runs)
            if measured is not None:
                medians[items] = statistics.median(measured.values[row.grown])
        found.append(results.as_grown(row, medians, FLAT if row.flat else EXPONENT))
        print(results.table(results.growth_lines(found[-1:]), results.GROWTH_HEADS) + "\n", file=sys.stderr, flush=True)
        results.keep(typed.out, kept, found)
    return found


if __name__ == "__main__":
    sys.exit(main())
