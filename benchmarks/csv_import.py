"""A department's table of 20,000 rows and 12 columns: read, previewed, applied, against `sqlite-utils upsert`.

`import` reads the CSV, finds the table, reads every cell, compares it with a starter ledger (50 rows are there already)
and writes everything with its journal in one transaction, a checked backup before it. `sqlite-utils` upserts the same
file into a new table by its key, in the same process (`sqlite_utils.cli`). `bare` is csv.reader and executemany. The
parts are told too: `read`, `preview`, `apply`. For `import_book` the same rows come as a workbook, `calamine` only
reads it, and `executemany` inserts the rows that applying writes, table by table, into a file with the same tables.
"""

from __future__ import annotations

import csv
import gc
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.ledgers import ledger
from benchmarks.processes import answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row

ROWS_OF_FILE = 20_000
TODAY = date(2021, 7, 5)
HEADERS = ("编号", "事项名称", "主要内容", "类别", "牵头单位", "配合单位", "责任人", "完成时限", "进展情况", "存在困难",
           "完成状态", "报送日期")  # fmt: skip
UNITS = ("市教育局", "市交通运输局", "市住房和城乡建设局", "市水利局", "市农业农村局", "市卫生健康局", "市民政局")


def measure(rows: int, runs: int) -> Measured:
    """Seconds of the CSV."""
    return _measure("csv", rows, runs)


def measure_alone(rows: int, runs: int) -> Measured:
    """Seconds of the CSV, without the peers."""
    return _measure("csv-alone", rows, runs)


def measure_book(rows: int, runs: int) -> Measured:
    """Seconds of the workbook."""
    return _measure("book", rows, runs)


def _measure(kind: str, rows: int, runs: int) -> Measured:
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as folder:
        said = answer_of("csv_import", kind, ledger(93), folder, rows, runs, home=Path(folder) / "home")
    return Measured(said["values"], said["memory"])


ROWS = (
    Row("import", "import a CSV, 12 columns: read, preview, apply", (ROWS_OF_FILE,),
        (Aim("import", "sqlite-utils", 1.0), Aim("import", "bare"), Aim("read", "bare"), Aim("preview", "bare"),
         Aim("apply", "bare")), measure, runs=5, grown="import",
        alone=measure_alone),
    Row("import_book", "import a workbook, 12 columns", (ROWS_OF_FILE,),
        (Aim("preview", "calamine", 6.0), Aim("apply", "executemany", 6.0)), measure_book, runs=5),
)  # fmt: skip


class Work:
    """The files, the starter ledger, and what is done with them."""

    def __init__(self, kind: str, template: Path, folder: Path, rows: int) -> None:
        from liling_desk.open_ledger import OpenLedger

        self.folder, self.count, self.template = folder, 0, template
        self.file = folder / f"2021年6月进展报送.{'xlsx' if kind == 'book' else 'csv'}"
        (make_book if kind == "book" else make_csv)(self.file, rows)
        held = OpenLedger.open(self.fresh(), "bench")
        self.snapshot = held.snapshot()
        held.close()
        self.parts: dict[str, float] = {}
        self.seen: Any = None
        self.written: dict[str, Any] = {}

    def preview(self) -> Any:
        """From the file to every cell that would change."""
        from liling_desk.importing.columns import guess_columns
        from liling_desk.importing.preview import make_preview
        from liling_desk.importing.reading_files import read_file
        from liling_desk.importing.table import find_table

        began = time.perf_counter()
        sheet = read_file(self.file)
        self.parts["read"] = time.perf_counter() - began
        table = find_table(sheet)
        columns = guess_columns(table.headers, (), table.sample())
        seen = make_preview(table, columns, self.snapshot, today=TODAY)
        self.parts["preview"] = time.perf_counter() - began - self.parts["read"]
        return seen

    def apply(self) -> Callable[[], None]:
        """Prepares a ledger; the function that comes back writes everything that was previewed to it."""
        from liling_desk.open_ledger import OpenLedger

        held = OpenLedger.open(self.fresh(), "bench")
        held.snapshot()

        def write() -> None:
            began = time.perf_counter()
            held.apply_import(self.seen.changes_for(self.seen.all_cells()), self.seen.facts)
            self.parts["apply"] = time.perf_counter() - began
            held.close()

        return write

    def whole(self) -> Callable[[], None]:
        """The file to the ledger."""
        write = self.apply()

        def work() -> None:
            self.seen = self.preview()
            write()

        return work

    def sqlite_utils(self) -> Callable[[], None]:
        """The command line of sqlite-utils, without starting a process."""
        from sqlite_utils.cli import cli

        target = self.folder / f"ledger-{self.count}-utils.db"
        words = ["upsert", str(target), "items", str(self.file), "--csv", "--pk", HEADERS[0]]

        def work() -> None:
            cli.main(words, standalone_mode=False)

        return work

    def bare(self) -> Callable[[], None]:
        """csv.reader and executemany."""
        target = sqlite3.connect(self.folder / f"ledger-{self.count}-bare.db", isolation_level=None)
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
            target.execute(statement)
        target.execute(f"CREATE TABLE items({', '.join(HEADERS)}, PRIMARY KEY ({HEADERS[0]}))")

        def work() -> None:
            with self.file.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.reader(file)
                next(rows)
                target.execute("BEGIN IMMEDIATE")
                target.executemany(f"INSERT INTO items VALUES ({', '.join('?' * len(HEADERS))})", rows)  # noqa: S608
                target.execute("COMMIT")
            target.close()

        return work

    def calamine(self) -> None:
        """Read the workbook and nothing else."""
        from python_calamine import CalamineWorkbook

        with CalamineWorkbook.from_path(self.file) as book:
            book.get_sheet_by_index(0).to_python(skip_empty_area=False)

    def executemany(self) -> Callable[[], None]:
        """Prepares an empty ledger's tables; the function that comes back inserts the same rows."""
        connection = sqlite3.connect(self.fresh(), isolation_level=None)
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

    def fresh(self) -> Path:
        """A ledger of its own."""
        self.count += 1
        return Path(shutil.copy(self.template, self.folder / f"ledger-{self.count}.db"))

    def see(self) -> None:
        """Preview once, and read back the rows that applying adds to each table."""
        self.seen = self.preview()
        self.apply()()
        with closing(sqlite3.connect(self.folder / f"ledger-{self.count}.db")) as connection:
            connection.execute("ATTACH ? AS old", (str(self.template),))
            for (table,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
                former = {row[0] for row in connection.execute(f"SELECT rowid FROM old.{table}")}  # noqa: S608
                found = connection.execute(f"SELECT rowid, * FROM main.{table}")  # noqa: S608
                columns = [each[0] for each in found.description][1:]
                rows = [row[1:] for row in found if row[0] not in former]
                if rows:
                    self.written[table] = (columns, rows)


def lines(rows: int) -> list[list[object]]:
    """A department's table: always the same."""
    chance = random.Random(20210630)
    table: list[list[object]] = []
    for row in range(1, rows + 1):
        lead, support = chance.sample(UNITS, 2)
        code = f"LL-{row:03}" if row <= 50 else f"BX-{row:05}"
        what = f"{chance.choice('修建扩改引')}{chance.choice('路校桥厂河')}{row * 7919 % 10007}"
        far, much, person = chance.randint(1, 99), chance.randint(100, 9000), chance.choice("张王李赵")
        table.append([
            code, f"第{row}项重点工作：{what}", f"完成{far}公里道路改造，投资{much}万元", "民生实事", lead, support,
            f"{person}{chance.choice('伟芳娜敏')}", f"2021年{chance.randint(7, 12)}月底前",
            f"已完成前期工作，开工{chance.randint(1, 30)}处，完成投资{chance.randint(1, 99)}%",
            chance.choice(("", "资金缺口较大", "征地受阻，需市级协调")), chance.choice(("推进中", "已完成", "未启动")),
            date(2021, 6, chance.randint(1, 30)),
        ])  # fmt: skip
    return table


def make_csv(path: Path, rows: int) -> None:
    """The table as CSV, as Excel writes it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADERS, *lines(rows)])


def make_book(path: Path, rows: int) -> None:
    """The table as a workbook."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("六月")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADERS)
        for row, line in enumerate(lines(rows), 1):
            sheet.write_row(row, 0, line[:-1])
            sheet.write_datetime(row, 11, line[-1], day)


def main(kind: str, template: Path, folder: Path, rows: int, runs: int) -> int:
    """In a process of its own: each in turns."""
    work = Work(kind, template, folder, rows)
    if kind == "csv-alone":
        jobs = {"import": work.whole}
    elif kind == "csv":
        jobs = {"import": work.whole, "sqlite-utils": work.sqlite_utils, "bare": work.bare}
    else:
        work.see()
        jobs = {"preview": lambda: work.preview, "calamine": lambda: work.calamine, "apply": work.apply,
                "executemany": work.executemany}  # fmt: skip
    values: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(runs + 1):
        for name, prepare in jobs.items():
            job = prepare()
            gc.collect()
            os.sync()
            began = time.perf_counter()
            job()
            took = time.perf_counter() - began
            if number:
                values[name].append(took)
                for part, seconds in work.parts.items() if name == "import" else ():
                    values.setdefault(part, []).append(seconds)
        clear(folder)
    answer({"values": values, "memory": memory_mb(peak=True)})
    return 0


def clear(folder: Path) -> None:
    """Take the ledgers of a round away, with their backups."""
    for path in folder.glob("ledger-*"):
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])))
