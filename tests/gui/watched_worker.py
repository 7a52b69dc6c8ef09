"""A window on a ledger of 2,000 items, used for a while; prints what kept the main thread for longer than a moment.

python watched_worker.py LEDGER LIMIT [LARGE]     LIMIT: milliseconds of the main thread's own processor time at a stretch
LARGE: watched is how a ledger with more items than that is read in the background.
"""

from __future__ import annotations

import gc
import json
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liling_desk.gui.application import collect_between_events, import_without_qt, make_desk
from liling_desk.gui.ledger_page.saved_views_panel import house_views
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger.filters import EVERYTHING, SortOrder
from liling_desk.preferences import Preferences

_LOOK_SECONDS = 0.01


class Watchdog(QObject):
    """Adds up this thread's processor time from one wait for events to the next, and remembers where a long stretch
    was. Waiting takes none, so it does not matter what Qt's dispatcher counts to the wait: GLib's does everything in it.
    """

    def __init__(self, limit: float) -> None:
        super().__init__()
        self.limit, self.doing = limit, ""
        self.late: list[tuple[str, float, str]] = []
        self.watching = False
        self._seen = ""
        self._main = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._main)
        self._began = time.thread_time()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self._rest)
        threading.Thread(target=self._look, daemon=True).start()

    def _rest(self) -> None:
        took = time.thread_time() - self._began
        if self.watching and took > self.limit:
            self.late.append((self.doing, took, self._seen))
        self._seen, self._began = "", time.thread_time()

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK_SECONDS)
            if time.clock_gettime(self._clock) - self._began > self.limit * 0.8 and not self._seen:
                self._seen = "".join(traceback.format_stack(sys._current_frames()[self._main])[-8:])


PAGES = ("overview", "report", "import", "preferences", "backups")


def load() -> None:
    """The modules that the window loads on the way: that takes as long for ten items as for many."""
    import_without_qt()
    for name in ("overview_page", "report_page", "import_page", "preferences_page", "backups_page", "ledger_page"):
        import_module(f"liling_desk.gui.{name}.page")
    for name in ("gui.ledger_page.detail_panel", "gui.ledger_page.filter_panel", "ledger.reading_deadlines.reader"):
        import_module(f"liling_desk.{name}")


def main(path: Path, limit: float, large: int | None = None) -> int:
    app = QApplication(["watched"])
    collect_between_events()  # before the watchdog, which is to see this too
    load()
    watchdog = Watchdog(limit)
    desk = make_desk(app, Preferences(theme="light"), lambda _kept: None, "zh_CN", lambda: date(2021, 12, 15), _raise)
    if large is not None:
        desk = replace(desk, large=large)
    window = MainWindow(desk)
    window.resize(1440, 900)
    window.show()
    window.open_first(path)
    page = window.page("ledger")
    if large is None:
        page.sides.make()
        rest(1500)
        gc.freeze()  # as the program does once it has started
        watchdog.watching = True
        use(watchdog, page)
        visit(watchdog, window)
    else:
        wait_for_it(watchdog, window)
    watchdog.watching = False
    sys.stdout.write(json.dumps(watchdog.late) + "\n")
    sys.stdout.flush()
    desk.background.wait()
    window.close()
    desk.bridge.show_ledger(None)
    app.quit()
    return 0


def wait_for_it(watchdog: Watchdog, window: MainWindow) -> None:
    """From the first rows on, until the list has all of them."""
    bridge = window.desk.bridge
    while bridge.arriving is not None and bridge.arriving.rows is None:
        rest(5)
    watchdog.doing, watchdog.watching = "read in the background", True
    assert bridge.awaited is not None
    while bridge.awaited is not None:
        rest(5)
    assert bridge.has_ledger


def use(watchdog: Watchdog, page: object) -> None:
    """What people do all day, an event each."""
    table, box = page.table, page.header.search
    steps: list[tuple[str, Callable[[], object]]] = [
        *((f"search {text!r}", lambda text=text: box.setText(text)) for text in ("道", "道路", "", "s", "sl", "")),
        *((f"sort by {by}", lambda by=by: page.set_sort(SortOrder(by=by)))
          for by in ("title", "due", "unit", "status", "light")),
        *(("a page down", lambda: QTest.keyClick(table, Qt.Key.Key_PageDown)) for _ in range(8)),
        *(("a row down", lambda: QTest.keyClick(table, Qt.Key.Key_Down)) for _ in range(3)),
        ("to the end", lambda: QTest.keyClick(table, Qt.Key.Key_End)),
    ]  # fmt: skip
    for doing, step in steps:
        watchdog.doing = doing
        QTimer.singleShot(0, watchdog, step)
        rest(60)
    rest(400)


def visit(watchdog: Watchdog, window: MainWindow) -> None:
    """Every page again, after somebody else has written: what it computes is computed anew."""
    bridge, page = window.desk.bridge, window.page("ledger")
    watchdog.watching = False
    for key in PAGES:
        window.show_page(key)
        settle(window)
    window.show_page("ledger")
    settle(window)
    watchdog.watching = True
    steps: list[tuple[str, Callable[[], object]]] = [
        *((f"show {key}", lambda key=key: (bridge.reload(), window.show_page(key)))
          for each in PAGES for key in (each, "ledger")),
        ("select all", page.table.selectAll),
        ("select none", page.table.clearSelection),
        *((f"view {view.name}", lambda view=view: page.listing.show(view.filter, view.sort))
          for view in house_views(window.desk.tr)),
        ("all of it", lambda: page.apply_filter(EVERYTHING)),
    ]  # fmt: skip
    for doing, step in steps:
        watchdog.doing = doing
        QTimer.singleShot(0, watchdog, step)
        settle(window)


def settle(window: MainWindow) -> None:
    """Until nothing is computed any more."""
    rest(80)
    while window.desk.background.is_busy:
        rest(20)
    rest(80)


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _raise(bug: BaseException) -> None:
    raise bug


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]) / 1000, *map(int, sys.argv[3:])))
