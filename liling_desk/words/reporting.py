"""The reporting cycle of an item, and what it owes, in words."""

from __future__ import annotations

from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import OPEN, Reported
from liling_desk.translations import N_, Translator

_THIS = {
    Cycle.MONTHLY: N_("按月，每月{day}"),
    Cycle.QUARTERLY: N_("按季，季末月{day}"),
    Cycle.HALF_YEARLY: N_("每半年，6 月和 12 月{day}"),
}
_NEXT = {
    Cycle.MONTHLY: N_("按月，次月{day}"),
    Cycle.QUARTERLY: N_("按季，下季首月{day}"),
    Cycle.HALF_YEARLY: N_("每半年，7 月和 1 月{day}"),
}
_STATES = {
    Reported.MISSING: (N_("{period}未报送"), "yellow"),
    Reported.SENT_BACK: (N_("{period}报送已退回，待重报"), "yellow"),
    Reported.LATE: (N_("{period}迟报"), "text3"),
    Reported.REPORTED: (N_("{period}已报送"), "text3"),
}


def reporting_words(reporting: Reporting, tr: Translator) -> str:
    """`按月，每月 25 日前`."""
    if reporting.cycle is Cycle.NONE:
        return tr("不定期，不催报")
    template = (_NEXT if reporting.next_month else _THIS)[reporting.cycle]
    words = tr(template, day=tr("最后一天前") if reporting.due_day == 31 else tr(" {n} 日前", n=reporting.due_day))
    return tr("{words}，自 {day} 起", words=words, day=reporting.since) if reporting.since else words


def owing_words(standing: Standing, tr: Translator) -> tuple[str, str]:
    """What it owes on the day, and the token that colours it: `2021-11 期未报送`."""
    owing, item = standing.owing, standing.commitment
    if item.lead_unit is None and item.status in OPEN:
        return tr("分办以后才报送"), "text3"
    if owing.period is None or owing.state is Reported.NOT_EXPECTED:
        return (tr("不需报送"), "text3") if item.reporting.cycle is not Cycle.NONE else ("", "text3")
    period = tr.say(owing.period.name)
    if owing.state is Reported.NOT_YET:
        due = owing.period.due(item.reporting)
        return tr("{period}应于 {due} 前报送", period=period, due=due.isoformat()), "text3"
    role = "red" if "soon_unreported" in standing.light.causes else ""
    if owing.state is Reported.MISSING and owing.missing > 1:
        return tr("连续 {number} 期未报送（至 {period}）", number=owing.missing, period=period), role or "yellow"
    words, usual = _STATES[owing.state]
    return tr(words, period=period), role or usual
