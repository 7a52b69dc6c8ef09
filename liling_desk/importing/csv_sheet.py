"""Reading a CSV: which encoding, which delimiter, which rows. Never guesses silently."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from liling_desk.importing.sheet import Sheet

ENCODINGS: Final = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "big5")
"""Choices for the encoding drop-down; None stands for automatic."""

DELIMITERS: Final = (",", ";", "\t")
"""Choices for the delimiter drop-down; None stands for automatic."""

LIMIT: Final = 50 * 1024 * 1024
"""Larger files are refused unread, bytes."""

Progress = Callable[[int, int], None]


def read_csv(
    path: Path, encoding: str | None = None, delimiter: str | None = None, report: Progress | None = None
) -> Sheet:
    """Read a CSV file. `report(bytes done, bytes in all)` is called now and then; it may raise to cancel.

    Raises `FileUnusable` that names the file, the row where there is one, and the remedy.
    """
    raise NotImplementedError
