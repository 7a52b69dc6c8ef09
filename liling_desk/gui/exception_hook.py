"""The last net: whatever nobody caught is logged whole and shown once, and the window goes on."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, Slot, qInstallMessageHandler

LOG_FILE = "liling-desk.log"
LOG_BYTES = 512 * 1024


class ExceptionHook(QObject):
    """Takes exceptions from any thread; `show(text)` is called on the thread that made the hook."""

    _caught = Signal(str)

    def __init__(self, log_dir: Path, show: Callable[[str], None]) -> None:
        super().__init__()
        self._log_dir = log_dir
        self._show = show
        self._caught.connect(self._tell)
        self._former = (sys.excepthook, threading.excepthook)

    @property
    def log_path(self) -> Path:
        """Where tracebacks are written."""
        return self._log_dir / LOG_FILE

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
        text = "".join(traceback.format_exception(kind, value, trace))
        self._write(logging.ERROR, text)
        self._caught.emit(text)

    def report(self, bug: BaseException) -> None:
        """The same for an exception that somebody else caught (background work)."""
        self.handle(type(bug), bug, bug.__traceback__)

    @Slot(str)
    def _tell(self, text: str) -> None:
        self._show(text)

    def _handle_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.handle(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _handle_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            return
        self._write(logging.WARNING if kind == QtMsgType.QtWarningMsg else logging.ERROR, f"Qt: {text}")

    def _write(self, level: int, text: str) -> None:
        from logging.handlers import RotatingFileHandler

        record = logging.LogRecord("liling_desk", level, "", 0, text, None, None)
        try:
            self._log_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Opened for each record: there are few, and nothing is left open when the program is ended from outside.
            handler = RotatingFileHandler(self.log_path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
        except OSError:
            # Nowhere to write: the terminal is the last place that may still be read.
            sys.stderr.write(text + "\n")
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        handler.emit(record)
        handler.close()
