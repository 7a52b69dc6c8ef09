"""Work that will be wanted soon, done in the pauses: never so long that a key would have to wait for it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

from liling_desk.ledger.finder import Finder

_SLICE = 0.008
"""Seconds of work at a time."""
_PAUSE_MS = 4
_FIRST_MS = 300
"""The window is painted and the panels are made before."""


class Ahead(QObject):
    """Makes the columns of a finder ready. Its timer stands still when there is nothing left to do."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self._work)

    def prepare(self, finder: Finder) -> None:
        """Begin with another finder; what is not done of the former is forgotten."""
        self._steps = finder.prepare()
        self._wait.start(_FIRST_MS)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self._wait.isActive()

    def _work(self) -> None:
        end = time.perf_counter() + _SLICE
        for _ in self._steps:
            if time.perf_counter() > end:
                self._wait.start(_PAUSE_MS)
                return
