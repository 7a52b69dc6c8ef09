"""The command about the journal as evidence: its head, its export, finding a hash that stands on a paper."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liling_desk import proof
from liling_desk.cli.session import DONE, PROBLEMS, Session
from liling_desk.ledger.entry import Entry, name_of
from liling_desk.ledger.errors import UsageError
from liling_desk.translations import N_, Message, Translator
from liling_desk.words.entries import entry_words, local_time

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

SHORTEST = 8
"""Fewer digits of a hash could be another entry's by chance."""


def add_journal(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    """`journal`: without options it tells how many entries there are, and the newest one's hash."""
    command = commands.add_parser("journal", parents=[shared], help=tr("操作记录：导出、验证、按校验码查找"))
    way = command.add_mutually_exclusive_group()
    way.add_argument("-o", "--output", metavar="FILE.jsonl", help=tr("导出全部操作记录，别人不用本程序也能验证"))
    way.add_argument("--verify", metavar="FILE", help=tr("验证一个导出的文件，不用打开台账"))
    command.add_argument("--find", metavar="HASH", nargs="+", help=tr("通报上印的校验码是哪一条，至少写 8 位"))
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=journal)


def journal(session: Session) -> int:
    """Export the journal, verify an export, or look at the ledger's own."""
    typed = session.arguments
    looked_for = hash_of(typed.find)
    if typed.verify:
        return _verify(session, Path(typed.verify), looked_for)
    if typed.output:
        if looked_for:
            raise UsageError(Message(N_("导出时不能同时查找。")), Message(N_("请分两次来。")))
        return _export(session, Path(typed.output))
    with session.ledger() as ledger:
        snapshot = ledger.snapshot()
        entry = proof.find_entry(ledger.address, looked_for, ledger.access) if looked_for else None
    if typed.json:
        told: dict[str, Any] = {"entries": snapshot.entries, "head": snapshot.head}
        session.print_json({**told, **({"hash": looked_for, "entry": _as_json(entry)} if looked_for else {})})
    elif not looked_for:
        session.say("共 {n} 条操作记录，最新一条的校验码：", n=snapshot.entries)
        print(snapshot.head)
    elif entry is None:
        session.say("台账的操作记录里没有校验码 {hash}。", hash=looked_for)
    else:
        say_entry(session, entry)
    return PROBLEMS if looked_for and entry is None else DONE


def hash_of(words: list[str] | None) -> str:
    """A hash as it stands on a paper, in groups or not; "" where none was typed. Raises `UsageError`."""
    if not words:
        return ""
    digits = re.sub(r"[\s…\.\-]", "", "".join(words)).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST},64}}", digits):
        raise UsageError(
            Message(N_("“{text}”不是校验码。"), {"text": " ".join(words)}),
            Message(N_("校验码由 0–9 和 a–f 组成，请至少写 8 位，最多 64 位。")),
        )
    return digits


def say_entry(session: Session, entry: Entry) -> None:
    """Which entry it is: number, time, who, what."""
    moment = local_time(entry.at)
    time = moment.strftime("%Y-%m-%d %H:%M") if moment else entry.at
    what = entry_words(name_of(entry), session.tr)
    session.say("第 {seq} 条操作记录：{time}  {who}  {what}", seq=entry.seq, time=time, who=entry.actor, what=what)


def _export(session: Session, target: Path) -> int:
    chain = session.reach(session.named, lambda address, access: proof.write_journal(address, target, access))
    if session.arguments.json:
        session.print_json(_chain(session, chain))
    else:
        session.say("已写入 {file}，{n} 条操作记录，最新一条的校验码：", file=target, n=chain.entries)
        print(chain.head.hash)
        _say_problems(session, chain)
    return PROBLEMS if chain.problems else DONE


def _verify(session: Session, file: Path, looked_for: str) -> int:
    chain = proof.verify(file, looked_for)
    lacking = bool(looked_for) and chain.found is None
    if session.arguments.json:
        found = {"hash": looked_for, "seq": chain.found.seq if chain.found else None} if looked_for else {}
        session.print_json(_chain(session, chain) | found)
    else:
        _say_problems(session, chain)
        if not chain.problems:
            session.say("{n} 条操作记录前后相连，没有改动。最新一条的校验码：", n=chain.entries)
            print(chain.head.hash)
        if chain.found is not None:
            session.say("校验码 {hash} 是第 {seq} 条操作记录。", hash=looked_for, seq=chain.found.seq)
        elif looked_for:
            session.say("文件里没有校验码 {hash}。", hash=looked_for)
    return PROBLEMS if chain.problems or lacking else DONE


def _say_problems(session: Session, chain: proof.Chain) -> None:
    for problem in chain.problems:
        print(session.tr.say(problem))


def _chain(session: Session, chain: proof.Chain) -> dict[str, Any]:
    return {
        "ok": not chain.problems,
        "entries": chain.entries,
        "head": chain.head.hash,
        "problems": [session.tr.say(each) for each in chain.problems],
    }


def _as_json(entry: Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {"seq": entry.seq, "at": entry.at, "actor": entry.actor, "action": entry.action}
