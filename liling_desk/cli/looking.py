"""Commands that only look: list, show, batches, deadline."""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path

from liling_desk.cli import as_json
from liling_desk.cli.session import DONE, Session
from liling_desk.ledger.deadline import read_deadline, reading
from liling_desk.ledger.errors import FileExists, UsageError
from liling_desk.ledger.filters import SortOrder
from liling_desk.ledger.standing import Standing
from liling_desk.open_ledger import OpenLedger
from liling_desk.reporting.csv_table import guarded
from liling_desk.reporting.whole_file import write_whole
from liling_desk.translations import N_, Message, Translator


def list_items(session: Session) -> int:
    """The items that pass the filter, by code."""
    with session.ledger() as ledger:
        found = ledger.find(session.wanted(ledger), SortOrder(by="code"), session.as_of)
        total = sum(not each.commitment.deleted for each in ledger.standings(session.as_of))
    if session.arguments.json:
        session.print_json([as_json.item(each, session.tr) for each in found])
    elif session.arguments.csv:
        _write_csv(found, session.tr)
    else:
        for each in found:
            print("\t".join(_line(each, session.tr)))
        session.say("{shown} / {total} 项", shown=len(found), total=total)
    return DONE


def _line(standing: Standing, tr: Translator) -> list[str]:
    item = standing.commitment
    return [
        item.code, tr(standing.light.colour.word), tr.say(standing.light.reasons[0]), item.title,
        item.lead_unit or tr("待分办"), item.due.isoformat() if item.due else "", tr(item.status.word),
    ]  # fmt: skip


def _write_csv(found: list[Standing], tr: Translator) -> None:
    names = ("编号", "亮灯", "亮灯原因", "承诺事项", "牵头单位", "完成时限", "状态")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([tr(name) for name in names])
    writer.writerows([guarded(cell) for cell in _line(each, tr)] for each in found)


def show(session: Session) -> int:
    """One item whole."""
    tr = session.tr
    with session.ledger() as ledger:
        standing = ledger.standing(session.arguments.code, session.as_of)
        source = ledger.snapshot().sources.get(standing.commitment.source or "")
        code = standing.code
        whole = as_json.whole_item(
            standing, source, ledger.returns(code), ledger.snapshot().evidence.get(code, ()), ledger.history(code),
            ledger.remarks(code, session.as_of), tr,
        )  # fmt: skip
    if session.arguments.json:
        session.print_json(whole)
        return DONE
    item = standing.commitment
    print(f"{item.code}  {item.title}")
    print(f"{tr(standing.light.colour.word)}  {tr('；').join(tr.say(each) for each in standing.light.reasons)}")
    print(tr("状态：{status}", status=tr(item.status.word)))
    print(tr("牵头单位：{unit}", unit=item.lead_unit or tr("待分办")))
    print(tr("完成时限：{reading}", reading=reading(item.deadline, item.reference_date)))
    if promise := whole["promise"]:
        print(tr("增速：{words}", words=promise["words"]))
    for remark in (each for each in whole["remarks"] if each["kind"] != "promise"):
        print(tr("提示：{words}", words=remark["words"]))
    for each in whole["returns"]:
        period, unit, progress = (each[name] or "—" for name in ("period", "unit", "progress"))
        print(tr("{period} 期  {unit}  {progress}", period=period, unit=unit, progress=progress))
    return DONE


def batches(session: Session) -> int:
    """Applied imports, newest first; with `--original N -o FILE` the file of one of them, as it came."""
    with session.ledger() as ledger:
        if session.arguments.original is not None:
            return _original(session, ledger)
        found = ledger.batches()
    if session.arguments.json:
        session.print_json([as_json.batch(each) for each in found])
        return DONE
    for each in found:
        state = session.tr("已撤销") if each.undone else ""
        told = (each.number, each.at, each.actor, each.file, each.sender or "", each.rows, state)
        print("\t".join(map(str, told)).rstrip())
    if not found:
        session.say("还没有导入过文件。")
    return DONE


def _original(session: Session, ledger: OpenLedger) -> int:
    typed = session.arguments
    if not typed.output:
        raise UsageError(Message(N_("没有写要存到哪里。")), Message(N_("请加上 -o FILE。")))
    path = Path(typed.output)
    if path.exists():
        raise FileExists(path)
    write_whole(path, ledger.original_file(typed.original))
    session.say("已写入 {file}。", file=path)
    return DONE


def deadline(session: Session) -> int:
    """How a phrase is read."""
    reference = session.day(session.arguments.reference) or date.min
    value = read_deadline(session.arguments.phrase, reference)
    if session.arguments.json:
        session.print_json(as_json.read_deadline_as(value, reference, session.tr))
    else:
        print(session.tr.say(reading(value, reference)))
    return DONE
