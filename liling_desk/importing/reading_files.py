"""The door for every file: what it is, is told by its content and not by its ending."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liling_desk.importing.csv_sheet import read_text
from liling_desk.importing.file_content import Content, content_of, refuse_other_kinds
from liling_desk.importing.sheet import Sheet
from liling_desk.importing.workbook import Progress
from liling_desk.ledger.errors import FileUnusable, UsageError, Where
from liling_desk.translations import N_, Message

ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".txt", ".tsv", ".html", ".htm", ".xml")
"""What a folder is searched for, and what a file dialog offers."""

MOST_FILES: Final = 500
_DEPTH: Final = 4


def read_file(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    report: Progress | None = None,
) -> Sheet:
    """Read a file of any kind. `sheet` names a worksheet; `report(done, in all)` may raise to cancel.

    Raises `FileUnusable` that names the file and the remedy, `UsageError` where there is no such worksheet.
    """
    return read_content(content_of(path), encoding=encoding, delimiter=delimiter, sheet=sheet, report=report)


def read_content(
    content: Content,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    report: Progress | None = None,
) -> Sheet:
    """Read a file whose bytes are known (a batch keeps them)."""
    data = content.data
    if data.startswith(b"PK\x03\x04"):
        return _read_package(content, sheet, report)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"\x09\x08\x10\0\0\x06", b"\x09\x08\x08\0\0\x05")):
        from liling_desk.importing.xls_sheet import read_xls  # xlrd, only when such a file comes

        return read_xls(content, sheet, report)
    refuse_other_kinds(content)
    from liling_desk.importing import markup_sheet, spreadsheet_xml

    if spreadsheet_xml.is_spreadsheet_xml(data):
        return spreadsheet_xml.read_spreadsheet_xml(content, sheet, report)
    if markup_sheet.is_html(data):
        return markup_sheet.read_html(content, encoding, sheet, report)
    if sheet:
        raise UsageError(Message(N_("CSV 文件没有工作表。")), Message(N_("请去掉 --sheet。")))
    return read_text(content, encoding, delimiter, report)


def _read_package(content: Content, sheet: str | None, report: Progress | None) -> Sheet:
    from liling_desk.importing.excel_sheet import read_xlsx
    from liling_desk.importing.ods_sheet import is_ods, read_ods
    from liling_desk.importing.xlsx_parts import Damaged, Package

    try:
        package = Package(content.data)
    except Damaged as problem:
        raise content.damaged(problem) from problem
    return read_ods(package, content, sheet, report) if is_ods(package) else read_xlsx(content, sheet, report)


@dataclass(frozen=True)
class FolderFiles:
    """The tables of a folder and its subfolders in the order of their names, and what was passed over and why."""

    files: tuple[Path, ...]
    skipped: tuple[tuple[Path, Message], ...]


def files_in(folder: Path) -> FolderFiles:
    """What of a folder would be imported. Raises `FileUnusable` where it can't be listed or holds too many files."""
    files: list[Path] = []
    skipped: list[tuple[Path, Message]] = []
    where = Where(file=folder.name or str(folder))
    try:
        for path in _walk(folder, 0):
            why = _why_skipped(path)
            if why is None:
                files.append(path)
            else:
                skipped.append((path, Message(why)))
            if len(files) > MOST_FILES or len(skipped) > MOST_FILES * 10:
                what = N_("{folder} 里的文件超过 {most} 个，没有读入。")
                remedy = Message(N_("请只选报送材料所在的文件夹。"))
                raise FileUnusable(Message(what, {"folder": where.file, "most": MOST_FILES}), remedy, where)
    except OSError as problem:
        raise FileUnusable(
            Message(N_("打不开文件夹 {folder}。"), {"folder": where.file}),
            Message(N_("请核对路径和权限，文件夹可能已移动或改名。")),
            where,
            str(problem),
        ) from problem
    return FolderFiles(tuple(files), tuple(skipped))


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith((".", "__MACOSX")) and depth < _DEPTH:
                yield from _walk(Path(entry.path), depth + 1)
        elif entry.is_file():
            yield Path(entry.path)


def _why_skipped(path: Path) -> str | None:
    if path.name.startswith(("~$", ".~", "~")):
        return N_("打开着的文件留下的临时文件")
    if path.name.startswith(".") or path.name.casefold() in ("thumbs.db", "desktop.ini"):
        return N_("隐藏文件")
    if path.suffix.casefold() not in ENDINGS:
        return N_("不是表格文件")
    return None
