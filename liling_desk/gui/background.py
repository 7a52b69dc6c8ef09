"""A pure function on a worker thread: result, problem, progress, cancel."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from shiboken6 import isValid

from liling_desk.ledger.errors import LedgerError


class Cancelled(Exception):
    """Raised inside the work by `progress` after `cancel`; never shown."""


class Work(QObject):
    """One piece of work under way. Signals arrive on the thread that started it."""

    done = Signal(object)
    """The result."""
    problem = Signal(object)
    """A `LedgerError`."""
    crashed = Signal(object)
    """Any other exception: a bug, for the exception hook."""
    progressed = Signal(int, int)
    """Done so far, total."""
    ended = Signal(object)
    """It is over, cancelled or not; nothing is carried."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._over = False

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is still to come: False as soon as one is told, and after `cancel`, whoever called it."""
        return not self._over and not self._stop.is_set()

    def end(self) -> None:
        """Called before an answer is told."""
        self._over = True

    def cancel(self) -> None:
        """Ask it to stop; no signal but `progressed` comes after this."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Called by the work. Raises `Cancelled` when it is to stop."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)


def _carry_out(work: Work, function: Callable[[Callable[[int, int], None]], Any]) -> None:
    """Runs on the worker thread."""
    try:
        result = function(work.report)
    except Cancelled:
        pass
    except LedgerError as problem:
        _send(work, work.problem, problem)
    except Exception as bug:
        _send(work, work.crashed, bug)
    else:
        _send(work, work.done, result)
    _send(work, work.ended, None, always=True)


def _send(work: Work, signal: Any, value: object, always: bool = False) -> None:
    try:
        if always or not work.cancelled:
            signal.emit(value)
    except RuntimeError:
        return  # the window that asked is gone


class Background:
    """Starts work on Qt's thread pool and keeps hold of it until it ends.

    Who has to know whether his work goes on keeps the `Work` and asks `is_under_way`: `wait` cancels without a word.
    """

    def __init__(self, on_crash: Callable[[BaseException], None]) -> None:
        self._pool = QThreadPool()
        self._on_crash = on_crash
        self._under_way: set[Work] = set()

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def start(
        self,
        function: Callable[[Callable[[int, int], None]], Any],
        done: Callable[[Any], None],
        problem: Callable[[LedgerError], None],
        progressed: Callable[[int, int], None] | None = None,
        *,
        owner: QObject,
        crashed: Callable[[], None] | None = None,
    ) -> Work:
        """Run `function(report)` on a worker; `report(done, total)` shows progress and honours cancelling.

        One of `done`, `problem` and `crashed` is called, none after cancelling, and none when the `owner` is gone:
        the content of the window goes when it is built anew in another language. A crash is a bug: the exception hook
        has it as well.
        """
        work = Work()
        self._under_way.add(work)
        if crashed is not None:
            work.crashed.connect(_Forward(work, lambda _bug: crashed(), owner).receive)
        for signal, slot in ((work.done, done), (work.problem, problem)):
            signal.connect(_Forward(work, slot, owner).receive)
        work.crashed.connect(_Forward(work, self._on_crash).receive)
        work.ended.connect(_Forward(work, lambda _nothing: self._under_way.discard(work), always=True).receive)
        if progressed is not None:
            work.progressed.connect(_Forward(work, progressed, owner).receive_progress)
        self._pool.start(lambda: _carry_out(work, function))
        return work

    def wait(self, timeout_ms: int = 10_000) -> bool:
        """Cancel everything and wait for the workers to end (closing the window)."""
        for work in self._under_way:
            work.cancel()
        return self._pool.waitForDone(timeout_ms)


class _Forward(QObject):
    """Receives on the starting thread, so that slots may touch widgets."""

    def __init__(
        self, work: Work, slot: Callable[..., None], owner: QObject | None = None, always: bool = False
    ) -> None:
        super().__init__(work)
        self._work = work
        self._slot = slot
        self._owner = owner
        self._always = always

    @Slot(object)
    def receive(self, value: Any) -> None:
        self._work.end()
        if self._is_wanted():
            self._slot(value)

    @Slot(int, int)
    def receive_progress(self, done: int, total: int) -> None:
        if self._is_wanted():
            self._slot(done, total)

    def _is_wanted(self) -> bool:
        return self._always or (not self._work.cancelled and (self._owner is None or isValid(self._owner)))
