"""A file from the disk as evidence: read once, with a limit and progress."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.ledger.evidence_file import USUAL_LIMIT, EvidenceFile, accept, refuse_size
from liling_desk.ledger.file_names import clean_name
from liling_desk.translations import N_, Message

_PART: Final = 1 << 20


def read_evidence_file(
    path: Path, limit: int = USUAL_LIMIT, report: Callable[[int, int], None] | None = None
) -> EvidenceFile:
    """Read and look at a file; `limit` in bytes, `report(bytes read, in all)` may raise to cancel.

    Raises `FileUnusable` where it can't be read, is no file, is too large, empty, or a program.
    """
    name = clean_name(path.name)
    try:
        # A pipe would block, a device never end: only plain files are opened.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileUnusable(
                Message(N_("{file} 不是普通文件，没有添加。"), {"file": name}),
                Message(N_("文件夹请先压缩成一个文件，或选择里面的文件。")),
                Where(file=str(path)),
            )
        total = path.stat().st_size
        refuse_size(path.name, total, limit)
        parts: list[bytes] = []
        done = 0
        with path.open("rb") as file:
            while part := file.read(_PART):
                parts.append(part)
                done += len(part)
                refuse_size(path.name, done, limit)  # it may grow while it is read
                if report is not None:
                    report(done, max(total, done))
    except OSError as problem:
        raise FileUnusable(
            Message(N_("{file} 读不出来，没有添加。"), {"file": name}),
            Message(N_("请核对路径和权限，文件可能已移动或改名。")),
            Where(file=str(path)),
            str(problem),
        ) from problem
    return accept(path.name, b"".join(parts), limit)
