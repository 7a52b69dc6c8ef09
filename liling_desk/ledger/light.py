"""Lights (亮灯): a colour, always with its reasons in words, the decisive one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from liling_desk.ledger.commitment import Commitment
from liling_desk.ledger.pace import Pacing, pacing_of
from liling_desk.ledger.remarks import asks_for_help
from liling_desk.ledger.returns import Return
from liling_desk.ledger.rollcall import Owing, owing_of
from liling_desk.ledger.status import OPEN, Colour, Reported, Status, Timeliness
from liling_desk.ledger.thresholds import USUAL_THRESHOLDS, Thresholds
from liling_desk.translations import N_, Message

Cause = Literal[
    "overdue", "far_behind", "soon_behind", "soon_unreported", "due_soon", "behind", "unreported", "sent_back",
    "claimed", "help", "time_left", "pace", "done", "halted", "unassigned", "no_deadline", "by_hand",
]  # fmt: skip


@dataclass(frozen=True)
class Light:
    """`reasons` is never empty; `causes` names each of them for programs."""

    colour: Colour
    reasons: tuple[Message, ...]
    causes: tuple[Cause, ...] = ()

    @property
    def by_hand(self) -> bool:
        """Set by the desk, not by the rules."""
        return "by_hand" in self.causes


@dataclass(frozen=True)
class _Reason:
    colour: Colour
    cause: Cause
    words: Message


@dataclass(frozen=True)
class Facts:
    """What an open item's light is judged by. `newest` is its newest return that counts."""

    commitment: Commitment
    as_of: date
    thresholds: Thresholds
    pacing: Pacing | None
    owing: Owing
    newest: Return | None


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


def light_of(
    commitment: Commitment, returns: Sequence[Return], as_of: date, thresholds: Thresholds = USUAL_THRESHOLDS
) -> Light:
    """`returns`: all of the item's, newest first; those after the as-of day do not count."""
    counted = [each for each in returns if each.counted(as_of)]
    pacing = pacing_of(commitment, counted, as_of, thresholds)
    owing = owing_of(commitment, returns, as_of)
    return judge(Facts(commitment, as_of, thresholds, pacing, owing, counted[0] if counted else None))


def judge(facts: Facts) -> Light:
    """Red: overdue, far behind, or behind or twice unreported within the lead time. Yellow: due soon, behind,
    unreported, waiting for the desk, or asking for help. Blue: done. Grey: nothing that time could judge."""
    if settled := _settled(facts.commitment, facts.as_of):
        return settled
    ruled = _by_rules(facts)
    hand = facts.commitment.hand_light
    if hand is None or not hand.holds(facts.as_of):
        return ruled
    by_hand = Message(N_("督查室手动亮灯：{reason}（有效至 {until}）"), {"reason": hand.reason, "until": hand.until})
    by_rule = Message(
        N_("按规则为{colour}：{reason}"), {"colour": Message(ruled.colour.word), "reason": ruled.reasons[0]}
    )
    return Light(hand.colour, (by_hand, by_rule, *ruled.reasons[1:]), ("by_hand", *ruled.causes))


def _by_rules(facts: Facts) -> Light:
    left = days_left(facts.commitment, facts.as_of)
    if left is None:
        found = list(_for_the_desk(facts))
        no_deadline = _Reason(Colour.GREY, "no_deadline", _no_deadline(facts.commitment))
        return _light([*found, no_deadline])
    if not _handed_out(facts):
        return _unassigned(left, facts.thresholds)
    soon = 0 <= left <= facts.thresholds.lead_days
    found = [*_late(facts, left, soon), *_lagging(facts, soon), *_for_the_desk(facts), *_unreported(facts, soon)]
    return _light([*found, *_standing_facts(facts, left, found)])


def _light(found: list[_Reason]) -> Light:
    """The worst colour decides; its reasons come first, in the order in which they were found."""
    worst = min((each.colour for each in found), key=_SEVERITY.index)
    ordered = sorted(found, key=lambda each: _SEVERITY.index(each.colour))
    return Light(worst, tuple(each.words for each in ordered), tuple(each.cause for each in ordered))


_SEVERITY = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.BLUE, Colour.GREY)


def _handed_out(facts: Facts) -> bool:
    """Whether anybody answers for it: a lead unit is named, or somebody has reported (a figure, where one is asked)."""
    if facts.commitment.lead_unit is not None or facts.commitment.status is Status.SUBMITTED:
        return True
    if facts.pacing is not None:
        return facts.pacing.actual is not None
    return facts.newest is not None


def _unassigned(left: int, thresholds: Thresholds) -> Light:
    words = Message(N_("尚未分办"))
    if left < 0:
        reason = Message(N_("超 {days} 天未办结"), {"days": -left})
        return Light(Colour.RED, (reason, words), ("overdue", "unassigned"))
    remaining = _remaining(left)
    if left <= thresholds.lead_days:
        reason = Message(N_("临近到期，{remaining}"), {"remaining": remaining})
        return Light(Colour.YELLOW, (reason, words), ("due_soon", "unassigned"))
    return Light(Colour.GREY, (words, remaining), ("unassigned", "time_left"))


def _late(facts: Facts, left: int, soon: bool) -> Iterator[_Reason]:
    if left < 0:
        yield _Reason(Colour.RED, "overdue", Message(N_("超 {days} 天未办结"), {"days": -left}))
    elif soon and facts.commitment.status is not Status.SUBMITTED:
        words = Message(N_("临近到期，{remaining}"), {"remaining": _remaining(left)})
        yield _Reason(Colour.YELLOW, "due_soon", words)


def _lagging(facts: Facts, soon: bool) -> Iterator[_Reason]:
    pacing, thresholds = facts.pacing, facts.thresholds
    if pacing is None or not pacing.behind_by(thresholds.behind):
        return
    if pacing.behind_by(thresholds.far_behind):
        yield _Reason(Colour.RED, "far_behind", Message(N_("严重滞后，{pace}"), {"pace": pacing.words}))
    elif soon:
        yield _Reason(Colour.RED, "soon_behind", Message(N_("临近到期仍{pace}"), {"pace": pacing.words}))
    else:
        yield _Reason(Colour.YELLOW, "behind", pacing.words)


def _for_the_desk(facts: Facts) -> Iterator[_Reason]:
    if facts.commitment.status is Status.SUBMITTED:
        yield _Reason(Colour.YELLOW, "claimed", Message(N_("自报完成，待督查室核定")))
    if facts.newest is not None and asks_for_help(facts.newest.difficulties):
        said = facts.newest.difficulties.strip()
        words = Message(N_("单位请求协调：{said}"), {"said": said if len(said) <= 60 else said[:60] + "…"})
        yield _Reason(Colour.YELLOW, "help", words)


def _unreported(facts: Facts, soon: bool) -> Iterator[_Reason]:
    owing = facts.owing
    if facts.commitment.status is Status.SUBMITTED or owing.period is None:
        return  # it is the desk's turn
    if owing.state is Reported.SENT_BACK:
        words = Message(N_("{period}报送已退回，待重报"), {"period": owing.period.name})
        yield _Reason(Colour.YELLOW, "sent_back", words)
    elif owing.missing == 1:
        words = Message(N_("{period}未报送"), {"period": owing.period.name})
        yield _Reason(Colour.YELLOW, "unreported", words)
    elif owing.missing:
        values = {"number": owing.missing, "period": owing.period.name}
        words = Message(N_("连续 {number} 期未报送（至 {period}）"), values)
        yield _Reason(Colour.RED if soon else Colour.YELLOW, "soon_unreported" if soon else "unreported", words)


def _standing_facts(facts: Facts, left: int, found: list[_Reason]) -> Iterator[_Reason]:
    """What is no cause for worry but part of the answer: the days left, and the pace where there is one."""
    causes = {each.cause for each in found}
    if left >= 0 and "due_soon" not in causes:
        words = _remaining(left)
        if not found:
            words = Message(N_("期限内，{remaining}"), {"remaining": words})
        yield _Reason(Colour.GREEN, "time_left", words)
    pacing = facts.pacing
    if pacing is not None and pacing.points is not None and causes.isdisjoint({"behind", "far_behind", "soon_behind"}):
        yield _Reason(Colour.GREEN, "pace", pacing.words)


def _remaining(left: int) -> Message:
    return Message(N_("剩 {days} 天"), {"days": left}) if left else Message(N_("今天到期，剩 0 天"))


def _settled(commitment: Commitment, as_of: date) -> Light | None:
    if commitment.status is Status.DONE:
        reasons = tuple(_done(commitment, as_of))
        return Light(Colour.BLUE, reasons, tuple("done" for _ in reasons))
    if commitment.status is Status.SUSPENDED:
        reason = Message(N_("暂缓：{reason}"), {"reason": commitment.status_reason or "—"})
        return Light(Colour.GREY, (reason,), ("halted",))
    if commitment.status is Status.TERMINATED:
        reason = Message(N_("终止：{reason}"), {"reason": commitment.status_reason or "—"})
        return Light(Colour.GREY, (reason,), ("halted",))
    return None


def _done(commitment: Commitment, as_of: date) -> Iterator[Message]:
    due, done_on = commitment.due, commitment.done_on
    if due is not None and done_on is not None and done_on > due:
        yield Message(N_("{day} 办结，超 {days} 天"), {"day": done_on, "days": (done_on - due).days})
    elif done_on is not None:
        yield Message(N_("{day} 办结"), {"day": done_on})
    else:
        yield Message(N_("已办结"))
    if done_on is not None and done_on > as_of:
        yield Message(N_("办结在数据截至日之后"))


def _no_deadline(commitment: Commitment) -> Message:
    deadline = commitment.deadline
    if deadline.kind == "unreadable":
        return Message(N_("时限“{phrase}”读不成日期，暂不评灯"), {"phrase": deadline.phrase})
    if deadline.phrase:
        return Message(N_("无时限（{phrase}），暂不评灯"), {"phrase": deadline.phrase})
    return Message(N_("原文没有时限，暂不评灯"))
