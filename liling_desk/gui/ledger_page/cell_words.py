"""What the list says about an item, in words: for painting, copying and screen readers alike."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Status, Timeliness
from liling_desk.translations import N_, Translator


class Lines(NamedTuple):
    """A cell's two lines; `role` is the token of the second one's colour."""

    first: str
    second: str = ""
    role: str = "text3"


def place_words(standing: Standing) -> str:
    """Category and programme."""
    item = standing.commitment
    return " / ".join(part for part in (item.category, item.programme) if part)


def light_word(standing: Standing, tr: Translator) -> str:
    """The word of the light."""
    return tr(standing.light.colour.word)


def light_label(standing: Standing, tr: Translator) -> str:
    """The word of the light, and that the desk set it by hand."""
    word = light_word(standing, tr)
    return tr("{light}（手动）", light=word) if standing.light.by_hand else word


def light_tip(standing: Standing, tr: Translator) -> str:
    """Every reason on a line of its own as rich text, the decisive one first and bold."""
    from html import escape  # it reads the names of all signs that HTML knows

    reasons = [escape(tr.say(reason)) for reason in standing.light.reasons]
    first = tr("{head}：{text}", head=escape(light_label(standing, tr)), text=reasons[0])
    return "<br>".join((f"<b>{first}</b>", *reasons[1:]))


def reason_words(standing: Standing, tr: Translator) -> str:
    """Why the light is as it is."""
    return tr("；").join(tr.say(reason) for reason in standing.light.reasons)


def unit_words(standing: Standing, tr: Translator) -> str:
    """The lead unit, or that there is none yet."""
    return standing.commitment.lead_unit or tr("待分办")


def deadline_lines(standing: Standing, tr: Translator) -> Lines:
    """The day that counts, over what is left of it and who set it."""
    item = standing.commitment
    due = item.due
    if due is None:
        return _undated(standing, tr)
    as_stated = item.assigned_deadline is None and not item.extensions
    first = tr("约 {day}", day=due.isoformat()) if as_stated and item.deadline.approximate else due.isoformat()
    second, role = _time_left(standing, tr)
    if item.extensions:
        second = tr("{left}，延期", left=second)
    elif item.assigned_deadline is not None:
        second = tr("{left}，交办", left=second)
    return Lines(first, second, role)


def _undated(standing: Standing, tr: Translator) -> Lines:
    item = standing.commitment
    deadline = item.deadline
    first = tr("无时限")
    if deadline.kind == "ongoing":
        first = tr("长期")
    elif deadline.kind == "recurring":
        first = deadline.phrase
    elif deadline.kind == "unreadable":
        return Lines(deadline.phrase, tr("读不成日期"), "yellow")
    elif deadline.phrase:
        first = tr("无时限（{phrase}）", phrase=deadline.phrase)
    if item.status is Status.SUBMITTED:
        return Lines(first, tr("自报完成"), "yellow")
    if item.status is Status.DONE and item.done_on is not None:
        return Lines(first, tr("{day} 办结", day=short_day(item.done_on, standing.as_of)))
    return Lines(first, tr(item.status.word) if item.status in (Status.SUSPENDED, Status.TERMINATED) else "")


def _time_left(standing: Standing, tr: Translator) -> tuple[str, str]:
    status, left = standing.commitment.status, standing.days_left or 0
    if status is Status.DONE:
        return tr(standing.timeliness.word), "text3"
    if status in (Status.SUSPENDED, Status.TERMINATED):
        return tr(status.word), "text3"
    if status is Status.SUBMITTED:
        return tr("自报完成"), "yellow"
    if left < 0:
        return tr("超 {n} 天", n=f"{-left:,}"), "red"
    words = tr("剩 {n} 天", n=f"{left:,}") if left else tr("今天到期")
    return words, "yellow" if standing.timeliness is Timeliness.DUE_SOON else "text3"


def value_words(standing: Standing) -> str:
    """The latest value; empty without one."""
    return as_number(standing.latest_value)


def target_words(standing: Standing, tr: Translator) -> str:
    """`/ 1000 亿元`; for a rank `< 30 位`; that the source gives no figure; empty without an indicator."""
    indicator = standing.commitment.indicator
    if indicator is None:
        return ""
    if indicator.target is None:
        return tr("原文未给目标值")
    sign = indicator.comparison if indicator.lower_is_better else "/"
    signs = {"<=": "≤", "<": "<", "/": "/"}
    return f"{signs.get(sign or '/', '/')} {as_number(indicator.target)} {indicator.unit or ''}".rstrip()


def indicator_words(standing: Standing, tr: Translator) -> str:
    """Value and target in one line."""
    return " ".join(part for part in (value_words(standing), target_words(standing, tr)) if part)


def return_lines(standing: Standing, tr: Translator) -> Lines:
    """When the last return came, over how long ago that is."""
    last = standing.last_return
    role = _owing_role(standing)
    if last is None:
        return Lines(tr("从未"), "", role)
    if last.reported_on is None:
        return Lines(last.period or "", "", role)
    ago = (standing.as_of - last.reported_on).days
    # The narrow column holds no whole date; the tooltip and the copied text do.
    form = "%m-%d" if last.reported_on.year == standing.as_of.year else "%Y-%m"
    return Lines(last.reported_on.strftime(form), _ago(ago, tr), role)


def _ago(days: int, tr: Translator) -> str:
    """`16 天前`; in years where the days would not fit."""
    if days >= 1000:
        return tr("{n} 年前", n=days // 365)
    return tr("{n} 天前", n=days) if days else tr("今天")


def _owing_role(standing: Standing) -> str:
    """Red or amber only where the missing return is why the light is so."""
    causes = standing.light.causes
    return "red" if "soon_unreported" in causes else "yellow" if "unreported" in causes else "text3"


def owing_words(standing: Standing, tr: Translator) -> str:
    """The reason of the light that speaks of a missing return; empty without one."""
    light = standing.light
    found = (words for words, cause in zip(light.reasons, light.causes, strict=False) if cause in _OWING)
    return tr.say(next(found, ""))


_OWING = ("unreported", "soon_unreported", "sent_back")


def short_day(day: date, as_of: date) -> str:
    """Month and day in the year of the as-of date, else the whole date."""
    return day.strftime("%m-%d") if day.year == as_of.year else day.isoformat()


def claim_words(standing: Standing, tr: Translator) -> str:
    """Who claimed what and when, for an item that waits for the desk; empty otherwise."""
    last = standing.last_return
    if standing.commitment.status is not Status.SUBMITTED:
        return ""
    if last is None:
        return tr("自报完成，待督查室核定")
    indicator = standing.commitment.indicator
    unit = last.unit or standing.commitment.lead_unit or tr("单位")
    day = short_day(last.reported_on, standing.as_of) if last.reported_on else last.period or ""
    said = tr("{unit} {day} 自报完成", unit=unit, day=day)
    if last.value is not None:
        value = f"{as_number(last.value)} {indicator.unit or '' if indicator else ''}".strip()
        said = tr("{said}，{value}", said=said, value=value)
    return said


SENTENCE = N_("{code}，{light}，{reason}。{title}。牵头单位：{unit}。完成时限：{due}。状态：{status}。")


def row_sentence(standing: Standing, tr: Translator) -> str:
    """A whole row for a screen reader."""
    lines = deadline_lines(standing, tr)
    return tr(
        SENTENCE,
        code=standing.code,
        light=light_label(standing, tr),
        reason=reason_words(standing, tr),
        title=standing.commitment.title,
        unit=unit_words(standing, tr),
        due=" ".join(part for part in lines[:2] if part),
        status=tr(standing.commitment.status.word),
    )
