"""How long things take with a server that is far away: 20 ms each way, and how many round trips each of them waits for.

python benchmarks/server_distance.py [--runs 3] [--items 5000]     prints medians, keeps them in benchmarks/results/

A private PostgreSQL server on this machine (fsync on) is reached through a proxy that holds every byte back for 20 ms
each way. `open`: opening a ledger and reading everything. `tick`: ticking an item off, and reading what changed.
`seen elsewhere`: from there on until another desk, which listens, has read it, too. `history`: of an item that an
import touched. `import`: a CSV of new items with a return each: read, previewed, applied as a batch, and read again.
"""

from __future__ import annotations

import argparse
import csv
import gc
import io
import json
import os
import platform
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "server_distance.json"
AIMS = {"import": 5.0, "tick": 0.5, "open": 2.0, "seen elsewhere": 1.0}
EACH_WAY = 0.02  # seconds
TODAY = date(2021, 7, 5)
HEADERS = (
    "编号",
    "事项名称",
    "主要内容",
    "类别",
    "牵头单位",
    "配合单位",
    "责任人",
    "完成时限",
    "进展情况",
    "完成状态",
    "报送日期",
)
UNITS = ("市教育局", "市交通运输局", "市住房和城乡建设局", "市水利局", "市农业农村局", "市卫生健康局", "市民政局")


def main() -> int:
    """Measure, print, keep; 1 where an aim is missed."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--runs", type=int, default=3, help="runs of each (default 3)")
    words.add_argument("--items", type=int, default=5000, help="rows of the file, items of the ledger (default 5000)")
    words.add_argument("--profile", action="store_true", help="show where the time of one import goes instead")
    typed = words.parse_args()
    sys.path.insert(0, str(REPOSITORY))
    from tests.servers.delay_proxy import DelayProxy
    from tests.servers.private_server import PrivateServer

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="liling-desk-bench-")))
        os.environ["LILING_DESK_HOME"] = str(folder / "home")
        server = stack.enter_context(PrivateServer.start(durable=True))
        proxy = stack.enter_context(DelayProxy(server.port, EACH_WAY))
        file = folder / "2021年6月进展报送.csv"
        file.write_bytes(make_csv(typed.items))
        if typed.profile:
            return profile(Bench(server.address("p", port=proxy.port), proxy, file))
        found: dict[str, list[tuple[float, int]]] = {}
        for number in range(typed.runs):
            bench = Bench(server.address(f"d{number}", port=proxy.port), proxy, file)
            for kind, took in bench.run().items():
                found.setdefault(kind, []).append(took)
    return told(found, typed.items)


class Bench:
    """A ledger of its own behind the proxy."""

    def __init__(self, address: str, proxy: Any, file: Path) -> None:
        from liling_desk import starter
        from liling_desk.ledger.address import address_of
        from liling_desk.open_ledger import OpenLedger

        self.address, self.proxy, self.file = address_of(address), proxy, file
        self.ledger = OpenLedger.create(self.address, "bench")
        starter.found(self.ledger)
        self.ledger.snapshot()

    def run(self) -> dict[str, tuple[float, int]]:
        """Seconds and round trips of each."""
        from liling_desk.open_ledger import OpenLedger

        found = {"import": self.measured(self.bring_in)}
        self.ledger.close()
        opened: list[OpenLedger] = []

        def begin() -> None:
            opened.append(OpenLedger.open(self.address, "bench"))
            opened[0].snapshot()

        found["open"] = self.measured(begin)
        here, there = opened[0], OpenLedger.open(self.address, "another")
        here.watch()
        watch = there.watch()
        there.snapshot()
        found["history"] = self.measured(lambda: here.history("BX-00007"))
        found["tick"] = self.measured(lambda: tick(here, "BX-00007"))

        def seen() -> None:
            assert watch is not None
            assert select.select([watch.fileno()], [], [], 10)[0]
            watch.look()
            assert there.changed_elsewhere()
            assert there.get("BX-00007").done_by == "bench"

        found["seen elsewhere"] = self.measured(seen)
        found["undo"] = self.measured(lambda: (here.undo(), here.snapshot()))
        for ledger in (here, there):
            ledger.close()
        return found

    def bring_in(self) -> None:
        """From the file to the items in the list."""
        from liling_desk.importing.columns import guess_columns
        from liling_desk.importing.preview import make_preview
        from liling_desk.importing.reading_files import read_file
        from liling_desk.importing.table import find_table

        table = find_table(read_file(self.file))
        columns = guess_columns(table.headers, (), table.sample())
        preview = make_preview(table, columns, self.ledger.snapshot(), today=TODAY)
        self.ledger.apply_import(preview.changes_for(preview.all_cells()), preview.facts)
        assert "BX-00007" in self.ledger.snapshot().commitments

    def measured(self, deed: Callable[[], object]) -> tuple[float, int]:
        """Seconds and round trips."""
        gc.collect()
        self.proxy.reset_counts()
        started = time.perf_counter()
        deed()
        return time.perf_counter() - started, self.proxy.turns


def tick(ledger: Any, code: str) -> None:
    """Tick an item off, and read what changed."""
    from liling_desk.ledger import edits

    ledger.apply(edits.tick_off(ledger.get(code), "验收文号", TODAY, "bench"))
    ledger.snapshot()


def make_csv(rows: int) -> bytes:
    """A file as an office sends it: always the same."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(HEADERS)
    for row in range(1, rows + 1):
        lead, support = UNITS[row % len(UNITS)], UNITS[(row + 3) % len(UNITS)]
        sheet.writerow((
            f"BX-{row:05}", f"第{row}项重点工作：修路{row * 7919 % 10007}", f"完成{row % 99 + 1}公里道路改造",
            "民生实事", lead, support, f"{'张王李赵'[row % 4]}伟", f"2021年{row % 6 + 7}月底前",
            f"已完成前期工作，开工{row % 30 + 1}处，完成投资{row % 99 + 1}%", "推进中", f"2021-06-{row % 30 + 1:02}",
        ))  # fmt: skip
    return text.getvalue().encode("utf-8-sig")


def profile(bench: Bench) -> int:
    """Where one import's time goes."""
    import cProfile
    import pstats

    watch = cProfile.Profile()
    watch.runcall(bench.bring_in)
    pstats.Stats(watch).sort_stats("cumulative").print_stats(60)
    return 0


def told(found: dict[str, list[tuple[float, int]]], items: int) -> int:
    """Print and keep; 1 where an aim is missed."""
    medians = {kind: statistics.median(seconds for seconds, _ in runs) for kind, runs in found.items()}
    for kind, runs in found.items():
        aim = AIMS.get(kind)
        met = "" if aim is None else f"  aim under {aim} s: {'met' if medians[kind] < aim else 'missed'}"
        spread = f"{min(runs)[0]:.3f} to {max(runs)[0]:.3f}, {len(runs)} runs"
        print(f"{kind:15} median {medians[kind]:.3f} s ({spread}), {max(turns for _, turns in runs)} round trips{met}")
    facts = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"), "python": platform.python_version(),
        "system": platform.platform(), "processors": os.cpu_count(), "items": items, "seconds_each_way": EACH_WAY,
        "medians": medians, "round_trips": {kind: [turns for _, turns in runs] for kind, runs in found.items()},
        "seconds": {kind: [seconds for seconds, _ in runs] for kind, runs in found.items()}, "aims": AIMS,
    }  # fmt: skip
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return 0 if all(medians[kind] < aim for kind, aim in AIMS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
