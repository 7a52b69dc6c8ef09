"""The whole window on a ledger, as it starts for a user, driven by a measuring program in the same process."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.ledgers import TODAY

SIZE = (1440, 900)
PATIENCE = 60.0
"""Seconds to wait for something at the most."""


class OpenWindow:
    """`page` is the ledger's page with everything made, `table` its list."""

    def __init__(self, path: Path, today: date = TODAY) -> None:
        from liling_desk.gui.application import collect_between_events, make_application, make_desk

        self.app: QApplication = make_application()  # first, as in the program: it takes Qt's hook out of `import`
        from liling_desk.gui.ledger_page.ledger_table import LedgerTable
        from liling_desk.gui.main_window import MainWindow
        from liling_desk.preferences import Preferences, save_preferences

        self.paints = Paints(LedgerTable)
        self.desk: Any = make_desk(
            self.app, Preferences(theme="light", actor="bench"), save_preferences, "zh_CN", lambda: today, _raise
        )
        self.main: Any = MainWindow(self.desk)
        self.main.resize(*SIZE)
        self.main.show()
        self.main.activateWindow()
        self.main.open_first(path)
        until(lambda: self.desk.bridge.has_ledger)  # a large one is read in the background
        self.page: Any = self.main.page("ledger")
        self.page.sides.make()
        self.table: Any = self.page.table
        rest(3.0)  # the checks and the backup of a ledger that was opened begin a moment later
        self.desk.background.wait()
        until(lambda: self.page.listing.is_ready)
        rest()
        gc.collect()
        gc.freeze()  # as the program does once it has started
        collect_between_events()

    def close(self) -> None:
        """End of the measuring."""
        self.desk.background.wait()
        self.main.close()
        self.desk.bridge.show_ledger(None)


class Paints:
    """When the lists of a class had painted their rows. To be made before the list is."""

    def __init__(self, kind: type[QTableView]) -> None:
        self.done: list[float] = []
        self._enough: Callable[[], bool] = lambda: True
        as_usual = kind.paintEvent

        def paint(table: QTableView, event: QPaintEvent) -> None:
            as_usual(table, event)
            if self._enough():
                self.done.append(time.perf_counter())

        kind.paintEvent = paint  # type: ignore[method-assign]

    def after(self, act: Callable[[], object], enough: Callable[[], bool] = lambda: True) -> float:
        """Seconds from before `act` until the list had painted for the first time with `enough` being so."""
        drain()
        self.done.clear()
        self._enough = enough
        began = time.perf_counter()
        act()
        until(lambda: bool(self.done))
        self._enough = lambda: True
        return self.done[0] - began


def until(is_so: Callable[[], bool]) -> None:
    """Handle events until something is so."""
    end = time.perf_counter() + PATIENCE
    while not is_so():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if time.perf_counter() > end:
            raise TimeoutError("nothing happened")


def drain() -> None:
    """Handle what is due, and what that makes due."""
    for _ in range(3):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rest(seconds: float = 0.5) -> None:
    """Let everything that waits be done."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    drain()


def _raise(bug: BaseException) -> None:
    raise bug
