"""A deadline: the phrase as it was written, and how it is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from liling_desk.ledger.frozen import Frozen
from liling_desk.translations import N_, Message

if TYPE_CHECKING:
    from liling_desk.ledger.reading_deadlines.reader import Read

Kind = Literal["dated", "ongoing", "recurring", "unstated", "unreadable"]


class Deadline(Frozen):
    """Only `dated` can be overdue. `latest` is the last day that still counts as in time.

    `by_hand`: the desk overruled the reading; the phrase stays as it was written.
    """

    phrase: str = ""
    kind: Kind = "unstated"
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False
    by_hand: bool = False


UNSTATED = Deadline.model_construct()


def read_deadline(phrase: str, reference: date | None) -> Deadline:
    """Read a phrase. `reference` is the date of its document; without one, what counts from it is `unreadable`.

    What can't be read is kept as `unreadable`, never guessed. Never raises.
    """
    found = _read(phrase, reference)
    return Deadline(
        phrase=phrase, kind=found.kind, earliest=found.earliest, latest=found.latest, approximate=found.approximate
    )


def read_day(text: str) -> date | None:
    """One written day (2021-06-30, 2021年6月30日, 2021/6/30, 二〇二一年六月三十日, 20210630), or None."""
    from liling_desk.ledger.reading_deadlines.reader import day_written

    return day_written(text)


def milestones(deadline: Deadline, reference: date | None) -> tuple[tuple[date, str], ...]:
    """The earlier days of a phrase with several, each with its words: 6月底前开工、12月底前完工."""
    if deadline.kind != "dated":
        return ()
    return _read(deadline.phrase, reference).milestones


def reading(deadline: Deadline, reference: date | None) -> Message:
    """One sentence that says how the phrase was read."""
    found = _read(deadline.phrase, reference)
    by_rule = _sentence(deadline.phrase, found, reference)
    if deadline.by_hand:
        return _by_hand(deadline, found, by_rule)
    if (found.kind, found.latest) == (deadline.kind, deadline.latest):
        return by_rule
    values = {"phrase": deadline.phrase, "latest": deadline.latest}
    if deadline.latest is not None:
        return Message(N_("“{phrase}”读作 {latest}") if deadline.phrase else N_("读作 {latest}"), values)
    return _undated(deadline.phrase, deadline.kind, None)


def _read(phrase: str, reference: date | None) -> Read:
    # Its patterns are not needed to show a ledger, so they don't slow its first paint.
    from liling_desk.ledger.reading_deadlines.reader import read

    return read(phrase, reference)


def _by_hand(deadline: Deadline, found: Read, by_rule: Message) -> Message:
    values: dict[str, object] = {"latest": deadline.latest, "rule": by_rule}
    if deadline.latest is None:
        return Message(N_("由督查室人工认定为没有日期；按规则：{rule}"), values)
    if not deadline.phrase:
        return Message(N_("由督查室人工定为 {latest}"), values)
    if found.latest == deadline.latest:
        return Message(N_("由督查室人工定为 {latest}，与规则读法一致"), values)
    return Message(N_("由督查室人工定为 {latest}；按规则：{rule}"), values)


def _sentence(phrase: str, found: Read, reference: date | None) -> Message:
    if found.latest is None:
        return _undated(phrase, found.kind, found.why)
    days: object = found.latest
    if found.from_first and found.earliest is not None and found.earliest < found.latest:
        days = Message(N_("{earliest} 至 {latest}"), {"earliest": found.earliest, "latest": found.latest})
    if found.approximate:
        days = Message(N_("约 {days}"), {"days": days})
    values = {"phrase": phrase, "latest": days, "reference": reference}
    if found.relative and reference is not None:
        said = Message(N_("“{phrase}”按 {reference} 起算，读作 {latest}"), values)
    elif phrase.strip() == found.latest.isoformat():
        said = Message(N_("读作 {latest}"), values)
    else:
        said = Message(N_("“{phrase}”读作 {latest}"), values)
    if found.milestones:
        first = " ".join(day.isoformat() for day, _ in found.milestones)
        said = Message(N_("{sentence}，其中 {days} 先到"), {"sentence": said, "days": first})
    for note in found.notes:
        said = Message(N_("{sentence}；{note}"), {"sentence": said, "note": note})
    return said


def _undated(phrase: str, kind: Kind, why: Message | None) -> Message:
    values: dict[str, object] = {"phrase": phrase, "why": why}
    if kind == "unreadable":
        if why is not None:
            return Message(N_("“{phrase}”读不成日期：{why}，照原文保留"), values)
        return Message(N_("“{phrase}”读不成日期，照原文保留"), values)
    if kind == "ongoing":
        return Message(N_("“{phrase}”是长期事项，没有截止日期"), values)
    if kind == "recurring":
        return Message(N_("“{phrase}”是定期重复的事项，没有唯一的截止日期"), values)
    if not phrase.strip():
        return Message(N_("原文没有写时限"))
    if why is not None:
        return Message(N_("“{phrase}”没有写明日期：{why}"), values)
    return Message(N_("“{phrase}”没有写明日期"), values)
