"""Commands for evidence files: attach, evidence."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.cli import as_json
from liling_desk.cli.session import DONE, Session
from liling_desk.importing.evidence_reading import read_evidence_file
from liling_desk.ledger import edits
from liling_desk.ledger.errors import FileExists, UsageError
from liling_desk.ledger.evidence import Evidence
from liling_desk.ledger.evidence_file import MEGABYTE, ledger_weight, size_words
from liling_desk.open_ledger import OpenLedger
from liling_desk.preferences import load_preferences
from liling_desk.reporting.whole_file import write_whole
from liling_desk.translations import N_, Message, Translator
from liling_desk.words.evidence import name_words

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_attachments(commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator) -> None:
    """The two commands and their options."""
    command = commands.add_parser("attach", parents=[shared], help=tr("把文件存为一项的依据材料"))
    command.add_argument("code", metavar="CODE")
    command.add_argument("files", metavar="FILE", nargs="*", help=tr("文件；不写文件只写 --note 时记一条文字"))
    command.add_argument("--note", metavar="TEXT", default="", help=tr("说明，例如文号、来源"))
    command.set_defaults(run=attach)

    command = commands.add_parser("evidence", parents=[shared], help=tr("一项的依据材料"))
    command.add_argument("code", metavar="CODE")
    command.add_argument("--json", action="store_true")
    command.add_argument("--save", metavar="N", type=int, help=tr("取出第 N 件的文件，另写 -o"))
    command.add_argument("-o", "--output", metavar="FILE", help=tr("存到哪里；写文件夹则用原来的名字"))
    command.set_defaults(run=evidence)


def attach(session: Session) -> int:
    """Add files (all or none of them), or a note in words."""
    typed = session.arguments
    if not typed.files and not typed.note.strip():
        raise UsageError(Message(N_("没有写要添加的文件。")), Message(N_("请写文件，或用 --note 记一条文字。")))
    limit = load_preferences().evidence_limit_mb * MEGABYTE
    files = [read_evidence_file(Path(name), limit) for name in typed.files]
    with session.ledger(writing=True) as ledger:
        item, present = ledger.get(typed.code), ledger.snapshot().evidence.get(typed.code, ())
        if files:
            changes = edits.attach(item, files, session.today, typed.note, present)
        else:
            note = Evidence(key=edits.new_key(), commitment=item.code, text=typed.note.strip(), added_on=session.today)
            changes = edits.add_evidence(note)
        ledger.attach(changes, files)
        weight = ledger_weight(ledger.path.stat().st_size) if ledger.path is not None else None
    for file in files:
        for words in file.warnings:
            print(session.tr("{file}：{words}", file=file.shown_name, words=words), file=sys.stderr)
    if weight is not None:
        print(session.tr.say(weight), file=sys.stderr)
    added = len(changes.changes)
    session.say("已给 {code} 添加 {n} 件依据材料。", code=item.code, n=added)
    if added < len(files):
        session.say("{n} 个文件已经有了，没有重复添加。", n=len(files) - added)
    return DONE


def evidence(session: Session) -> int:
    """An item's evidence, newest first; with `--save N -o FILE` the file of one of them."""
    typed = session.arguments
    with session.ledger() as ledger:
        ledger.get(typed.code)
        found = ledger.snapshot().evidence.get(typed.code, ())
        if typed.save is not None:
            return _save(session, ledger, found)
    if typed.json:
        session.print_json([as_json.evidence_of(each) for each in found])
        return DONE
    for number, each in enumerate(found, start=1):
        size = size_words(each.size) if each.size is not None else ""
        note = each.text if each.is_file else ""
        told = (number, each.added_on or "", name_words(each), size, each.sha256 or "", note)
        print("\t".join(" ".join(str(part).split()) for part in told).rstrip())
    if not found:
        session.say("{code} 没有依据材料。", code=typed.code)
    return DONE


def _save(session: Session, ledger: OpenLedger, found: tuple[Evidence, ...]) -> int:
    typed = session.arguments
    if not typed.output:
        raise UsageError(Message(N_("没有写要存到哪里。")), Message(N_("请加上 -o FILE。")))
    if not 1 <= typed.save <= len(found):
        raise UsageError(
            Message(N_("{code} 没有第 {number} 件依据材料。"), {"code": typed.code, "number": typed.save}),
            Message(N_("请先用 evidence 列出各件的序号。")),
        )
    one = found[typed.save - 1]
    path = Path(typed.output)
    if path.is_dir():
        path /= one.shown_name or "-"
    if path.exists() or path.is_symlink():
        raise FileExists(path)
    write_whole(path, ledger.evidence_file(one.key))
    session.say("已写入 {file}。", file=path)
    return DONE
