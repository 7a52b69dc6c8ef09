"""Copies of evidence files for other programs to show: private, read-only, gone at the end."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liling_desk import places
from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.ledger.file_names import clean_name
from liling_desk.private_files import make_private_folder
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile

_LOCK = "lock"


class PrivateCopies:
    """One folder of this process below `places.opened_dir()`, which nobody else may enter (0700).

    A lock in it tells other windows that it is in use. Nothing is written before the first copy is asked for.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: QLockFile | None = None

    def put(self, name: str, content: bytes) -> Path:
        """A read-only copy under a harmless name, in a folder of its own. Raises `FileUnusable`."""
        try:
            place = self._own_folder() / secrets.token_hex(8)
            place.mkdir(mode=0o700)
            path = place / clean_name(name)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            path.chmod(stat.S_IRUSR)
        except OSError as problem:
            raise FileUnusable(
                Message(N_("{file} 的临时副本没有写成。"), {"file": clean_name(name)}),
                Message(N_("请腾出磁盘空间，或另存到别处再打开。")),
                Where(file=clean_name(name)),
                str(problem),
            ) from problem
        return path

    def clear(self) -> None:
        """Remove every copy of this process."""
        folder, self._folder = self._folder, None
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.unlock()
        if folder is not None:
            _remove(folder)

    def remove_leftovers(self) -> None:
        """Remove what processes left behind that have ended without `clear`."""
        from PySide6.QtCore import QLockFile

        parent = places.opened_dir()
        if not _is_own(parent):
            return
        for folder in sorted(parent.iterdir()):
            if folder == self._folder or not _is_own(folder):
                continue
            lock = QLockFile(str(folder / _LOCK))
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                lock.unlock()
                _remove(folder)

    def _own_folder(self) -> Path:
        from PySide6.QtCore import QLockFile

        if self._folder is None or not self._folder.is_dir():
            parent = places.opened_dir()
            make_private_folder(parent)
            if not _is_own(parent):
                raise NotADirectoryError(str(parent))
            parent.chmod(0o700)
            folder = parent / f"{os.getpid()}-{secrets.token_hex(6)}"
            folder.mkdir(mode=0o700)
            self._lock = QLockFile(str(folder / _LOCK))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)
            self._folder = folder
        return self._folder


def _is_own(folder: Path) -> bool:
    """A real folder, no link to elsewhere."""
    return folder.is_dir() and not folder.is_symlink()


def _remove(folder: Path) -> None:
    """With all that is in it; what another program still holds open stays until the next start."""
    shutil.rmtree(folder, onerror=_try_again)


def _try_again(remove: Callable[..., Any], path: str, _problem: object) -> None:
    # Windows refuses to remove what is read-only.
    try:
        Path(path).chmod(stat.S_IRWXU)
        remove(path)
    except OSError:
        return
