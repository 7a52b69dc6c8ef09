"""The sentences of letters to units, in the plain words of official papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from liling_desk.ledger.commitment import Commitment, Source
from liling_desk.ledger.indicator import Indicator, as_number
from liling_desk.ledger.periods import Cycle, Reporting
from liling_desk.ledger.rollcall import Owing
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Reported, Status
from liling_desk.reporting.options import LetterOptions, ReportOptions
from liling_desk.reporting.report import Cell, DateCell
from liling_desk.reporting.wording import value_cell
from liling_desk.translations import CHINESE, N_, Translator

_SOURCES_NAMED: Final = 3
"""With more documents than these, the opening names none."""


def day(value: date, tr: Translator) -> str:
    """2021年12月5日, as official papers write a date; 2021-12-05 in English."""
    padded = "" if tr.language == CHINESE else "02"
    values = {"year": value.year, "month": f"{value.month:{padded}}", "day": f"{value.day:{padded}}"}
    return tr("{year}年{month}月{day}日", **values)


def counted(papers: int, items: int, unassigned: int, tr: Translator) -> tuple[str, ...]:
    """How many letters there are, about how many items, and how many have nobody to write to."""
    phrases = [tr("共 {n} 份，涉及 {items} 项。", n=papers, items=items) if papers else tr("没有需要发函的单位。")]
    if unassigned:
        phrases.append(tr("另有 {n} 项待分办，没有单位可发。", n=unassigned))
    return tuple(phrases)


def assigned(rows: Sequence[Standing], sources: Mapping[str, Source], tr: Translator) -> str:
    """The opening of a 督办单; it names the documents where every item has one."""
    keys = dict.fromkeys(each.commitment.source or "" for each in rows)
    titles = [sources[key].title.strip() for key in keys if key in sources]
    if all(titles) and len(titles) == len(keys) <= _SOURCES_NAMED:
        named = "".join(each if each.startswith("《") else tr("《{title}》", title=each) for each in titles)
        return tr(
            "根据{sources}，现将由你单位牵头办理的{n}项承诺事项交办如下，请按办理要求和完成时限抓好落实。",
            sources=named, n=len(rows),
        )  # fmt: skip
    return tr("现将由你单位牵头办理的{n}项承诺事项交办如下，请按办理要求和完成时限抓好落实。", n=len(rows))


def demand(item: Commitment, tr: Translator) -> str:
    """What an item must deliver and who answers for it, a line each; what is not known is left out."""
    lines = [item.detail.strip()]
    if item.indicator is not None and item.indicator.target is not None:
        lines.append(tr("量化指标：{words}", words=_target(item.indicator)))
    if item.section.strip():
        lines.append(tr("原文章节：{section}", section=item.section.strip()))
    if item.support_units:
        lines.append(tr("配合单位：{units}", units=tr("、").join(item.support_units)))
    if item.leader:
        lines.append(tr("责任领导：{name}", name=item.leader))
    if item.handler:
        lines.append(tr("责任人：{name}", name=item.handler))
    return "\n".join(line for line in lines if line)


def _target(indicator: Indicator) -> str:
    signs = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "=": ""}
    sign = signs.get(indicator.comparison or "", "")
    figure = f"{sign}{as_number(indicator.target)}"
    return " ".join(part for part in (indicator.metric.strip(), figure, (indicator.unit or "").strip()) if part)


_CYCLES: Final = {
    (Cycle.MONTHLY, False): N_("每月{day}日前"),
    (Cycle.MONTHLY, True): N_("次月{day}日前"),
    (Cycle.QUARTERLY, False): N_("每季度最后一个月的{day}日前"),
    (Cycle.QUARTERLY, True): N_("每季度结束后次月{day}日前"),
    (Cycle.HALF_YEARLY, False): N_("每半年最后一个月的{day}日前"),
    (Cycle.HALF_YEARLY, True): N_("每半年结束后次月{day}日前"),
}


def cycles(rows: Sequence[Standing], tr: Translator) -> str:
    """By which days the unit is to report; with several cycles, each with its items."""
    codes: dict[str, list[str]] = {}
    for each in rows:
        codes.setdefault(_when(each.commitment.reporting, tr), []).append(each.code)
    free = codes.pop("", None)
    if not codes:
        return tr("请在有重要进展时及时报送进展情况。")
    if len(codes) == 1 and free is None:
        return tr("请于{when}报送进展情况。", when=next(iter(codes)))
    phrases = [tr("{when}报送{codes}", when=when, codes=tr("、").join(each)) for when, each in codes.items()]
    if free:
        phrases.append(tr("有重要进展时及时报送{codes}", codes=tr("、").join(free)))
    return tr("进展情况请按以下要求报送：{phrases}。", phrases=tr("；").join(phrases))


def _when(reporting: Reporting, tr: Translator) -> str:
    words = _CYCLES.get((reporting.cycle, reporting.next_month))
    return tr(words, day=reporting.due_day) if words else ""


def answer(asked: LetterOptions, tr: Translator) -> tuple[str, ...]:
    """By when a unit is to answer a 督办单; nothing where no day was named."""
    return (tr("请于{day}前书面回复办理安排。", day=day(asked.reply_by, tr)),) if asked.reply_by else ()


def reminded(overdue: int, missing: int, as_of: date, tr: Translator) -> str:
    """The opening of a 催办单."""
    values = {"day": day(as_of, tr), "n": overdue or missing, "m": missing}
    if not overdue:
        return tr("截至{day}，由你单位牵头办理的承诺事项中，有{n}项未按期报送进展情况，现予催办。", **values)
    if not missing:
        return tr("截至{day}，由你单位牵头办理的承诺事项中，有{n}项超期未办结，现予催办。", **values)
    return tr(
        "截至{day}，由你单位牵头办理的承诺事项中，有{n}项超期未办结，另有{m}项未按期报送进展情况，现予催办。", **values
    )


def title(item: Commitment, tr: Translator) -> str:
    """An item's title; with a claim of done it says that the desk has still to decide."""
    if item.status is Status.SUBMITTED:
        return tr("{title}（已报完成，待核定）", title=item.title)
    return item.title


def missing(owing: Owing, tr: Translator) -> str:
    """Which return is missing, and how many in a row."""
    if owing.period is None:
        return ""
    if owing.state is Reported.SENT_BACK:
        return tr("{period}，已退回待重报", period=owing.period.name)
    if owing.missing > 1:
        return tr("连续{n}期，至{period}", n=owing.missing, period=owing.period.name)
    return tr.say(owing.period.name)


def last_return(standing: Standing, tr: Translator) -> Cell:
    """The day of the last return, or the month that it names."""
    last = standing.last_return
    if last is None:
        return tr("无")
    return DateCell(last.reported_on) if last.reported_on else last.period or ""


def late(codes: Sequence[str], tr: Translator) -> tuple[str, ...]:
    """What is said of returns that came late; nothing where none did."""
    if not codes:
        return ()
    return (tr("另有{n}项迟报（{codes}），请今后按期报送。", n=len(codes), codes=tr("、").join(codes)),)


def catch_up(overdue: int, missing: int, asked: LetterOptions, tr: Translator) -> str:
    """What a 催办单 asks for."""
    by = tr("请于{day}前", day=day(asked.reply_by, tr)) if asked.reply_by else tr("请尽快")
    if not overdue:
        return tr("{by}补报进展情况。", by=by)
    if not missing:
        return tr("{by}书面说明超期原因、下一步措施和预计完成时间。", by=by)
    return tr("{by}补报进展情况，并书面说明超期原因、下一步措施和预计完成时间。", by=by)


def reminded_soon(count: int, options: ReportOptions, tr: Translator) -> str:
    """The opening of a 提醒函."""
    return tr(
        "截至{day}，由你单位牵头办理的承诺事项中，有{n}项将在{days}天内到期，请抓紧办理，确保按期完成。",
        day=day(options.as_of, tr), n=count, days=options.thresholds.lead_days,
    )  # fmt: skip


def say_early(asked: LetterOptions, tr: Translator) -> str:
    """What a 提醒函 asks for."""
    if asked.reply_by is None:
        return tr("已经完成的，请及时报送办结依据；预计不能按期完成的，请及时书面说明原因。")
    return tr(
        "已经完成的，请及时报送办结依据；预计不能按期完成的，请于{day}前书面说明原因。", day=day(asked.reply_by, tr)
    )


def progress(standing: Standing, tr: Translator) -> str:
    """The newest return as the unit wrote it, under its figure and day."""
    last = standing.last_return
    if last is None:
        return tr("未报送过进展情况")
    when = last.reported_on.isoformat() if last.reported_on else last.period or ""
    value = value_cell(standing, tr).text if standing.latest_value is not None else ""
    head = "  ".join(part for part in (when, value) if part)
    return "\n".join(part for part in (head, last.progress.strip()) if part)
