"""A file's bytes, read once, with a limit; what is no table at all is refused by what it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from liling_desk.ledger.errors import FileUnusable, Where
from liling_desk.translations import N_, Message

LIMIT: Final = 50 * 1024 * 1024
"""Larger files are refused unread, bytes."""

RESAVE: Final = N_("请用 Excel 或 WPS 打开它，另存为 .xlsx，再导入。")
ASK_AGAIN: Final = N_("请用 Excel 或 WPS 打开原件，重新保存后再导入；打不开时请报送单位重发。")
_CHOOSE_TABLE: Final = N_("请选择表格文件（.xlsx、.xls、.ods 或 .csv）。")
_ORIGINAL: Final = N_("请向报送单位索取表格原件再导入。")
_UNPACK: Final = N_("请先解压，再选择里面的表格文件。")

_MAGIC: Final = (
    (b"%PDF", N_("{file} 是 PDF 文件，不是表格。"), _ORIGINAL),
    (b"MZ", N_("{file} 是程序文件，不是表格。"), _CHOOSE_TABLE),
    (b"\x7fELF", N_("{file} 是程序文件，不是表格。"), _CHOOSE_TABLE),
    (b"SQLite format 3\0", N_("{file} 是台账或数据库文件，不是表格。"), N_("台账文件请用“打开台账”打开。")),
    (b"\x89PNG", N_("{file} 是图片，不是表格。"), _ORIGINAL),
    (b"\xff\xd8\xff", N_("{file} 是图片，不是表格。"), _ORIGINAL),
    (b"GIF8", N_("{file} 是图片，不是表格。"), _ORIGINAL),
    (b"Rar!", N_("{file} 是压缩包，不是表格。"), _UNPACK),
    (b"7z\xbc\xaf", N_("{file} 是压缩包，不是表格。"), _UNPACK),
    (b"\x1f\x8b", N_("{file} 是压缩包，不是表格。"), _UNPACK),
    (b"{\\rtf", N_("{file} 是 RTF 文档，不是表格。"), N_("请把表格复制到 Excel，另存为 .xlsx，再导入。")),
)


@dataclass(frozen=True)
class Content:
    """A file's name and bytes."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Its digest, by which the same file is known again."""
        return hashlib.sha256(self.data).hexdigest()

    def unusable(self, what: str, remedy: str, detail: str = "", **values: object) -> FileUnusable:
        """The error that names this file; `what` is a template with {file}."""
        return FileUnusable(
            Message(what, {"file": self.name, **values}), Message(remedy), Where(file=self.name), detail
        )

    def damaged(self, problem: object = "") -> FileUnusable:
        """The error for a file that can't be read to its end."""
        return self.unusable(N_("{file} 已损坏或不完整，打不开。"), ASK_AGAIN, str(problem))

    def locked(self) -> FileUnusable:
        """The error for a file that wants a password."""
        return self.unusable(
            N_("{file} 设有打开密码，读不出。"), N_("请用 Excel 或 WPS 打开，取消密码后另存，再导入。")
        )

    def too_large(self) -> FileUnusable:
        """The error for a file that is small only as long as it is packed."""
        return self.unusable(
            N_("{file} 展开后太大，没有读入。"), N_("请删去无关的工作表和空行，或按单位拆成几个文件再导入。")
        )

    def empty(self) -> FileUnusable:
        """The error for a file with nothing in it."""
        return self.unusable(N_("{file} 是空的，没有任何内容。"), N_("请向报送单位重新索取，或检查另存时选的工作表。"))

    def only_header(self, row: int) -> FileUnusable:
        """The error for a table without data rows."""
        return FileUnusable(
            Message(N_("{file} 只有表头（第 {row} 行），没有数据行。"), {"file": self.name, "row": row}),
            Message(N_("请向报送单位重新索取，或检查另存时选的工作表。")),
            Where(file=self.name, row=row),
        )


def content_of(path: Path) -> Content:
    """Read a file's bytes. Raises `FileUnusable` where it is missing, too large or can't be read."""
    name = path.name or str(path)
    none = Content(name, b"")
    try:
        if path.is_dir():
            raise none.unusable(N_("{file} 是文件夹，不是文件。"), N_("请选择里面的表格文件。"))
        if path.exists() and not path.is_file():
            raise none.unusable(N_("{file} 不是普通文件。"), _CHOOSE_TABLE)
        size = path.stat().st_size
        if size > LIMIT:
            raise none.unusable(
                N_("{file} 有 {size} MB，超过 {limit} MB，没有读入。"),
                N_("请删去无关的工作表和空行，或按单位拆成几个文件再导入。"),
                size=round(size / 1024 / 1024),
                limit=LIMIT // 1024 // 1024,
            )
        content = Content(name, path.read_bytes())
    except FileNotFoundError as problem:
        raise none.unusable(N_("找不到文件 {file}。"), N_("请核对路径，文件可能已移动或改名。")) from problem
    except PermissionError as problem:
        raise none.unusable(
            N_("没有权限读取 {file}。"), N_("请检查文件权限；如果它正在 Excel 里打开，请先关闭。")
        ) from problem
    except (OSError, ValueError) as problem:
        raise none.unusable(N_("读不出 {file}。"), N_("请把文件复制到本机硬盘后再试。"), str(problem)) from problem
    if not content.data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n,;\0\x1a"):
        raise content.empty()
    return content


def refuse_other_kinds(content: Content) -> None:
    """Raise `FileUnusable` for pictures, programs, archives: what is told from the first bytes."""
    for magic, what, remedy in _MAGIC:
        if content.data.startswith(magic) and (magic != b"MZ" or b"\0" in content.data[:4096]):
            raise content.unusable(what, remedy)
