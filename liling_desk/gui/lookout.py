"""When to look whether somebody else wrote to the ledger's file. Sleeps while nothing happens to it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

LOOK_FOR_OTHERS_MS = 1000
"""Between two looks where the system does not tell when a file is written to."""
LOOK_ALL_THE_SAME_MS = 30_000
"""Between two looks where it does."""
AFTER_WRITING_MS = (60, 240, 1200, 4000)
"""Looks after a file was written to. SQLite waits for the disk before others see what it wrote."""


class Lookout(QObject):
    """Looks once a second at first; from then on only when the ledger's files are written to, where that can be told.

    Windows tells late of files that stay open, and a network share tells nothing of other machines.
    """

    due = Signal()
    """Look now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._looks = 0
        self._timer = QTimer(self, interval=LOOK_FOR_OTHERS_MS)
        self._timer.timeout.connect(self._look)
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._look_again)

    @property
    def is_watching(self) -> bool:
        """Whether the system tells when the ledger is written to."""
        return self._watcher is not None

    def isActive(self) -> bool:
        """Whether looks will come."""
        return self._timer.isActive()

    def start(self, path: Path | None = None) -> None:
        """Look at this ledger file; at the former one where none is named."""
        self.stop()
        self._path = path or self._path
        self._timer.start(LOOK_FOR_OTHERS_MS)

    def stop(self) -> None:
        """No more looks."""
        self._timer.stop()
        self._soon.stop()
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def watch(self) -> None:
        """Have the system tell, where it can; else nothing changes."""
        if self._path is None or self._watcher is not None or not tells_of_writing(self._path):
            return
        log = self._path.with_name(f"{self._path.name}-wal")
        watcher = QFileSystemWatcher(self)
        if not log.exists() or watcher.addPaths([str(self._path), str(log)]):
            watcher.deleteLater()
            return
        watcher.fileChanged.connect(self._written)
        self._watcher = watcher
        self._timer.start(LOOK_ALL_THE_SAME_MS)

    def _look(self) -> None:
        self.watch()  # first, so that nothing is missed in between
        self.due.emit()

    def _written(self, path: str) -> None:
        if self._watcher is not None and path not in self._watcher.files():
            self.start()  # it was replaced: once a second again, until it can be watched anew
            return
        self._looks = 0
        if not self._soon.isActive():
            self._soon.start(AFTER_WRITING_MS[0])

    def _look_again(self) -> None:
        self._looks += 1
        if self._looks < len(AFTER_WRITING_MS):
            self._soon.start(AFTER_WRITING_MS[self._looks])
        self.due.emit()


def tells_of_writing(path: Path, platform: str = sys.platform) -> bool:
    """Whether the system tells at once when another program writes to a file here."""
    if platform == "win32":
        return False
    from liling_desk.proof import PlaceKind, place_of

    return place_of(path).kind is not PlaceKind.NETWORK
