"""A journal entry in words: who, when, what, and each field before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liling_desk.ledger.changes import Change
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.indicator import Indicator, as_number
from liling_desk.ledger.periods import USUAL_REPORTING, Reporting
from liling_desk.ledger.person import person_of
from liling_desk.ledger.status import Colour, Status
from liling_desk.translations import N_, Translator
from liling_desk.words.entries import action_word, field_word, local_time
from liling_desk.words.evidence import recorded_words as evidence_words
from liling_desk.words.indicators import MEASURES, PATHS, amount, promise
from liling_desk.words.letters import recorded_words
from liling_desk.words.reporting import reporting_words

_HIDDEN = ("code", "commitment", "key", "batch")
_INDICATOR_PARTS = {
    "baseline": N_("基数"), "baseline_year": N_("基数年份"), "stated_growth_pct": N_("每年增速 %"),
    "measure": N_("数值口径"), "path": N_("进度要求"), "plan": N_("计划数"),
}  # fmt: skip
_VERBS_SAY_IT = {"delete": "deleted", "restore": "deleted"}


@dataclass(frozen=True)
class FieldLine:
    """One field; `before` None: it was made with this value."""

    word: str
    before: str | None
    after: str


@dataclass(frozen=True)
class HistoryItem:
    """One entry as it is read. `account`: the system account, "" where none was kept."""

    what: str
    who: str
    account: str
    when: str
    reason: str
    lines: tuple[FieldLine, ...]


def history_item(entry: Entry, tr: Translator) -> HistoryItem:
    """Everything that an entry says about one commitment."""
    what = action_word(entry.action, tr)
    if entry.batch is not None:
        what = tr("{what}（第 {batch} 批）", what=what, batch=entry.batch)
    if entry.cancels is not None:
        what = tr("{what}第 {seq} 条", what=what, seq=entry.cancels)
    lines = [line for change in entry.changes for line in change_lines(change, entry.action, tr)]
    moment = local_time(entry.at)
    when = moment.strftime("%Y-%m-%d %H:%M") if moment else entry.at
    # A sentence that holds the reason has said it.
    reason = "" if any(entry.reason in line.after for line in lines) else entry.reason
    person = person_of(entry.actor)
    return HistoryItem(what, person.name or tr("未署名"), person.account, when, reason, tuple(lines))


def line_words(line: FieldLine, tr: Translator) -> str:
    """One field in a line: what it was, what it became."""
    if line.before is None:
        return tr("{field}：{after}", field=line.word, after=line.after)
    return tr("{field}：{before} → {after}", field=line.word, before=line.before, after=line.after)


def change_lines(change: Change, action: str, tr: Translator) -> list[FieldLine]:
    """The lines of one change."""
    if change.entity == "progress_return":
        return _return_lines(change, tr)
    if change.entity == "evidence":
        side = change.after or change.before or {}
        word = tr("依据材料") if change.after else tr("去掉依据材料")
        return [FieldLine(word, None, evidence_words(side, tr))]
    if change.entity == "letter":
        kind, told = recorded_words(change.after or change.before or {}, tr)
        return [FieldLine(kind if change.after else tr("去掉的{kind}", kind=kind), None, told)]
    if change.entity != "commitment":
        return []
    if change.after is None:
        return [FieldLine(tr("整条去掉"), None, str((change.before or {}).get("title", "")))]
    lines = []
    for name, after in change.after.items():
        before = None if change.before is None else change.before.get(name)
        if name in _HIDDEN or _VERBS_SAY_IT.get(action) == name:
            continue
        if change.before is None:
            if after not in (None, "", [], False) and not _is_default(name, after):
                lines.append(FieldLine(field_word(name, tr), None, field_value(name, after, tr)))
            continue
        lines += _edited(name, before, after, tr)
    return lines


def _edited(name: str, before: object, after: object, tr: Translator) -> list[FieldLine]:
    """A field that got another value; a list or a value of several parts says what is new about it."""
    if name == "extensions" and isinstance(after, Sequence):
        former = list(before) if isinstance(before, Sequence) else []
        granted = [_extension_words(each, tr) for each in after if each not in former]
        gone = [_extension_words(each, tr) for each in former if each not in after]
        return [
            *(FieldLine(tr("延期"), None, words) for words in granted),
            *(FieldLine(tr("取消延期"), None, words) for words in gone),
        ]
    if name == "indicator" and isinstance(before, Mapping) and isinstance(after, Mapping):
        return _indicator_lines(before, after, tr)
    if name == "hand_light":
        if after is None:
            return [FieldLine(tr("亮灯"), field_value(name, before, tr), tr("恢复按规则"))]
        was = None if before is None else field_value(name, before, tr)
        return [FieldLine(field_word(name, tr), was, field_value(name, after, tr))]
    return [FieldLine(field_word(name, tr), field_value(name, before, tr), field_value(name, after, tr))]


def _extension_words(fields: Mapping[str, object], tr: Translator) -> str:
    values = {name: fields.get(name) or tr("（空）") for name in ("until", "reason", "document", "decided_on")}
    return tr("到 {until}，原因：{reason}，批准文件：{document}，{decided_on} 批准", **values)


def _light_words(fields: Mapping[str, object], tr: Translator) -> str:
    word = tr(Colour(str(fields.get("colour"))).word)
    return tr("{colour}，{reason}（有效至 {until}）", colour=word, reason=fields["reason"], until=fields["until"])


def _indicator_lines(before: Mapping[str, object], after: Mapping[str, object], tr: Translator) -> list[FieldLine]:
    """The promise where that changed, and each other part that did."""
    old, new = Indicator.model_validate(dict(before)), Indicator.model_validate(dict(after))
    lines = []
    if promise(old) != promise(new):
        lines.append(FieldLine(tr("量化指标"), promise(old), promise(new)))
    for name, word in _INDICATOR_PARTS.items():
        was, now = (_part_words(name, each, tr) for each in (old, new))
        if was != now:
            lines.append(FieldLine(tr(word), was, now))
    return lines


def _part_words(name: str, indicator: Indicator, tr: Translator) -> str:
    value = getattr(indicator, name)
    if name == "measure":
        return tr(MEASURES[value]) if value else tr("自动")
    if name == "path":
        return tr(PATHS[value])
    if name == "plan":
        points = [f"{point.day} {amount(point.value, indicator.unit)}" for point in value]
        return tr("、").join(points) or tr("（空）")
    if name == "baseline_year":
        return str(value or tr("（空）"))
    return as_number(value) or tr("（空）")


def field_value(name: str, value: object, tr: Translator) -> str:
    """One value of a commitment's field in words."""
    if value is None or value in ("", [], ()):
        return tr("（空）")
    if name in ("status", "claimed_status"):
        return tr(Status(str(value)).word)
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if name == "indicator" and isinstance(value, Mapping):
        return promise(Indicator.model_validate(dict(value)))
    if name == "deadline" and isinstance(value, Mapping):
        return _deadline_words(value, tr)
    if name == "reporting" and isinstance(value, Mapping):
        return reporting_words(Reporting.model_validate(dict(value)), tr)
    if name == "hand_light" and isinstance(value, Mapping):
        return _light_words(value, tr)
    if name == "extensions" and isinstance(value, Sequence):
        return tr("；").join(_extension_words(each, tr) for each in value)
    if isinstance(value, list | tuple):
        return tr("、").join(map(str, value))
    if isinstance(value, float):
        return as_number(value)
    return str(value)


def _deadline_words(value: Mapping[str, object], tr: Translator) -> str:
    phrase, latest = value.get("phrase"), value.get("latest")
    if value.get("by_hand") and latest:
        return tr("{latest}（“{phrase}”，督查室改读）", latest=latest, phrase=phrase or "—")
    if phrase and latest and str(phrase) != str(latest):
        return tr("{latest}（“{phrase}”）", latest=latest, phrase=phrase)
    return str(latest or phrase or tr("（空）"))


def _is_default(name: str, value: object) -> bool:
    if name == "reporting":
        return isinstance(value, Mapping) and Reporting.model_validate(dict(value)) == USUAL_REPORTING
    return (name == "status" and value == Status.NOT_STARTED) or (
        name == "deadline" and isinstance(value, Mapping) and not value.get("phrase") and not value.get("latest")
    )


def _return_lines(change: Change, tr: Translator) -> list[FieldLine]:
    words = {
        "period": tr("报送期"), "reported_on": tr("报送日期"), "unit": tr("报送单位"), "progress": tr("进展"),
        "difficulties": tr("困难和下一步"), "value": tr("数值"), "claimed_status": tr("自报"),
        "sent_back_on": tr("退回日期"), "sent_back_reason": tr("退回原因"),
    }  # fmt: skip
    before, after = change.before, change.after
    if after is None:
        after, before = before or {}, None
        lines = [FieldLine(tr("去掉的报送"), None, str(after.get("period") or ""))]
    else:
        lines = []
    for name, word in words.items():
        if before is not None and name in ("sent_back_on", "sent_back_reason") and after.get(name):
            lines.append(FieldLine(word, None, field_value(name, after[name], tr)))
            continue
        if name not in after or (before is None and after[name] in (None, "")):
            continue
        old = None if before is None else field_value(name, before.get(name), tr)
        lines.append(FieldLine(word, old, field_value(name, after[name], tr)))
    return lines
