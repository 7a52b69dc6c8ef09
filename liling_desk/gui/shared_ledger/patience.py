"""Waiting for a slow server without the window going numb."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

T = TypeVar("T")

SHORT_S = 0.2
"""So long the caller simply waits: an answer mostly takes less, and nothing else happens meanwhile."""


class _Bell(QObject):
    rung = Signal()


def patiently(question: Callable[[], T]) -> T:
    """Ask on a thread and give its answer, or raise what it raises.

    While it takes longer, the window is painted and hears of what is done in the background, but takes no input.
    """
    answer: Future[T] = Future()
    bell, loop = _Bell(), QEventLoop()
    bell.rung.connect(loop.quit, Qt.ConnectionType.QueuedConnection)

    def ask() -> None:
        try:
            answer.set_result(question())
        except BaseException as problem:  # noqa: BLE001  # it is raised where the answer is awaited
            answer.set_exception(problem)
        bell.rung.emit()

    thread = Thread(target=ask, name="server", daemon=True)
    thread.start()
    try:
        if not _is_answered(answer):
            _wait_for(answer, loop)
        return answer.result()
    finally:
        thread.join()  # the bell ends here, not with the thread


def _is_answered(answer: Future[T]) -> bool:
    wait([answer], SHORT_S)
    return answer.done()


def _wait_for(answer: Future[T], loop: QEventLoop) -> None:
    QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
    try:
        while not answer.done():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    finally:
        QGuiApplication.restoreOverrideCursor()
