"""The last net: whatever nobody caught is logged, without what stands in a ledger, and shown; the window goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, Slot, qInstallMessageHandler

from liling_desk.ledger.errors import LedgerError


class ExceptionHook(QObject):
    """Takes exceptions from any thread; `show(text)` is called on the thread that made the hook.

    `known(problem)` is called for a `LedgerError`: a drive that is gone or a torn page may be met in the midst of
    anything, and is no bug.
    """

    _caught = Signal(str)
    _met = Signal(object)

    def __init__(
        self, log_dir: Path, show: Callable[[str], None], known: Callable[[LedgerError], None] | None = None
    ) -> None:
        super().__init__()
        self._log_dir = log_dir
        self._show = show
        self._known = known
        self._caught.connect(self._tell)
        self._met.connect(self._tell_known)
        self._former = (sys.excepthook, threading.excepthook)

    @property
    def log_path(self) -> Path:
        """Where tracebacks are written."""
        return self._log_dir / "liling-desk.log"

    def install(self) -> None:
        """Catch from now on: Python's main thread, other threads, Qt's messages."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread
        qInstallMessageHandler(self._handle_message)

    def remove(self) -> None:
        """Leave everything as it was."""
        sys.excepthook, threading.excepthook = self._former
        qInstallMessageHandler(None)

    def handle(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        """Log it and show it; Ctrl+C in the terminal still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, trace)
            return
        if isinstance(value, LedgerError) and self._known is not None:
            self._met.emit(value)
            return
        from liling_desk.redaction import told_exception

        text = told_exception(value.with_traceback(trace))
        self._write(logging.ERROR, text)
        self._caught.emit(text)

    def report(self, bug: BaseException) -> None:
        """The same for an exception that somebody else caught (background work)."""
        self.handle(type(bug), bug, bug.__traceback__)

    @Slot(str)
    def _tell(self, text: str) -> None:
        self._show(text)

    @Slot(object)
    def _tell_known(self, problem: LedgerError) -> None:
        if self._known is not None:
            self._known(problem)

    def _handle_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.handle(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _handle_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        from liling_desk.redaction import redacted

        self._write(logging.WARNING if kind == QtMsgType.QtWarningMsg else logging.ERROR, f"Qt: {redacted(text)}")

    def _write(self, level: int, text: str) -> None:
        from liling_desk.log_file import write_log

        try:
            write_log(self._log_dir, level, text)
        except OSError:
            # Nowhere to write: the terminal is the last place that may still be read.
            sys.stderr.write(text + "\n")
