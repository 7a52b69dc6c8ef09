"""What SQLite and the disk say, as problems that tell what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liling_desk.ledger.address import Address
from liling_desk.ledger.errors import (
    InvalidEdit,
    LedgerDamaged,
    LedgerError,
    LedgerUnusable,
    NotALedger,
    ReadOnlyLedger,
    Where,
)
from liling_desk.translations import N_, Message


@contextmanager
def known_problems(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk say into a `LedgerUnusable` that tells what to do."""
    try:
        yield
    except LedgerError:
        raise
    except sqlite3.IntegrityError as problem:
        raise InvalidEdit(
            Message(N_("这次修改与台账里别的内容对不上，没有写入。")),
            Message(N_("可能有人刚改过相关内容；请重新读取后再试。")),
            Where(file=str(path)),
            str(problem),
        ) from problem
    except (UnicodeError, OverflowError) as problem:  # SQLite's words may quote damage; numbers may be past the end
        raise damaged(path, repr(problem)) from problem
    except (sqlite3.DatabaseError, OSError) as problem:
        raise explained(path, problem) from problem


def explained(path: Path, problem: Exception) -> LedgerError:
    """What SQLite or the disk said, with what to do."""
    said = str(problem).lower()
    if "readonly" in said:
        return read_only(path)
    if "not a database" in said:
        from liling_desk.store import sealing

        return sealing.needed(path) if sealing.looks_sealed(path) else not_a_ledger(path)
    if any(sign in said for sign in _DAMAGE):
        return damaged(path, str(problem))
    for sign, what, remedy in _SIGNS:
        if sign in said:
            return LedgerUnusable(Message(what, {"file": path}), Message(remedy), Where(file=str(path)), str(problem))
    return LedgerUnusable(
        Message(N_("台账 {file} 用不了：{said}"), {"file": path, "said": problem}),
        Message(N_("请换一个位置或用备份；详细信息可以复制给技术人员。")),
        Where(file=str(path)),
        str(problem),
    )


_DAMAGE = ("malformed", "could not decode", "unsupported file format")
_SIGNS = (
    ("locked", N_("台账 {file} 正被别的程序占用。"), N_("请关掉占用它的程序，稍等再试；没有写入任何内容。")),
    ("full", N_("磁盘满了，{file} 没有写入。"), N_("请腾出空间后再试；原有内容完好。")),
    ("no space", N_("磁盘满了，{file} 没有写入。"), N_("请腾出空间后再试；原有内容完好。")),
    ("disk i/o", N_("读写 {file} 时磁盘出错。"), N_("请检查磁盘或网络盘是否还连着，再打开一次。")),
    ("unable to open", N_("打不开台账 {file}。"), N_("请检查文件和文件夹的读写权限。")),
    ("permission", N_("没有权限使用 {file}。"), N_("请检查文件和文件夹的读写权限。")),
)


def damaged(path: Path, detail: str) -> LedgerDamaged:
    """The error for a file whose pages are not whole; `detail` in SQLite's words."""
    return LedgerDamaged(
        Message(N_("台账 {file} 已损坏。"), {"file": path}),
        Message(N_("请用备份恢复，或者把完好的内容抢救到一个新台账里。")),
        Where(file=str(path)),
        detail,
    )


def not_a_ledger(path: Path) -> NotALedger:
    """The error for a file that nothing says is a ledger."""
    return NotALedger(
        Message(N_("{file} 不是醴陵台账文件。"), {"file": path}),
        Message(N_("请选择本程序建立的台账；表格文件请用“导入”。")),
        Where(file=str(path)),
    )


def read_only(path: Path) -> ReadOnlyLedger:
    """The error for writing to a file that only opens for looking."""
    return ReadOnlyLedger(
        Message(N_("台账 {file} 是只读的，没有写入。"), {"file": path}),
        Message(N_("请去掉只读属性，或把它复制到可以写入的位置再打开。")),
        Where(file=str(path)),
    )


def only_looking(ledger: Path | Address) -> ReadOnlyLedger:
    """The error for writing where the program was set to be used for looking only."""
    told = str(ledger) if isinstance(ledger, Path) else ledger.text
    return ReadOnlyLedger(
        Message(N_("本机用途是“只看”，{file} 没有写入。"), {"file": told}),
        Message(N_("要修改，请到“设置 - 本机用途”改成督查室；用 --reader 启动的，请去掉它再启动。")),
        Where(file=told),
    )
