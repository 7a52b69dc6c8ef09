"""The status report as a PDF, against a bare Typst table and against LibreOffice.

`report` makes the status report of the ledger's first items from their standings and sets it, from data to PDF. `bare`
is `typst.compile` of plain `table()`s with the same cells: one for each table of the report, the same texts in the
shipped font, all else as Typst has it by default, without lights, charts, headings. `soffice` is LibreOffice turning
the report's own .xlsx (the same rows, a sheet a section) into PDF, with a profile that was warmed up before.

Every run is a new process, because Typst remembers what it has set before. `report` and `bare` are timed inside, after
both have set three items, which loads libraries and fonts; `soffice` is timed from its start to its end. Not measured:
starting Python, reading the rows from the ledger, writing the .xlsx.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.ledgers import MIDDLE, TODAY, ledger
from benchmarks.processes import LIMIT, answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row

BARE = b"""#let report = json(bytes(sys.inputs.report))
#set text(font: "Liling Sans SC")
#for each in report { table(columns: each.columns, ..each.cells) }
"""
MATERIAL, BOOK = "material.pickle", "总体情况.xlsx"


def measure(items: int, runs: int) -> Measured:
    """Seconds of every run, after one of each that only warms the machine's caches and LibreOffice's profile."""
    kinds = ("report", "bare", "soffice") if shutil.which("soffice") else ("report", "bare")
    return _measure(ledger(max(items, MIDDLE)), items, runs, kinds)


def measure_alone(items: int, runs: int) -> Measured:
    """Seconds of the report."""
    return _measure(ledger(items), items, runs, ("report",))


def _measure(path: Path, items: int, runs: int, kinds: tuple[str, ...]) -> Measured:
    values: dict[str, list[float]] = {kind: [] for kind in kinds}
    held = None
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as name:
        folder = Path(name)
        facts = answer_of("status_pdf", "prepare", folder, path, items, home=folder / "home")
        for number in range(runs + 1):
            for kind in kinds:
                if kind == "soffice":
                    took = run_soffice(str(shutil.which(kind)), folder)
                else:
                    said = answer_of("status_pdf", kind, folder, home=folder / "home")
                    took, held = said["seconds"], said["memory"] if kind == "report" else held
                if number:
                    values[kind].append(took)
        facts["pages"] = {kind: pages(folder / f"{kind}.pdf") for kind in kinds}
    return Measured(values, held, facts)


ROWS = (
    Row("pdf", "status report as a PDF", (2_000,), (Aim("report", "bare", 1.2), Aim("report", "soffice", 1 / 6)),
        measure, runs=5, grown="report", alone=measure_alone, grows=(1_000, 3_000, 10_000)),
)  # fmt: skip


def prepare(folder: Path, path: Path, items: int) -> None:
    """Write what the runs need into a folder: the rows as Python has them, the workbook."""
    from liling_desk.ledger.filters import LedgerFilter, SortOrder
    from liling_desk.open_ledger import OpenLedger
    from liling_desk.report_material import material_of
    from liling_desk.reporting.excel_book import book_of

    held = OpenLedger.open(path, "bench")
    material = material_of(held, "status", held.find(LedgerFilter(), SortOrder(by="code"), TODAY)[:items])
    held.close()
    (folder / MATERIAL).write_bytes(pickle.dumps(material))
    report = made(material)
    (folder / BOOK).write_bytes(book_of(report))
    tables = tables_of(report)
    cells = sum(len(each.rows) * len(each.columns) for each in tables)
    answer({"items": len(material.rows), "tables": len(tables), "cells": cells})


def made(material: Any) -> Any:
    """The report as plain data."""
    from liling_desk.reporting.kinds import ReportOptions, make_report
    from liling_desk.translations import CHINESE, Translator

    return make_report("status", material, ReportOptions(TODAY), Translator(CHINESE))


def tables_of(report: Any) -> list[Any]:
    """The report's tables that have rows."""
    from liling_desk.reporting.report import Table

    return [each for each in report.sections if isinstance(each, Table) and each.rows]


def report_pdf(material: Any) -> bytes:
    """From the standings to the PDF."""
    from liling_desk.reporting.typst_pdf import pdf_of

    return pdf_of(made(material))


def bare_pdf(cells: str) -> bytes:
    """Plain tables; `cells` as `bare_cells` gives them."""
    import typst

    from liling_desk import places

    done = typst.compile(
        BARE, font_paths=[str(places.resource("fonts"))], ignore_system_fonts=True, format="pdf",
        sys_inputs={"report": cells},
    )  # fmt: skip
    assert isinstance(done, bytes)
    return done


def bare_cells(material: Any) -> str:
    """The texts of all cells of the report's tables, as JSON."""
    from liling_desk.reporting.column_widths import cell_text

    tables = [
        {
            "columns": len(table.columns),
            "cells": [
                *(each.label for each in table.columns),
                *(cell_text(cell) for row in table.rows for cell in row),
            ],
        }
        for table in tables_of(made(material))
    ]
    return json.dumps(tables, ensure_ascii=False)


def time_one(kind: str, folder: Path) -> None:
    """One run in this process: its seconds; leaves the PDF in the folder."""
    material = pickle.loads((folder / MATERIAL).read_bytes())
    few = replace(material, rows=material.rows[:3])
    report_pdf(few)
    bare_pdf(bare_cells(few))
    cells = bare_cells(material) if kind == "bare" else ""
    gc.collect()
    began = time.perf_counter()
    done = report_pdf(material) if kind == "report" else bare_pdf(cells)
    took = time.perf_counter() - began
    (folder / f"{kind}.pdf").write_bytes(done)
    answer({"seconds": took, "memory": memory_mb(peak=True)})


def run_soffice(program: str, folder: Path) -> float:
    """Seconds that LibreOffice takes for the workbook."""
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", str(folder), str(folder / BOOK),
    ]  # fmt: skip
    began = time.perf_counter()
    subprocess.run(command, env={**os.environ, "HOME": str(folder)}, check=True, capture_output=True, timeout=LIMIT)
    took = time.perf_counter() - began
    (folder / BOOK).with_suffix(".pdf").replace(folder / "soffice.pdf")
    return took


def pages(path: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    else:
        time_one(sys.argv[1], Path(sys.argv[2]))
