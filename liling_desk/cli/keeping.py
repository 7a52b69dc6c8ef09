"""Commands about files: init, report, export, forms, check."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from liling_desk import server_ledgers, starter
from liling_desk.account import system_account
from liling_desk.cli.asking import new_one
from liling_desk.cli.proof import hash_of, say_entry
from liling_desk.cli.report_options import options_of, sort_of, unheeded
from liling_desk.cli.session import DONE, PROBLEMS, Session
from liling_desk.ledger.access import Access
from liling_desk.ledger.address import ServerAddress, is_server
from liling_desk.ledger.errors import LedgerError
from liling_desk.ledger.filters import SortOrder
from liling_desk.open_ledger import OpenLedger, rescue_ledger
from liling_desk.proof import find_entry
from liling_desk.report_material import material_of
from liling_desk.reporting.export import write_ledger
from liling_desk.reporting.form_files import write_forms
from liling_desk.reporting.glyphs import missing_glyphs
from liling_desk.reporting.kinds import kind_of, make_report
from liling_desk.reporting.write import REPORT_ENDINGS, checked_ending, write_report

_MOST_SIGNS: Final = 8


def init(session: Session) -> int:
    """A new ledger, empty or with the starter commitments; nothing half made stays behind."""
    place, file = session.arguments.file, session.arguments.passphrase_file
    if is_server(place):
        ledger = session.reach(place, lambda address, access: OpenLedger.create(address, session.actor, access=access))
    else:
        access = Access(system_account(), session.is_reader, new_one(file, session.tr) if file else None)
        ledger = OpenLedger.create(Path(place), session.actor, access=access)
    try:
        if session.arguments.starter:
            starter.found(ledger)
        count = len(ledger.snapshot().commitments)
    except BaseException:
        ledger.close()
        _take_back(ledger)
        raise
    ledger.close()
    session.say("已建立 {file}，{count} 项。", file=ledger.address.text if ledger.path is None else place, count=count)
    return DONE


def _take_back(ledger: OpenLedger) -> None:
    if isinstance(address := ledger.address, ServerAddress):
        with suppress(LedgerError):
            server_ledgers.give_up(address, ledger.access)
    else:
        address.path.unlink(missing_ok=True)


def report(session: Session) -> int:
    """A report of the items that pass the filter, in the order asked for, else the list's own."""
    typed = session.arguments
    path, sort = Path(typed.output), sort_of(session)
    kind = kind_of(typed.kind)
    checked_ending(path, (".pdf",) if typed.pdf_a else REPORT_ENDINGS)
    with session.ledger() as ledger:
        wanted = session.wanted(ledger)
        options = options_of(session, wanted, sort, ledger.thresholds)
        rows = ledger.find(wanted, sort, session.as_of)
        made = make_report(typed.kind, material_of(ledger, typed.kind, rows, options), options, session.tr)
    if useless := unheeded(session, kind):
        words = session.tr("“{kind}”用不上 {options}，没有理会。", kind=typed.kind, options=" ".join(useless))
        print(words, file=sys.stderr)
    write_report(made, path, typed.pdf_a)
    if path.suffix.lower() == ".pdf" and (missing := missing_glyphs(made)):
        signs = " ".join(f"{each.character} {each.code_point}" for each in missing[:_MOST_SIGNS])
        words = session.tr("字库里没有 {n} 个字符，文末有清单：{signs}", n=len(missing), signs=signs)
        print(words + (" …" if len(missing) > _MOST_SIGNS else ""), file=sys.stderr)
    session.say("已写入 {file}，{count} 项。", file=typed.output, count=len(rows))
    return DONE


def export(session: Session) -> int:
    """The whole ledger as a table that an empty ledger can be filled from again."""
    with session.ledger() as ledger:
        snapshot = ledger.snapshot()
    write_ledger(snapshot, Path(session.arguments.output), session.tr)
    session.say("已写入 {file}。", file=session.arguments.output)
    return DONE


def forms(session: Session) -> int:
    """A returns form for every unit with open items, into a folder."""
    typed = session.arguments
    with session.ledger() as ledger:
        rows = ledger.find(session.wanted(ledger), SortOrder(by="code"), session.as_of)
        made = write_forms(Path(typed.output), rows, ledger.snapshot().returns, typed.period)
    if made.files:
        session.say(
            "已写入 {folder}：{units} 个单位，{count} 项。",
            folder=typed.output,
            units=len(made.files),
            count=made.items,
        )
    else:
        session.say("没有要单位报送的事项，没有写文件。")
    if made.unassigned:
        session.say("另有 {count} 项待分办，没有单位可发。", count=made.unassigned)
    return DONE


def check(session: Session) -> int:
    """Whether the file is sound and the journal's chain whole; `--against` a hash from a paper: whether it is in it."""
    looked_for = hash_of(session.arguments.against)
    with session.ledger() as ledger:
        found = ledger.check()
        entry = find_entry(ledger.address, looked_for, ledger.access) if looked_for else None
    said = found["problems"]
    problems = [session.tr.say(each) for each in said] if isinstance(said, list) else []
    if looked_for:
        found = {**found, "against": {"hash": looked_for, "seq": entry.seq if entry else None}}
        if entry is None:
            found["ok"] = False
            problems.append(session.tr("台账的操作记录里没有校验码 {hash}。", hash=looked_for))
    if session.arguments.json:
        session.print_json({**found, "problems": problems})
    else:
        for problem in problems:
            print(problem)
        if found["ok"]:
            session.say("台账完好，{count} 条操作记录前后相连。", count=found["journal_entries"])
        else:
            session.say("台账有问题，请先备份，再用更早的备份恢复。")
        if entry is not None:
            say_entry(session, entry)
    return DONE if found["ok"] else PROBLEMS


def rescue(session: Session) -> int:
    """What is sound in a damaged ledger into a new one; what is missing is listed."""
    damaged, target = Path(session.arguments.file), Path(session.arguments.output)
    session.must_be_desk(target)
    rescued = rescue_ledger(damaged, target, session.actor, Access(system_account(), session.is_reader))
    session.say(
        "已抢救到 {file}：{items} 项，{returns} 次报送，{entries} 条操作记录。",
        file=target,
        items=rescued.items,
        returns=rescued.returns,
        entries=rescued.entries,
    )
    for each in rescued.missing:
        print(session.tr.say(each))
    return PROBLEMS if rescued.missing else DONE
