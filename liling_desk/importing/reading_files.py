"""The door for every file: what it is, is told by its content and not by its ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from liling_desk.importing.csv_sheet import read_csv
from liling_desk.importing.sheet import Sheet
from liling_desk.ledger.errors import UsageError
from liling_desk.translations import N_, Message

Progress = Callable[[int, int], None]


def read_file(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    report: Progress | None = None,
) -> Sheet:
    """Read a file of any kind. `sheet` names a worksheet; `report(done, in all)` may raise to cancel.

    Raises `FileUnusable` that names the file and the remedy, `UsageError` where `sheet` is asked of a text file.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError:
        head = b""
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from liling_desk.importing.excel_sheet import read_excel  # only when a workbook comes

        return read_excel(path, sheet, report)
    if sheet:
        raise UsageError(Message(N_("CSV 文件没有工作表。")), Message(N_("请去掉 --sheet。")))
    return read_csv(path, encoding, delimiter, report)
