"""Passphrases for the command line: from a file, or typed unseen in a terminal. Never from the call's own words."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from liling_desk.ledger.errors import FileUnusable, UsageError, Where
from liling_desk.ledger.passphrase import Passphrase, new_passphrase
from liling_desk.translations import N_, Message, Translator

_LONGEST_LINE = 4096


def passphrase_in(file: str) -> Passphrase:
    """The first line of a file; `-` is the standard input. Raises `FileUnusable`."""
    return Passphrase(_first_line(file))


def asked_for(ledger: Path, tr: Translator) -> Passphrase | None:
    """Typed in the terminal, where a ledger needs it and there is a terminal."""
    from liling_desk.open_ledger import needs_passphrase

    if not needs_passphrase(ledger) or not sys.stdin.isatty():
        return None
    return Passphrase(getpass.getpass(tr("{file} 的口令：", file=ledger.name)))


def new_one(file: str | None, tr: Translator) -> Passphrase:
    """A new passphrase, typed twice or from a file. Raises `InvalidEdit`, `UsageError`, `FileUnusable`."""
    if file:
        return new_passphrase(_first_line(file))
    if not sys.stdin.isatty():
        raise UsageError(
            Message(N_("没有终端可以输入新口令。")), Message(N_("请写 --new-passphrase-file，口令放在文件的第一行。"))
        )
    made = new_passphrase(first := getpass.getpass(tr("新口令：")))
    if getpass.getpass(tr("再输一遍：")) != first:
        raise UsageError(Message(N_("两遍口令不一样，什么也没有改。")))
    return made


def _first_line(file: str) -> str:
    try:
        if file == "-":
            line = sys.stdin.readline(_LONGEST_LINE)
        else:
            with Path(file).open(encoding="utf-8-sig") as content:
                line = content.readline(_LONGEST_LINE)
    except (OSError, ValueError) as problem:
        raise FileUnusable(
            Message(N_("读不出口令文件 {file}。"), {"file": file}),
            Message(N_("请确认它还在，是 UTF-8 文本，口令在第一行。")),
            Where(file=file),
        ) from problem
    line = line.removesuffix("\n").removesuffix("\r")
    if not line:
        raise FileUnusable(
            Message(N_("口令文件 {file} 的第一行是空的。"), {"file": file}),
            Message(N_("请把口令写在第一行。")),
            Where(file=file),
        )
    return line
