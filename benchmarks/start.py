"""Start to first painted row: the real window against the least window that PySide6 can make.

Each run is a new process, timed from just before it is started until what is looked at has painted for the first time:
`row` is the real window's list with its rows, `frame` the real window's frame, `bare` the table of a QMainWindow with
93 rows of the same words and nothing else. Of a large ledger the first rows are painted before the rest is read:
`whole` is when the list has painted with all of them and everything can be done. They take turns.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.ledgers import REPOSITORY, ledger
from benchmarks.processes import answer, answer_of, memory_mb
from benchmarks.row import Aim, Measured, Row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

KINDS = ("row", "frame", "bare")
WHOLE = "whole"
LARGE = 5_000
"""From so many items on it makes a difference."""
SIZE = (1440, 900)


def measure(items: int, runs: int) -> Measured:
    """Seconds of every run, after one of each that only warms the machine's caches."""
    kinds = (*KINDS, WHOLE) if items > LARGE else KINDS
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    held: dict[str, float | None] = {}
    path = ledger(items)
    for number in range(runs + 1):
        for kind in kinds:
            with tempfile.TemporaryDirectory(prefix="liling-desk-bench-") as home:
                started = time.monotonic_ns()
                said = answer_of("start", kind, path, items, home=Path(home))
            if number:
                seconds[kind].append((said["at"] - started) / 1e9)
                held[kind] = said["memory"]
    return Measured(seconds, held[WHOLE if WHOLE in held else "row"], {"memory_bare": held["bare"]})


def row(name: str, items: int, limit: float) -> Row:
    """The same measurement on another ledger."""
    what = f"start to first painted row, {items:,} items, against a bare window"
    aims = [Aim("row", "bare", limit), Aim("frame", "bare")]
    if items > LARGE:
        aims.append(Aim(WHOLE, "bare"))
    return Row(name, what, (items,), tuple(aims), measure, grown="row")


ROWS = (row("start", 93, 1.5), row("start_large", 100_000, 2.2))


def main(kind: str, path: Path, items: int) -> int:
    """In a process of its own: show one window, say when it had painted, end."""
    if kind == "bare":
        return show_bare()
    from liling_desk.gui import application

    if kind == "frame":
        return show_frame(application, path)
    return show_rows(application, path, items if kind == WHOLE else min(items, 30))


def show_rows(application: Any, path: Path, rows: int) -> int:
    """Ended after the list has painted so many rows."""
    make = application.make_application

    def watching(argv: Any = ()) -> Any:
        app = make(argv)
        from liling_desk.gui.ledger_page.ledger_table import LedgerTable  # in its turn: after Qt

        build = LedgerTable.__init__

        def watched(table: LedgerTable, *words: Any, **named: Any) -> None:
            build(table, *words, **named)
            end_after_first_paint(table, rows)

        LedgerTable.__init__ = watched  # type: ignore[method-assign]
        return app

    application.make_application = watching
    return int(application.run(path, "zh_CN"))


def show_frame(application: Any, path: Path) -> int:
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
    return int(application.run(path, "zh_CN"))


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
    end_after_first_paint(table, len(lines))
    window.show()
    return app.exec()


def end() -> None:
    """Say when, and quit."""
    from PySide6.QtWidgets import QApplication

    answer({"at": time.monotonic_ns(), "memory": memory_mb()})
    QApplication.quit()


def end_after_first_paint(table: QTableView, rows: int) -> None:
    """Say when, and quit, once the table has painted rows."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            model = table.model()
            if event.type() == QEvent.Type.Paint and model is not None and model.rowCount() >= rows:
                table.viewport().removeEventFilter(self)
                QTimer.singleShot(0, end)  # runs when this paint is done
            return False

    table.viewport().installEventFilter(Watch(table))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
