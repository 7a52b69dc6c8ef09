"""The whole ledger as an .xlsx, against bare XlsxWriter in its constant-memory mode on the same cells.

`book` writes every item with every field into one sheet (`liling-desk export`). `bare` writes the same cells with
`write_row` and no format. `wide` is the number of columns; the issue's 20,000 × 12 are the first 12 of them.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ledgers import ledger
from benchmarks.processes import answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row

COLUMNS = 12


KINDS = ("book", "bare", "whole", "whole bare")


def measure(items: int, runs: int) -> Measured:
    """Seconds a book."""
    return _measure(items, runs, KINDS)


def measure_alone(items: int, runs: int) -> Measured:
    """Seconds of ours with 12 columns."""
    return _measure(items, runs, KINDS[:1])


def _measure(items: int, runs: int, kinds: tuple[str, ...]) -> Measured:
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as folder:
        said = answer_of("ledger_book", ledger(items), folder, runs, *kinds, home=Path(folder) / "home")
    return Measured(said["values"], said["memory"], said["facts"])


ROWS = (
    Row("xlsx", "whole ledger as .xlsx, 12 columns", (20_000,),
        (Aim("book", "bare", 1.3), Aim("whole", "whole bare", 1.3)), measure, runs=5, grown="book",
        alone=measure_alone),
)  # fmt: skip


def main(path: Path, folder: Path, runs: int, kinds: list[str]) -> int:
    """In a process of its own: with 12 columns, and with all of them ("whole")."""
    from dataclasses import replace

    from liling_desk.open_ledger import OpenLedger
    from liling_desk.reporting.excel_book import table_book
    from liling_desk.reporting.export import ledger_table

    held = OpenLedger.open(path, "bench")
    snapshot = held.snapshot()
    held.close()
    values: dict[str, list[float]] = {kind: [] for kind in kinds}
    facts: dict[str, object] = {}
    for number in range(runs + 1):
        for name in values:
            gc.collect()
            whole = ledger_table(snapshot, "台账")
            few = replace(whole, heads=whole.heads[:COLUMNS], rows=tuple(row[:COLUMNS] for row in whole.rows))
            table = whole if name.startswith("whole") else few
            target = folder / f"{name}.xlsx"
            target.unlink(missing_ok=True)
            began = time.perf_counter()
            if name.endswith("bare"):
                bare_book(target, table.heads, table.rows)
            else:
                target.write_bytes(table_book([table], "台账"))
            if number:
                values[name].append(time.perf_counter() - began)
            facts[name] = {"rows": len(table.rows), "wide": len(table.heads), "bytes": target.stat().st_size}
    answer({"values": values, "memory": memory_mb(peak=True), "facts": facts})
    return 0


def bare_book(target: Path, heads: tuple[str, ...], rows: tuple[tuple[object, ...], ...]) -> None:
    """The same cells, row by row."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(target), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("台账")
        for number, row in enumerate((heads, *rows)):
            sheet.write_row(number, 0, row)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
