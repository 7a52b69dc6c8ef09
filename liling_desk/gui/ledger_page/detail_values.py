"""What the facts of an item say, worded."""

from __future__ import annotations

from collections.abc import Sequence

from liling_desk.gui.ledger_page.fact_row import FactValue
from liling_desk.ledger.commitment import Commitment, Extension, Source
from liling_desk.ledger.deadline import reading
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN, Status, Timeliness
from liling_desk.translations import Translator
from liling_desk.words.entries import local_time
from liling_desk.words.reporting import owing_words, reporting_words

_URGENT = {Timeliness.OVERDUE: "red", Timeliness.DUE_SOON: "yellow"}


def fact_values(
    standing: Standing, source: Source | None, history: Sequence[Entry], tr: Translator
) -> dict[str, FactValue]:
    """Every fact by its field's name; blank ones say so."""
    item = standing.commitment
    values = {
        "status": _status(standing, history, tr),
        "deadline": _deadline(standing, tr),
        "assigned_deadline": _assigned(standing, tr),
        "reporting": _reporting(standing, tr),
        "section": _source(item, source, tr),
        "lead_unit": FactValue(item.lead_unit) if item.lead_unit else FactValue(tr("待分办"), "text3"),
        "support_units": _blank(tr("、").join(item.support_units), tr),
    }
    for name in ("leader", "handler", "detail", "wording", "note", "role", "programme", "category", "kind"):
        values[name] = _blank(getattr(item, name) or "", tr)
    return values


def days_words(standing: Standing, tr: Translator) -> str:
    """`剩 16 天` or `超 3 天` while the item is open; by when it was done afterwards; else nothing."""
    left = standing.days_left
    if left is None:
        return ""
    if standing.commitment.status is Status.DONE:
        return tr(standing.timeliness.word)
    if standing.commitment.status not in OPEN:
        return ""
    return tr("剩 {days} 天", days=as_number(left)) if left >= 0 else tr("超 {days} 天", days=as_number(-left))


def place_words(item: Commitment) -> str:
    """`排头兵 / 基础设施联通`."""
    return " / ".join(part for part in (item.role, item.programme) if part)


def _blank(text: str, tr: Translator) -> FactValue:
    return FactValue(text) if text else FactValue(tr("未填"), "text3")


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
    """The day that counts, and below it where it comes from: extensions, the desk's own date, the phrase."""
    item = standing.commitment
    deadline, due = item.deadline, item.due
    read = tr.say(reading(deadline, item.reference_date)) if deadline.phrase or deadline.latest else ""
    if due is None:
        return FactValue(deadline.phrase or tr("无时限"), "text" if deadline.phrase else "text3", below=read)
    as_stated = not item.extensions and item.assigned_deadline is None
    text = tr("约 {day}", day=due.isoformat()) if deadline.approximate and as_stated else due.isoformat()
    below = [_extension(each, tr) for each in reversed(item.extensions)]
    if item.extensions and item.original_due is not None:
        original = tr("原定 {day}", day=item.original_due.isoformat())
        below.append(original if item.assigned_deadline is None else tr("{words}（交办）", words=original))
    elif item.assigned_deadline is not None:
        below.append(tr("督查室交办的时限，天数按它计算"))
    below.append(read)
    role = _URGENT.get(standing.timeliness, "text2")
    return FactValue(text, "text", days_words(standing, tr), role, "\n".join(line for line in below if line))


def _extension(extension: Extension, tr: Translator) -> str:
    values = {"until": extension.until.isoformat(), "reason": extension.reason, "document": extension.document}
    words = tr("延期到 {until}：{reason}（{document}）", **values)
    if extension.decided_on is None:
        return words
    return tr("{day} 批准{words}", day=extension.decided_on.isoformat(), words=words)


def _assigned(standing: Standing, tr: Translator) -> FactValue:
    day = standing.commitment.assigned_deadline
    return FactValue(day.isoformat()) if day is not None else FactValue(tr("未填"), "text3")


def _reporting(standing: Standing, tr: Translator) -> FactValue:
    owed, role = owing_words(standing, tr)
    return FactValue(reporting_words(standing.commitment.reporting, tr), below=owed, below_role=role)


def _source(item: Commitment, source: Source | None, tr: Translator) -> FactValue:
    title = source.title if source else ""
    day = source.issued_on if source else item.reference_date
    head = " ".join(part for part in (day.isoformat() if day else "", title) if part)
    whole = tr("，").join(part for part in (head, item.section) if part)
    return _blank(whole, tr)
