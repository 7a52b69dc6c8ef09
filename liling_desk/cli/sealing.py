"""The command about the ledger's passphrase: set, change, remove."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from liling_desk.cli.asking import new_one
from liling_desk.cli.session import DONE, PROBLEMS, Session
from liling_desk.ledger.errors import UsageError
from liling_desk.open_ledger import Backup, change_backups, change_passphrase, needs_passphrase
from liling_desk.preferences import load_preferences
from liling_desk.translations import N_, Message, Translator

if TYPE_CHECKING:
    from liling_desk.ledger.passphrase import Passphrase
    from liling_desk.open_ledger import Rekeyed

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_passphrase(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    """`passphrase set`, `passphrase change`, `passphrase remove`."""
    command = commands.add_parser("passphrase", parents=[shared], help=tr("给台账设口令、改口令、去掉口令"))
    command.add_argument("what", choices=("set", "change", "remove"))
    command.add_argument("--new-passphrase-file", metavar="FILE", help=tr("新口令在文件的第一行；不写则在终端里问两遍"))
    backups_help = tr("旧备份：keep 不动，include 一起改成新口令，delete 删除")
    command.add_argument("--backups", choices=("keep", "include", "delete"), default="keep", help=backups_help)
    command.set_defaults(run=passphrase)


def passphrase(session: Session) -> int:
    """Write the ledger anew, after a backup; tell which backups the new passphrase does not open."""
    typed, path = session.arguments, session.ledger_path
    session.must_be_desk(path)
    has_one = path.exists() and needs_passphrase(path)
    if typed.what == "set" and has_one:
        raise UsageError(Message(N_("台账已经有口令了。")), Message(N_("要换一个，请用 passphrase change。")))
    if typed.what != "set" and path.exists() and not has_one:
        raise UsageError(Message(N_("台账没有口令。")), Message(N_("要设一个，请用 passphrase set。")))
    old = session.passphrase if has_one else None
    new = None if typed.what == "remove" else new_one(typed.new_passphrase_file, session.tr)
    second = load_preferences().second_folder
    done = change_passphrase(path, old, new, second)
    session.say(_SAID[typed.what])
    session.say("改之前的台账备份在 {file}。", file=done.kept)
    return _settle_backups(session, done, old, new)


_SAID = {
    "set": N_("已设口令。忘了口令，台账和备份谁也打不开；请把口令写下来，和台账分开保管。"),
    "change": N_("口令已改。"),
    "remove": N_("口令已去掉，台账是明文。"),
}


def _settle_backups(session: Session, done: Rekeyed, old: Passphrase | None, new: Passphrase | None) -> int:
    typed, others = session.arguments, list(done.others)
    left: list[Backup] = others
    if typed.backups == "include":
        left = change_backups(others, old, new)
    elif typed.backups == "delete":
        for each in others:
            each.path.unlink(missing_ok=True)
        left = []
    if not left:
        return DONE
    session.say(N_("这些备份不用口令就能读：") if old is None else N_("这些备份还是原来的口令："))
    for each in left:
        print(each.path)
    if typed.backups == "keep":
        session.say("可以用 --backups include 一起改，或用 --backups delete 删除；也可以自己处理。")
    return DONE if typed.backups == "keep" else PROBLEMS
