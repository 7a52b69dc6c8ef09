"""The log: rotating, readable by its owner only."""

from __future__ import annotations

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from liling_desk.private_files import make_private_folder, private_opener

LOG_FILE = "liling-desk.log"
LOG_BYTES = 512 * 1024
_TAIL = 64 * 1024


def write_log(folder: Path, level: int, text: str) -> None:
    """Another record. `text` must hold nothing of a ledger's content. Raises OSError."""
    make_private_folder(folder)
    record = logging.LogRecord("liling_desk", level, "", 0, text, None, None)
    # Opened for each record: there are few, and nothing is left open when the program is ended from outside.
    handler = _PrivateHandler(folder / LOG_FILE, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    try:
        handler.emit(record)
    finally:
        handler.close()


def last_lines(folder: Path, number: int) -> list[str]:
    """The newest lines of the log, oldest first; none where there is no log."""
    try:
        with (folder / LOG_FILE).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-number:]


class _PrivateHandler(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=private_opener)
