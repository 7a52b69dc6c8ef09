"""Commands about ledgers on a server: adopt, snapshot, prepare, who."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liling_desk import server_ledgers
from liling_desk.cli.asking import new_one
from liling_desk.cli.session import DONE, PROBLEMS, Result, Session
from liling_desk.ledger.address import Address, ServerAddress, address_of
from liling_desk.ledger.errors import UsageError
from liling_desk.translations import N_, Message, Translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from liling_desk.ledger.access import Access

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_servers(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    """The commands and their options."""
    where = tr("postgresql://用户@主机:端口/数据库?desk=代号；密码放在系统的密码库或 pgpass 文件里")

    command = commands.add_parser("adopt", parents=[shared], help=tr("把台账文件连同全部历史搬到服务器上"))
    command.add_argument("file", metavar="FILE", help=tr("要搬的台账文件，只读取"))
    command.add_argument("address", metavar="ADDRESS", help=where)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=adopt)

    command = commands.add_parser("snapshot", parents=[shared], help=tr("把服务器上的台账全部存成一个文件"))
    command.add_argument("address", metavar="ADDRESS", help=where)
    command.add_argument("file", metavar="FILE", help=tr("新文件；已有的不覆盖。写了 --passphrase-file 则加密"))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=snapshot)

    command = commands.add_parser(
        "prepare", parents=[shared], help=tr("管理员：为台账准备或升级一个数据库，可以重复做")
    )
    command.add_argument("address", metavar="ADDRESS", help=where)
    separate = tr("各督查室只看得到自己的台账；一旦分开，以后一直分开")
    command.add_argument("--separate-desks", action="store_true", help=separate)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=prepare)

    command = commands.add_parser("who", parents=[shared], help=tr("谁正开着服务器上的这个台账"))
    command.add_argument("address", metavar="ADDRESS", nargs="?", help=where)
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=who)


def adopt(session: Session) -> int:
    """A file ledger into a new desk; exit 3 where it is not sound, the desk is taken or the server is out of reach."""
    file = Path(session.arguments.file)
    _must_be_server(session.arguments.address)
    passphrase = session.passphrase_of(file)

    def move(address: ServerAddress, access: Access) -> server_ledgers.Moved:
        return server_ledgers.adopt(file, address, replace(access, passphrase=passphrase), _progress(session))

    moved = _reached(session, session.arguments.address, move)
    if session.arguments.json:
        session.print_json(_moved(moved))
        return DONE
    session.say(
        "已搬到 {address}：{items} 项，{entries} 条操作记录，逐行核对一致。最新一条的校验码：",
        address=moved.address.text, items=moved.items, entries=moved.entries,
    )  # fmt: skip
    print(moved.head)
    session.say("原来的文件没有动；请收好它，以后只改服务器上的。")
    return DONE


def snapshot(session: Session) -> int:
    """A whole copy in a new file, encrypted where a passphrase is given."""
    typed = session.arguments
    _must_be_server(typed.address)
    passphrase = new_one(typed.passphrase_file, session.tr) if typed.passphrase_file else None
    moved = _reached(
        session,
        typed.address,
        lambda address, access: server_ledgers.snapshot(
            address, Path(typed.file), access, _progress(session), passphrase
        ),
    )
    if typed.json:
        session.print_json(_moved(moved))
        return DONE
    session.say(
        "已存到 {file}：{items} 项，{entries} 条操作记录，逐行核对一致。最新一条的校验码：",
        file=typed.file, items=moved.items, entries=moved.entries,
    )  # fmt: skip
    print(moved.head)
    return DONE


def prepare(session: Session) -> int:
    """Make a database ready; exit 1 where the administrator has yet to make group roles."""
    typed = session.arguments
    _must_be_server(typed.address)
    found = _reached(
        session,
        typed.address,
        lambda address, access: server_ledgers.prepare(address, access, typed.separate_desks),
    )
    if typed.json:
        session.print_json(
            {
                "schema_before": found.step_before,
                "schema": found.step,
                "separate_desks": found.separate,
                "missing_roles": list(found.missing_roles),
            }
        )
    else:
        session.say(
            "数据库已准备好，结构第 {step} 版（原来第 {before} 版）。", step=found.step, before=found.step_before
        )
        if found.separate:
            session.say("各督查室只看得到自己的台账。")
        if found.missing_roles:
            session.say("这个用户不能建角色，请管理员建好后再运行一次：{roles}", roles=" ".join(found.missing_roles))
    return PROBLEMS if found.missing_roles else DONE


def who(session: Session) -> int:
    """The chosen names of those who are on, one a line."""
    named = session.arguments.address or session.named
    _must_be_server(named)
    people = _reached(session, named, server_ledgers.people)
    if session.arguments.json:
        session.print_json(people)
    else:
        for each in people:
            print(each)
    return DONE


def _reached(session: Session, typed: str, do: Callable[[ServerAddress, Access], Result]) -> Result:
    def with_server(address: Address, access: Access) -> Result:
        return do(_server(address), access)

    return session.reach(typed, with_server)


def _server(address: Address) -> ServerAddress:
    if isinstance(address, ServerAddress):
        return address
    raise UsageError(
        Message(N_("“{text}”不是服务器上的台账。"), {"text": address.text}),
        Message(N_("请写成 postgresql://用户@主机:端口/数据库?desk=代号。")),
    )


def _must_be_server(typed: str) -> None:
    """Before a passphrase is asked for. Raises `UsageError`."""
    _server(address_of(typed))


def _progress(session: Session) -> server_ledgers.Report | None:
    """How far it is, in a terminal."""
    if session.arguments.json or not sys.stderr.isatty():
        return None

    def report(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{done * 100 // max(1, total)} %", end=end, file=sys.stderr, flush=True)

    return report


def _moved(moved: server_ledgers.Moved) -> dict[str, Any]:
    return {
        "file": str(moved.file),
        "address": moved.address.text,
        "items": moved.items,
        "journal_entries": moved.entries,
        "head": moved.head,
        "rows": dict(moved.rows),
    }
