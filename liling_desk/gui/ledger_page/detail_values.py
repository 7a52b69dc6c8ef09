"""What the facts of an item say, worded."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.gui.ledger_page.fact_row import FactValue
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.letter import Letter
from liling_desk.ledger.snapshot import Snapshot
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Status, Timeliness
from liling_desk.translations import Translator
from liling_desk.words.entries import local_time
from liling_desk.words.items import days_words, due_origin, due_words, source_words
from liling_desk.words.letters import letters_words
from liling_desk.words.reporting import owing_words, reporting_words

_URGENT = {Timeliness.OVERDUE: "red", Timeliness.DUE_SOON: "yellow"}


def fact_values(
    standing: Standing, snapshot: Snapshot, history: Sequence[Entry], tr: Translator
) -> dict[str, FactValue]:
    """Every fact by its field's name; blank ones say so."""
    item = standing.commitment
    source, letters = snapshot.sources.get(item.source or ""), snapshot.letters.get(item.code, ())
    values = {
        "status": _status(standing, history, tr),
        "deadline": _deadline(standing, tr),
        "assigned_deadline": _assigned(standing, tr),
        "reporting": _reporting(standing, tr),
        "letters": _letters(letters, tr),
        "section": _blank(source_words(item, source, tr), tr),
        "lead_unit": FactValue(item.lead_unit) if item.lead_unit else FactValue(tr("待分办"), "text3"),
        "support_units": _blank(tr("、").join(item.support_units), tr),
    }
    for name in ("leader", "handler", "detail", "wording", "note", "role", "programme", "category", "kind"):
        values[name] = _blank(getattr(item, name) or "", tr)
    return values


def _blank(text: str, tr: Translator) -> FactValue:
    return FactValue(text) if text else FactValue(tr("未填"), "text3")


def _letters(letters: Sequence[Letter], tr: Translator) -> FactValue:
    if not letters:
        return FactValue(tr("没有发过"), "text3")
    newest, older = letters_words(letters, tr)
    return FactValue(newest, below=older)


_VERDICTS = frozenset({"status", "send_back", "reopen", "suspend", "terminate", "edit"})


def _status(standing: Standing, history: Sequence[Entry], tr: Translator) -> FactValue:
    item = standing.commitment
    word = tr(item.status.word)
    if item.deleted:
        word = tr("{status}（已删除）", status=word)
    if item.status is Status.DONE:
        by = tr("{day} 核定，{who}", day=item.done_on or "", who=item.done_by or tr("未署名"))
        return FactValue(word, aside=by, below=tr("办结依据：{basis}", basis=item.done_basis or "—"))
    if item.status is Status.SUBMITTED:
        claimed = standing.last_return.reported_on if standing.last_return else None
        return FactValue(word, aside=tr("自报于 {day}", day=claimed) if claimed else "")
    if item.status is Status.NOT_STARTED:
        return FactValue(word)
    decided = next((entry for entry in history if _decides(entry)), None)
    moment = local_time(decided.at) if decided else None
    aside = tr("核定于 {day}", day=moment.date()) if moment else ""
    below = tr("原因：{reason}", reason=item.status_reason) if item.status_reason else ""
    return FactValue(word, aside=aside, below=below)


def _decides(entry: Entry) -> bool:
    """Only the desk decides: a status that followed from a unit's claim, or an undo, is no verdict."""
    return entry.action in _VERDICTS and any(
        change.entity == "commitment" and change.before is not None and "status" in (change.after or {})
        for change in entry.changes
    )


def _deadline(standing: Standing, tr: Translator) -> FactValue:
    """The day that counts, and below it where it comes from."""
    item = standing.commitment
    text, below = due_words(item, tr), "\n".join(due_origin(item, tr))
    if item.due is None:
        return FactValue(text, "text" if item.deadline.phrase else "text3", below=below)
    return FactValue(text, "text", days_words(standing, tr), _URGENT.get(standing.timeliness, "text2"), below)


def _assigned(standing: Standing, tr: Translator) -> FactValue:
    day = standing.commitment.assigned_deadline
    return FactValue(day.isoformat()) if day is not None else FactValue(tr("未填"), "text3")


def _reporting(standing: Standing, tr: Translator) -> FactValue:
    owed, role = owing_words(standing, tr)
    return FactValue(reporting_words(standing.commitment.reporting, tr), below=owed, below_role=role)
