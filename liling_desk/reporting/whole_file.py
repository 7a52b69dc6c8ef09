"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.translations import N_, Message

_FULL = (errno.ENOSPC, errno.EDQUOT)
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the target, then put it in its place. Raises `FileUnusable`; what was there before stays then."""
    write_whole_from(path, (data,))


def write_whole_from(path: Path, parts: Iterable[bytes]) -> None:
    """The same for what comes part by part and need not be in memory at once."""
    target = path.resolve() if path.is_symlink() else path
    if not target.parent.is_dir():
        raise _unusable(path, N_("文件夹 {folder} 不存在。"), N_("请先建好这个文件夹，或换一个位置。"))
    if target.exists() and not target.is_file():
        raise _unusable(path, N_("{file} 不是普通文件，不能写入。"), N_("请换一个文件名。"))
    part = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with part.open("xb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as problem:
        raise _worded(path, problem) from problem
    finally:
        part.unlink(missing_ok=True)


def _worded(path: Path, problem: OSError) -> FileUnusable:
    detail = str(problem)
    if problem.errno in _FULL:
        return _unusable(path, N_("磁盘已满，{file} 没有写成。"), N_("请腾出空间，或换一个磁盘。"), detail)
    if problem.errno in _READ_ONLY:
        return _unusable(
            path, N_("{file} 写不进去：文件夹只读，或文件正被别的程序打开。"),
            N_("请关闭打开它的程序，或换一个可以写的文件夹。"), detail,
        )  # fmt: skip
    if problem.errno == errno.ENAMETOOLONG:
        return _unusable(path, N_("文件名 {file} 太长。"), N_("请换一个短些的文件名。"), detail)
    return _unusable(path, N_("{file} 没有写成。"), N_("请换一个位置再试。"), detail)


def _unusable(path: Path, what: str, remedy: str, detail: str = "") -> FileUnusable:
    values = {"file": path.name, "folder": str(path.parent)}
    return FileUnusable(Message(what, values), Message(remedy), Where(file=str(path)), detail)
