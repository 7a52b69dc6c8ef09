"""Words that several reports share: the filter by name, cells of an item, lines about the whole report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from liling_desk.ledger.filters import DueSpan, Facet, LedgerFilter
from liling_desk.ledger.indicator import as_number
from liling_desk.ledger.standing import Standing
from liling_desk.ledger.status import Colour, Pace, Reported, Status, Timeliness
from liling_desk.reporting.options import LedgerFacts, ReportOptions
from liling_desk.reporting.report import Cell, Column, DateCell, LightCell, ShareCell, ValueCell
from liling_desk.translations import N_, Translator

FACET_WORDS: Final[Mapping[Facet, str]] = {
    "light": N_("亮灯"),
    "status": N_("状态"),
    "timeliness": N_("时效"),
    "due": N_("时限"),
    "unit": N_("牵头单位"),
    "role": N_("角色"),
    "programme": N_("工程"),
    "category": N_("类别"),
    "kind": N_("性质"),
    "reported": N_("报送情况"),
    "pace": N_("序时进度"),
}

_DUE_WORDS: dict[DueSpan, str] = {
    "overdue": N_("已超期"),
    "within_30": N_("30 天内"),
    "within_180": N_("31 至 180 天"),
    "later": N_("180 天以后"),
    "none": N_("没有时限"),
    "settled": N_("已了结"),
}


_HASH_DIGITS: Final = 16
"""So many digits of a hash are printed."""


def filter_words(wanted: LedgerFilter, tr: Translator) -> str:
    """A filter in words, a group after the other; all items where it is empty."""
    parts = [
        _group(tr(word), _values(wanted, name, tr), tr) for name, word in FACET_WORDS.items() if getattr(wanted, name)
    ]
    if wanted.text.strip():
        parts.append(_group(tr("包含"), [wanted.text.strip()], tr))
    if wanted.due_from or wanted.due_to:
        parts.append(_due_range(wanted, tr))
    if wanted.codes:
        parts.append(_group(tr("选定的编号"), list(wanted.codes), tr))
    if wanted.deleted:
        parts.append(tr("已删除的事项"))
    return tr("；").join(parts) if parts else tr("全部事项")


_NAMED: Final[Mapping[str, type[Colour | Status | Timeliness | Reported | Pace]]] = {
    "light": Colour,
    "status": Status,
    "timeliness": Timeliness,
    "reported": Reported,
    "pace": Pace,
}
_BLANKS = {"unit": N_("待分办"), "pace": N_("没有量化指标")}


def value_words(facet: Facet, value: str, tr: Translator) -> str:
    """What a value of a facet is called; a blank one has a name too."""
    if not value:
        return tr(_BLANKS.get(facet, N_("未填")))
    if facet == "due":
        return tr(_DUE_WORDS[cast("DueSpan", value)])
    return tr(_NAMED[facet](value).word) if facet in _NAMED else value


def _values(wanted: LedgerFilter, name: Facet, tr: Translator) -> list[str]:
    return [value_words(name, value, tr) for value in getattr(wanted, name)]


def _group(name: str, values: Sequence[str], tr: Translator) -> str:
    return tr("{name}：{values}", name=name, values=tr("、").join(values))


def _due_range(wanted: LedgerFilter, tr: Translator) -> str:
    if wanted.due_from and wanted.due_to:
        return tr("完成时限 {first} 至 {last}", first=wanted.due_from, last=wanted.due_to)
    if wanted.due_from:
        return tr("完成时限不早于 {first}", first=wanted.due_from)
    return tr("完成时限不晚于 {last}", last=wanted.due_to)


def scope_words(rows: Sequence[Standing], options: ReportOptions, facts: LedgerFacts, tr: Translator) -> str:
    """What the report covers: the filter by name, and the whole ledger's size where it is not the whole."""
    words = tr("范围：{filter}", filter=filter_words(options.filter, tr))
    if len(rows) == facts.total_in_ledger:
        return words
    return words + tr("（台账全部 {total} 项）", total=facts.total_in_ledger)


def as_of_words(options: ReportOptions, tr: Translator) -> str:
    """数据截至 2021-06-30."""
    return tr("数据截至 {day}", day=options.as_of)


def origin_words(facts: LedgerFacts, tr: Translator) -> str:
    """The line at the foot: which ledger, at which entry."""
    return tr("醴陵督查台账 {name}，第 {count} 条操作记录", name=facts.name, count=f"{facts.entry_count:,}")


def proven_origin_words(facts: LedgerFacts, tr: Translator) -> str:
    """The same with the beginning of the newest entry's hash, in groups: a paper that proves the ledger of its day."""
    if not facts.head:
        return origin_words(facts, tr)
    digits = facts.head[:_HASH_DIGITS]
    groups = " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))
    words = N_("醴陵督查台账 {name}，第 {count} 条操作记录，校验 {hash} …")
    return tr(words, name=facts.name, count=f"{facts.entry_count:,}", hash=groups)


def page_words(tr: Translator) -> str:
    """The page number's template, with `{page}` and `{pages}` left in."""
    return tr("第 {page} 页，共 {pages} 页")


def unit_cell(standing: Standing, tr: Translator) -> str:
    """The lead unit, or that there is none yet."""
    return standing.commitment.lead_unit or tr("待分办")


def deadline_cell(standing: Standing, tr: Translator) -> Cell:
    """The day that counts (with * where the desk set it, ** where it was extended), or that there is none, with the
    phrase as written."""
    item = standing.commitment
    if item.extensions and item.due is not None:
        return DateCell(item.due, after="**")
    if item.assigned_deadline is not None:
        return DateCell(item.assigned_deadline, after="*")
    if item.due is not None:
        return DateCell(item.due, before=tr("约 ") if item.deadline.approximate else "")
    phrase = item.deadline.phrase.strip()
    return tr("无时限（{phrase}）", phrase=phrase) if phrase else tr("无时限")


def last_return_cell(standing: Standing, tr: Translator) -> Cell:
    """The day of the last return that counts, else its period; that there never was one."""
    last = standing.last_return
    if last is None:
        return tr("从未报送")
    return DateCell(last.reported_on) if last.reported_on else last.period or ""


def item_columns(tr: Translator) -> tuple[Column, ...]:
    """Heads of `item_cells`."""
    return (
        Column("code", tr("编号"), 22),
        Column("title", tr("承诺事项"), 1, share=True),
        Column("unit", tr("牵头单位"), 28),
        Column("deadline", tr("完成时限"), 26),
    )


def item_cells(standing: Standing, tr: Translator) -> tuple[Cell, ...]:
    """Which item, whose, and by when."""
    return (standing.code, standing.commitment.title, unit_cell(standing, tr), deadline_cell(standing, tr))


def light_cell(standing: Standing, tr: Translator) -> LightCell:
    """The light with all its reasons."""
    return explained(standing.light.colour, tr("；").join(tr.say(reason) for reason in standing.light.reasons), tr)


def explained(colour: Colour, reason: str, tr: Translator) -> LightCell:
    """A light with a reason that is worded already."""
    word = tr(colour.word)
    return LightCell(colour, word, reason, tr("{name}：{values}", name=word, values=reason))


def light_mark(colour: Colour, tr: Translator) -> LightCell:
    """A light by itself: its shape and its word."""
    word = tr(colour.word)
    return LightCell(colour, word, "", word)


def share_cell(percent: float | None) -> ShareCell:
    """A share with its sign; a dash where there is nothing to share."""
    return ShareCell(percent, "—" if percent is None else f"{percent:.1f}%")


def light_heads(tr: Translator) -> tuple[str, ...]:
    """Heads of a light's two columns in a spreadsheet."""
    return (tr("亮灯"), tr("原因"))


_NUMERALS = (
    N_("一"), N_("二"), N_("三"), N_("四"), N_("五"), N_("六"), N_("七"), N_("八"), N_("九"), N_("十"), N_("十一"),
    N_("十二"),
)  # fmt: skip


def numbered(place: int, title: str, tr: Translator) -> str:
    """A heading with its number: 一、红灯事项. `place` counts from 1 to 12."""
    return tr("{number}、{title}", number=tr(_NUMERALS[place - 1]), title=title)


def value_cell(standing: Standing, tr: Translator) -> ValueCell:
    """Reported value, then target and unit: 796.6 / 1000 亿元; empty without an indicator."""
    indicator = standing.commitment.indicator
    if indicator is None:
        return ValueCell(None, None, "", "")
    value, unit = as_number(standing.latest_value) or "—", indicator.unit or ""
    if indicator.target is None:
        text = tr("{value}，原文未给目标值", value=f"{value} {unit}".rstrip())
    else:
        sign = {"<": "<", "<=": "≤", ">": ">"}.get(indicator.comparison or "", "")
        text = f"{value} / {sign}{as_number(indicator.target)} {unit}".rstrip()
    return ValueCell(standing.latest_value, indicator.target, unit, text)


def footnote(rows: Sequence[Standing], tr: Translator) -> str:
    """Explains the marks that the deadlines of these rows really carry."""
    parts = []
    if any(each.commitment.assigned_deadline and not each.commitment.extensions for each in rows):
        parts.append(tr("* 交办时限，由督查室交办时确定。"))
    if any(_as_written(each) and each.commitment.deadline.approximate for each in rows):
        parts.append(tr("“约”指原文只写了大致时间。"))
    if extended := [each.commitment for each in rows if each.commitment.extensions]:
        original = tr("；").join(
            tr("{code} 原定 {day}", code=item.code, day=item.original_due or "—") for item in extended
        )
        parts.append(tr("** 已批准延期（{items}）。", items=original))
    return " ".join(parts)


def _as_written(standing: Standing) -> bool:
    return standing.commitment.assigned_deadline is None and not standing.commitment.extensions


def is_open_ended(standing: Standing) -> bool:
    """True where no deadline could ever make it late."""
    return standing.timeliness is Timeliness.NO_DEADLINE
