"""The command for letters to units: one file a unit, logged at their items where they are issued."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from liling_desk.cli.session import DONE, Session
from liling_desk.ledger.filters import LedgerFilter, SortOrder
from liling_desk.ledger.letter import LetterKind, issue_letters, next_number
from liling_desk.open_ledger import OpenLedger
from liling_desk.report_material import material_of
from liling_desk.reporting.folder_files import take_back
from liling_desk.reporting.letters import letters_of, papers_of
from liling_desk.reporting.options import LetterOptions, ReportOptions
from liling_desk.translations import Translator

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]
    AddOptions = Callable[[argparse.ArgumentParser, Translator], None]


def add_letters(
    commands: Subparsers, shared: argparse.ArgumentParser, tr: Translator, add_choice: tuple[AddOptions, ...]
) -> None:
    """The command and its options; `add_choice` adds those of the filter and the as-of day."""
    command = commands.add_parser("letters", parents=[shared], help=tr("给每个单位一份函件"))
    told = tr("；").join(f"{kind.value} {tr(kind.word)}" for kind in LetterKind)
    kinds = [kind.value for kind in LetterKind]
    command.add_argument("kind", metavar="{" + ",".join(kinds) + "}", choices=kinds, help=told)
    command.add_argument("-o", "--output", metavar="FOLDER", required=True, help=tr("放函件的文件夹"))
    form = command.add_mutually_exclusive_group()
    form.add_argument("--docx", dest="ending", action="store_const", const=".docx", help=tr("Word 文件（默认）"))
    form.add_argument("--pdf", dest="ending", action="store_const", const=".pdf", help=tr("PDF 文件"))
    command.add_argument("--number", metavar="PATTERN", help=tr("文号，如 醴督〔2021〕{place}号", place="{n}"))
    command.add_argument("--first", metavar="N", type=int, help=tr("从几号编起，默认接着已发的编"))
    command.add_argument("--issuer", metavar="NAME", help=tr("发文机关"))
    command.add_argument("--reply-by", metavar="DATE", help=tr("请单位在哪天前回复"))
    command.add_argument("--on", metavar="DATE", help=tr("成文日期，默认数据截至日"))
    command.add_argument("--contact", metavar="TEXT", help=tr("联系人和电话"))
    command.add_argument("--imprint", metavar="LINE", action="append", help=tr("版记，一行写一次"))
    command.add_argument("--period", metavar="2021-06", help=tr("催办哪一期的报送，默认最近应报的一期"))
    command.add_argument("--issue", action="store_true", help=tr("记入各事项：文号、日期、发给谁"))
    for add in add_choice:
        add(command, tr)
    command.set_defaults(run=letters, ending=".docx")


def letters(session: Session) -> int:
    """A letter for every unit that has something to be told, into a folder; with `--issue` they are logged."""
    from liling_desk.reporting.kinds import make_report
    from liling_desk.reporting.word_letter import letter_files

    typed = session.arguments
    folder = Path(typed.output)
    is_new = not folder.exists()
    with session.ledger(writing=typed.issue) as ledger:
        wanted = session.wanted(ledger)
        options = _options(session, ledger, wanted)
        rows = ledger.find(wanted, options.sort, session.as_of)
        made = make_report(typed.kind, material_of(ledger, typed.kind, rows), options, session.tr)
        files = letter_files(made, folder, typed.ending)
        if typed.issue:
            try:
                logged = chain.from_iterable(ledger.snapshot().letters.values())
                ledger.apply(issue_letters(letters_of(made, options), logged))
            except BaseException:
                take_back(folder, files.values(), is_new and bool(files))
                raise
    _say(session, made.subtitle, files, [paper.number for paper in papers_of(made)])
    return DONE


def _options(session: Session, ledger: OpenLedger, wanted: LedgerFilter) -> ReportOptions:
    typed = session.arguments
    first = typed.first
    if first is None:
        logged = chain.from_iterable(ledger.snapshot().letters.values())
        first = next_number(logged, typed.number) if typed.number else 1
    asked = LetterOptions(
        typed.issuer or "", typed.number or "", first, session.day(typed.on), session.day(typed.reply_by),
        typed.contact or "", tuple(typed.imprint or ()),
    )  # fmt: skip
    return ReportOptions(
        session.as_of, wanted, SortOrder(), thresholds=ledger.thresholds, period=typed.period, letters=asked
    )


def _say(session: Session, summary: str, files: dict[str, Path], numbers: list[str]) -> None:
    for (unit, path), number in zip(files.items(), numbers, strict=True):
        print("\t".join(part for part in (number, unit, str(path)) if part))
    print(summary)
    if session.arguments.issue and files:
        session.say("已记入各事项。")
