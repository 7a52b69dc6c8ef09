"""Files of one run in one folder: all of them or none, under names that every system takes."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.reporting.whole_file import write_whole
from liling_desk.translations import N_, Message

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST: Final = 150
"""Bytes of a unit's name in a file name; file systems take 255 in all."""


def file_names(units: Iterable[str], ending: str) -> dict[str, str]:
    """A name for each unit's file, with `ending` after it; no two alike whatever the case."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for unit in units:
        plain = _plain(unit)
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name.casefold())
        names[unit] = f"{name}{ending}"
    return names


def _plain(unit: str) -> str:
    name = " ".join(_FORBIDDEN.sub(" ", unit).split()).strip(". ") or "单位"
    while len(name.encode("utf-8", "replace")) > _LONGEST:
        name = name[:-1].rstrip(". ")
    return f"{name}_" if _DEVICES.fullmatch(name.split(".")[0]) else name


def write_all(folder: Path, contents: Mapping[str, bytes], if_there: Message) -> None:
    """Write the files into a folder, which is made if its parent exists; nothing is overwritten.

    Raises `FileUnusable` where a file is there already (`if_there` says what to do) or can't be written; then nothing
    is left behind.
    """
    is_new = _made(folder)
    written: list[Path] = []
    try:
        for name in contents:
            if (folder / name).exists():
                raise FileUnusable(
                    Message(N_("{folder} 里已经有 {file}，没有覆盖，也没有写别的。"), {"folder": folder, "file": name}),
                    if_there,
                    Where(file=str(folder / name)),
                )
        for name, content in contents.items():
            write_whole(folder / name, content)
            written.append(folder / name)
    except BaseException:
        take_back(folder, written, is_new)
        raise


def take_back(folder: Path, written: Iterable[Path], with_folder: bool = False) -> None:
    """Remove files that were just written, and the folder where it was made for them."""
    for path in written:
        with suppress(OSError):  # what went wrong first is what is told
            path.unlink(missing_ok=True)
    if with_folder:
        with suppress(OSError):
            folder.rmdir()


def _made(folder: Path) -> bool:
    """Make the folder unless it is there; whether it is new."""
    if folder.is_dir():
        return False
    try:
        folder.mkdir()
    except OSError as problem:
        remedy = N_("请换一个能写入的位置。")
        if problem.errno == errno.EEXIST:
            remedy = N_("那里是一个文件；请换一个文件夹名。")
        elif problem.errno == errno.ENOENT:
            remedy = N_("请先建好上一级文件夹，或换一个位置。")
        raise FileUnusable(
            Message(N_("不能建立文件夹 {folder}。"), {"folder": folder}), Message(remedy), Where(file=str(folder)),
            str(problem),
        ) from problem  # fmt: skip
    return True
