"""How long until the window, and its first row, are on the screen: the real window against a bare Qt window.

python benchmarks/first_paint.py [--runs 9]     prints medians and ratios, keeps them in benchmarks/results/

Each run is a new process on the starter ledger, timed from just before it is started until what is looked at has
painted for the first time: `window` is the real window's frame, `row` its table with the rows, `bare` the table of the
least window that PySide6 can make (93 rows of the same words, nothing else). The three take turns, so that whatever
else the machine does meets all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

REPOSITORY = Path(__file__).resolve().parent.parent
RESULT = Path(__file__).resolve().parent / "results" / "first_paint.json"
AIM = 2.0
ROWS = 93
KINDS = ("window", "row", "bare")
SIZE = (1440, 900)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView


def main() -> int:
    """Measure, print, keep; 1 where the real window takes more than twice as long."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--runs", type=int, default=9, help="runs of each window (default 9)")
    words.add_argument("--show", choices=KINDS, help=argparse.SUPPRESS)
    words.add_argument("--ledger", type=Path, help=argparse.SUPPRESS)
    typed = words.parse_args()
    if typed.show == "bare":
        return show_bare()
    if typed.show:
        return show_window(typed.ledger, until=typed.show)
    seconds = measure(max(typed.runs, 3))
    medians = {kind: statistics.median(seconds[kind]) for kind in KINDS}
    ratios = {kind: medians[kind] / medians["bare"] for kind in KINDS[:-1]}
    keep(seconds, medians, ratios)
    for kind in KINDS:
        spread = f"{min(seconds[kind]):.3f} to {max(seconds[kind]):.3f}"
        print(f"first paint, {kind:6}  median {medians[kind]:.3f} s  ({spread}, {len(seconds[kind])} runs)")
    print(
        f"window / bare {ratios['window']:.2f}, aim at most {AIM:.1f}: {'met' if ratios['window'] <= AIM else 'missed'}"
    )
    print(f"first row / bare {ratios['row']:.2f}")
    return 0 if ratios["window"] <= AIM else 1


def measure(runs: int) -> dict[str, list[float]]:
    """Seconds of every run, after one of each that only warms the machine's caches."""
    seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as folder:
        ledger = Path(folder) / "starter.db"
        make_ledger(ledger, environment(Path(folder) / "home", Path(folder) / "bytecode"))
        for number in range(runs + 1):
            for kind in KINDS:
                home = Path(folder) / f"home-{kind}-{number}"
                took = one_run(kind, ledger, environment(home, Path(folder) / "bytecode"))
                shutil.rmtree(home, ignore_errors=True)
                if number:
                    seconds[kind].append(took)
    return seconds


def make_ledger(path: Path, env: dict[str, str]) -> None:
    """The starter ledger, in a process of its own."""
    subprocess.run([sys.executable, "-m", "liling_desk", "init", str(path), "--starter"], env=env, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip


def environment(home: Path, bytecode: Path) -> dict[str, str]:
    """Like the caller's, with this checkout first and a home of its own; offscreen where there is no display.

    Both windows start from bytecode, as installed programs do, also where a checkout is set to write none.
    """
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY), "LILING_DESK_HOME": str(home)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(bytecode)
    if wanted := qt_platform():
        env["QT_QPA_PLATFORM"] = wanted
    return env


def qt_platform() -> str:
    """What Qt is told to draw on: offscreen where there is no display; empty leaves it to Qt."""
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform != "linux")
    return os.environ.get("QT_QPA_PLATFORM") or ("" if has_display else "offscreen")


def one_run(kind: str, ledger: Path, env: dict[str, str]) -> float:
    """Seconds from before the process is started to its first painted row."""
    command = [sys.executable, __file__, "--show", kind, "--ledger", str(ledger)]
    started = time.monotonic_ns()
    run = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)
    if run.returncode or not run.stdout.strip().isdigit():
        sys.exit(f"the {kind} window painted no row:\n{run.stdout}{run.stderr}")
    return (int(run.stdout) - started) / 1e9


def show_window(ledger: Path, until: str) -> int:
    """The application as it starts for a user, ended after its frame (`window`) or its table (`row`) has painted."""
    from liling_desk.gui import application

    if until == "window":
        return show_frame(application, ledger)
    from liling_desk.gui.ledger_page.ledger_table import LedgerTable

    build = LedgerTable.__init__

    def watched(table: LedgerTable, *words: Any, **named: Any) -> None:
        build(table, *words, **named)
        end_after_first_paint(table)

    LedgerTable.__init__ = watched  # type: ignore[method-assign]
    return application.run(ledger, "zh_CN")


def show_frame(application: Any, ledger: Path) -> int:
    """Ended after the window has painted."""
    make = application.make_application

    def watched(argv: Any = ()) -> Any:
        app = make(argv)
        from PySide6.QtCore import QEvent, QObject, QTimer
        from PySide6.QtWidgets import QMainWindow

        class Watch(QObject):
            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
                    app.removeEventFilter(self)
                    QTimer.singleShot(0, end)
                return False

        app.installEventFilter(Watch(app))
        return app

    application.make_application = watched
    return int(application.run(ledger, "zh_CN"))


def end() -> None:
    """Print the time and quit."""
    from PySide6.QtWidgets import QApplication

    print(time.monotonic_ns(), flush=True)
    QApplication.quit()


def show_bare() -> int:
    """The least window with a table."""
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

    app = QApplication(["bare"])
    window = QMainWindow()
    lines = (REPOSITORY / "resources" / "starter" / "commitments.csv").read_text(encoding="utf-8").splitlines()[1:]
    table = QTableWidget(len(lines), 8)
    for row, line in enumerate(lines):
        for column, text in enumerate(line.split(",")[:8]):
            table.setItem(row, column, QTableWidgetItem(text))
    window.setCentralWidget(table)
    window.resize(*SIZE)
    end_after_first_paint(table)
    window.show()
    return app.exec()


def end_after_first_paint(table: QTableView) -> None:
    """Print the time and quit once the table has painted its rows."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            model = table.model()
            if event.type() == QEvent.Type.Paint and model is not None and model.rowCount() >= ROWS:
                table.viewport().removeEventFilter(self)
                QTimer.singleShot(0, end)  # runs when this paint is done
            return False

    table.viewport().installEventFilter(Watch(table))


def keep(seconds: dict[str, list[float]], medians: dict[str, float], ratios: dict[str, float]) -> None:
    """Write the figures with what they were measured on."""
    from importlib.metadata import version

    facts = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "pyside6": version("PySide6-Essentials"), "system": platform.platform(),
        "processors": os.cpu_count(), "qt_platform": qt_platform() or "the display's",
        "rows": ROWS, "medians": medians, "ratios": ratios, "aim": AIM, "seconds": seconds,
    }  # fmt: skip
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
