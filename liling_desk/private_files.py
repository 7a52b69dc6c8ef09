"""What the program keeps for itself: folders and files that only their owner can read, whatever the umask says."""

from __future__ import annotations

import os
import secrets
from io import BufferedWriter
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_private_folder(folder: Path) -> None:
    """Make a folder and those that lead to it, each for its owner only; what is there is left as it is.

    Raises OSError.
    """
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=FOLDER_MODE, exist_ok=True)


def write_private(path: Path, data: bytes, surely: bool = True) -> None:
    """Write a file whole or not at all, in a private folder. `surely`: it is on the disk when this returns.

    Raises OSError; what was there before stays then.
    """
    make_private_folder(path.parent)
    part = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        with open_private(part) as file:
            file.write(data)
            if surely:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def open_private(path: Path) -> BufferedWriter:
    """A new file to write bytes into, for its owner only. Raises OSError where anything is there."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, FILE_MODE), "wb")


_BINARY = getattr(os, "O_BINARY", 0)


def private_opener(path: str, flags: int) -> int:
    """For `open(..., opener=private_opener)`: a file that is made by it is its owner's only."""
    return os.open(path, flags, FILE_MODE)
