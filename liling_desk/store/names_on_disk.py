"""Names of files that are to survive a power cut."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def names_kept(folder: Path) -> None:
    """The names in a folder are on the disk when this returns, where the system can do that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
