"""Commands about backups: backup, backups, restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from liling_desk.cli.session import DONE, PROBLEMS, Session
from liling_desk.ledger.differences import Differences
from liling_desk.ledger.errors import FileUnusable, UsageError
from liling_desk.open_ledger import backups_of, look_into, newest_sound, restore_ledger
from liling_desk.preferences import load_preferences
from liling_desk.translations import N_, Message
from liling_desk.words.differences import differences_words

if TYPE_CHECKING:
    from liling_desk.open_ledger import BackupFacts


def backup(session: Session) -> int:
    """A checked copy in a new file."""
    with session.ledger() as ledger:
        ledger.backup(Path(session.arguments.file))
    session.say("已备份到 {file}。", file=session.arguments.file)
    return DONE


def backups(session: Session) -> int:
    """All backups with their soundness, newest first; exit 1 where one of them is damaged."""
    facts = _all_facts(session)
    if session.arguments.json:
        session.print_json([_as_json(each, session) for each in facts])
    else:
        for each in facts:
            print(_line(each, session))
        if not facts:
            session.say("还没有备份。")
    return DONE if all(each.sound for each in facts) else PROBLEMS


def _all_facts(session: Session) -> list[BackupFacts]:
    """Compared with the ledger where that can be opened; a lost ledger's backups are listed all the same."""
    path, second = session.ledger_path, load_preferences().second_folder
    if not path.exists():
        return [look_into(each, passphrase=session.passphrase) for each in backups_of(path, second)]
    with session.ledger() as ledger:
        held = ledger.held()
        return [look_into(each, held, passphrase=session.passphrase) for each in ledger.backups()]


def _line(facts: BackupFacts, session: Session) -> str:
    tr, told = session.tr, facts.backup
    when = told.made_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    where = tr("第二处") if told.second else tr("台账旁")
    why = tr(told.kind.word) if told.kind else ""
    if facts.inside is None:
        said = f"{tr('已损坏：')}{tr.say(facts.problem.what) if facts.problem else ''}"
    else:
        said = tr("完好，{items} 项，办结 {done} 项。", items=facts.inside.items, done=facts.inside.done)
        if facts.inside.differences is not None:
            said += differences_words(facts.inside.differences, tr)
    return f"{when}  {why}  {where}  {told.path}  {said}"


def _as_json(facts: BackupFacts, session: Session) -> dict[str, Any]:
    told, inside = facts.backup, facts.inside
    newest = inside.newest if inside else None
    return {
        "file": str(told.path),
        "kind": str(told.kind) if told.kind else None,
        "made_at": told.made_at.isoformat(timespec="milliseconds"),
        "size": told.size,
        "second": told.second,
        "sound": facts.sound,
        "problem": session.tr.say(facts.problem.what) if facts.problem else None,
        "schema": inside.schema if inside else None,
        "items": inside.items if inside else None,
        "done": inside.done if inside else None,
        "journal_entries": inside.entries if inside else None,
        "newest_entry": {"seq": newest.seq, "at": newest.at, "actor": newest.actor} if newest else None,
        "differences": _differences(inside.differences) if inside and inside.differences is not None else None,
    }


def _differences(found: Differences) -> dict[str, Any]:
    return {
        **{kind: [item.code for item in found.items if item.kind == kind] for kind in ("added", "changed", "gone")},
        "returns_added": found.returns_added,
        "returns_gone": found.returns_gone,
        "ticked": list(found.ticked),
        "reopened": list(found.reopened),
        "others": len(found.others),
    }


def restore(session: Session) -> int:
    """Replace the ledger by a checked backup; what was there is kept beside it."""
    session.must_be_desk(session.ledger_path)
    kept = restore_ledger(session.ledger_path, _chosen(session), session.passphrase)
    session.say("已恢复 {file}。", file=session.ledger_path)
    if kept is not None:
        session.say("原来的台账留在 {file}。", file=kept)
    return DONE


def _chosen(session: Session) -> Path:
    typed, path = session.arguments, session.ledger_path
    if (typed.file is None) == (not typed.newest):
        raise UsageError(Message(N_("请写一个备份文件，或者写 --newest。")), Message(N_("两样只能写一样。")))
    if typed.file is not None:
        return Path(typed.file)
    newest = newest_sound(path, load_preferences().second_folder, session.passphrase)
    if newest is None:
        raise FileUnusable(
            Message(N_("{file} 没有完好的备份。"), {"file": path}),
            Message(N_("命令 backups 列出所有备份和它们的状况。")),
        )
    session.say("用 {file}。", file=newest.path)
    return newest.path
