"""Commands that change the ledger: tick, import, undo."""

from __future__ import annotations

import sys
from pathlib import Path

from liling_desk.cli import as_json
from liling_desk.cli.session import DONE, PROBLEMS, Session
from liling_desk.importing.batch_facts import facts_of, original_of
from liling_desk.importing.columns import by_profile, guess_columns
from liling_desk.importing.preview import CellChange, Preview, make_preview
from liling_desk.importing.reading_files import read_file
from liling_desk.importing.rejects import write_problems
from liling_desk.importing.sender import layout_sender
from liling_desk.importing.table import Table, find_table
from liling_desk.ledger import edits
from liling_desk.ledger.changes import together
from liling_desk.ledger.entry import Applied, Batch
from liling_desk.ledger.errors import UsageError
from liling_desk.open_ledger import OpenLedger
from liling_desk.translations import N_, Message

SAMPLE_ROWS = 50
"""Data rows shown to the column guess (a running 序号 is no code)."""


def tick(session: Session) -> int:
    """Tick off every named item, or none of them."""
    typed = session.arguments
    on = session.day(typed.on) or session.today
    with session.ledger(writing=True) as ledger:
        codes = list(dict.fromkeys(typed.codes))
        verdicts = [edits.tick_off(ledger.get(code), typed.basis, on, typed.by or ledger.actor) for code in codes]
        ledger.apply(together("tick_off", verdicts))
    session.say("已销号 {codes}", codes=session.tr("、").join(codes))
    return DONE


def import_file(session: Session) -> int:
    """Preview a file against the ledger and, unless it is a dry run, apply what is accepted as one batch."""
    typed = session.arguments
    path = Path(typed.file)
    table = find_table(read_file(path, encoding=typed.encoding, sheet=typed.sheet))
    with session.ledger(writing=not typed.dry_run) as ledger:
        before = ledger.batch_of(table.sheet.sha256)
        if before is not None:
            print(_seen_before(session, before), file=sys.stderr)
        seen = _preview(session, ledger, table)
        accepted = seen.all_cells() if typed.accept == "all" else seen.safe_cells()
        applied = None
        if typed.rejects:
            # First, so that a place that can't be written is said while nothing is changed yet.
            write_problems(Path(typed.rejects), seen, table, session.tr)
        if not typed.dry_run:
            facts = facts_of(seen, table, ledger.snapshot(), accepted, original_of(path))
            applied = ledger.apply_import(seen.changes_for(accepted), facts)
    taken = [change for change in seen.changes if change.key in accepted]
    batch = applied.batch if applied else None
    if typed.json:
        told = as_json.preview(table.sheet, seen, taken, batch, bool(applied and applied.seq), session.tr)
        session.print_json(told if before is None else {**told, "seen_before": as_json.batch(before)})
    else:
        _say_import(session, seen, taken, applied)
        if applied is not None and applied.seq and facts.original is None:
            session.say("原文件太大或已经移走，台账里只记了它的校验值。")
    return PROBLEMS if seen.problems else DONE


def _seen_before(session: Session, batch: Batch) -> str:
    when = {"number": batch.number, "day": batch.at[:10]}
    if batch.undone:
        return session.tr("这个文件导入过（第 {number} 批，{day}），后来撤销了。", **when)
    return session.tr("这个文件已经导入过（第 {number} 批，{day}）。", **when)


def _preview(session: Session, ledger: OpenLedger, table: Table) -> Preview:
    profiles, snapshot = ledger.profiles(), ledger.snapshot()
    sender = layout_sender(table, snapshot.units)
    if name := session.arguments.profile:
        profile = next((each for each in profiles if each.name == name), None)
        if profile is None:
            raise UsageError(Message(N_("没有名为“{name}”的方案。"), {"name": name}))
        columns = by_profile(table.headers, profile, table.sample(SAMPLE_ROWS))
    else:
        columns = guess_columns(table.headers, profiles, table.sample(SAMPLE_ROWS), sender)
    return make_preview(table, columns, snapshot, period=session.arguments.period, today=session.today)


def _say_import(session: Session, seen: Preview, taken: list[CellChange], applied: Applied | None) -> None:
    tr = session.tr
    for note in seen.notes:
        print(tr.say(note))
    for problem in seen.problems:
        session.say(
            "第 {row} 行，{column}：{value}　{why}",
            row=problem.row, column=problem.column or "—", value=problem.value, why=problem.why,
        )  # fmt: skip
    session.say(
        "新增 {added} 项，改动 {changed} 项，相同 {same} 项，问题 {problems} 处；采纳 {cells} 格。",
        added=seen.added, changed=seen.changed, same=seen.same, problems=len(seen.problems), cells=len(taken),
    )  # fmt: skip
    if applied is None:
        print(tr("只是预览，没有写入。"))
    elif applied.seq:
        print(tr("已写入，第 {batch} 批；可用 undo --batch {batch} 整批撤销。", batch=applied.batch))
    else:
        print(tr("没有需要写入的内容。"))


def undo(session: Session) -> int:
    """Take back the newest edit, or one batch; exit 1 where later edits were kept."""
    number = session.arguments.batch
    with session.ledger(writing=True) as ledger:
        if number is None and ledger.can_undo() is None:
            session.say("没有可以撤销的操作。")
            return DONE
        applied = ledger.undo() if number is None else ledger.undo_batch(number)
    session.say("已撤销：{codes}", codes=session.tr("、").join(applied.codes) or "—")
    if not applied.kept:
        return DONE
    for each in applied.kept:
        session.say("{code} 的 {field} 后来改过，保留现在的内容。", code=each.code, field=each.field)
    return PROBLEMS
