"""The facts of one item in words."""

from __future__ import annotations

from liling_desk.ledger.commitment import Commitment, Extension, Source
from liling_desk.ledger.deadline import reading
from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN, Status
from liling_desk.translations import Translator


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


def due_words(item: Commitment, tr: Translator) -> str:
    """The day that counts; where there is none, the phrase, or that there is no deadline."""
    due = item.due
    if due is None:
        return item.deadline.phrase or tr("无时限")
    as_stated = not item.extensions and item.assigned_deadline is None
    return tr("约 {day}", day=due.isoformat()) if item.deadline.approximate and as_stated else due.isoformat()


def due_origin(item: Commitment, tr: Translator) -> list[str]:
    """Where the day comes from, a line each: extensions, newest first, the desk's own date, how the phrase is read."""
    lines = [extension_words(each, tr) for each in reversed(item.extensions)]
    if item.due is not None and item.extensions and item.original_due is not None:
        original = tr("原定 {day}", day=item.original_due.isoformat())
        lines.append(original if item.assigned_deadline is None else tr("{words}（交办）", words=original))
    elif item.assigned_deadline is not None and not item.extensions:
        lines.append(tr("督查室交办的时限，天数按它计算"))
    if item.deadline.phrase or item.deadline.latest:
        lines.append(tr.say(reading(item.deadline, item.reference_date)))
    return lines


def extension_words(extension: Extension, tr: Translator) -> str:
    """When it was granted, until when, why, and by which document."""
    values = {"until": extension.until.isoformat(), "reason": extension.reason, "document": extension.document}
    words = tr("延期到 {until}：{reason}（{document}）", **values)
    if extension.decided_on is None:
        return words
    return tr("{day} 批准{words}", day=extension.decided_on.isoformat(), words=words)


def source_words(item: Commitment, source: Source | None, tr: Translator) -> str:
    """The document, its day, and where in it; empty where nothing is known."""
    title = source.title if source else ""
    day = source.issued_on if source else item.reference_date
    head = " ".join(part for part in (day.isoformat() if day else "", title) if part)
    return tr("，").join(part for part in (head, item.section) if part)
