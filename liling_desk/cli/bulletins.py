"""Commands about bulletins: list, issue, paper, withdraw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from liling_desk.cli.report_options import options_of, sort_of
from liling_desk.cli.session import DONE, Session
from liling_desk.ledger.bulletin import Bulletin, key_of, withdraw
from liling_desk.ledger.errors import FileExists, UsageError
from liling_desk.open_ledger import OpenLedger
from liling_desk.report_material import issue_bulletin
from liling_desk.reporting.bulletin_report import next_draft
from liling_desk.reporting.whole_file import write_whole
from liling_desk.reporting.write import checked_ending
from liling_desk.translations import N_, Message, Translator

_STATES = {"draft": N_("草稿"), "issued": N_("已发出"), "withdrawn": N_("已撤回")}


def list_bulletins(session: Session) -> int:
    """All of them, newest first."""
    with session.ledger() as ledger:
        found = ledger.bulletins()
    if session.arguments.json:
        session.print_json([_as_json(each) for each in found])
        return DONE
    for each in found:
        print("\t".join(_line(each, session.tr)))
    if not found:
        session.say("还没有通报。")
    return DONE


def _line(each: Bulletin, tr: Translator) -> list[str]:
    issued = each.issued_on.isoformat() if each.issued_on else ""
    return [each.key, tr(_STATES[_state(each)]), each.as_of.isoformat(), issued, each.title, each.withdrawn_reason]


def _state(each: Bulletin) -> str:
    return "withdrawn" if each.is_withdrawn else "issued" if each.is_issued else "draft"


def _as_json(each: Bulletin) -> dict[str, Any]:
    told: dict[str, Any] = each.model_dump(mode="json", exclude={"filter", "sort"})
    return {"key": told.pop("key"), "state": _state(each), **told}


def issue(session: Session) -> int:
    """Issue the next bulletin on the items that pass the filter; with `-o` its paper is saved as well."""
    typed = session.arguments
    if path := Path(typed.output) if typed.output else None:
        checked_ending(path, (".pdf",))
    on, sort = session.day(typed.on) or session.today, sort_of(session)
    with session.ledger(writing=True) as ledger:
        options = options_of(session, session.wanted(ledger), sort, ledger.thresholds)
        draft = next_draft(ledger.bulletins(), options)
        number = typed.issue_number or draft.number
        named = {"title": typed.title or "", "remarks": typed.remarks or ""}
        draft = draft.but(number=number, key=key_of(draft.year, number), **named)
        issued = issue_bulletin(ledger, draft, replace(options, bulletin=draft), on, session.tr)
        count = len(ledger.frozen_figures(issued).items)
        paper = ledger.bulletin_paper(issued)
    session.say("已发出 {name}（{key}），{count} 项。", name=issued.name, key=issued.key, count=count)
    if path is not None:
        write_whole(path, paper)
        session.say("已写入 {file}。", file=path)
    return DONE


def paper(session: Session) -> int:
    """The PDF of an issue, byte for byte."""
    path = Path(session.arguments.output)
    checked_ending(path, (".pdf",))
    if path.exists():
        raise FileExists(path)
    with session.ledger() as ledger:
        write_whole(path, ledger.bulletin_paper(_named(ledger, session.arguments.key)))
    session.say("已写入 {file}。", file=path)
    return DONE


def withdraw_issue(session: Session) -> int:
    """Take a mistaken issue out of use; its number is not given again."""
    with session.ledger(writing=True) as ledger:
        found = _named(ledger, session.arguments.key)
        ledger.apply(withdraw(found, session.today, session.arguments.reason))
    session.say("已撤回 {name}。", name=found.name)
    return DONE


def _named(ledger: OpenLedger, key: str) -> Bulletin:
    found = next((each for each in ledger.bulletins() if each.key == key.strip()), None)
    if found is None:
        raise UsageError(
            Message(N_("没有通报 {key}。"), {"key": key}), Message(N_("请写成 2021-11 这样；bulletin list 列出全部。"))
        )
    return found
