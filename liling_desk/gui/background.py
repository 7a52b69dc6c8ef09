"""A pure function on a worker thread: result, problem, progress, cancel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from liling_desk.ledger.errors import LedgerError

Function = Callable[[Callable[[int, int], None]], Any]


_AT_MOST_MS = 10_000
"""So long the window's end is held up by what can't be broken off."""


class Cancelled(Exception):
    """Raised inside the work by `report` after `cancel`; never shown."""


class Work:
    """One piece of work under way, for whoever asked for it."""

    def __init__(self) -> None:
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
        """Ask it to stop; nobody is told anything after this."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


@dataclass(frozen=True)
class _Told:
    """Whom to tell. Only the window's thread holds this: only there may widgets come to their end."""

    owner: QObject
    done: Callable[[Any], None]
    problem: Callable[[LedgerError], None]
    crashed: Callable[[], None] | None
    progressed: Callable[[int, int], None] | None
    ended: Callable[[], None] | None


@dataclass
class _Job:
    """What a worker and the window's thread both hold. The latter empties it, and so lets go of what is in it."""

    work: Work
    function: Function | None
    result: Any = None
    raised: Exception | None = None

    def empty(self) -> tuple[Any, Exception | None]:
        """Its result and what was raised, which it holds no longer."""
        answer = self.result, self.raised
        self.function = self.result = self.raised = None
        return answer


class _Bell(QObject):
    """Rung by workers, heard on the window's thread. It outlives them: a worker never is a Qt object's last holder."""

    answered = Signal(int)
    """The number of the work."""
    progressed = Signal(int, int, int)
    """The number of the work, done so far, total."""

    def __init__(self, on_answer: Callable[[int], None], on_progress: Callable[[int, int, int], None]) -> None:
        super().__init__()
        self._on_answer, self._on_progress = on_answer, on_progress
        self.answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    @Slot(int)
    def _answer(self, number: int) -> None:
        self._on_answer(number)

    @Slot(int, int, int)
    def _progress(self, number: int, done: int, total: int) -> None:
        self._on_progress(number, done, total)


def _carry_out(job: _Job, number: int, bell: _Bell) -> None:
    """Runs on the worker thread."""

    def report(done: int, total: int) -> None:
        if job.work.cancelled:
            raise Cancelled
        bell.progressed.emit(number, done, total)

    try:
        assert job.function is not None
        job.result = job.function(report)
    except Exception as problem:
        job.raised = problem
    try:
        bell.answered.emit(number)
    except RuntimeError:
        return  # the program has ended


class Background:
    """Starts work on Qt's thread pool and keeps hold of it until it ends.

    Who has to know whether his work goes on keeps the `Work` and asks `is_under_way`: `wait` cancels without a word.
    """

    def __init__(self, on_crash: Callable[[BaseException], None]) -> None:
        self._pool = QThreadPool()
        self._on_crash = on_crash
        self._bell = _Bell(self._answered, self._progressed)
        self._numbers = count()
        self._under_way: dict[int, tuple[_Told, _Job]] = {}

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._under_way)

    def start(
        self,
        function: Function,
        done: Callable[[Any], None],
        problem: Callable[[LedgerError], None],
        progressed: Callable[[int, int], None] | None = None,
        *,
        owner: QObject,
        crashed: Callable[[], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Work:
        """Run `function(report)` on a worker; `report(done, total)` shows progress and honours cancelling.

        One of `done`, `problem` and `crashed` is called, none after cancelling, and none when the `owner` is gone:
        the content of the window goes when it is built anew in another language. A crash is a bug: the exception hook
        has it as well. `ended` is called after them, cancelled or not, unless the owner is gone.
        """
        job, number, bell = _Job(Work(), function), next(self._numbers), self._bell
        self._under_way[number] = _Told(owner, done, problem, crashed, progressed, ended), job
        self._pool.start(lambda: _carry_out(job, number, bell))
        return job.work

    def wait(self) -> bool:
        """Cancel everything and wait for the workers to end (closing the window). False where one takes too long."""
        for _told, job in self._under_way.values():
            job.work.cancel()
        return self._pool.waitForDone(_AT_MOST_MS)

    def _progressed(self, number: int, done: int, total: int) -> None:
        told, job = self._under_way[number]
        if told.progressed is not None and not job.work.cancelled and isValid(told.owner):
            told.progressed(done, total)

    def _answered(self, number: int) -> None:
        told, job = self._under_way.pop(number)
        result, raised = job.empty()
        job.work.end()
        try:
            if not job.work.cancelled:
                self._tell(told, result, raised)
        finally:
            if told.ended is not None and isValid(told.owner):
                told.ended()

    def _tell(self, told: _Told, result: Any, raised: Exception | None) -> None:
        is_there = isValid(told.owner)
        if raised is None:
            if is_there:
                told.done(result)
        elif isinstance(raised, LedgerError):
            if is_there:
                told.problem(raised)
        elif not isinstance(raised, Cancelled):
            if is_there and told.crashed is not None:
                told.crashed()
            self._on_crash(raised)
