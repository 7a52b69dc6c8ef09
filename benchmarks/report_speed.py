"""How long the status report on 2,000 items takes as a PDF, against a bare Typst table and against LibreOffice.

python benchmarks/report_speed.py [--runs 5]     prints medians and ratios, keeps them in benchmarks/results/

The 93 starter commitments are repeated with new codes, units and returns. `report` makes the status report from the
standings and sets it, from data to PDF. `bare` is `typst.compile` of plain `table()`s with the same cells: one for each
table of the report, the same texts in the shipped font, all else as Typst has it by default, without lights, charts,
headings. `soffice` is LibreOffice turning the report's own .xlsx (the same rows, a sheet a section) into PDF, with a
profile that was warmed up before.

Every run is a new process, because Typst remembers what it has set before. `report` and `bare` are timed inside, after
both have set three items, which loads libraries and fonts; `soffice` is timed from its start to its end. The three take
turns, so that whatever else the machine does meets all of them. Not measured: starting Python, reading the rows from
the ledger, writing the .xlsx.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "report_speed.json"
AIMS = {"bare": 1.4, "soffice": 0.25}
"""How much of the peer's time the report may take."""
ROWS = 2_000
AS_OF = date(2021, 12, 15)
UNITS = (
    "市发展和改革局", "市教育局", "市科技和工业信息化局", "市民政局", "市财政局", "市人力资源和社会保障局",
    "市自然资源局", "市住房和城乡建设局", "市交通运输局", "市水利局", "市农业农村局", "市商务粮食局",
    "市文旅广体局", "市卫生健康局", "市应急管理局", "市市场监督管理局", "醴陵经济开发区管理委员会",
    "株洲市生态环境局醴陵分局",
)  # fmt: skip
BARE = b"""#let report = json(bytes(sys.inputs.report))
#set text(font: "Liling Sans SC")
#for each in report { table(columns: each.columns, ..each.cells) }
"""
MATERIAL, BOOK = "material.pickle", "总体情况.xlsx"
LIMIT = 600
"""Seconds that one run may take at the most."""


def main() -> int:
    """Measure, print, keep; 1 where an aim is missed."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    words.add_argument("--rows", type=int, default=ROWS, help="items of the ledger (default 2000)")
    words.add_argument(
        "--without-soffice", action="store_true", help="leave LibreOffice out also where it is installed"
    )
    words.add_argument("--profile", action="store_true", help="show where Python's time goes in one run instead")
    words.add_argument("--timed", choices=("report", "bare"), help=argparse.SUPPRESS)
    words.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    typed = words.parse_args()
    sys.path.insert(0, str(REPOSITORY))
    if typed.timed:
        return time_one(typed.timed, typed.folder)
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as name:
        folder = Path(name)
        os.environ["LILING_DESK_HOME"] = str(folder / "home")
        facts = prepare(folder, typed.rows)
        if typed.profile:
            return profile(folder)
        soffice = None if typed.without_soffice else shutil.which("soffice")
        seconds = measure(folder, soffice, max(typed.runs, 3))
        facts |= {
            "soffice": soffice_version(soffice),
            "pages": {kind: pages(folder / f"{kind}.pdf") for kind in seconds},
        }
    medians = {kind: statistics.median(values) for kind, values in seconds.items()}
    ratios = {kind: medians["report"] / medians[kind] for kind in AIMS if kind in medians}
    keep({**facts, "medians": medians, "ratios": ratios, "aims": AIMS, "seconds": seconds})
    tell(seconds, medians, ratios, facts)
    return 0 if all(ratio <= AIMS[kind] for kind, ratio in ratios.items()) else 1


def prepare(folder: Path, rows: int) -> dict[str, Any]:
    """Write what the runs need into a folder: the rows as Python has them, the workbook. Returns how much it is."""
    from liling_desk.ledger.filters import LedgerFilter, SortOrder
    from liling_desk.open_ledger import OpenLedger
    from liling_desk.report_material import material_of
    from liling_desk.reporting.excel_book import book_of

    ledger = OpenLedger.create(folder / "台账.db", "bench")
    fill(ledger, rows)
    material = material_of(ledger, "status", ledger.find(LedgerFilter(), SortOrder(), AS_OF))
    ledger.close()
    (folder / MATERIAL).write_bytes(pickle.dumps(material))
    report = made(material)
    (folder / BOOK).write_bytes(book_of(report))
    tables = tables_of(report)
    return {"items": rows, "tables": len(tables), "cells": sum(len(each.rows) * len(each.columns) for each in tables)}


def made(material: Any) -> Any:
    """The report as plain data."""
    from liling_desk.reporting.kinds import ReportOptions, make_report
    from liling_desk.translations import CHINESE, Translator

    return make_report("status", material, ReportOptions(AS_OF), Translator(CHINESE))


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


def time_one(kind: str, folder: Path) -> int:
    """One run in this process: prints its seconds, leaves the PDF in the folder."""
    material = pickle.loads((folder / MATERIAL).read_bytes())
    few = replace(material, rows=material.rows[:3])
    report_pdf(few)
    bare_pdf(bare_cells(few))
    cells = bare_cells(material) if kind == "bare" else ""
    gc.collect()
    started = time.perf_counter()
    done = report_pdf(material) if kind == "report" else bare_pdf(cells)
    print(time.perf_counter() - started)
    (folder / f"{kind}.pdf").write_bytes(done)
    return 0


def run_timed(kind: str, folder: Path) -> float:
    """Seconds of one run in a process of its own."""
    command = [sys.executable, __file__, "--timed", kind, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)
    if done.returncode:
        sys.exit(f"{kind} failed:\n{done.stderr}")
    return float(done.stdout)


def run_soffice(program: str, folder: Path) -> float:
    """Seconds that LibreOffice takes for the workbook."""
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", str(folder), str(folder / BOOK),
    ]  # fmt: skip
    started = time.perf_counter()
    subprocess.run(command, env={**os.environ, "HOME": str(folder)}, check=True, capture_output=True, timeout=LIMIT)
    took = time.perf_counter() - started
    (folder / BOOK).with_suffix(".pdf").replace(folder / "soffice.pdf")
    return took


def fill(ledger: Any, count: int) -> None:
    """The starter's commitments again and again: other codes, units, deadlines, verdicts, and a return each."""
    from liling_desk.ledger import edits
    from liling_desk.ledger.changes import together
    from liling_desk.ledger.returns import Return
    from liling_desk.ledger.status import Status
    from liling_desk.starter import starter_commitments

    starter, sets = list(starter_commitments("sanji-2021")), []
    for place in range(count):
        fields: dict[str, Any] = {"code": f"LL-{place + 1:04}", "source": None, "parent": None}
        fields |= {"lead_unit": UNITS[place * 7 % len(UNITS)], "status": Status.IN_PROGRESS}
        if place % 5 == 1:
            fields["assigned_deadline"] = date(2021, 10, 1) + timedelta(days=place % 120)
        if place % 7 == 2:
            fields |= {"status": Status.DONE, "done_on": date(2021, 12, 1), "done_basis": "验收文号", "done_by": "张三"}
        item = starter[place % len(starter)].but(**fields)
        sets.append(edits.create(item))
        if place % 4:
            said = f"{place % 12 + 1} 月：调度 {place % 9} 次，完成投资 {place % 977} 万元，占年度的 {place % 97}%。"
            sets.append(edits.add_return(Return(
                key=f"r{place}", commitment=item.code, period="2021-11", reported_on=date(2021, 11, 25),
                unit=item.lead_unit, progress=said * (1 + place % 3), value=12.5 if item.indicator else None,
            ), item))  # fmt: skip
    ledger.apply(together("create", sets))


def measure(folder: Path, soffice: str | None, runs: int) -> dict[str, list[float]]:
    """Seconds of every run, after one of each that only warms the machine's caches and LibreOffice's profile."""
    kinds = ("report", "bare", "soffice") if soffice else ("report", "bare")
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    for number in range(runs + 1):
        for kind in kinds:
            took = run_soffice(soffice, folder) if kind == "soffice" and soffice else run_timed(kind, folder)
            if number:
                seconds[kind].append(took)
    return seconds


def pages(path: Path) -> int:
    """How many pages a PDF has."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def tell(
    seconds: dict[str, list[float]], medians: dict[str, float], ratios: dict[str, float], facts: dict[str, Any]
) -> None:
    """Print what was measured, and what was not."""
    print(f"status report, {facts['items']} items, {facts['tables']} tables with {facts['cells']} cells")
    for kind, values in seconds.items():
        spread = f"{min(values):.3f} to {max(values):.3f}"
        print(f"{kind:8} median {medians[kind]:.3f} s  ({spread}, {len(values)} runs, {facts['pages'][kind]} pages)")
    for kind, aim in AIMS.items():
        if kind in ratios:
            met = "met" if ratios[kind] <= aim else "missed"
            print(f"report / {kind} {ratios[kind]:.2f}, aim at most {aim:.2f}: {met}")
        else:
            print(f"report / {kind} not measured: LibreOffice (soffice) is not installed or was left out")


def profile(folder: Path) -> int:
    """Where one run's time goes: all of Typst is one line."""
    import cProfile
    import pstats

    material = pickle.loads((folder / MATERIAL).read_bytes())
    report_pdf(replace(material, rows=material.rows[:3]))
    watch = cProfile.Profile()
    watch.runcall(report_pdf, material)
    pstats.Stats(watch).sort_stats("tottime").print_stats(25)
    return 0


def keep(facts: dict[str, Any]) -> None:
    """Write the figures with what they were measured on."""
    from importlib.metadata import version

    machine = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "typst": version("typst"), "system": platform.platform(),
        "processors": os.cpu_count(),
    }  # fmt: skip
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(machine | facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def soffice_version(program: str | None) -> str | None:
    """What LibreOffice calls itself; None where it is missing."""
    if program is None:
        return None
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.strip() or None


if __name__ == "__main__":
    sys.exit(main())
