"""Passphrases and passwords for the command line: from a file, from the system's keyring, or typed unseen."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from liling_desk.ledger.address import ServerAddress, password_in
from liling_desk.ledger.errors import FileUnusable, UsageError, Where
from liling_desk.ledger.passphrase import Passphrase, new_passphrase
from liling_desk.ledger.password import Password
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


def password_of(typed: str, address: ServerAddress, tr: Translator) -> Password | None:
    """The password that stands in a typed address, else the one in the system's keyring; None: libpq looks for it."""
    from liling_desk import server_secrets

    if (password := password_in(typed)) is None:
        return server_secrets.recall(address)
    said = tr("地址里写了密码，这台机器上别的用户可能看得到。请改放进系统的密码库或 pgpass 文件。")
    print(said, file=sys.stderr)
    return password


def password_asked_for(address: ServerAddress, tr: Translator) -> Password | None:
    """Typed in the terminal; None where there is none, or nothing was typed."""
    if not sys.stdin.isatty():
        return None
    typed = getpass.getpass(tr("{server} 的密码：", server=address.name))
    return Password(typed) if typed else None


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
