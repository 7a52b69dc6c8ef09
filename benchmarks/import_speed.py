"""How long an import takes: a preview against python-calamine, applying it against a bare `executemany`.

python benchmarks/import_speed.py [--runs 5]     prints medians and ratios, keeps them in benchmarks/results/

A workbook of 20,000 rows and 12 columns, as a department might send it, meets a starter ledger: 19,950 new items and
50 that are there already. `calamine` reads the file and nothing else; `preview` reads it, finds the table, reads every
cell and compares it with the ledger. `executemany` inserts the rows that applying wrote, table by table, into a new
file with the same tables; `apply` turns the accepted preview into changes and writes them with their journal through
the ledger's own door. Each pair takes turns in one process, so that whatever else the machine does meets both.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "import_speed.json"
AIMS = {"preview": 6.0, "apply": 6.0}
PEERS = {"preview": "calamine", "apply": "executemany"}
ROWS = 20_000
TODAY = date(2021, 7, 5)
HEADERS = ("编号", "事项名称", "主要内容", "类别", "牵头单位", "配合单位", "责任人", "完成时限", "进展情况", "存在困难",
           "完成状态", "报送日期")  # fmt: skip
UNITS = ("市教育局", "市交通运输局", "市住房和城乡建设局", "市水利局", "市农业农村局", "市卫生健康局", "市民政局")


def main() -> int:
    """Measure, print, keep; 1 where an aim is missed."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    words.add_argument("--rows", type=int, default=ROWS, help="rows of the workbook (default 20000)")
    words.add_argument("--profile", choices=tuple(AIMS), help="show where the time of one run goes instead")
    typed = words.parse_args()
    sys.path.insert(0, str(REPOSITORY))
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as folder:
        os.environ["LILING_DESK_HOME"] = str(Path(folder) / "home")
        bench = Bench(Path(folder), typed.rows)
        if typed.profile:
            return profile(bench, typed.profile)
        seconds = measure(bench, max(typed.runs, 3))
    medians = {kind: statistics.median(values) for kind, values in seconds.items()}
    ratios = {kind: medians[kind] / medians[PEERS[kind]] for kind in AIMS}
    keep(seconds, medians, ratios, typed.rows)
    for kind, values in seconds.items():
        spread = f"{min(values):.3f} to {max(values):.3f}"
        print(f"import, {kind:11}  median {medians[kind]:.3f} s  ({spread}, {len(values)} runs)")
    for kind, aim in AIMS.items():
        met = "met" if ratios[kind] <= aim else "missed"
        print(f"{kind} / {PEERS[kind]} {ratios[kind]:.2f}, aim at most {aim:.1f}: {met}")
    return 0 if all(ratios[kind] <= aim for kind, aim in AIMS.items()) else 1


class Bench:
    """The workbook, the starter ledger, and what is done with them."""

    def __init__(self, folder: Path, rows: int) -> None:
        from liling_desk import starter
        from liling_desk.open_ledger import OpenLedger

        self.folder, self.count = folder, 0
        self.book = folder / "2021年6月进展报送.xlsx"
        make_book(self.book, rows)
        self.template = folder / "starter.db"
        ledger = OpenLedger.create(self.template, "bench")
        starter.found(ledger)
        self.snapshot = ledger.snapshot()
        ledger.close()
        self.seen = self.preview()
        self.written = self._rows_written()

    def calamine(self) -> None:
        """Read the workbook and nothing else."""
        from python_calamine import CalamineWorkbook

        with CalamineWorkbook.from_path(self.book) as book:
            book.get_sheet_by_index(0).to_python(skip_empty_area=False)

    def preview(self) -> Any:
        """From the file to every cell that would change."""
        from liling_desk.importing.columns import guess_columns
        from liling_desk.importing.preview import make_preview
        from liling_desk.importing.reading_files import read_file
        from liling_desk.importing.table import find_table

        table = find_table(read_file(self.book))
        columns = guess_columns(table.headers, (), table.sample())
        return make_preview(table, columns, self.snapshot, today=TODAY)

    def apply(self) -> Callable[[], None]:
        """Prepares a ledger; the function that comes back writes everything that was previewed to it."""
        from liling_desk.open_ledger import OpenLedger

        ledger = OpenLedger.open(self._fresh(), "bench")
        ledger.snapshot()
        accepted = self.seen.all_cells()

        def write() -> None:
            ledger.apply_import(self.seen.changes_for(accepted), self.seen.facts)
            ledger.close()

        return write

    def executemany(self) -> Callable[[], None]:
        """Prepares an empty ledger's tables; the function that comes back inserts the same rows."""
        path = self._fresh()
        connection = sqlite3.connect(path, isolation_level=None)
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"):
            connection.execute(statement)

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            for table, (columns, rows) in self.written.items():
                places = ", ".join("?" * len(columns))
                connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608
            connection.execute("COMMIT")
            connection.close()

        return write

    def _fresh(self) -> Path:
        self.count += 1
        return Path(shutil.copy(self.template, self.folder / f"ledger-{self.count}.db"))

    def _rows_written(self) -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
        """The rows that applying adds to each table, read back from a ledger that it was applied to."""
        write = self.apply()
        write()
        found = {}
        with closing(sqlite3.connect(self.folder / f"ledger-{self.count}.db")) as connection:
            connection.execute("ATTACH ? AS old", (str(self.template),))
            for (table,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
                former = {row[0] for row in connection.execute(f"SELECT rowid FROM old.{table}")}  # noqa: S608
                answer = connection.execute(f"SELECT rowid, * FROM main.{table}")  # noqa: S608
                columns = [each[0] for each in answer.description][1:]
                rows = [row[1:] for row in answer if row[0] not in former]
                if rows:
                    found[table] = (columns, rows)
        return found


def make_book(path: Path, rows: int) -> None:
    """A department's workbook: always the same."""
    import xlsxwriter

    chance = random.Random(20210630)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("六月")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADERS)
        for row in range(1, rows + 1):
            lead, support = chance.sample(UNITS, 2)
            code = f"LL-{row:03}" if row <= 50 else f"BX-{row:05}"
            what = f"{chance.choice('修建扩改引')}{chance.choice('路校桥厂河')}{row * 7919 % 10007}"
            far, much, person = chance.randint(1, 99), chance.randint(100, 9000), chance.choice("张王李赵")
            sheet.write_row(row, 0, (
                code, f"第{row}项重点工作：{what}", f"完成{far}公里道路改造，投资{much}万元", "民生实事", lead, support,
                f"{person}{chance.choice('伟芳娜敏')}", f"2021年{chance.randint(7, 12)}月底前",
                f"已完成前期工作，开工{chance.randint(1, 30)}处，完成投资{chance.randint(1, 99)}%",
                chance.choice(("", "资金缺口较大", "征地受阻，需市级协调")),
                chance.choice(("推进中", "已完成", "未启动")),
            ))  # fmt: skip
            sheet.write_datetime(row, 11, date(2021, 6, chance.randint(1, 30)), day)


def measure(bench: Bench, runs: int) -> dict[str, list[float]]:
    """Seconds of every run, after one of each that only warms the caches."""
    seconds: dict[str, list[float]] = {kind: [] for pair in PEERS.items() for kind in pair}
    for number in range(runs + 1):
        jobs: dict[str, Callable[[], Any]] = {"calamine": bench.calamine, "preview": bench.preview}
        for kind in ("calamine", "preview", "executemany", "apply"):
            job = jobs[kind] if kind in jobs else getattr(bench, kind)()
            gc.collect()
            started = time.perf_counter()
            job()
            took = time.perf_counter() - started
            if number:
                seconds[kind].append(took)
        for path in bench.folder.glob("ledger-*"):
            path.unlink()
    return seconds


def profile(bench: Bench, kind: str) -> int:
    """Where one run's time goes."""
    import cProfile
    import pstats

    job = bench.preview if kind == "preview" else bench.apply()
    watch = cProfile.Profile()
    watch.runcall(job)
    pstats.Stats(watch).sort_stats("cumulative").print_stats(45)
    return 0


def keep(seconds: dict[str, list[float]], medians: dict[str, float], ratios: dict[str, float], rows: int) -> None:
    """Write the figures with what they were measured on."""
    from importlib.metadata import version

    facts = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "python_calamine": version("python-calamine"),
        "sqlite": sqlite3.sqlite_version, "system": platform.platform(), "processors": os.cpu_count(),
        "rows": rows, "columns": len(HEADERS), "medians": medians, "ratios": ratios, "aims": AIMS, "seconds": seconds,
    }  # fmt: skip
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
