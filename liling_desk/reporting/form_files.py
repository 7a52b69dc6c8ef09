"""Returns forms as files in a folder, one for each unit: all of them or none."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liling_desk.ledger.errors import FileUnusable, UsageError, Where
from liling_desk.ledger.periods import month_of
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import reports
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN
from liling_desk.reporting.returns_form import returns_form, units_to_ask
from liling_desk.reporting.whole_file import write_whole
from liling_desk.translations import N_, Message

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST: Final = 150
"""Bytes of a unit's name in a file name; file systems take 255 in all."""


@dataclass(frozen=True)
class FormsWritten:
    """The files by unit; how many items stand in them; how many open ones have no unit to ask."""

    files: Mapping[str, Path]
    items: int
    unassigned: int


def write_forms(
    folder: Path, standings: Iterable[Standing], returns: Mapping[str, Sequence[Return]], period: str
) -> FormsWritten:
    """Write a form for each unit with open items into a folder, which is made if its parent exists.

    Raises `UsageError` for a period that is no month, `FileUnusable` where a file is there already or can't be
    written; then nothing is left behind.
    """
    if month_of(period) is None:
        raise UsageError(
            Message(N_("期别“{period}”不成立。"), {"period": period}), Message(N_("请写成 2021-06 这样的年月。"))
        )
    standings = list(standings)
    asked = units_to_ask(standings)
    names = file_names(asked, period)
    contents = {names[unit]: returns_form(unit, items, returns, period) for unit, items in asked.items()}
    if contents:
        _write_all(folder, contents)
    open_items = [each.commitment for each in standings if each.commitment.status in OPEN]
    unassigned = sum(not reports(item) and not item.deleted for item in open_items)
    return FormsWritten(
        {unit: folder / name for unit, name in names.items()}, sum(map(len, asked.values())), unassigned
    )


def file_names(units: Iterable[str], period: str) -> dict[str, str]:
    """A name for each unit's file that every system takes, no two alike whatever the case."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for unit in units:
        plain = _plain(unit)
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name.casefold())
        names[unit] = f"{name}-{period}-报送表.xlsx"
    return names


def _plain(unit: str) -> str:
    name = " ".join(_FORBIDDEN.sub(" ", unit).split()).strip(". ") or "单位"
    while len(name.encode("utf-8", "replace")) > _LONGEST:
        name = name[:-1].rstrip(". ")
    return f"{name}_" if _DEVICES.fullmatch(name.split(".")[0]) else name


def _write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    is_new = _made(folder)
    written: list[Path] = []
    try:
        for name in contents:
            if (folder / name).exists():
                raise FileUnusable(
                    Message(N_("{folder} 里已经有 {file}，没有覆盖，也没有写别的。"), {"folder": folder, "file": name}),
                    Message(N_("它可能是单位填好的；请换一个文件夹，或先移走它。")),
                    Where(file=str(folder / name)),
                )
        for name, content in contents.items():
            write_whole(folder / name, content)
            written.append(folder / name)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        if is_new:
            folder.rmdir()
        raise


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
