"""The sentences at the head of a report: how many items there are, and how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from liling_desk.ledger.figures import Tally, narrowed, tally
from liling_desk.ledger.filters import LedgerFilter
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Reported, Status, Timeliness
from liling_desk.reporting.options import ReportOptions
from liling_desk.reporting.report import Summary
from liling_desk.translations import N_, Translator

Phrase = tuple[str, LedgerFilter | None]

_OPEN_LIGHTS = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)


def summary_of(rows: Sequence[Standing], options: ReportOptions, tr: Translator) -> Summary:
    """Two sentences: what there is, what is done and late and how the rest is lit; what is due and what is awaited."""
    count, wanted = tally(rows), options.filter
    left = {colour: number for colour in _OPEN_LIGHTS if (number := count.by_light[colour])}
    phrases: list[Phrase] = [
        (tr("共 {n} 项，", n=count.total), wanted),
        (tr("已办结 {n} 项，", n=count.done), narrowed(wanted, status=(Status.DONE,))),
        (
            tr(N_("超期 {n} 项；") if left else N_("超期 {n} 项。"), n=count.overdue),
            _timed(wanted, Timeliness.OVERDUE),
        ),
    ]
    if left:
        phrases.append((tr("其余 {n} 项中", n=sum(left.values())), narrowed(wanted, light=_OPEN_LIGHTS)))
    for place, (colour, number) in enumerate(left.items(), 1):
        words = N_("{light} {n} 项，") if place < len(left) else N_("{light} {n} 项。")
        phrases.append((tr(words, light=tr(colour.word), n=number), narrowed(wanted, light=(colour,))))
    return summary([*phrases, *_awaited(rows, count, options, tr)])


def summary(phrases: Sequence[Phrase]) -> Summary:
    """Phrases and where each leads."""
    return Summary(tuple(words for words, _ in phrases), tuple(leads_to for _, leads_to in phrases))


def _timed(wanted: LedgerFilter, *which: Timeliness) -> LedgerFilter:
    return narrowed(wanted, timeliness=which)


def _awaited(rows: Sequence[Standing], count: Tally, options: ReportOptions, tr: Translator) -> list[Phrase]:
    wanted = options.filter
    soon = _timed(wanted, Timeliness.DUE_SOON)
    number = count.by_timeliness[Timeliness.DUE_SOON]
    phrases: list[Phrase] = [
        (tr("{days} 天以内到期 {n} 项，", days=options.thresholds.lead_days, n=number), soon),
    ]
    days = Counter(
        each.commitment.due for each in rows if each.timeliness is Timeliness.DUE_SOON and each.commitment.due
    )
    if days and (most := max(days.values())) > 1:
        day = min(day for day, many in days.items() if many == most)
        same = soon.model_copy(update={"due_from": day, "due_to": day})
        if most == number:
            phrases.append((tr("都在 {day}，", day=day), None))
        else:
            phrases.append((tr("其中 {n} 项同在 {day}，", n=most, day=day), same))
    return [
        *phrases,
        (tr("待核定 {n} 项，", n=count.by_status[Status.SUBMITTED]), narrowed(wanted, status=(Status.SUBMITTED,))),
        (tr("无时限 {n} 项。", n=count.by_timeliness[Timeliness.NO_DEADLINE]), _timed(wanted, Timeliness.NO_DEADLINE)),
    ]


RETURN_STATES = (Reported.REPORTED, Reported.LATE, Reported.MISSING, Reported.SENT_BACK, Reported.NOT_YET)


def returns_of(rows: Sequence[Standing], wanted: LedgerFilter, tr: Translator) -> Summary:
    """Where the returns for the current period stand; `wanted` finds these rows."""
    periods = {each.owing.period for each in rows if each.owing.period is not None}
    counts = Counter(each.owing.state for each in rows)
    known = [(state, counts[state]) for state in RETURN_STATES if counts[state]]
    if not known:
        return summary([(tr("本期没有要报送的事项。"), None)])
    name = tr.say(periods.pop().name) if len(periods) == 1 else tr("本期")
    owed = narrowed(wanted, reported=RETURN_STATES)
    phrases: list[Phrase] = [(tr("{period}要报送 {n} 项：", period=name, n=sum(n for _, n in known)), owed)]
    for place, (state, number) in enumerate(known, 1):
        words = N_("{state} {n} 项，") if place < len(known) else N_("{state} {n} 项。")
        phrases.append((tr(words, state=tr(state.word), n=number), narrowed(wanted, reported=(state,))))
    return summary(phrases)
