"""A window on a ledger of 2,000 items, used for a while; prints what kept the main thread for longer than a moment.

python watched_worker.py LEDGER LIMIT     LIMIT: milliseconds of the main thread's own processor time in one event
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liling_desk.gui.application import make_desk
from liling_desk.gui.main_window import MainWindow
from liling_desk.ledger.filters import SortOrder
from liling_desk.preferences import Preferences

_LOOK_SECONDS = 0.01


class Watchdog(QApplication):
    """Times every event by the processor time of this thread, and remembers where a long one was at that moment."""

    def __init__(self, limit: float) -> None:
        super().__init__(["watched"])
        self.limit, self.doing = limit, ""
        self.late: list[tuple[str, float, str]] = []
        self.watching = False
        self._depth, self._since, self._seen = 0, 0.0, ""
        self._main = threading.get_ident()
        threading.Thread(target=self._look, daemon=True).start()

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        self._depth += 1
        if self._depth > 1 or not self.watching:
            try:
                return super().notify(receiver, event)
            finally:
                self._depth -= 1
        self._since, self._seen, began = time.perf_counter(), "", time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            self._since = 0.0
            if (took := time.thread_time() - began) > self.limit:
                self.late.append((self.doing, took, self._seen))

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK_SECONDS)
            since = self._since
            if since and time.perf_counter() - since > self.limit and not self._seen:
                self._seen = "".join(traceback.format_stack(sys._current_frames()[self._main])[-8:])


def main(path: Path, limit: float) -> int:
    app = Watchdog(limit)
    desk = make_desk(app, Preferences(theme="light"), lambda _kept: None, "zh_CN", lambda: date(2021, 12, 15), _raise)
    window = MainWindow(desk)
    window.resize(1440, 900)
    window.show()
    window.open_first(path)
    page = window.page("ledger")
    page.sides.make()
    rest(1500)
    app.watching = True
    use(app, page)
    app.watching = False
    desk.background.wait()
    desk.bridge.show_ledger(None)
    return 0


def use(app: Watchdog, page: object) -> None:
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
        app.doing = doing
        QTimer.singleShot(0, app, step)
        rest(60)
    rest(400)


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _raise(bug: BaseException) -> None:
    raise bug


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]) / 1000))
