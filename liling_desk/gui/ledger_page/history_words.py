"""A journal entry in words: who, when, what, and each field before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from liling_desk.gui.entry_words import action_word, field_word, local_time
from liling_desk.gui.ledger_page.indicator_words import promise
from liling_desk.ledger.changes import Change
from liling_desk.ledger.entry import Entry
from liling_desk.ledger.indicator import Indicator, as_number
from liling_desk.ledger.status import Status
from liling_desk.translations import Translator

_HIDDEN = ("code", "commitment", "key", "batch")
_VERBS_SAY_IT = {"delete": "deleted", "restore": "deleted"}


@dataclass(frozen=True)
class FieldLine:
    """One field; `before` None: it was made with this value."""

    word: str
    before: str | None
    after: str


@dataclass(frozen=True)
class HistoryItem:
    """One entry as it is read."""

    what: str
    who: str
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
    said = {line.after for line in lines}
    reason = "" if entry.reason in said else entry.reason
    return HistoryItem(what, entry.actor or tr("未署名"), when, reason, tuple(lines))


def change_lines(change: Change, action: str, tr: Translator) -> list[FieldLine]:
    """The lines of one change."""
    if change.entity == "progress_return":
        return _return_lines(change, tr)
    if change.entity == "evidence":
        side = change.after or change.before or {}
        word = tr("依据材料") if change.after else tr("去掉依据材料")
        return [FieldLine(word, None, str(side.get("text", "")))]
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
        lines.append(FieldLine(field_word(name, tr), field_value(name, before, tr), field_value(name, after, tr)))
    return lines


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
    if isinstance(value, list | tuple):
        return tr("、").join(map(str, value))
    if isinstance(value, float):
        return as_number(value)
    return str(value)


def _deadline_words(value: Mapping[str, object], tr: Translator) -> str:
    phrase, latest = value.get("phrase"), value.get("latest")
    if phrase and latest and str(phrase) != str(latest):
        return tr("{latest}（“{phrase}”）", latest=latest, phrase=phrase)
    return str(latest or phrase or tr("（空）"))


def _is_default(name: str, value: object) -> bool:
    return (name == "status" and value == Status.NOT_STARTED) or (
        name == "deadline" and isinstance(value, Mapping) and not value.get("phrase") and not value.get("latest")
    )


def _return_lines(change: Change, tr: Translator) -> list[FieldLine]:
    words = {
        "period": tr("报送期"), "reported_on": tr("报送日期"), "unit": tr("报送单位"), "progress": tr("进展"),
        "difficulties": tr("困难和下一步"), "value": tr("数值"), "claimed_status": tr("自报"),
    }  # fmt: skip
    before, after = change.before, change.after
    if after is None:
        after, before = before or {}, None
        lines = [FieldLine(tr("去掉的报送"), None, str(after.get("period") or ""))]
    else:
        lines = []
    for name, word in words.items():
        if name not in after or (before is None and after[name] in (None, "")):
            continue
        old = None if before is None else field_value(name, before.get(name), tr)
        lines.append(FieldLine(word, old, field_value(name, after[name], tr)))
    return lines
