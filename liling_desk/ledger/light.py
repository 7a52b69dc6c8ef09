"""Lights (亮灯): a colour, always with its reasons in words, the decisive one first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.status import OPEN, Colour, Status, Timeliness
from liling_desk.translations import N_, Message


@dataclass(frozen=True)
class Light:
    """`reasons` is never empty."""

    colour: Colour
    reasons: tuple[Message, ...]


def days_left(commitment: Commitment, as_of: date) -> int | None:
    """Days from the as-of date to the day due: 0 on the day itself, negative when past it; None without a deadline."""
    due = commitment.due
    return None if due is None else (due - as_of).days


def timeliness_of(commitment: Commitment, as_of: date, lead_days: int) -> Timeliness:
    """`lead_days`: how many days ahead an item counts as due soon. What is suspended or ended, time judges no more."""
    left = days_left(commitment, as_of)
    if commitment.status is Status.DONE:
        due = commitment.due
        if due is None or commitment.done_on is None:
            return Timeliness.NO_DEADLINE if due is None else Timeliness.DONE_IN_TIME
        return Timeliness.DONE_IN_TIME if commitment.done_on <= due else Timeliness.DONE_LATE
    if left is None or commitment.status not in OPEN:
        return Timeliness.NO_DEADLINE
    if left < 0:
        return Timeliness.OVERDUE
    return Timeliness.DUE_SOON if left <= lead_days else Timeliness.IN_TIME


def light_of(commitment: Commitment, as_of: date, lead_days: int) -> Light:
    """Red: overdue. Yellow: due soon, or claimed done and waiting. Blue: done. Grey: nothing to judge by."""
    if settled := _settled(commitment):
        return settled
    left = days_left(commitment, as_of)
    waiting = (Message(N_("自报完成，待督查室核定")),) if commitment.status is Status.SUBMITTED else ()
    if left is None:
        return Light(Colour.YELLOW, waiting) if waiting else Light(Colour.GREY, (_no_deadline(commitment),))
    if left < 0:
        return Light(Colour.RED, (Message(N_("超 {days} 天未办结"), {"days": -left}), *waiting))
    remaining = Message(N_("剩 {days} 天"), {"days": left}) if left else Message(N_("今天到期，剩 0 天"))
    if waiting:
        return Light(Colour.YELLOW, (*waiting, remaining))
    if left <= lead_days:
        return Light(Colour.YELLOW, (Message(N_("临近到期，{remaining}"), {"remaining": remaining}),))
    return Light(Colour.GREEN, (Message(N_("期限内，{remaining}"), {"remaining": remaining}),))


def _settled(commitment: Commitment) -> Light | None:
    if commitment.status is Status.DONE:
        due, done_on = commitment.due, commitment.done_on
        if due is not None and done_on is not None and done_on > due:
            late = Message(N_("{day} 办结，超 {days} 天"), {"day": done_on, "days": (done_on - due).days})
            return Light(Colour.BLUE, (late,))
        return Light(Colour.BLUE, (Message(N_("{day} 办结"), {"day": done_on or ""}),))
    if commitment.status is Status.SUSPENDED:
        return Light(Colour.GREY, (Message(N_("暂缓：{reason}"), {"reason": commitment.status_reason or "—"}),))
    if commitment.status is Status.TERMINATED:
        return Light(Colour.GREY, (Message(N_("终止：{reason}"), {"reason": commitment.status_reason or "—"}),))
    return None


def _no_deadline(commitment: Commitment) -> Message:
    deadline = commitment.deadline
    if deadline.kind == "unreadable":
        return Message(N_("时限“{phrase}”读不成日期，暂不评灯"), {"phrase": deadline.phrase})
    if deadline.phrase:
        return Message(N_("无时限（{phrase}），暂不评灯"), {"phrase": deadline.phrase})
    return Message(N_("原文没有时限，暂不评灯"))
