"""What can wait until a widget is on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_THE_LATEST_MS = 200
"""When nothing is painted, for example while the window is hidden."""


class AfterFirstPaint(QObject):
    """Calls `then` once: when the widget has been painted for the first time, or a moment later all the same.

    `rest_ms`: how long other waiting work may go first.
    """

    def __init__(self, widget: QWidget, then: Callable[[], None], rest_ms: int = 0) -> None:
        super().__init__(widget)
        self._widget, self._then, self._rest_ms = widget, then, rest_ms
        self._wait = QTimer(self, singleShot=True, interval=_AT_THE_LATEST_MS)
        self._wait.timeout.connect(self._call)
        self._wait.start()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._wait.stop()
            # This runs before the painting: the rest begins when it is done, however long it takes.
            QTimer.singleShot(0, self, self._rest)
        return False

    def _rest(self) -> None:
        self._wait.start(self._rest_ms)

    def _call(self) -> None:
        self._widget.removeEventFilter(self)
        self._then()
        self.deleteLater()
