"""The user's own templates of letters begin as copies of the shipped ones."""

from __future__ import annotations

from pathlib import Path

from liling_desk import places
from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.ledger.letter import LetterKind
from liling_desk.reporting.whole_file import write_whole
from liling_desk.translations import N_, Message


def missing_templates(folder: Path) -> list[str]:
    """Names of the templates that the folder does not have."""
    names = [f"{kind.value}.docx" for kind in LetterKind]
    return [name for name in names if not (folder / name).is_file()]


def copy_templates(folder: Path) -> None:
    """Make the folder and put the shipped ones there; what is there stays. Raises `FileUnusable`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise FileUnusable(
            Message(N_("不能建立文件夹 {folder}。"), {"folder": folder}),
            Message(N_("请换一个能写入的位置。")),
            Where(file=str(folder)),
            str(problem),
        ) from problem
    for name in missing_templates(folder):
        write_whole(folder / name, places.resource("letters", name).read_bytes())
